namespace RunCommandPS.Core.Tests.Model;

public sealed class RunSummaryTests
{
    [Theory]
    [InlineData("00:00:05.23", "1 node: 1 succeeded in 5.2 s.")]
    [InlineData("00:01:05", "1 node: 1 succeeded in 00:01:05.")]
    [InlineData("10:00:00", "1 node: 1 succeeded in 10:00:00.")]
    [InlineData("1.02:03:04", "1 node: 1 succeeded in 1.02:03:04.")]
    public void It_is_one_line(string elapsed, string line) =>
        Assert.Equal(line, new RunSummary { Nodes = 1, Succeeded = 1, Elapsed = TimeSpan.Parse(elapsed, null) }.ToString());

    [Fact]
    public void No_nodes_are_no_success()
    {
        Assert.Equal("0 nodes in 0.0 s.", new RunSummary().ToString());
        Assert.Equal(1, new RunSummary().ExitCode);
    }
}
