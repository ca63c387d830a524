namespace RunCommandPS.Documents;

/// <summary>
/// A script as Invoke-RunCommand sends it. What wraps it comes after it, or before it on its own first line, so that the script
/// is what is read first and its lines keep their numbers; here it is extracted again, to be shown as it was written.
/// </summary>
internal static class SentScript
{
    /// <summary>What a shell script begins with: a command that does nothing, followed by the script's title.</summary>
    public const string Shell = ": ";

    /// <summary>
    /// What comes last before a shell script: the home folder and language of the user who runs it, if the agent, which is started
    /// without either, sets none.
    /// </summary>
    public const string ShellDefaults =
        "[ \"${HOME-}\" ] || export HOME=\"$(eval echo \"~$(id -un)\")\"; "
        + "[ \"${LC_ALL-}${LANG-}\" ] || export LANG=\"$(locale -a 2>/dev/null | grep -iE '^(C|en_US)\\.utf-?8$' | head -n 1)\"; ";

    /// <summary>What puts a script that another program is to run into a file, up to the word that ends it.</summary>
    public const string File = "cat > \"$script\" <<'";

    /// <summary>What comes after that word.</summary>
    public const string FileEnd = "' || exit 1";

    /// <summary>What a PowerShell script begins with, after its using statements.</summary>
    public const string PowerShell = "{";

    /// <summary>The line after a PowerShell script.</summary>
    public const string PowerShellEnd = "} | ForEach-Object { $RunCommandScript = $_ }";

    /// <summary>The line after a script that is a text, for PowerShell 7.</summary>
    public const string TextEnd = "' | ForEach-Object { $RunCommandText = $_ }";

    private const string UsingStatement = "using ";
    private const string AfterUsing = "; {";

    /// <summary>The script that was sent, as it was written.</summary>
    /// <param name="commands">The values of the document's parameter, from Invoke-RunCommand or anything else.</param>
    /// <returns>The lines of the script; the values themselves if nothing wraps them.</returns>
    public static IReadOnlyList<string> Lines(IReadOnlyList<string> commands) =>
        commands is not [var first, ..] ? commands
        : first.StartsWith(Shell, StringComparison.Ordinal) ? OfShell(commands)
        : first.StartsWith('\'') ? OfText(commands)
        : OfPowerShell(commands);

    private static IReadOnlyList<string> OfShell(IReadOnlyList<string> commands)
    {
        var at = commands[0].IndexOf(ShellDefaults, StringComparison.Ordinal);
        if (at < 0)
        {
            return commands;
        }

        var file = Find(commands, line => line.StartsWith(File, StringComparison.Ordinal));
        if (file > 0 && commands[0].EndsWith("script=$(mktemp) || exit 1", StringComparison.Ordinal))
        {
            var end = commands[file][File.Length..].Split('\'')[0];
            var last = Find(commands, line => line == end);
            return last > file ? [.. commands.Take(last).Skip(file + 1)] : commands;
        }

        return [commands[0][(at + ShellDefaults.Length)..], .. commands.Skip(1)];
    }

    private static IReadOnlyList<string> OfPowerShell(IReadOnlyList<string> commands)
    {
        var last = Find(commands, line => line == PowerShellEnd);
        if (last < 1)
        {
            return commands;
        }

        var at = commands[0].StartsWith(PowerShell, StringComparison.Ordinal) ? 0
            : commands[0].StartsWith(UsingStatement, StringComparison.Ordinal)
                && commands[0].IndexOf(AfterUsing, StringComparison.Ordinal) is var after and > 0 ? after + AfterUsing.Length - 1
            : -1;
        return at < 0 ? commands : [commands[0][(at + PowerShell.Length)..].TrimStart(' '), .. commands.Take(last).Skip(1)];
    }

    private static IReadOnlyList<string> OfText(IReadOnlyList<string> commands)
    {
        var last = Find(commands, line => line == TextEnd);
        return last < 1
            ? commands
            : OfPowerShell(Undoubled(string.Join('\n', commands.Take(last))[1..]).Split('\n'));
    }

    // PowerShell treats all of these as quotation marks.
    private static string Undoubled(string text) => "'\u2018\u2019\u201a\u201b".Aggregate(
        text, (left, mark) => left.Replace(new string(mark, 2), mark.ToString(), StringComparison.Ordinal));

    private static int Find(IReadOnlyList<string> lines, Func<string, bool> isIt)
    {
        for (var index = 0; index < lines.Count; index++)
        {
            if (isIt(lines[index]))
            {
                return index;
            }
        }

        return -1;
    }
}
