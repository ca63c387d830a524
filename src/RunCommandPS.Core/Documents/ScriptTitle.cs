namespace RunCommandPS.Documents;

/// <summary>The line that a script is known by.</summary>
internal static class ScriptTitle
{
    // What scripts begin with, whatever they do: the interpreter, shell options, and error handling.
    private static readonly string[] Beginnings = ["#!", "set -", "$ErrorActionPreference", "try {", "do {", "& {"];

    /// <summary>The first meaningful line of a script.</summary>
    /// <param name="lines">The script; an item may be several lines.</param>
    /// <returns>The line without blanks around it; null if there is none.</returns>
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
