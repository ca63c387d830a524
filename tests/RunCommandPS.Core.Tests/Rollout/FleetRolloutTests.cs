using System.Globalization;
using RunCommandPS.Rollout;

namespace RunCommandPS.Core.Tests.Rollout;

public sealed class FleetRolloutTests
{
    private static readonly SendCommandRequest Template = new() { DocumentName = "AWS-RunShellScript", Comment = "kept" };

    [Fact]
    public async Task Without_limits_every_command_is_given_out_at_once()
    {
        var rollout = new FleetRollout([new FleetPart(Template, Ids(120))], null, null);

        var requests = await Take(rollout, 10);

        Assert.Equal([50, 50, 20], requests.Select(request => request.InstanceIds!.Count));
        Assert.All(requests, request => Assert.Equal((null, null, "kept"), (request.MaxConcurrency, request.MaxErrors, request.Comment)));
        Assert.Empty(rollout.NotStarted);
    }

    [Fact]
    public async Task One_command_keeps_its_limits_by_itself()
    {
        var rollout = new FleetRollout([new FleetPart(Template, Ids(50))], "10%", "2");

        var request = Assert.Single(await Take(rollout, 10));

        Assert.Equal(("10%", "2", 50), (request.MaxConcurrency, request.MaxErrors, request.InstanceIds!.Count));
    }

    [Fact]
    public async Task Commands_wait_until_enough_nodes_have_ended()
    {
        // 10% of 600 nodes are 60: a command of 50, and no other before there is room for 15, a quarter of the limit.
        var rollout = new FleetRollout([new FleetPart(Template, Ids(600))], "10%", null);
        await using var requests = rollout.RequestsAsync(TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);

        Assert.True(await requests.MoveNextAsync());
        Assert.Equal((50, "50"), (requests.Current.InstanceIds!.Count, requests.Current.MaxConcurrency));
        var next = requests.MoveNextAsync().AsTask();
        for (var i = 0; i < 4; i++)
        {
            rollout.Ended(false);
        }

        Assert.False(next.IsCompleted);
        rollout.Ended(false);
        Assert.True(await next);
        Assert.Equal((15, "15"), (requests.Current.InstanceIds!.Count, requests.Current.MaxConcurrency));
    }

    [Fact]
    public async Task The_last_command_does_not_wait_for_more_room_than_it_needs()
    {
        var rollout = new FleetRollout([new FleetPart(Template, Ids(101))], "100", null);

        Assert.Equal([50, 50], (await Take(rollout, 2)).Select(request => request.InstanceIds!.Count));
        rollout.Ended(false);

        Assert.Single(Assert.Single(await Take(rollout, 1)).InstanceIds!);
    }

    [Fact]
    public async Task No_command_is_given_out_once_one_error_too_many_was_counted()
    {
        var rollout = new FleetRollout([new FleetPart(Template, Ids(100))], "10", "1");
        var first = Assert.Single(await Take(rollout, 1));
        Assert.Equal((10, "1"), (first.InstanceIds!.Count, first.MaxErrors));

        for (var i = 0; i < 10; i++)
        {
            rollout.Ended(i < 2);
        }

        Assert.Empty(await Take(rollout, 10));
        Assert.Equal(RolloutHalt.TooManyErrors, rollout.Halt);
        Assert.Equal(Ids(100)[10..], rollout.NotStarted);
    }

    [Fact]
    public async Task A_command_bears_no_more_errors_than_are_left_of_the_fleets()
    {
        var rollout = new FleetRollout([new FleetPart(Template, Ids(100))], "10", "5");
        await Take(rollout, 1);
        for (var i = 0; i < 10; i++)
        {
            rollout.Ended(i < 3);
        }

        Assert.Equal("2", Assert.Single(await Take(rollout, 1)).MaxErrors);
    }

    [Fact]
    public async Task Errors_alone_are_limited_with_the_services_own_concurrency()
    {
        var rollout = new FleetRollout([new FleetPart(Template, Ids(500))], null, "0");

        var first = Assert.Single(await Take(rollout, 1));

        Assert.Equal(int.Parse(ServiceLimits.MaxConcurrencyDefault, CultureInfo.InvariantCulture), first.InstanceIds!.Count);
        Assert.False(Next(rollout).IsCompleted);
    }

    [Fact]
    public async Task Nodes_that_do_not_run_make_room()
    {
        var rollout = new FleetRollout([new FleetPart(Template, Ids(60))], "50", null);
        await Take(rollout, 1);
        var next = Next(rollout);
        Assert.False(next.IsCompleted);

        rollout.Released(50);

        Assert.Equal(10, (await next)!.InstanceIds!.Count);
    }

    [Fact]
    public async Task Lost_nodes_keep_their_places_and_the_rest_of_them_is_used()
    {
        var rollout = new FleetRollout([new FleetPart(Template, Ids(100))], "40", null);
        Assert.Equal(40, (await Next(rollout))!.InstanceIds!.Count);
        rollout.Lost(35);
        for (var i = 0; i < 4; i++)
        {
            rollout.Ended(false);
        }

        var next = Next(rollout);
        Assert.False(next.IsCompleted);
        rollout.Ended(false);

        // Fewer than a quarter of the limit, and no more will ever be free.
        Assert.Equal(5, (await next)!.InstanceIds!.Count);
    }

