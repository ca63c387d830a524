using RunCommandPS.Waiting;

namespace RunCommandPS.Core.Tests.Waiting;

public sealed class ProgressMilestonesTests
{
    private readonly ProgressMilestones _milestones = new();

    [Fact]
    public void Every_tenth_of_the_nodes_is_worth_a_line_but_not_one_after_the_other() =>
        Assert.Equal([10, 20, 30, 40], Reached(Enumerable.Range(1, 49).Select(second => (second, second * 2))));

    [Fact]
    public void A_minute_without_progress_is_worth_a_line() =>
        Assert.Equal([60, 120, 180], Reached(Enumerable.Range(1, 200).Select(second => (second, 0))));

    [Fact]
    public void A_short_run_has_none() => Assert.Empty(Reached([(1, 10), (3, 50), (9, 100)]));

    private List<int> Reached(IEnumerable<(int Second, int Completed)> polls) =>
        [.. polls.Where(poll => _milestones.IsReached(new WaitProgress(2, 0, 100, poll.Completed, 0, TimeSpan.FromSeconds(poll.Second))))
            .Select(poll => poll.Second)];
}
