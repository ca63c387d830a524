using System.Diagnostics;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Module;

/// <summary>Runs a script in a process where nothing has been loaded yet. What is loaded once stays, so that in this process nobody could tell.</summary>
internal static class ScriptProcess
{
    /// <summary>Runs a script to its end.</summary>
    /// <param name="script">PowerShell, of which there is only the engine's own part.</param>
    /// <param name="arguments">What the script sees as <c>$args</c>.</param>
    /// <returns>The lines that it wrote.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(string script, params IReadOnlyList<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [BuiltModule.ScriptProcess, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var token = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(token);
        var errors = process.StandardError.ReadToEndAsync(token);
        await process.StandardInput.WriteAsync(script.AsMemory(), token);
        process.StandardInput.Close();
        await process.WaitForExitAsync(token);
        Assert.True(process.ExitCode == 0, $"{await errors}\n{await output}");
        return (await output).ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
