using System.Diagnostics;

namespace RunCommandPS.Tests.Engine;

/// <summary>Runs a script in a pwsh of its own, where nothing has been loaded yet and the console is a real one.</summary>
/// <remarks>Each costs a second or two of processor time: only for what an engine in this process can't show.</remarks>
internal static class PwshProcess
{
    /// <summary>Runs a script to its end.</summary>
    /// <param name="script">PowerShell.</param>
    /// <param name="arguments">What the script sees as <c>$args</c>.</param>
    /// <returns>What it wrote, with line feeds as line ends, and its exit code.</returns>
    public static async Task<(string Output, string Error, int ExitCode)> RunAsync(string script, params IReadOnlyList<string> arguments)
    {
        var token = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("RunCommandPS.Tests-pwsh-");
        try
        {
            var file = Path.Combine(folder.FullName, "script.ps1");
            await File.WriteAllTextAsync(file, script, token);
            using var process = Process.Start(
                new ProcessStartInfo("dotnet", [BuiltModule.Pwsh, "-NoProfile", "-NonInteractive", "-File", file, .. arguments])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,

                    // pwsh notes which methods a process compiled, and the runtime compiles them in the background of the next one. That
                    // loads assemblies which that process does not use. On fewer processors than this, it doesn't; the number is in hex.
                    Environment = { ["DOTNET_MultiCoreJitMinNumCpus"] = "7FFFFFFF" },
                })!;
            var output = process.StandardOutput.ReadToEndAsync(token);
            var error = process.StandardError.ReadToEndAsync(token);
            await process.WaitForExitAsync(token);
            return ((await output).ReplaceLineEndings("\n"), (await error).ReplaceLineEndings("\n"), process.ExitCode);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Runs a script that has to succeed.</summary>
    /// <inheritdoc cref="RunAsync"/>
    /// <returns>The lines that it wrote.</returns>
    public static async Task<IReadOnlyList<string>> LinesAsync(string script, params IReadOnlyList<string> arguments)
    {
        var (output, error, exitCode) = await RunAsync("$ErrorActionPreference = 'Stop'\n" + script, arguments);
        Assert.True(exitCode == 0, $"{error}\n{output}");
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
