using RunCommandPS.Rollout;

namespace RunCommandPS.Core.Tests.Rollout;

public sealed class FailureDigestTests
{
    private readonly FailureDigest _digest = new();

    [Fact]
    public void Nodes_are_folded_by_exit_code_and_last_line_the_most_frequent_cause_first()
    {
        Add(1, "No space left on device");
        for (var i = 0; i < 37; i++)
        {
            Add(
                100, $"E: first\nCould not get lock /var/lib/dpkg/lock, held by {1000 + i} on i-0{i:x16}\n"
                    + "failed to run commands: exit status 100\n");
        }

        Add(1, "No space left on device");
        Add(0, "", RunStatus.Success);

        Assert.Equal(
            "37 nodes: exit 100, \"Could not get lock /var/lib/dpkg/lock, held by 1000 on i-00000000000000000\"; "
                + "2 nodes: exit 1, \"No space left on device\".",
            _digest.Text);
        var (verdicts, nodes) = _digest.Among(RestartPlan.Usual);
        Assert.Equal([NodeVerdict.Failed], verdicts);
        Assert.Equal(39, nodes);
    }

    [Fact]
    public void Of_one_node_there_is_nothing_to_fold()
    {
        Add(1, "x");

        Assert.Null(_digest.Text);
    }

    [Fact]
    public void Rare_causes_are_counted_together()
    {
        foreach (var letter in "abcdefg")
        {
            Add(1, $"{letter}");
        }

        Assert.EndsWith("; 2 nodes: other causes.", _digest.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_worth_running_again_is_not_among_what_is()
    {
        Add(-1, "", RunStatus.Failed, DetailedStatus.InvalidPlatform);
        Add(-1, "", RunStatus.TimedOut, DetailedStatus.DeliveryTimedOut);
        Add(-1, "", RunStatus.Cancelled);

        Assert.Equal("1 node: cancelled; 1 node: not delivered; 1 node: refused.", _digest.Text);
        Assert.Equal([NodeVerdict.NotDelivered], _digest.Among(RestartPlan.Usual).Verdicts);
    }

    private void Add(int code, string error, string status = RunStatus.Failed, string? details = null) => _digest.Add(new NodeResult
    {
        Invocation = new CommandInvocation
        {
            InstanceId = "i-1",
            Status = status,
            StatusDetails = details ?? status,
            Steps = [new CommandStep { Status = status, ResponseCode = code }],
        },
        Outputs = [new NodeOutput { StandardError = error }],
    });
}
