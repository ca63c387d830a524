using System.Diagnostics;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Running;

/// <summary>A script run as a node's agent runs it: from a file, by PowerShell in a process of its own.</summary>
internal static class PowerShellProcess
{
    public static (string Output, string Error, int ExitCode) Run(string script)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, script);
            using var process = Process.Start(new ProcessStartInfo("dotnet", [BuiltModule.ScriptProcess, "-NonInteractive", "-File", path]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (output.ReplaceLineEndings("\n"), error.GetAwaiter().GetResult(), process.ExitCode);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
