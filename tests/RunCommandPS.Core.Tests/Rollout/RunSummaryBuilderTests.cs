using Microsoft.Extensions.Time.Testing;
using RunCommandPS.Model;
using RunCommandPS.Rollout;

namespace RunCommandPS.Core.Tests.Rollout;

public sealed class RunSummaryBuilderTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly RunSummaryBuilder _builder;

    public RunSummaryBuilderTests() => _builder = new RunSummaryBuilder(_time);

    [Fact]
    public void Every_node_is_counted_once_by_what_was_heard_of_it_first()
    {
        _builder.Plan(6);
        _builder.Sent("c1");
        Ended("i-1", RunStatus.Success);
        Ended("i-2", RunStatus.Failed);
        Ended("i-3", RunStatus.TimedOut);
        Ended("i-4", RunStatus.Cancelled);
        _builder.Unknown(["i-1", "i-5"]);
        _builder.NotRun(["i-5", "i-6", "i-2"]);

        var summary = _builder.Summary;
        Assert.Equal(
            (6, 1, 1, 1, 1, 1, 1),
            (summary.Nodes, summary.Succeeded, summary.Failed, summary.TimedOut, summary.Cancelled, summary.Unknown, summary.NotRun));
        Assert.Equal(["i-2", "i-3", "i-4", "i-5", "i-6"], summary.FailedNodes);
        Assert.Equal(["c1"], summary.CommandIds);
        Assert.Equal(1, summary.ExitCode);
    }

    [Fact]
    public void Nodes_that_nobody_can_name_are_unknown_all_the_same()
    {
        _builder.Plan(5);
        Ended("i-1", RunStatus.Success);
        _builder.Unknown(new UnseenNodes(4, ["i-2"]));

        Assert.Equal((5, 1, 4, 0), (_builder.Summary.Nodes, _builder.Summary.Succeeded, _builder.Summary.Unknown, _builder.Summary.NotRun));
        Assert.Equal(["i-2"], _builder.Summary.FailedNodes);
    }

    [Fact]
    public void Nodes_that_ended_before_their_number_was_known_are_part_of_the_run()
    {
        Ended("i-1", RunStatus.Success);
        Ended("i-2", RunStatus.Success);

        Assert.Equal(2, _builder.Summary.Nodes);
    }

    [Fact]
    public void The_clock_stands_still_after_the_end()
    {
        Assert.Equal(TimeSpan.Zero, _builder.Summary.Elapsed);
        _builder.Begin();
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(TimeSpan.FromSeconds(5), _builder.Summary.Elapsed);
        _builder.End();
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(TimeSpan.FromSeconds(5), _builder.Summary.Elapsed);
    }

    [Fact]
    public void Outputs_that_are_cut_are_counted()
    {
        _builder.Cut();
        _builder.Cut();

        Assert.Equal(2, _builder.Truncated);
    }

    private void Ended(string id, string status) =>
        _builder.Ended(new CommandInvocation { InstanceId = id, Status = status, StatusDetails = status });
}
