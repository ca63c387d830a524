using RunCommandPS.Simulator.Service;

namespace RunCommandPS.Simulator.Tests.Service;

/// <summary>Nodes that come, go and are busy while a command is under way.</summary>
public sealed class NodeLifeTests
{
    private static readonly TimeSpan Second = ServiceHarness.Second;

    [Fact]
    public void A_node_that_comes_online_within_the_delivery_time_gets_the_command()
    {
        using var harness = new ServiceHarness(1);
        var id = harness.Send(harness.Request with { TimeoutSeconds = 60 });
        harness.SetState(0, NodeState.Stopped);
        harness.Step(59 * Second);
        Assert.Equal("Delayed", Assert.Single(harness.Details(id)));

        harness.SetState(0, NodeState.Running);
        harness.Step(Second);

        Assert.Equal("Success", Assert.Single(harness.Details(id)));
    }

    [Fact]
    public void A_node_that_comes_online_after_the_delivery_time_does_not()
    {
        using var harness = new ServiceHarness([new() { PingStatus = "ConnectionLost" }]);
        var id = harness.Send(harness.Request with { TimeoutSeconds = 60 });
        harness.Step(61 * Second);

        harness.SetPing(0, "Online");
        harness.Step(600 * Second);
        Assert.Equal("Pending", Assert.Single(harness.Details(id)));

        harness.Step(3600 * Second);
        Assert.Equal("DeliveryTimedOut", Assert.Single(harness.Details(id)));
        Assert.Empty(harness.Service.RunsPerNode);
    }

    [Theory]
    [InlineData("ConnectionLost", NodeState.Running)]
    [InlineData("Online", NodeState.Stopping)]
    [InlineData("Online", NodeState.Pending)]
    public void A_node_that_can_not_be_reached_is_Pending_and_Delayed_in_detail(string ping, NodeState state)
    {
        using var harness = new ServiceHarness([new() { PingStatus = ping, State = state }]);
        var id = harness.Send();
        harness.Step(Second);

        var invocation = Assert.Single(harness.Invocations(id));
        Assert.Equal(("Pending", "Delayed", -1), (invocation.Status, invocation.StatusDetails, invocation.ResponseCode));
        Assert.Equal(("InProgress", 0), (harness.Command(id).Status, harness.Command(id).CompletedCount));
        Assert.Single(harness.Service.ListInvocations(new CommandFilter { CommandId = id, Status = "Delayed" }, false, 50, null).Items);
    }

    [Fact]
    public void Late_nodes_keep_to_MaxConcurrency()
    {
        using var harness = new ServiceHarness(
            [.. Enumerable.Repeat(new NodeDescription { PingStatus = "ConnectionLost" }, 6)], [new() { Duration = 10 * Second }]);
        var id = harness.Send(harness.Request with { MaxConcurrency = "2" });
        harness.Step(Second);
        for (var node = 0; node < 6; node++)
        {
            harness.SetPing(node, "Online");
        }

        harness.Step(Second);
        Assert.Equal(2, harness.Running(id));

        harness.Step(60 * Second);
        Assert.Equal("Success", harness.Command(id).Status);
    }

    [Fact]
    public void A_late_node_is_not_started_once_there_were_too_many_errors()
    {
        using var harness = new ServiceHarness([new() { PingStatus = "ConnectionLost" }, new()], [new() { ExitCode = 1 }]);
        var id = harness.Send();
        harness.Step(Second);

        harness.SetPing(0, "Online");
        harness.Step(Second);

        Assert.Equal(["Terminated", "Failed"], harness.Details(id));
        Assert.Equal(("Failed", 1, 2), (harness.Command(id).Status, harness.Command(id).ErrorCount, harness.Command(id).CompletedCount));
    }

