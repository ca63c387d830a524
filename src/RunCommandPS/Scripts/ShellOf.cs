using RunCommandPS.Documents;

namespace RunCommandPS.Scripts;

/// <summary>Which shell a script is for, and what a shell accepts.</summary>
internal static class ShellOf
{
    /// <summary>The shell that the name of a file implies, or else the text.</summary>
    /// <param name="path">The file; null if there is none.</param>
    /// <param name="text">The script.</param>
    public static ScriptShell Script(string? path, string text) => Path.GetExtension(path)?.ToLowerInvariant() switch
    {
        ".ps1" => ScriptShell.PowerShell,

        // The program that a script itself names is more specific.
        ".sh" or ".bash" or ".py" when IsInterpreterNamed(text) => ScriptShell.Sh,
        ".sh" => ScriptShell.Sh,
        ".bash" => ScriptShell.Bash,
        ".py" => ScriptShell.Python,
        _ => !IsInterpreterNamed(text) ? ScriptShell.Auto : IsPwshNamed(text) ? ScriptShell.Pwsh : ScriptShell.Sh,
    };

    /// <summary>Whether a shell is a PowerShell.</summary>
    public static bool IsPowerShell(this ScriptShell shell) => shell is ScriptShell.PowerShell or ScriptShell.Pwsh;

    /// <summary>The document that runs scripts of a shell.</summary>
    public static string Document(this ScriptShell shell) => shell switch
    {
        ScriptShell.Auto => $"{ScriptDocument.RunShellScript} or {ScriptDocument.RunPowerShellScript}",
        _ => shell.IsPowerShell() ? ScriptDocument.RunPowerShellScript : ScriptDocument.RunShellScript,
    };

    private static bool IsInterpreterNamed(string text) => text.StartsWith("#!", StringComparison.Ordinal);

    private static bool IsPwshNamed(string text) =>
        text.AsSpan(0, text.IndexOf('\n') is var end and >= 0 ? end : text.Length).Contains("pwsh", StringComparison.Ordinal);
}
