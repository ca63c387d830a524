using System.Diagnostics;

namespace RunCommandPS.Simulator.Tests.Service;

/// <summary>
/// What the service costs for fleets far larger than a test needs. By itself, for memory is counted for the whole process.
/// </summary>
[CollectionDefinition(nameof(ScaleTests), DisableParallelization = true)]
[Collection(nameof(ScaleTests))]
public sealed class ScaleTests
{
    private const int NodeCount = 100_000;
    private const int IdleInvocationMaximumBytes = 1024;

    [Fact]
    public void A_rollout_over_100_000_nodes_takes_hours_of_its_own_time_and_one_step_of_the_clock()
    {
        using var harness = Harness(new NodeDescription(), new ScriptedAnswer { Duration = TimeSpan.FromSeconds(30) });
        var id = Send(harness, maxConcurrency: "500");

        var watch = Stopwatch.StartNew();
        harness.Step(TimeSpan.FromHours(6));
        TestContext.Current.TestOutputHelper?.WriteLine($"{watch.Elapsed.TotalSeconds:0.0} s for {NodeCount} nodes");

        var command = harness.Command(id);
        Assert.Equal(("Success", NodeCount, 0), (command.Status, command.CompletedCount, command.ErrorCount));
        var runs = harness.Service.RunsPerNode;
        Assert.Equal(NodeCount, runs.Count);
        Assert.All(runs.Values, static count => Assert.Equal(1, count));
        var last = harness.Invocations(id).Max(invocation => invocation.Steps[0].ResponseFinishDateTime) - command.RequestedDateTime;
        Assert.InRange(last!.Value, TimeSpan.FromMinutes(100), TimeSpan.FromMinutes(110));
    }

    [Theory]
    [InlineData(NodeState.Stopped, "Pending")]
    [InlineData(NodeState.Running, "Success")]
    public void An_invocation_that_does_nothing_takes_less_than_a_kilobyte(NodeState state, string status)
    {
        using var harness = Harness(new NodeDescription { State = state }, new ScriptedAnswer { Duration = TimeSpan.FromSeconds(1) });
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var id = Send(harness, maxConcurrency: "100%");
        harness.Step(TimeSpan.FromMinutes(30));
        var after = GC.GetTotalMemory(forceFullCollection: true);

        var bytes = (after - before) / NodeCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"{bytes} bytes an invocation");
        Assert.Equal(status, harness.Invocations(id, withDetails: false)[^1].Status);
        Assert.InRange(bytes, 1, IdleInvocationMaximumBytes - 1);
    }

    private static ServiceHarness Harness(NodeDescription node, ScriptedAnswer answer) =>
        new([.. Enumerable.Repeat(node with { Tags = new Dictionary<string, string> { ["Role"] = "web" } }, NodeCount)], [answer]);

    private static string Send(ServiceHarness harness, string maxConcurrency) => harness.Send(harness.Request with
    {
        InstanceIds = null,
        Targets = [new() { Key = "tag:Role", Values = ["web"] }],
        MaxConcurrency = maxConcurrency,
        TimeoutSeconds = 86_400,
    });
}
