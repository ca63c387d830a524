using System.Globalization;

namespace RunCommandPS.Simulator.Host;

/// <summary>What the command line says.</summary>
internal sealed record HostArguments(SimulatorOptions Options, string Shell, bool ShowHelp)
{
    public const string PowerShell = "powershell";

    public const string Help = """
        Serves Run Command on this machine, for the AWS CLI, boto3, RunCommandPS and any other client.
        Prints the environment a client needs, and serves until it is stopped (Ctrl+C, SIGTERM).

          --nodes N            nodes to make up (3)
          --platform P         their platform: Linux, Windows or MacOS (Linux)
          --port N             TCP port; 0 lets the system pick one (0)
          --bind ADDRESS       IP address to listen on (127.0.0.1); any but loopback needs --allow-remote
          --allow-remote       lets other machines call, in clear text; they need the keys that are printed
          --region R           region that requests are signed for (us-east-1)
          --documents PATH     document file (.json, .yaml, .yml) or folder of them; may be given several times
          --execution MODE     None: scripts succeed at once; Process: they really run on this machine (None)
          --seed N             decides ids and chance (0)
          --print SHELL        how the environment is printed: sh or powershell (sh)
          --help               shows this

        """;

    private const int DefaultNodeCount = 3;

    /// <exception cref="FormatException">An option is unknown, lacks its value or has one it can't have.</exception>
    public static HostArguments Parse(IReadOnlyList<string> arguments)
    {
        var result = new HostArguments(new SimulatorOptions { NodeCount = DefaultNodeCount }, "sh", ShowHelp: false);
        for (var i = 0; i < arguments.Count; i++)
        {
            var name = arguments[i];
            if (name is "--help" or "-h")
            {
                return result with { ShowHelp = true };
            }

            var options = result.Options;
            string Value() => ++i < arguments.Count ? arguments[i] : throw new FormatException($"The option {name} needs a value.");
            result = name switch
            {
                "--nodes" => result with { Options = options with { NodeCount = Number(name, Value(), 1_000_000) } },
                "--platform" => result with { Options = options with { Platform = OneOf(name, Value(), ServiceValues.PlatformTypes) } },
                "--port" => result with { Options = options with { Port = Number(name, Value(), ushort.MaxValue) } },
                "--bind" => result with { Options = options with { Address = Value() } },
                "--allow-remote" => result with { Options = options with { AllowRemote = true } },
                "--region" => result with { Options = options with { Region = Value() } },
                "--documents" => result with { Options = options with { DocumentPaths = [.. options.DocumentPaths, Value()] } },
                "--execution" => result with { Options = options with { Execution = Enum.Parse<ExecutionMode>(OneOf(name, Value(), Enum.GetNames<ExecutionMode>())) } },
                "--seed" => result with { Options = options with { Seed = Number(name, Value(), int.MaxValue) } },
                "--print" => result with { Shell = OneOf(name, Value(), ["sh", PowerShell]) },
                _ => throw new FormatException($"There is no option '{name}'."),
            };
        }

        return result;
    }

    private static int Number(string name, string value, int maximum) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= maximum
            ? number
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"The option {name} needs a number from 0 to {maximum}, not '{value}'."));

    private static string OneOf(string name, string value, IReadOnlyList<string> values) =>
        values.FirstOrDefault(known => known.Equals(value, StringComparison.OrdinalIgnoreCase))
        ?? throw new FormatException($"The option {name} takes {string.Join(" or ", values)}, not '{value}'.");
}
