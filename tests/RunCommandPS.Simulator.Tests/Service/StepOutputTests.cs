using RunCommandPS.Simulator.Service;

namespace RunCommandPS.Simulator.Tests.Service;

public sealed class StepOutputTests
{
    private const string Title = "\n----------ERROR-------\n";

    [Theory]
    [InlineData(24_000, 24_000, false)]
    [InlineData(24_001, 24_000, true)]
    public void Standard_output_is_cut_at_24000_with_a_mark_inside(int length, int expected, bool isCut)
    {
        var text = StepOutput.StandardOutput(new string('x', length));

        Assert.Equal(expected, text.Length);
        Assert.Equal(isCut, text.EndsWith("x--output truncated--", StringComparison.Ordinal));
    }

    [Fact]
    public void Standard_error_is_cut_at_8000() => Assert.Equal(8000, StepOutput.StandardError(new string('x', 9000)).Length);

    [Fact]
    public void A_character_of_two_halves_is_not_cut_in_two()
    {
        var text = StepOutput.StandardOutput("x" + string.Concat(Enumerable.Repeat("😀", 12_000)));

        Assert.DoesNotContain(Enumerable.Range(0, text.Length), i => char.IsHighSurrogate(text[i]) && !char.IsLowSurrogate(text[i + 1]));
    }

    [Theory]
    [InlineData(10, 0, 10)]
    [InlineData(10, 10, 44)]
    [InlineData(5000, 0, 2500)]
    [InlineData(0, 5000, 2500)]
    [InlineData(5000, 10, 2500)]
    [InlineData(10, 5000, 2500)]
    [InlineData(5000, 5000, 2500)]
    public void Inline_output_has_both_streams_in_2500_characters(int output, int error, int expected)
    {
        var text = StepOutput.Inline(new string('o', output), new string('e', error));

        Assert.Equal(expected, text.Length);
        Assert.Equal(error > 0, text.Contains(Title, StringComparison.Ordinal));
        Assert.Equal(output > 2000, text.Contains("\n---Output truncated---", StringComparison.Ordinal));
        Assert.Equal(error > 2000, text.EndsWith("\n---Error truncated----", StringComparison.Ordinal));
    }
}
