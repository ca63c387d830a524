using System.Diagnostics;
using System.Text.Json;

namespace RunCommandPS.Bench.Clients;

/// <summary>This program once more, as a client whose time and memory are measured apart from everything else.</summary>
internal static class ClientProcess
{
    /// <summary>The argument that makes a client of this program.</summary>
    public const string Switch = "--client";

    // In pwsh, so that the engine is the one that users have; what needs no engine runs by itself.
    private const string InPwsh = """
        $ErrorActionPreference = 'Stop'
        $null = [Reflection.Assembly]::LoadFrom($args[0])
        $role, $arguments = $args | Select-Object -Skip 1
        exit [RunCommandPS.Bench.Clients.ClientRole]::Play($role, [string[]]@($arguments))
        """;

    /// <summary>Runs a client to its end.</summary>
    /// <param name="role">What it does, of <see cref="ClientRole"/>.</param>
    /// <param name="environment">What it needs to know of an endpoint; null for nothing.</param>
    /// <param name="arguments">What else it needs to know.</param>
    /// <returns>How long the process lived, and the numbers it printed, by name.</returns>
    public static (TimeSpan Lifetime, IReadOnlyDictionary<string, double[]> Numbers) Run(
        string role, IReadOnlyDictionary<string, string>? environment = null, params IReadOnlyList<string> arguments)
    {
        var (lifetime, output) = ClientRole.NeedsEngine(role)
            ? PwshProcess.Run(InPwsh, environment, [typeof(ClientProcess).Assembly.Location, role, .. arguments])
            : Start(new ProcessStartInfo(Environment.ProcessPath!, [Switch, role, .. arguments]), environment);
        return (
            lifetime,
            output.Length == 0 ? new Dictionary<string, double[]>() : JsonSerializer.Deserialize<Dictionary<string, double[]>>(output)!);
    }

    /// <summary>Runs a process to its end.</summary>
    /// <returns>How long it lived, and what it wrote.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static (TimeSpan Lifetime, string Output) Start(ProcessStartInfo start, IReadOnlyDictionary<string, string>? environment)
    {
        start.RedirectStandardOutput = true;

        // What this machine's user has set for AWS is no part of the measurement.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        // Nor is what the engine reports to its makers, which is a library of its own to compile.
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? (clock.Elapsed, output)
            : throw new InvalidOperationException($"{string.Join(' ', start.ArgumentList)} ended with exit code {process.ExitCode}.");
    }

    /// <summary>Hands numbers to the process that started this one.</summary>
    public static void Report(IReadOnlyDictionary<string, double[]> numbers) => Console.Write(JsonSerializer.Serialize(numbers));
}
