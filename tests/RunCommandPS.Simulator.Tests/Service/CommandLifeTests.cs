using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Service;

namespace RunCommandPS.Simulator.Tests.Service;

public sealed class CommandLifeTests
{
    private static readonly TimeSpan Second = ServiceHarness.Second;

    [Fact]
    public void A_command_that_has_ended_is_told_of_for_30_days()
    {
        using var harness = new ServiceHarness(1);
        var id = harness.Send();

        harness.Step(TimeSpan.FromDays(30));
        Assert.Equal("Success", harness.Command(id).Status);
        Assert.Single(harness.Invocations(id));

        harness.Step(Second);
        Assert.Empty(harness.Service.ListCommands(new CommandFilter { CommandId = id }, 50, null).Items);
        Assert.Empty(harness.Service.ListCommands(new CommandFilter(), 50, null).Items);
        Assert.Empty(harness.Invocations(id));
        Assert.Equal(
            "InvocationDoesNotExist", Assert.Throws<ServiceException>(() => harness.Service.GetInvocation(id, harness.Ids[0], null)).Code);
        Assert.Equal("InvalidCommandId", Assert.Throws<ServiceException>(() => harness.Service.Cancel(id, [])).Code);
    }

    [Fact]
    public void One_that_is_still_open_is_told_of_for_longer()
    {
        using var harness = new ServiceHarness([new() { PingStatus = "ConnectionLost" }]);
        var id = harness.Send(harness.Request with
        {
            InstanceIds = null,
            Targets = [new() { Key = "InstanceIds", Values = harness.Ids }],
            TimeoutSeconds = ServiceLimits.TimeoutSecondsMaximum,
        });

        harness.Step(TimeSpan.FromDays(30) + Second);

        Assert.Equal("InProgress", harness.Command(id).Status);
    }

    [Fact]
    public void Every_read_knows_a_command_that_names_its_nodes_as_soon_as_it_is_acknowledged()
    {
        using var harness = new ServiceHarness(2, new ScriptedAnswer { Duration = 10 * Second });

        var sent = harness.Service.Send(harness.Request);

        Assert.Equal(("Pending", "Pending", 2), (sent.Status, sent.StatusDetails, sent.TargetCount));
        Assert.Equal(["Pending", "Pending"], harness.Details(sent.CommandId));
        var (invocation, step) = harness.Service.GetInvocation(sent.CommandId, harness.Ids[1], null);
        Assert.Equal(("Pending", "Pending", -1), (invocation.Status, step.Status, step.ResponseCode));
        Assert.Single(harness.Service.ListCommands(new CommandFilter { InstanceId = harness.Ids[1] }, 50, null).Items);

        harness.Step(Second);
        Assert.Equal("InProgress", harness.Command(sent.CommandId).Status);
        Assert.Equal(2, harness.Running(sent.CommandId));

        harness.Step(20 * Second);
        var ended = harness.Command(sent.CommandId);
        Assert.Equal(("Success", "Success", 2, 0), (ended.Status, ended.StatusDetails, ended.CompletedCount, ended.ErrorCount));
    }

    [Fact]
    public void A_command_with_targets_has_no_invocations_until_it_is_processed()
    {
        using var harness = new ServiceHarness([new() { Tags = new Dictionary<string, string> { ["Role"] = "web" } }]);

        var id = harness.Send(harness.Request with { InstanceIds = null, Targets = [new() { Key = "tag:Role", Values = ["web"] }] });

        Assert.Empty(harness.Invocations(id));
        Assert.Equal(
            "InvocationDoesNotExist", Assert.Throws<ServiceException>(() => harness.Service.GetInvocation(id, harness.Ids[0], null)).Code);

        harness.Step(Second);
        Assert.Equal(["Success"], harness.Details(id));
    }

