namespace RunCommandPS.Scripts;

/// <summary>Texts as words of the shell.</summary>
internal static class ShellText
{
    /// <summary>The variable that has the line feed of quoted texts.</summary>
    public const string LineFeed = "lf";

    private const string Plain = " _-./,:=+@%";

    /// <summary>
    /// A text as one word of the shell on one line, whatever is in it. The service replaces references in two braces wherever
    /// it finds them, carriage returns at the end of a line are not kept, and a line feed would shift the lines of the
    /// script, so that none stands there as it is.
    /// </summary>
    public static string Quote(string text) => "'" + text
        .Replace("'", "'\\''", StringComparison.Ordinal)
        .Replace("\r", "'\"$(printf '\\r')\"'", StringComparison.Ordinal)
        .Replace("\n", $"'\"${LineFeed}\"'", StringComparison.Ordinal)
        .Replace("{{", "{''{", StringComparison.Ordinal)
        .Replace("{{", "{''{", StringComparison.Ordinal) + "'";

    /// <summary>A text that only people read, as words of the shell: quoted where it has to be.</summary>
    /// <param name="text">One line.</param>
    public static string Words(string text) =>
        text.All(character => char.IsAsciiLetterOrDigit(character) || Plain.Contains(character, StringComparison.Ordinal))
            ? text : Quote(text);
}
