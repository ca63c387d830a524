using Microsoft.Extensions.Time.Testing;
using RunCommandPS.Rollout;
using RunCommandPS.Rollout.Record;

namespace RunCommandPS.Core.Tests.Rollout;

public sealed class RunSummaryBuilderTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly RunSummaryBuilder _builder;

    public RunSummaryBuilderTests() => _builder = new RunSummaryBuilder(_time);

    [Fact]
    public void Every_node_is_counted_by_its_verdict()
    {
        using var log = Log("ok", "bad", "slow", "stopped", "away", "refused", "late", "lost", "next");
        var number = log.Send(0, ["ok", "bad", "slow", "stopped", "away", "late"]);
        log.Add(at => new RolloutEvent.Sent(at, number, "c1"));
        Ended(log, "ok", NodeVerdict.Succeeded);
        Ended(log, "bad", NodeVerdict.Failed);
        Ended(log, "slow", NodeVerdict.TimedOut);
        Ended(log, "stopped", NodeVerdict.Cancelled);
        Ended(log, "away", NodeVerdict.NotDelivered);
        Ended(log, "late", NodeVerdict.Terminated);
        Refuse(log, "refused", mayHaveRun: false);
        Refuse(log, "lost", mayHaveRun: true);
        _builder.Begin(log);
        _builder.End();

        var summary = _builder.Summary;

        Assert.Equal(
            "9 nodes: 1 succeeded, 1 failed, 1 timed out, 1 cancelled, 1 not delivered, 1 refused, 1 terminated, 1 not started, "
                + "1 unknown in 0.0 s.",
            summary.ToString());
        Assert.Equal(["bad", "slow", "stopped", "away", "refused", "late", "lost", "next"], summary.FailedNodes);
        Assert.Equal(["slow"], summary.TimedOutNodes);
        Assert.Equal(["away"], summary.NotDeliveredNodes);
        Assert.Equal(["lost"], summary.UnknownNodes);
        Assert.Equal(["next"], summary.NotStartedNodes);
        Assert.Equal((4, 1), (summary.NotRun, summary.ExitCode));
        Assert.Equal(["c1"], summary.CommandIds);
    }

    [Fact]
    public void Nodes_that_nobody_can_name_are_unknown_all_the_same()
    {
        using var log = Log();
        var number = log.Send(0, null);
        log.Add(at => new RolloutEvent.Sent(at, number, "c1"));
        Ended(log, "i-1", NodeVerdict.Succeeded);
        log.Add(at => new RolloutEvent.Closed(at, "c1", 4, []));
        _builder.Begin(log);
        _builder.End();

        Assert.Equal((5, 1, 4, 0), (_builder.Summary.Nodes, _builder.Summary.Succeeded, _builder.Summary.Unknown, _builder.Summary.NotRun));
    }

    [Fact]
    public void What_has_not_ended_is_in_progress_until_the_run_has()
    {
        using var log = Log("i-1", "i-2");
        var number = log.Send(0, ["i-1"]);
        log.Add(at => new RolloutEvent.Sent(at, number, "c1"));
        _builder.Begin(log);
        Assert.Equal((2, 0, 0), (_builder.Summary.InProgress, _builder.Summary.Unknown, _builder.Summary.NotStarted));

        _builder.End();

        Assert.Equal((0, 1, 1), (_builder.Summary.InProgress, _builder.Summary.Unknown, _builder.Summary.NotStarted));
    }

    [Fact]
    public void Items_that_are_no_nodes_are_counted_before_and_during_the_run()
    {
        _builder.CountUnreadable();

        Assert.Equal((1, 1), (_builder.Summary.Nodes, _builder.Summary.ExitCode));
    }

    [Fact]
    public void The_clock_stands_still_after_the_end()
    {
        using var log = Log("i-1");
        Assert.Equal(TimeSpan.Zero, _builder.Summary.Elapsed);
        _builder.Begin(log);
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

    private static void Ended(RolloutLog log, string id, NodeVerdict verdict) =>
        log.Add(at => new RolloutEvent.Ended(at, "c1", id, verdict));

    private static void Refuse(RolloutLog log, string id, bool mayHaveRun)
    {
        var number = log.Send(0, [id]);
        log.Add(at => new RolloutEvent.Refused(at, number, "code", mayHaveRun, IsRetryable: false));
    }

    private RolloutLog Log(params string[] ids) => RolloutLog.Begin(
        new RolloutEvent.Planned(_time.GetUtcNow())
        {
            Id = "20261125-2241-k3f9",
            Connections = [new RecordedConnection()],
            Parts = [new PlannedPart(0, new SendCommandRequest(), ids)],
        },
        home: null,
        _time);
}
