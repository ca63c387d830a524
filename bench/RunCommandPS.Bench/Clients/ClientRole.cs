using System.Globalization;

namespace RunCommandPS.Bench.Clients;

/// <summary>What a client process can be told to do.</summary>
public static class ClientRole
{
    /// <summary>Sends one command through the SDK, without PowerShell.</summary>
    public const string SdkSend = "sdk-send";

    /// <summary>Sends many commands, through the module and through the SDK in turn.</summary>
    public const string WarmSend = "warm-send";

    /// <summary>Pipes as many ids as named into one send.</summary>
    public const string Pipeline = "pipeline";

    /// <summary>Sends commands from 16 clients at once, for as many seconds as named, after as many for warming up.</summary>
    public const string Load = "load";

    /// <summary>Has a simulator in stepped time bring a command to as many nodes as named.</summary>
    public const string Rollout = "rollout";

    /// <summary>Runs a script on the nodes named, with Invoke-RunCommand.</summary>
    public const string Run = "run";

    /// <summary>Runs a script on the nodes named, and asks for each of them until it has ended.</summary>
    public const string NaiveRun = "run-naive";

    /// <summary>Runs a script on as many nodes as named, with a record and without one.</summary>
    public const string Record = "record";

    /// <summary>Does all kinds of work with as many nodes as named.</summary>
    public const string Scale = "scale";

    /// <summary>Whether it needs an engine.</summary>
    public static bool NeedsEngine(string role) => role is not (SdkSend or Load or NaiveRun);

    public static int Play(string role, IReadOnlyList<string> arguments)
    {
        switch (role)
        {
            case SdkSend:
                using (var sdk = new SdkSender(arguments[0]))
                {
                    sdk.Send();
                    return 0;
                }

            case WarmSend:
                ClientProcess.Report(WarmSendClient.Run(Number(arguments[0]), [.. arguments.Skip(1)]));
                return 0;
            case Pipeline:
                ClientProcess.Report(PipelineClient.Run(Number(arguments[0])));
                return 0;
            case Load:
                ClientProcess.Report(LoadClient.Run(
                    TimeSpan.FromSeconds(Number(arguments[0])), TimeSpan.FromSeconds(Number(arguments[1])), [.. arguments.Skip(2)]));
                return 0;
            case Record:
                ClientProcess.Report(RecordClient.Run(Number(arguments[0]), Number(arguments[1])));
                return 0;
            case Scale:
                ClientProcess.Report(ScaleClient.Run(Number(arguments[0])));
                return 0;
            case Rollout:
                ClientProcess.Report(RolloutClient.Run(Number(arguments[0])));
                return 0;
            case Run:
                ClientProcess.Report(RunClient.Run(arguments));
                return 0;
            case NaiveRun:
                ClientProcess.Report(NaiveRunClient.RunAsync(arguments).GetAwaiter().GetResult());
                return 0;
            default:
                throw new ArgumentException($"There is no client '{role}'.", nameof(role));
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
