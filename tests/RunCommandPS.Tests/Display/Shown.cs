namespace RunCommandPS.Tests.Display;

/// <summary>Compares what a console shows with what it should show, line by line.</summary>
internal static class Shown
{
    /// <summary>The lines without the empty ones at either end and without blanks at their own end.</summary>
    public static string Text(string shown) => string.Join('\n', shown.Split('\n').Select(line => line.TrimEnd())).Trim('\n');

    public static void Equal(string expected, string shown)
    {
        if (Text(shown) != Text(expected.ReplaceLineEndings("\n")))
        {
            Assert.Fail($"This is shown:\n{Text(shown)}\nand this should be:\n{expected}");
        }
    }
}
