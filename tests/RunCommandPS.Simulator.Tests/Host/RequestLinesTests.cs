using RunCommandPS.Simulator.Host;

namespace RunCommandPS.Simulator.Tests.Host;

public sealed class RequestLinesTests
{
    private static readonly RecordedRequest Request = new("ListCommands", DateTimeOffset.UnixEpoch, 200, "", "17");

    [Fact]
    public void What_was_added_is_there_at_the_end_line_by_line()
    {
        var output = new StringWriter();
        using (var lines = new RequestLines(output))
        {
            lines.Add(Request);
            lines.Add(Request);
        }

        Assert.Equal(2, output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void A_log_that_can_not_be_written_ends_without_ending_anything_else()
    {
        using var output = new FullWriter();
        using var lines = new RequestLines(output);

        lines.Add(Request);
        lines.Add(Request);

        Assert.Equal(1, output.Attempts);
    }

    private sealed class FullWriter : StringWriter
    {
        public int Attempts { get; private set; }

        public override void WriteLine(string? value)
        {
            Attempts++;
            throw new IOException("No space left on device");
        }
    }
}
