namespace RunCommandPS.Core.Tests.Model;

public sealed class NodeVerdictTests
{
    [Theory]
    [InlineData("Success", "Success", NodeVerdict.Succeeded, false)]
    [InlineData("Failed", "Failed", NodeVerdict.Failed, true)]
    [InlineData("Failed", "", NodeVerdict.Failed, true)]
    [InlineData("Failed", "FailedSomeNewWay", NodeVerdict.Failed, true)]
    [InlineData("TimedOut", "ExecutionTimedOut", NodeVerdict.TimedOut, true)]
    [InlineData("TimedOut", "Execution Timed Out", NodeVerdict.TimedOut, true)]
    [InlineData("TimedOut", "DeliveryTimedOut", NodeVerdict.NotDelivered, false)]
    [InlineData("TimedOut", "Delivery Timed Out", NodeVerdict.NotDelivered, false)]
    [InlineData("Cancelled", "Cancelled", NodeVerdict.Cancelled, false)]
    [InlineData("Failed", "Undeliverable", NodeVerdict.NotDelivered, false)]
    [InlineData("Failed", "InvalidPlatform", NodeVerdict.Refused, false)]
    [InlineData("Failed", "Invalid Platform", NodeVerdict.Refused, false)]
    [InlineData("Failed", "AccessDenied", NodeVerdict.Refused, false)]
    [InlineData("Failed", "Access Denied", NodeVerdict.Refused, false)]
    [InlineData("Cancelled", "Terminated", NodeVerdict.Terminated, false)]
    [InlineData("Failed", "Terminated", NodeVerdict.Terminated, false)]
    [InlineData("Pending", "Delayed", NodeVerdict.Open, false)]
    [InlineData("Delayed", "Delayed", NodeVerdict.Open, false)]
    [InlineData("InProgress", "InProgress", NodeVerdict.Open, false)]
    [InlineData("Cancelling", "Cancelling", NodeVerdict.Open, false)]
    [InlineData("Sleeping", "Asleep", NodeVerdict.Open, false)]
    public void A_verdict_is_what_status_and_details_say_together(string status, string details, NodeVerdict verdict, bool isError)
    {
        var invocation = new CommandInvocation { Status = status, StatusDetails = details };

        Assert.Equal(
            (verdict, isError, details), (invocation.Outcome, NodeVerdicts.CountsAsError(invocation.Outcome), invocation.StatusDetails));
    }

    [Fact]
    public void An_end_in_a_status_nobody_has_heard_of_is_not_taken_for_success() => Assert.Equal(
        NodeVerdict.Unknown,
        new CommandInvocation { Status = "Evaporated", Steps = [new CommandStep { Status = "Success" }] }.Outcome);

    [Fact]
    public void A_node_that_was_lost_after_it_had_begun_is_unknown_and_not_run_again()
    {
        var invocation = new CommandInvocation
        {
            Status = RunStatus.TimedOut,
            StatusDetails = DetailedStatus.DeliveryTimedOut,
            Steps = [new CommandStep { ResponseStartDateTime = DateTimeOffset.UnixEpoch }],
        };

        Assert.Equal(NodeVerdict.Unknown, invocation.Outcome);
        Assert.Equal(NodeVerdict.NotDelivered, (invocation with { Steps = [new CommandStep()] }).Outcome);
        Assert.DoesNotContain(NodeVerdict.Unknown, RunCommandPS.Rollout.RestartPlan.Usual);
    }
}