    [Fact]
    public async Task Where_lost_nodes_hold_all_places_no_further_node_starts()
    {
        var rollout = new FleetRollout([new FleetPart(Template, Ids(100))], "20", null);
        await Take(rollout, 1);

        rollout.Lost(20);

        Assert.Empty(await Take(rollout, 10));
        Assert.Equal(RolloutHalt.NoPlaces, rollout.Halt);
        Assert.Equal(Ids(100)[20..], rollout.NotStarted);
    }

    [Fact]
    public async Task Parts_keep_their_own_requests_and_share_the_limits()
    {
        var other = Template with { DocumentName = "AWS-RunPowerShellScript" };
        var rollout = new FleetRollout(
            [new FleetPart(Template, Ids(3)), new FleetPart(other, Ids(60)), new FleetPart(Template, [])], "40", "1");

        var requests = await Take(rollout, 2);

        Assert.Equal(
            [("AWS-RunShellScript", 3), ("AWS-RunPowerShellScript", 37)],
            requests.Select(request => (request.DocumentName, request.InstanceIds!.Count)));
        Assert.Equal(63, rollout.Nodes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task At_no_time_do_more_nodes_run_than_the_limit_and_every_node_runs_once(int seed)
    {
        var random = new Random(seed);
        var count = random.Next(60, 2000);
        var limit = random.Next(1, 150);
        var rollout = new FleetRollout([new FleetPart(Template, Ids(count))], limit.ToString(CultureInfo.InvariantCulture), null);
        await using var requests = rollout.RequestsAsync(TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var (open, given) = (0, new List<string>());
        var next = requests.MoveNextAsync().AsTask();
        while (true)
        {
            // What waits for room is only woken by another thread, so a node may end before that shows.
            while (open > 0 && !next.IsCompleted)
            {
                open--;
                rollout.Ended(random.Next(2) == 0);
                await Task.Yield();
            }

            if (!await next)
            {
                break;
            }

            open += requests.Current.InstanceIds!.Count;
            given.AddRange(requests.Current.InstanceIds);
            Assert.InRange(open, 1, limit);
            next = requests.MoveNextAsync().AsTask();
        }

        Assert.Equal(Ids(count), given);
    }

    [Fact]
    public async Task Limits_hold_for_all_connections_together()
    {
        var rollout = new FleetRollout([new FleetPart(Template, Ids(40), 0), new FleetPart(Template, Ids(40), 1)], "30", "0");

        var here = Assert.Single(await Take(rollout, 1));
        await using var there = rollout.RequestsAsync(TestContext.Current.CancellationToken, connection: 1)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var next = there.MoveNextAsync().AsTask();

        Assert.Equal(30, here.InstanceIds!.Count);
        Assert.False(next.IsCompleted);
        for (var i = 0; i < 7; i++)
        {
            rollout.Ended(false);
        }

        Assert.True(await next);
        Assert.Equal((7, "7", "0"), (there.Current.InstanceIds!.Count, there.Current.MaxConcurrency, there.Current.MaxErrors));
        rollout.Ended(true);
        Assert.False(await there.MoveNextAsync());
        Assert.Equal((RolloutHalt.TooManyErrors, 43), (rollout.Halt, rollout.NotStarted.Count));
    }

    [Fact]
    public async Task Nothing_more_is_given_out_after_three_answers_in_a_row_were_lost()
    {
        var rollout = new FleetRollout([new FleetPart(Template, Ids(300))], null, null);
        await using var requests = rollout.RequestsAsync(TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        foreach (var isAnswered in new[] { false, false, true, false, false })
        {
            Assert.True(await requests.MoveNextAsync());
            if (isAnswered)
            {
                rollout.Accepted();
            }
            else
            {
                rollout.Unanswered(50);
            }
        }

        rollout.Unanswered(0);

        Assert.False(await requests.MoveNextAsync());
        Assert.Equal((RolloutHalt.AnswersLost, 50), (rollout.Halt, rollout.NotStarted.Count));
    }

    [Fact]
    public async Task What_an_earlier_part_of_the_rollout_left_counts_for_the_limits()
    {
        // Of 100 nodes in all, 60 are dealt with: 15 run, 10 may, and 2 failed. Of 40 places 15 are free, and 3 of 15 errors are left.
        var rollout = new FleetRollout([new FleetPart(Template, Ids(40))], "40%", "15", new FleetPast(60, 15, 10, 2));

        var request = Assert.Single(await Take(rollout, 1));

        Assert.Equal((15, "3"), (request.InstanceIds!.Count, request.MaxErrors));
        Assert.Equal(100, rollout.Nodes);
    }

    [Fact]
    public async Task A_halt_from_outside_ends_it()
    {
        var rollout = new FleetRollout([new FleetPart(Template, Ids(100))], null, null);
        Assert.Single(await Take(rollout, 1));

        rollout.HaltFor(RolloutHalt.RecordFailed);

        Assert.Empty(await Take(rollout, 1));
        Assert.Equal(RolloutHalt.RecordFailed, rollout.Halt);
    }

    private static string[] Ids(int count) => [.. Enumerable.Range(0, count).Select(i => $"i-{i:x17}")];

    private static async Task<List<SendCommandRequest>> Take(FleetRollout rollout, int count)
    {
        var taken = new List<SendCommandRequest>();
        await foreach (var request in rollout.RequestsAsync(TestContext.Current.CancellationToken))
        {
            taken.Add(request);
            if (taken.Count == count)
            {
                break;
            }
        }

        return taken;
    }

    private static async Task<SendCommandRequest?> Next(FleetRollout rollout) => (await Take(rollout, 1)).FirstOrDefault();
}
