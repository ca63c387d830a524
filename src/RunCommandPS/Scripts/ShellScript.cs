using System.Globalization;
using RunCommandPS.Documents;
using RunCommandPS.Model;

namespace RunCommandPS.Scripts;

/// <summary>
/// A script for <c>sh</c> on the node, or for a program that sh calls. Whatever wraps it leaves its lines where they are.
/// </summary>
internal static class ShellScript
{
    // What no line of a sensible script is: the script is passed between two of them.
    private const string EndOfScript = "END_OF_SCRIPT_";

    private const int LongestTitle = 60;

    /// <summary>The script with its arguments, as it is passed to the node's shell.</summary>
    /// <param name="script">The script as the caller wrote it.</param>
    /// <param name="shell">What runs it: sh, bash or Python. For sh, the script's first line may name another program.</param>
    /// <returns>The text, with line feeds.</returns>
    /// <exception cref="RunCommandException">An argument can't be passed.</exception>
    public static string Compose(NodeScript script, ScriptShell shell)
    {
        var text = ScriptText.WithLineFeeds(script.Text);
        var program = shell switch
        {
            ScriptShell.Bash => "bash",
            ScriptShell.Python => "python3",
            _ => Interpreter(text),
        };
        var codes = script.SuccessExitCodes.Where(code => code != 0).ToList();
        var head = Head(text, script);
        return program.Length > 0 || codes.Count > 0
            ? head + InFile(program.Length > 0 ? program : "sh", text, codes)
            : head + text;
    }

    // In one line, followed by the script's first line, so that every line keeps its number. The title does nothing and has no
    // references.
    private static string Head(string text, NodeScript script)
    {
        var arguments = script.Arguments.Select((argument, index) => ShellText.Quote(ShellArgument.Of(argument, index + 1))).ToList();
        var words = script.Environment.Select(variable => $"export {variable.Key}={ShellText.Quote(variable.Value)}; ").ToList();
        if (arguments.Count > 0)
        {
            words.Add($"set -- {string.Join(' ', arguments)}; ");
        }

        var all = string.Concat(words);
        return SentScript.Shell + ShellText.Words(Title(text)) + "; "
            + (all.Contains($"${ShellText.LineFeed}\"", StringComparison.Ordinal)
                ? $"{ShellText.LineFeed}=$(printf '\\n.'); {ShellText.LineFeed}=${{{ShellText.LineFeed}%.}}; "
                    + $"{all}unset {ShellText.LineFeed}; "
                : all)
            + SentScript.ShellDefaults;
    }

    private static string Title(string text)
    {
        var title = string.Concat((ScriptTitle.Of([text]) ?? "").Where(character => !char.IsControl(character)));
        return title.Length <= LongestTitle ? title
            : title[..(char.IsHighSurrogate(title[LongestTitle - 1]) ? LongestTitle - 1 : LongestTitle)] + "…";
    }

    // The first line's #! names a program other than sh. The agent runs every script with sh, so the program is called as the kernel would:
    // with the rest of the line as one argument.
    private static string Interpreter(string text)
    {
        if (!text.StartsWith("#!", StringComparison.Ordinal))
        {
            return "";
        }

        var line = text.AsSpan(2, text.AsSpan(2).IndexOf('\n') is var end and >= 0 ? end : text.Length - 2).Trim().ToString();
        return line is "/bin/sh" or "/usr/bin/sh" or "/usr/bin/env sh" ? "" : string.Join(
            ' ',
            line.Split([' ', '\t'], 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(ShellText.Quote));
    }

    // The file itself need not be executable where it is stored. Standard input stays as it is.
    private static string InFile(string call, string text, List<int> successCodes)
    {
        var end = EndOfScript;
        while (text.Contains(end, StringComparison.Ordinal))
        {
            end += "_";
        }

        return ScriptText.Lines(
        [
            "script=$(mktemp) || exit 1",
            "trap 'rm -f \"$script\"' EXIT",
            SentScript.File + end + SentScript.FileEnd,
            text.TrimEnd('\n'),
            end,
            $"{call} \"$script\" \"$@\"",
            .. successCodes.Count == 0 ? [] : Accepting(successCodes),
        ]);
    }

    private static string[] Accepting(List<int> codes)
    {
        var pattern = string.Join('|', codes.Select(code => code.ToString(CultureInfo.InvariantCulture)));
        return
        [
            "code=$?",
            $"case $code in {pattern}) echo \"{AcceptedExitCode.Before}$code{AcceptedExitCode.After}\" >&2; code=0;; esac",
            "exit $code",
        ];
    }
}
