namespace RunCommandPS.Documents;

/// <summary>The line that a script is known by.</summary>
internal static class ScriptTitle
{
    // What scripts begin with, whatever they do: the interpreter, options of the shell, and what catches errors.
    private static readonly string[] Beginnings = ["#!", "set -", "$ErrorActionPreference", "try {", "do {", "& {"];

    /// <summary>The first line of a script that says something.</summary>
    /// <param name="lines">The script; an item may be several lines.</param>
    /// <returns>The line without blanks around it; null where there is none.</returns>
    public static string? Of(IEnumerable<string> lines)
    {
        string? first = null;
        foreach (var line in lines.SelectMany(text => text.Split('\n')).Select(line => line.Trim()).Where(line => line.Length > 0))
        {
            first ??= line;
            if (!Beginnings.Any(beginning => line.StartsWith(beginning, StringComparison.Ordinal)))
            {
                return line;
            }
        }

        return first;
    }
}
