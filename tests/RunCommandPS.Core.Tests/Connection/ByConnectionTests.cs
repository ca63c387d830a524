using RunCommandPS.Connection;

namespace RunCommandPS.Core.Tests.Connection;

public sealed class ByConnectionTests
{
    private static readonly ConnectionOptions Here = new() { Region = "eu-central-1" };
    private static readonly ConnectionOptions There = new() { Region = "us-east-1" };

    [Fact]
    public void Connections_come_in_the_order_in_which_they_were_first_met()
    {
        var groups = new ByConnection<List<string>>();
        groups[There].Add("a");
        groups[Here].Add("b");
        groups[There with { }].Add("c");

        Assert.Equal(
            ["us-east-1: a c", "eu-central-1: b"],
            groups.Select(group => $"{group.Connection.Region}: {string.Join(' ', group.Items)}"));
    }

    [Fact]
    public void What_was_removed_is_made_anew()
    {
        var groups = new ByConnection<List<string>>();
        groups[Here].Add("a");
        groups[There].Add("b");
        groups.Remove(Here);
        groups[Here].Add("c");

        Assert.Equal(["b", "c"], groups.SelectMany(group => group.Items));
        Assert.Equal(2, groups.Count);
    }
}
