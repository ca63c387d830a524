using System.Diagnostics;

namespace RunCommandPS.Bench.Endpoints;

/// <summary>The emulator of AWS that most people know, for comparison, where this machine's python3 has it.</summary>
internal sealed class MotoProcess : IDisposable
{
    private const string Announcement = "Running on ";

    private readonly Process _process;

    private MotoProcess(Process process, string endpoint)
    {
        _process = process;
        Environment = new Dictionary<string, string>
        {
            ["AWS_ACCESS_KEY_ID"] = "none",
            ["AWS_SECRET_ACCESS_KEY"] = "none",
            ["AWS_REGION"] = "us-east-1",
            ["AWS_ENDPOINT_URL_SSM"] = endpoint,
        };
    }

    /// <summary>The environment that leads a client here.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>Starts it as it comes, on a port that the system picks; null where there is none.</summary>
    public static MotoProcess? Start()
    {
        Process process;
        try
        {
            process = Process.Start(new ProcessStartInfo("python3", ["-m", "moto.server", "-H", "127.0.0.1", "-p", "0"])
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }

        while (process.StandardError.ReadLine() is { } line)
        {
            if (line.IndexOf(Announcement, StringComparison.Ordinal) is >= 0 and var place)
            {
                Output.Drain(process.StandardError);
                Output.Drain(process.StandardOutput);
                return new MotoProcess(process, line[(place + Announcement.Length)..].Trim());
            }
        }

        process.WaitForExit();
        process.Dispose();
        return null;
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }
}
