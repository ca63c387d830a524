using System.Diagnostics;

namespace RunCommandPS.Bench.Clients;

/// <summary>Runs a script in a pwsh of its own, as a runbook is run.</summary>
internal static class PwshProcess
{
    /// <summary>Runs a script to its end.</summary>
    /// <param name="script">PowerShell.</param>
    /// <param name="environment">What it needs to know of an endpoint; null for nothing.</param>
    /// <param name="arguments">What the script sees as <c>$args</c>.</param>
    /// <returns>How long the process lived, and what it wrote.</returns>
    public static (TimeSpan Lifetime, string Output) Run(
        string script, IReadOnlyDictionary<string, string>? environment = null, params IReadOnlyList<string> arguments)
    {
        var file = Path.GetTempFileName() + ".ps1";
        File.WriteAllText(file, script);
        try
        {
            IReadOnlyList<string> options = ["-NoProfile", "-NonInteractive", "-File", file, .. arguments];
            return ClientProcess.Start(
                Built.Pwsh.EndsWith(".dll", StringComparison.Ordinal)
                    ? new ProcessStartInfo("dotnet", [Built.Pwsh, .. options])
                    : new ProcessStartInfo(Built.Pwsh, options),
                environment);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
