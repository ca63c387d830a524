using System.Diagnostics;
using RunCommandPS.Simulator;

namespace RunCommandPS.Conformance.Tests.Table;

/// <summary>What a program left.</summary>
internal sealed record ProgramResult(int ExitCode, string Output, string Error);

/// <summary>Programs that call a simulator, and nothing else: they see no configuration and no keys but the simulator's.</summary>
internal static class ClientProcess
{
    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public static async Task<ProgramResult> RunAsync(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string> environment,
        string? input,
        CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = input is not null,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        if (input is not null)
        {
            await WriteAsync(process.StandardInput, input);
        }

        await process.WaitForExitAsync(cancellation);
        return new ProgramResult(process.ExitCode, await output, await error);
    }

    /// <summary>The environment of a client of this simulator.</summary>
    public static Dictionary<string, string> Environment(RunCommandSimulator simulator)
    {
        var nowhere = Path.Combine(AppContext.BaseDirectory, "no-such-file");
        return new Dictionary<string, string>
        {
            ["AWS_ACCESS_KEY_ID"] = simulator.AccessKeyId,
            ["AWS_SECRET_ACCESS_KEY"] = simulator.SecretAccessKey,
            ["AWS_DEFAULT_REGION"] = simulator.Region,
            ["AWS_CONFIG_FILE"] = nowhere,
            ["AWS_SHARED_CREDENTIALS_FILE"] = nowhere,
            ["AWS_EC2_METADATA_DISABLED"] = "true",
            ["AWS_MAX_ATTEMPTS"] = "1",
            ["AWS_PAGER"] = "",

            // A user's proxy does not reach this machine.
            ["NO_PROXY"] = "127.0.0.1,localhost",
            ["no_proxy"] = "127.0.0.1,localhost",
            ["PYTHONIOENCODING"] = "utf-8",
        };
    }

    private static async Task WriteAsync(StreamWriter to, string input)
    {
        try
        {
            await to.WriteAsync(input);
            to.Close();
        }
        catch (IOException)
        {
            // It ended without reading, and says why on its standard error.
        }
    }
}