    [Fact]
    public void What_a_node_ran_when_it_died_is_lost_and_times_out_when_the_command_expires()
    {
        using var harness = new ServiceHarness(1, new ScriptedAnswer { Duration = 10 * Second });
        var id = harness.Send(harness.Request with { TimeoutSeconds = 30 });
        harness.Step(5 * Second);

        harness.SetState(0, NodeState.Stopped);
        harness.Step(60 * Second);
        harness.SetState(0, NodeState.Running);
        harness.Step(60 * Second);
        Assert.Equal("InProgress", Assert.Single(harness.Details(id)));

        harness.Step(3600 * Second);
        var invocation = Assert.Single(harness.Invocations(id));
        Assert.Equal(("TimedOut", "DeliveryTimedOut", -1), (invocation.Status, invocation.StatusDetails, invocation.ResponseCode));
        Assert.Equal(1, harness.Service.RunsPerNode[harness.Ids[0]]);
    }

    [Fact]
    public void A_node_without_a_connection_goes_on_and_tells_its_result_when_it_has_one()
    {
        using var harness = new ServiceHarness(1, new ScriptedAnswer { Duration = 10 * Second });
        var id = harness.Send();
        harness.Step(5 * Second);

        harness.SetPing(0, "ConnectionLost");
        harness.Step(60 * Second);
        Assert.Equal("InProgress", Assert.Single(harness.Details(id)));

        harness.SetPing(0, "Online");
        var invocation = Assert.Single(harness.Invocations(id));
        Assert.Equal("Success", invocation.Status);
        Assert.Equal(10 * Second, invocation.Steps[0].ResponseFinishDateTime - invocation.Steps[0].ResponseStartDateTime);
    }

    [Fact]
    public void A_node_that_is_ended_between_sending_and_processing_is_Undeliverable()
    {
        using var harness = new ServiceHarness(2);
        var id = harness.Send();
        harness.SetState(0, NodeState.Terminated);
        harness.Step(Second);

        Assert.Equal(["Undeliverable", "Success"], harness.Details(id));
        Assert.Equal("Incomplete", harness.Command(id).StatusDetails);
    }

    [Fact]
    public void A_node_runs_five_commands_at_once_and_the_sixth_is_Delayed()
    {
        using var harness = new ServiceHarness(1, new ScriptedAnswer { Duration = 60 * Second });
        var ids = Enumerable.Range(0, 7).Select(_ => harness.Send()).ToList();
        harness.Step(Second);

        Assert.Equal(
            ["InProgress", "InProgress", "InProgress", "InProgress", "InProgress", "Delayed", "Delayed"],
            ids.Select(id => harness.Details(id)[0]));
        var delayed = Assert.Single(harness.Invocations(ids[5]));
        Assert.Equal(("Pending", "Delayed", -1), (delayed.Status, delayed.StatusDetails, delayed.ResponseCode));
        Assert.Equal("Pending", delayed.Steps[0].Status);

        harness.Step(60 * Second);
        Assert.Equal(2, ids.Count(id => harness.Details(id)[0] == "InProgress"));
        harness.Step(60 * Second);
        Assert.All(ids, id => Assert.Equal("Success", harness.Command(id).Status));
    }

    [Fact]
    public void A_delayed_command_does_not_start_after_its_delivery_time()
    {
        using var harness = new ServiceHarness(1, new ScriptedAnswer { Duration = 60 * Second });
        for (var sent = 0; sent < 5; sent++)
        {
            harness.Send();
        }

        harness.Step(Second);
        var late = harness.Send(harness.Request with { TimeoutSeconds = 30 });
        harness.Step(70 * Second);
        Assert.Equal("Delayed", Assert.Single(harness.Details(late)));

        harness.Step(3600 * Second);
        Assert.Equal("DeliveryTimedOut", Assert.Single(harness.Details(late)));
        Assert.Equal(5, harness.Service.RunsPerNode[harness.Ids[0]]);
    }

    [Fact]
    public void A_delayed_command_can_be_cancelled()
    {
        using var harness = new ServiceHarness(1, new ScriptedAnswer { Duration = 60 * Second });
        var ids = Enumerable.Range(0, 6).Select(_ => harness.Send()).ToList();
        harness.Step(Second);

        harness.Service.Cancel(ids[5], []);
        harness.Step(Second);

        Assert.Equal(("Cancelled", -1), (harness.Details(ids[5])[0], harness.Invocations(ids[5])[0].ResponseCode));
        harness.Step(120 * Second);
        Assert.Equal(5, harness.Service.RunsPerNode[harness.Ids[0]]);
    }
}
