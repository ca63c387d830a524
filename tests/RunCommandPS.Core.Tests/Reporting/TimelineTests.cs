using RunCommandPS.Reporting;

namespace RunCommandPS.Core.Tests.Reporting;

public sealed class TimelineTests
{
    private static readonly DateTimeOffset Start = SampleReport.Start;

    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(100, 100, false)]
    [InlineData(101, 51, true)]
    [InlineData(1_000, 100, true)]
    [InlineData(10_000, 100, true)]
    [InlineData(1_000_000, 100, true)]
    public void A_row_is_a_node_or_a_band_of_a_round_number_of_them(int nodes, int rows, bool isBanded)
    {
        var timeline = Timeline.Of([.. Enumerable.Range(0, nodes).Select(i => Node(i, i + 5))])!;

        Assert.Equal(rows, timeline.Rows.Count);
        Assert.Equal(isBanded, timeline.IsBanded);
        Assert.Equal(nodes, timeline.Rows.Sum(row => row.Nodes.Count));
        Assert.Matches("^[125]0*$", $"{timeline.Rows[0].Nodes.Count}");
    }

    [Fact]
    public void Waves_share_no_row_unless_there_are_too_many()
    {
        var few = Timeline.Of(SampleReport.Of(1_000).Nodes)!;
        Assert.All(few.Rows, row => Assert.Single(row.Nodes.Select(node => node.Wave).Distinct()));

        var many = Timeline.Of([.. Enumerable.Range(0, 1_000).Select(i => Node(i, i + 5) with { Wave = i + 1 })])!;
        Assert.Equal(100, many.Rows.Count);
        Assert.All(many.Rows, row => Assert.Equal(0, row.Wave));
    }

    [Fact]
    public void Nodes_that_never_started_come_last_and_without_any_start_there_is_no_timeline()
    {
        var late = Node(9, 12);
        var timeline = Timeline.Of([Never(), late, Node(1, 2)])!;

        Assert.Equal([1, 9, -1], timeline.Rows.Select(row => row.Nodes[0].StartedAt is { } at ? (int)(at - Start).TotalSeconds : -1));
        Assert.Equal((Start.AddSeconds(1), TimeSpan.FromSeconds(11)), (timeline.Start, timeline.Length));
        Assert.Null(Timeline.Of([Never()]));
    }

    [Fact]
    public void A_band_counts_what_runs_and_what_has_ended()
    {
        var nodes = new[] { Node(0, 4), Node(0, 8, NodeVerdict.Failed), Node(5, null, NodeVerdict.Open), Never() };

        var band = TimelineBand.Of(nodes, Start, TimeSpan.FromSeconds(10), 10);

        Assert.Equal([NodeVerdict.Succeeded, NodeVerdict.Failed, NodeVerdict.Open], band.Layers.Select(layer => layer.Verdict));
        Assert.Equal([0, 0, 0, 0, 1, 1, 1, 1, 1, 1], band.Layers[0].Counts);
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 1, 1], band.Layers[1].Counts);
        Assert.Equal([2, 2, 2, 2, 1, 2, 2, 2, 1, 1], band.Layers[2].Counts);
    }

    [Theory]
    [InlineData(0.001, "0")]
    [InlineData(0.35, "0, 0.05 s, 0.1 s, 0.15 s, 0.2 s, 0.25 s, 0.3 s, 0.35 s")]
    [InlineData(70, "0, 10 s, 20 s, 30 s, 40 s, 50 s, 60 s, 70 s")]
    [InlineData(3_600, "0, 10 min, 20 min, 30 min, 40 min, 50 min, 60 min")]
    [InlineData(100_000, "0, 6 h, 12 h, 18 h, 24 h")]
    public void Ticks_are_round_and_few(double seconds, string labels) =>
        Assert.Equal(labels, string.Join(", ", TimeTicks.Of(TimeSpan.FromSeconds(seconds)).Select(tick => tick.Label)));

    private static ReportNode Node(double from, double? to, NodeVerdict verdict = NodeVerdict.Succeeded) =>
        SampleReport.Of("i-1", "web", 0, Start.AddSeconds(from), to is { } end ? Start.AddSeconds(end) : null, verdict, 0, "", "");

    private static ReportNode Never() => SampleReport.Of("i-1", "web", 0, null, null, NodeVerdict.NotStarted, -1, "", "");
}
