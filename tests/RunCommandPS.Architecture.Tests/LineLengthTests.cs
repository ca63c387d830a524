namespace RunCommandPS.Architecture.Tests;

/// <summary>Sources are read side by side, in reviews and in terminals: no line of them is longer than .editorconfig says.</summary>
public sealed class LineLengthTests
{
    private const int Maximum = 140;

    [Fact]
    public void No_line_is_too_long()
    {
        var tooLong = Source.All().Concat(Source.Scripts())
            .SelectMany(TooLong)
            .ToList();

        // All of them: an assertion on the list would show its first few.
        Assert.True(tooLong.Count == 0, string.Join(Environment.NewLine, tooLong));
    }

    private static IEnumerable<string> TooLong(Source source) => source.Text.Split('\n')
        .Select((line, index) => (line.Length, Place: $"{source.Path}:{index + 1}"))
        .Where(line => line.Length > Maximum)
        .Select(line => $"{line.Place} has {line.Length} characters; {Maximum} are allowed.");
}
