using RunCommandPS.Simulator.Host;

namespace RunCommandPS.Simulator.Tests.Host;

public sealed class RequestLineTests
{
    private static readonly DateTimeOffset Time = new(2031, 5, 4, 11, 30, 0, 120, TimeSpan.FromHours(2));

    [Fact]
    public void A_request_is_one_line_in_universal_time() => Assert.Equal(
        "2031-05-04T09:30:00.120Z SendCommand 400 InvalidDocument 17 1.4",
        RequestLine.Of(
            new RecordedRequest("SendCommand", Time, 400, "InvalidDocument", "17") { Duration = TimeSpan.FromMilliseconds(1.4) }));

    [Fact]
    public void What_is_not_there_is_a_hyphen() =>
        Assert.Equal("2031-05-04T09:30:00.120Z - 0 - 17 0.0", RequestLine.Of(new RecordedRequest("", Time, 0, "", "17")));

    [Theory]
    [InlineData("Send\nCommand", "Send?Command")]
    [InlineData("\u001b[31mSend Command", "??31mSend?Command")]
    [InlineData("Sënd", "S?nd")]
    public void What_a_stranger_sends_can_not_break_the_line_or_reach_the_terminal(string operation, string written) =>
        Assert.Contains($" {written} ", RequestLine.Of(new RecordedRequest(operation, Time, 404, "", "17")), StringComparison.Ordinal);

    [Fact]
    public void A_long_operation_is_cut() =>
        Assert.Contains(
            $" {new string('a', 64)} ",
            RequestLine.Of(new RecordedRequest(new string('a', 9000), Time, 404, "", "17")),
            StringComparison.Ordinal);
}
