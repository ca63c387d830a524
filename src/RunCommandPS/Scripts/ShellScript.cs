using System.Management.Automation;
using System.Net;
using System.Security;
using RunCommandPS.Errors;
using RunCommandPS.Transformation;

namespace RunCommandPS.Scripts;

/// <summary>A script for <c>sh</c> on the node.</summary>
internal static class ShellScript
{
    // What no line of a sensible script is: the script is handed over between two of them.
    private const string EndOfScript = "END_OF_SCRIPT_";

    /// <summary>The script with its arguments, as the node's shell is given it.</summary>
    /// <param name="script">The script as the caller wrote it.</param>
    /// <param name="arguments">Its arguments: <c>$1</c>, <c>$2</c> and so on. They are quoted, so nothing in them is taken for
    /// script.</param>
    /// <returns>The text, with line feeds.</returns>
    /// <exception cref="RunCommandException">An argument can't be passed.</exception>
    public static string Compose(string script, IReadOnlyList<object?> arguments)
    {
        var text = ScriptText.WithLineFeeds(script);
        var quoted = string.Concat(arguments.Select((argument, index) => " " + Quote(Text(argument, index + 1))));
        if (Interpreter(text) is { Length: > 0 } interpreter)
        {
            return ByItsOwnInterpreter(interpreter, text, quoted);
        }

        return quoted.Length == 0 ? text : $"set --{quoted}\n{text}";
    }

    /// <summary>
    /// A text as one word of the shell, whatever is in it. The service replaces references in two braces wherever it finds them, and
    /// carriage returns at the end of a line are not kept, so that neither stands there as it is.
    /// </summary>
    public static string Quote(string text) => "'" + text
        .Replace("'", "'\\''", StringComparison.Ordinal)
        .Replace("\r", "'\"$(printf '\\r')\"'", StringComparison.Ordinal)
        .Replace("{{", "{''{", StringComparison.Ordinal)
        .Replace("{{", "{''{", StringComparison.Ordinal) + "'";

    // The first line's #! names another program than sh. The agent has sh run every script, so the script is put into a file, and the
    // program
    // is called as the kernel would: with the rest of the line as one argument. The file itself need not be executable where it is put.
    private static string Interpreter(string text)
    {
        if (!text.StartsWith("#!", StringComparison.Ordinal))
        {
            return "";
        }

        var line = text.AsSpan(2, text.AsSpan(2).IndexOf('\n') is var end and >= 0 ? end : text.Length - 2).Trim().ToString();
        return line is "/bin/sh" or "/usr/bin/sh" or "/usr/bin/env sh" ? "" : line;
    }

    private static string ByItsOwnInterpreter(string interpreter, string text, string quotedArguments)
    {
        var end = EndOfScript;
        while (text.Contains(end, StringComparison.Ordinal))
        {
            end += "_";
        }

        var call = string.Join(
            ' ', interpreter.Split([' ', '\t'], 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Quote));
        return ScriptText.Lines(
            "script=$(mktemp) || exit 1",
            "trap 'rm -f \"$script\"' EXIT",
            $"cat > \"$script\" <<'{end}' || exit 1",
            text.TrimEnd('\n'),
            end,
            $"{call} \"$script\"{quotedArguments}");
    }

    private static string Text(object? argument, int position) => MemberReader.Unwrap(argument) switch
    {
        null => "",
        SecureString or PSCredential or NetworkCredential =>
            throw InputErrors.Secret($"argument {position}", MemberReader.Unwrap(argument)!.GetType().Name),
        _ => ScalarText.Of(argument) is not { } text ? throw InputErrors.Value(
                $"Argument {position} is a {MemberReader.Unwrap(argument)!.GetType().FullName}; a shell script takes single values.",
                "Give strings or numbers in -ArgumentList, each as an argument of its own.")
            : text.Contains('\0', StringComparison.Ordinal) ? throw InputErrors.Value(
                $"Argument {position} has a NUL character in it.", "A shell can't be passed one; leave it out.")
            : ScriptText.HasHalfCharacter(text) ? throw InputErrors.Value(
                $"Argument {position} has half a character in it (a surrogate without its other half), which UTF-8 can't say.",
                "Leave it out.")
            : text,
    };
}