    [Fact]
    public void A_step_tells_when_it_ran_and_how_it_ended()
    {
        using var harness = new ServiceHarness(
            1, new ScriptedAnswer { Duration = 3.175 * Second, ExitCode = 3, StandardOutput = "out", StandardError = "err" });
        var id = harness.Send();
        harness.Step(Second);

        var (_, running) = harness.Service.GetInvocation(id, harness.Ids[0], null);
        Assert.Equal(("InProgress", -1, ""), (running.Status, running.ResponseCode, running.StandardOutput));

        harness.Step(10 * Second);
        var (invocation, step) = harness.Service.GetInvocation(id, harness.Ids[0], "aws:runShellScript");
        Assert.Equal(("Failed", "Failed", 3), (step.Status, step.StatusDetails, step.ResponseCode));
        Assert.Equal(("out", "err\nfailed to run commands: exit status 3"), (step.StandardOutput, step.StandardError));
        Assert.Equal(3.175 * Second, step.ResponseFinishDateTime - step.ResponseStartDateTime);
        Assert.Equal("Failed", invocation.Status);
        Assert.Equal("Failed", harness.Command(id).Status);
    }

    [Fact]
    public void A_script_that_takes_longer_than_its_time_out_is_ExecutionTimedOut_with_137()
    {
        using var harness = new ServiceHarness(
            1, new ScriptedAnswer { Duration = 3600 * Second, StandardOutput = "half", StandardError = "warning" });
        var request = harness.Request;
        var id = harness.Send(request with
        {
            Parameters = new Dictionary<string, IReadOnlyList<string>>(request.Parameters!) { ["executionTimeout"] = ["10"] },
        });

        harness.Step(9 * Second);
        Assert.Equal(1, harness.Running(id));

        harness.Step(2 * Second);
        var invocation = Assert.Single(harness.Invocations(id));
        Assert.Equal(("TimedOut", "ExecutionTimedOut", 137), (invocation.Status, invocation.StatusDetails, invocation.ResponseCode));
        Assert.Equal(("Failed", 1), (harness.Command(id).Status, harness.Command(id).ErrorCount));
        var (_, step) = harness.Service.GetInvocation(id, harness.Ids[0], null);
        Assert.Equal(("half", "warning"), (step.StandardOutput, step.StandardError));
    }

    [Theory]
    [InlineData(null, 3600)]
    [InlineData("10", 10)]
    [InlineData("2", 2)]
    [InlineData("172800", 172_800)]
    public void A_command_expires_after_its_two_time_outs_together(string? executionTimeout, int seconds)
    {
        using var harness = new ServiceHarness(1);
        var parameters = new Dictionary<string, IReadOnlyList<string>>(harness.Request.Parameters!);
        if (executionTimeout is not null)
        {
            parameters["executionTimeout"] = [executionTimeout];
        }

        var sent = harness.Service.Send(harness.Request with { Parameters = parameters, TimeoutSeconds = 60 });

        Assert.Equal(TimeSpan.FromSeconds(60 + seconds), sent.ExpiresAfter - sent.RequestedDateTime);
    }

    [Fact]
    public void Nodes_that_do_not_answer_are_DeliveryTimedOut_when_the_command_expires()
    {
        using var harness = new ServiceHarness([new(), new(), new() { PingStatus = "ConnectionLost" }]);
        var id = harness.Send(harness.Request with { TimeoutSeconds = 30 });
        harness.SetState(1, NodeState.Stopped);

        // 30 s and an hour by the request, and some 15 s that the service takes.
        harness.Step(3644 * Second);
        Assert.Equal(("InProgress", 1), (harness.Command(id).Status, harness.Command(id).CompletedCount));
        Assert.Equal(
            [("Success", "Success"), ("Pending", "Delayed"), ("Pending", "Delayed")],
            harness.Invocations(id).Select(invocation => (invocation.Status, invocation.StatusDetails)));

        harness.Step(2 * Second);
        var command = harness.Command(id);
        Assert.Equal(
            ("TimedOut", "DeliveryTimedOut", 2, 0),
            (command.Status, command.StatusDetails, command.DeliveryTimedOutCount, command.ErrorCount));
        var late = harness.Invocations(id)[1];
        Assert.Equal(("TimedOut", "DeliveryTimedOut", -1), (late.Status, late.StatusDetails, late.ResponseCode));
        Assert.False(harness.Service.RunsPerNode.ContainsKey(harness.Ids[1]));
    }

