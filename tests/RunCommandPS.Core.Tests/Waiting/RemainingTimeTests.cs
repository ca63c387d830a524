using RunCommandPS.Waiting;

namespace RunCommandPS.Core.Tests.Waiting;

public sealed class RemainingTimeTests
{
    [Fact]
    public void The_time_left_runs_down_from_the_last_node_and_ends_where_the_next_one_is_overdue()
    {
        var remaining = new RemainingTime();

        Assert.Null(After(remaining, 0, 3));
        Assert.Equal(TimeSpan.FromSeconds(12), After(remaining, 2, 8));
        Assert.Equal(TimeSpan.FromSeconds(9), After(remaining, 2, 11));
        Assert.Null(After(remaining, 2, 13));
        Assert.Equal(TimeSpan.FromSeconds(3.75), After(remaining, 4, 15));
        Assert.Null(After(remaining, 5, 16));
    }

    [Fact]
    public void A_node_that_can_t_be_reached_has_no_time_of_its_own()
    {
        var remaining = new RemainingTime();
        After(remaining, 49, 60, nodes: 50);

        Assert.All([62, 120, 3600], waited => Assert.Null(After(remaining, 49, waited, nodes: 50)));
    }

    private static TimeSpan? After(RemainingTime remaining, int completed, int waited, int nodes = 5) =>
        remaining.After(new WaitProgress(1, 0, nodes, completed, 0, TimeSpan.FromSeconds(waited)));
}
