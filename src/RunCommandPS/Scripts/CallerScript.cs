using System.Management.Automation;
using RunCommandPS.Errors;

namespace RunCommandPS.Scripts;

/// <summary>What a caller's session has for a script: its file, and the variables that it names with <c>$using:</c>.</summary>
internal static class CallerScript
{
    /// <summary>Reads a script file.</summary>
    /// <param name="path">The file, in full.</param>
    /// <param name="shell">What the caller says runs it; null where the file itself tells.</param>
    /// <exception cref="InvalidInputException">It can't be read.</exception>
    public static (string Text, ScriptShell Shell) ReadFile(string path, ScriptShell? shell)
    {
        try
        {
            var text = File.ReadAllText(path);
            return (text, shell ?? NodeScript.ShellOf(path, text));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw InputErrors.Input(
                $"The script can't be read: {exception.Message}",
                "Check -FilePath: it is a file on this computer, and its text is sent to the nodes.");
        }
    }

    /// <summary>The value of a variable of the session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="name">Its name, with a drive where it has one: <c>env:PATH</c>.</param>
    /// <exception cref="InvalidParameterValueException">There is none.</exception>
    public static object? Variable(SessionState session, string name)
    {
        if (session.PSVariable.Get(name) is { } variable)
        {
            return variable.Value;
        }

        return (name.Contains(':', StringComparison.Ordinal) ? session.PSVariable.GetValue(name) : null)
            ?? throw InputErrors.Value(
                $"The script names $using:{name}, and there is no variable ${name} here.",
                "Set the variable first, or pass the value with -ArgumentList.");
    }
}