    [Fact]
    public void What_a_node_reports_after_the_end_changes_nothing()
    {
        var steps = """{ "schemaVersion": "2.2", "mainSteps": [ { "name": "first", "action": "aws:runShellScript","""
            + """ "inputs": { "runCommand": ["1"], "timeoutSeconds": "7200" } } ] }""";
        using var harness = new ServiceHarness(
            [new()], [new() { Duration = TimeSpan.FromSeconds(5000) }], [ServiceHarness.Document("slow", steps)]);
        var id = harness.Send(harness.Request with { DocumentName = "slow", Parameters = null, TimeoutSeconds = 30 });

        harness.Step(3646 * Second);
        Assert.Equal("DeliveryTimedOut", Assert.Single(harness.Invocations(id)).StatusDetails);

        harness.Step(3631 * Second);
        Assert.Equal("DeliveryTimedOut", Assert.Single(harness.Invocations(id)).StatusDetails);
        Assert.Equal(1, harness.Command(id).CompletedCount);
    }

    [Fact]
    public void Nodes_of_another_platform_and_inactive_ones_fail_and_are_no_errors()
    {
        var tags = new Dictionary<string, string> { ["Role"] = "web" };
        using var harness = new ServiceHarness([
            new() { Tags = tags },
            new() { Tags = tags, PlatformType = "Windows" },
            new() { Tags = tags, PingStatus = "Inactive" },
        ]);

        var id = harness.Send(harness.Request with { InstanceIds = null, Targets = [new() { Key = "tag:Role", Values = ["web"] }] });
        Assert.Equal((0, 0), (harness.Command(id).TargetCount, harness.Command(id).InstanceIds.Count));
        harness.Step(Second);

        Assert.Equal(
            ["Success", "InvalidPlatform", "Undeliverable"], harness.Invocations(id).Select(invocation => invocation.StatusDetails));
        var command = harness.Command(id);
        Assert.Equal(
            ("Success", "Incomplete", 3, 3, 0),
            (command.Status, command.StatusDetails, command.TargetCount, command.CompletedCount, command.ErrorCount));
    }

    [Fact]
    public void Targets_that_no_node_satisfies_end_as_NoInstancesInTag()
    {
        using var harness = new ServiceHarness(3);

        var id = harness.Send(harness.Request with { InstanceIds = null, Targets = [new() { Key = "tag:Role", Values = ["none"] }] });
        Assert.Equal("Pending", harness.Command(id).Status);
        harness.Step(Second);

        var command = harness.Command(id);
        Assert.Equal(("Success", "NoInstancesInTag", 0), (command.Status, command.StatusDetails, command.TargetCount));
    }

    [Fact]
    public void Runs_are_counted_by_node()
    {
        using var harness = new ServiceHarness(2);
        harness.Send();
        harness.Send(harness.Request with { InstanceIds = [harness.Ids[0]] });
        harness.Step(Second);

        Assert.Equal(2, harness.Service.RunsPerNode[harness.Ids[0]]);
        Assert.Equal(1, harness.Service.RunsPerNode[harness.Ids[1]]);
    }

    [Fact]
    public void The_same_seed_and_the_same_requests_give_the_same_ids_and_times()
    {
        using var one = new ServiceHarness(5, new ScriptedAnswer { Duration = Second });
        using var other = new ServiceHarness(5, new ScriptedAnswer { Duration = Second });
        var id = one.Send();
        Assert.Equal(id, other.Send());
        Assert.Equal(one.Ids, other.Ids);

        // Stepped in one stride and in many, the same things happen at the same times.
        one.Step(10 * Second);
        for (var step = 0; step < 1000; step++)
        {
            other.Step(0.01 * Second);
        }

        Assert.Equal(one.Invocations(id).Select(Finish), other.Invocations(id).Select(Finish));
        static DateTimeOffset? Finish(CommandInvocation invocation) => invocation.Steps[0].ResponseFinishDateTime;
    }
}
