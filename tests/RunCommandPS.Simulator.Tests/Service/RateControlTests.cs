using RunCommandPS.Rollout;
using RunCommandPS.Simulator.Service;

namespace RunCommandPS.Simulator.Tests.Service;

public sealed class RateControlTests
{
    private static readonly TimeSpan Second = ServiceHarness.Second;

    [Theory]
    [InlineData("10", 50, 10)]
    [InlineData("10%", 50, 5)]
    [InlineData("1%", 50, 1)]
    [InlineData("33%", 10, 4)]
    [InlineData("100%", 7, 7)]
    public void Concurrency_rounds_up(string value, int targets, int expected) =>
        Assert.Equal(expected, RateLimit.Concurrency(value, targets));

    [Theory]
    [InlineData("3", 50, 3)]
    [InlineData("0", 50, 0)]
    [InlineData("10%", 50, 5)]
    [InlineData("33%", 10, 3)]
    [InlineData("1%", 50, 0)]
    public void Errors_round_down(string value, int targets, int expected) => Assert.Equal(expected, RateLimit.Errors(value, targets));

    [Fact]
    public void Waves_grow_from_one_to_the_limit_and_never_pass_it()
    {
        using var harness = new ServiceHarness(40, new ScriptedAnswer { Duration = 60 * Second });
        var id = harness.Send(harness.Request with { MaxConcurrency = "10" });

        var seen = new List<int>();
        for (var step = 0; step < 100; step++)
        {
            harness.Step(TimeSpan.FromMilliseconds(1));
            seen.Add(harness.Running(id));
        }

        Assert.Equal([0, 1, 3, 7, 10], seen.Distinct());

        harness.Step(TimeSpan.FromMinutes(10));
        Assert.Equal("Success", harness.Command(id).Status);
        Assert.All(harness.Ids, node => Assert.Equal(1, harness.Service.RunsPerNode[node]));
    }

    [Fact]
    public void MaxConcurrency_holds_to_the_end()
    {
        using var harness = new ServiceHarness(9, new ScriptedAnswer { Duration = Second });
        var id = harness.Send(harness.Request with { MaxConcurrency = "2" });

        var most = 0;
        for (var step = 0; step < 1000 && harness.Command(id).CompletedCount < 9; step++)
        {
            harness.Step(TimeSpan.FromMilliseconds(10));
            most = Math.Max(most, harness.Running(id));
        }

        Assert.Equal(2, most);
        Assert.Equal("Success", harness.Command(id).Status);
    }

    [Theory]
    [InlineData("0", 1)]
    [InlineData("3", 4)]
    [InlineData("10%", 6)]
    public void Sending_stops_at_the_error_after_MaxErrors(string maxErrors, int errors)
    {
        using var harness = new ServiceHarness(50, new ScriptedAnswer { ExitCode = 1, Duration = Second });
        var id = harness.Send(harness.Request with { MaxConcurrency = "1", MaxErrors = maxErrors });
        harness.Step(TimeSpan.FromMinutes(10));

        var command = harness.Command(id);
        Assert.Equal(("Failed", errors, 50), (command.Status, command.ErrorCount, command.CompletedCount));
        Assert.Equal(
            50 - errors, harness.Invocations(id)
                .Count(invocation => invocation is { Status: "Cancelled", StatusDetails: "Terminated", ResponseCode: -1 }));
        Assert.Equal(errors, harness.Service.RunsPerNode.Count);
    }

    [Fact]
    public void Nodes_that_run_already_go_on_after_the_limit_is_passed()
    {
        using var harness = new ServiceHarness(8, new ScriptedAnswer { ExitCode = 1, Duration = Second });
        var id = harness.Send(harness.Request with { MaxConcurrency = "4" });
        harness.Step(TimeSpan.FromMinutes(1));

        Assert.Equal(("Failed", 4, 8), (harness.Command(id).Status, harness.Command(id).ErrorCount, harness.Command(id).CompletedCount));
    }

    [Fact]
    public void A_node_that_is_lost_just_after_it_was_sent_to_is_not_waited_for_once_the_limit_is_passed()
    {
        using var harness = new ServiceHarness(
            [new() { Name = "bad" }, new()], [new() { Node = "bad", ExitCode = 1, Duration = TimeSpan.FromMilliseconds(2) }]);
        var id = harness.Send();

        // The first node has begun, and the second was sent to and has not acknowledged it.
        harness.Step(ServiceTimings.Processing + ServiceTimings.Acknowledgement + TimeSpan.FromMilliseconds(1));
        harness.SetPing(1, "ConnectionLost");
        harness.Step(Second);

        Assert.Equal(["Failed", "Terminated"], harness.Details(id));
        Assert.Equal("Failed", harness.Command(id).Status);
    }

    [Fact]
    public void Errors_within_the_limit_leave_the_command_Incomplete()
    {
        using var harness = new ServiceHarness([new() { Name = "bad" }, new(), new()], [new() { Node = "bad", ExitCode = 1 }]);
        var id = harness.Send(harness.Request with { MaxErrors = "1" });
        harness.Step(Second);

        Assert.Equal(
            ("Success", "Incomplete", 1), (harness.Command(id).Status, harness.Command(id).StatusDetails, harness.Command(id).ErrorCount));
    }
}
