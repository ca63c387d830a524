namespace RunCommandPS.Scripts;

/// <summary>Texts as shell words.</summary>
internal static class ShellText
{
    /// <summary>The variable that holds the line feed of quoted texts.</summary>
    public const string LineFeed = "lf";

    private const string Plain = " _-./,:=+@%";

    /// <summary>
    /// A text as one shell word on one line, whatever it contains. The service replaces references in two braces wherever
    /// it finds them, carriage returns at the end of a line are not kept, and a line feed would shift the lines of the
    /// script, so none of these appear as they are.
    /// </summary>
    public static string Quote(string text) => "'" + text
        .Replace("'", "'\\''", StringComparison.Ordinal)
        .Replace("\r", "'\"$(printf '\\r')\"'", StringComparison.Ordinal)
        .Replace("\n", $"'\"${LineFeed}\"'", StringComparison.Ordinal)
        .Replace("{{", "{''{", StringComparison.Ordinal)
        .Replace("{{", "{''{", StringComparison.Ordinal) + "'";

    /// <summary>A text that only people read, as shell words: quoted where necessary.</summary>
    /// <param name="text">One line.</param>
    public static string Words(string text) =>
        text.All(character => char.IsAsciiLetterOrDigit(character) || Plain.Contains(character, StringComparison.Ordinal))
            ? text : Quote(text);
}
