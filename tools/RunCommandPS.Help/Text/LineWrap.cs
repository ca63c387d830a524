namespace RunCommandPS.Help.Text;

/// <summary>Breaks text into lines between words.</summary>
internal static class LineWrap
{
    /// <summary>Breaks text.</summary>
    /// <param name="text">The text; its own line breaks stay.</param>
    /// <param name="width">Most characters of a line. A longer word stands on a line of its own.</param>
    /// <returns>The lines; at least one.</returns>
    public static IReadOnlyList<string> Wrap(string text, int width)
    {
        var lines = new List<string>();
        foreach (var line in text.Split('\n'))
        {
            var current = "";
            foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (current.Length > 0 && current.Length + 1 + word.Length > width)
                {
                    lines.Add(current);
                    current = word;
                }
                else
                {
                    current = current.Length == 0 ? word : $"{current} {word}";
                }
            }

            lines.Add(current);
        }

        return lines;
    }

    /// <summary>Moves lines to the right; empty ones stay empty.</summary>
    /// <param name="text">The lines.</param>
    /// <param name="indent">By how many spaces.</param>
    /// <returns>The moved lines.</returns>
    public static string Indent(string text, int indent) =>
        string.Join('\n', text.Split('\n').Select(line => line.Length == 0 ? line : new string(' ', indent) + line));
}
