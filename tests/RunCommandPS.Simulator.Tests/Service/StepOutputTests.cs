using System.Text;
using RunCommandPS.Simulator.Execution;
using RunCommandPS.Simulator.Service;

namespace RunCommandPS.Simulator.Tests.Service;

public sealed class StepOutputTests
{
    private const string Title = "\n----------ERROR-------\n";
    private const string Mark = "--output truncated--";

    [Theory]
    [InlineData(23_999)]
    [InlineData(24_000)]
    public void Standard_output_up_to_24000_bytes_is_whole(int length) =>
        Assert.Equal(new string('x', length), StepOutput.StandardOutput(new string('x', length)));

    [Fact]
    public void Standard_output_over_24000_bytes_ends_in_its_mark_within_them() =>
        Assert.Equal(new string('x', 24_000 - Mark.Length) + Mark, StepOutput.StandardOutput(new string('x', 24_001)));

    [Fact]
    public void Standard_error_has_8000_bytes()
    {
        Assert.Equal(new string('x', 8000), StepOutput.StandardError(new string('x', 8000)));
        Assert.Equal(new string('x', 8000 - Mark.Length) + Mark, StepOutput.StandardError(new string('x', 8001)));
    }

    [Fact]
    public void Bytes_count_not_characters()
    {
        Assert.Equal(24_000, StepOutput.StandardOutput(new string('x', 24_000)).Length);

        // 12,001 characters of two bytes each; 23,980 bytes of them stay.
        Assert.Equal(new string('é', 11_990) + Mark, StepOutput.StandardOutput(new string('é', 12_001)));
    }

    [Theory]
    [InlineData(0, "é", 0)]
    [InlineData(1, "é", 1)]
    [InlineData(1, "€", 0)]
    [InlineData(0, "€", 1)]
    [InlineData(2, "€", 2)]
    [InlineData(0, "😀", 0)]
    [InlineData(3, "😀", 1)]
    [InlineData(2, "😀", 2)]
    [InlineData(1, "😀", 3)]
    public void Of_a_character_that_is_split_each_byte_left_is_a_replacement_character(int shift, string character, int left)
    {
        // The shift moves the characters so that the cut, at byte 23,980, is behind their first, second or third byte.
        var size = Encoding.UTF8.GetByteCount(character);
        var text = new string('x', shift) + string.Concat(Enumerable.Repeat(character, 1 + (24_000 / size)));

        var whole = (24_000 - Mark.Length - shift) / size;
        Assert.Equal(
            new string('x', shift) + string.Concat(Enumerable.Repeat(character, whole)) + new string('\uFFFD', left) + Mark,
            StepOutput.StandardOutput(text));
    }

    [Theory]
    [InlineData(2499, 0, 2499, 0)]
    [InlineData(2500, 0, 2477, 0)]
    [InlineData(2501, 0, 2477, 0)]
    [InlineData(0, 2475, 0, 2475)]
    [InlineData(0, 2476, 0, 2453)]
    [InlineData(10, 10, 10, 10)]
    [InlineData(5000, 10, 2443, 10)]
    [InlineData(10, 5000, 10, 2443)]
    [InlineData(5000, 5000, 1215, 1215)]
    [InlineData(1238, 1238, 1215, 1238)]
    [InlineData(1239, 1239, 1215, 1215)]
    [InlineData(1237, 5000, 1237, 1216)]
    [InlineData(1239, 1237, 1216, 1237)]
    public void Inline_output_has_both_streams_in_2500_bytes(int output, int error, int outputKept, int errorKept)
    {
        var text = StepOutput.Inline(new string('o', output), new string('e', error));

        var expected = new string('o', outputKept) + (outputKept < output ? "\n---Output truncated---" : "")
            + (error > 0 ? Title + new string('e', errorKept) + (errorKept < error ? "\n---Error truncated----" : "") : "");
        Assert.Equal(expected, text);
        Assert.InRange(text.Length, 0, 2500);
    }

    [Fact]
    public void Inline_output_of_a_script_that_succeeded_and_stopped_has_no_error()
    {
        Assert.Equal("out", StepOutput.Inline(StepResult.Exited(168, "out", "err")));
        Assert.Equal($"out{Title}err", StepOutput.Inline(StepResult.Exited(0, "out", "err")));
        Assert.Equal($"out{Title}err\nfailed to run commands: exit status 169", StepOutput.Inline(StepResult.Exited(169, "out", "err")));
    }
}
