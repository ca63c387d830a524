using System.Text;
using RunCommandPS.Documents;

namespace RunCommandPS.Simulator.Execution;

/// <summary>How this machine runs the script of an action: the program, the file passed to it, and its arguments.</summary>
/// <remarks>Source: the agent, which runs <c>sh</c> on Linux and macOS, and PowerShell with these switches and a byte order mark.</remarks>
internal sealed record ScriptHost(string FileName, string ScriptName, Encoding Encoding, IReadOnlyList<string> Arguments)
{
    private static readonly string[] PowerShellSwitches = ["-NonInteractive", "-NoProfile", "-ExecutionPolicy", "unrestricted", "-File"];

    /// <summary>Whether an action runs a script at all.</summary>
    public static bool Runs(string action) => action is ActionPlatforms.RunShellScript or ActionPlatforms.RunPowerShellScript;

    /// <summary>Finds the program for an action.</summary>
    /// <param name="action">The action.</param>
    /// <param name="reason">Why there is none.</param>
    /// <returns>The program, or null if this machine has none.</returns>
    public static ScriptHost? Find(string action, out string reason)
    {
        var isShell = action == ActionPlatforms.RunShellScript;
        string[] names = isShell ? ["sh"] : OperatingSystem.IsWindows() ? ["powershell", "pwsh"] : ["pwsh", "powershell"];
        var program = names.Select(FindOnPath).FirstOrDefault(path => path is not null);
        reason = program is null
            ? $"This machine can't run {action}: {string.Join(" and ", names)} {(names.Length == 1 ? "is" : "are")} not on the PATH."
            : "";
        return program is null
            ? null
            : isShell
                ? new ScriptHost(program, "_script.sh", new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), [])
                : new ScriptHost(program, "_script.ps1", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), PowerShellSwitches);
    }

    /// <summary>Finds a program; null if there is none.</summary>
    public static string? FindOnPath(string name)
    {
        var file = OperatingSystem.IsWindows() ? name + ".exe" : name;
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, file))
            .FirstOrDefault(File.Exists);
    }
}
