using System.Management.Automation;
using RunCommandPS.Errors;
using RunCommandPS.Transformation;

namespace RunCommandPS.Scripts;

/// <summary>What the caller's session provides for a script: its file, and the variables that it uses with <c>$using:</c>.</summary>
internal static class CallerScript
{
    /// <summary>A script from a file or a text.</summary>
    /// <param name="source">The text, and the file that it is from.</param>
    /// <param name="shell">The shell that the caller specified; null to take it from the script.</param>
    /// <exception cref="InvalidInputException">It is empty, or it is the name of a document.</exception>
    public static NodeScript Of(ScriptSource source, ScriptShell? shell)
    {
        if (string.IsNullOrWhiteSpace(source.Text))
        {
            throw InputErrors.Input(
                source.Path is { } path ? $"The script file '{path}' is empty." : "The script is empty.",
                "Specify a script that does something; nothing was sent.");
        }

        // Whoever specifies a file or a shell means a script.
        var word = source.Path is null && shell is null ? source.Text.Trim() : "";
        if (DocumentWord.IsOne(word))
        {
            throw DocumentWord.Refused(word, isKnown: false);
        }

        return new NodeScript(
            source.Text, shell is null or ScriptShell.Auto ? ShellOf.Script(source.Path, source.Text) : shell.Value)
        {
            PossibleDocument = DocumentWord.MayBeOne(word) ? word : null,
        };
    }

    /// <summary>A script block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="shell">The shell that the caller specified.</param>
    /// <exception cref="InvalidInputException">It is not PowerShell.</exception>
    public static NodeScript OfBlock(ScriptBlock block, ScriptShell shell) =>
        shell == ScriptShell.Auto || shell.IsPowerShell()
            ? new NodeScript(block.ToString(), shell == ScriptShell.Auto ? ScriptShell.PowerShell : shell)
            : throw InputErrors.Input(
                $"A script block is PowerShell, but -Shell {shell} runs something else.",
                "Specify the script as text in quotes, or leave out -Shell.");

    /// <summary>The value of a variable of the session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="name">Its name, with a drive if it has one: <c>env:PATH</c>.</param>
    /// <exception cref="InvalidParameterValueException">There is none.</exception>
    public static object? Variable(SessionState session, string name)
    {
        if (session.PSVariable.Get(name) is { } variable)
        {
            return variable.Value;
        }

        return (name.Contains(':', StringComparison.Ordinal) ? session.PSVariable.GetValue(name) : null)
            ?? throw InputErrors.Value(
                $"The script uses $using:{name}, but there is no variable ${name} here.",
                "Set the variable first, or pass the value with -ArgumentList.");
    }
}
