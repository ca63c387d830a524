namespace RunCommandPS.Help.Tests;

/// <summary>Expected texts, kept as files so that they can be read as they are. Spaces at line ends don't count.</summary>
internal static class Golden
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Golden");

    /// <summary>
    /// Compares a text with a file. A text that differs is left beside the test's files, to look at and, if it is right, to keep.
    /// </summary>
    public static void Equal(string name, string text)
    {
        var actual = Trimmed(text);
        if (Trimmed(File.ReadAllText(Path.Combine(Folder, name))) != actual)
        {
            var left = Path.Combine(Folder, name + ".actual");
            File.WriteAllText(left, actual);
            Assert.Fail($"The text differs from Golden/{name}; it is now in {left}.");
        }
    }

    private static string Trimmed(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").TrimEnd().Split('\n').Select(line => line.TrimEnd())) + "\n";
}
