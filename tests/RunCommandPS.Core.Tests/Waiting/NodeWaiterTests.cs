using Microsoft.Extensions.Time.Testing;
using RunCommandPS.Waiting;

namespace RunCommandPS.Core.Tests.Waiting;

public sealed class NodeWaiterTests : INodeWaitObserver
{
    private static readonly QueryFilter Web = new("tag:Role", ["web"]);

    private readonly InstantTime _time = new();
    private readonly List<string> _online = [];
    private readonly List<WaitProgress> _polls = [];
    private readonly List<Outage> _outages = [];
    private IReadOnlyList<AwaitedNode>? _missing;
    private RunCommandException? _error;

    [Fact]
    public async Task Nodes_are_reported_as_they_come_online_and_not_asked_for_again()
    {
        var questions = new List<string>();
        await Run(NodeGoal.Of(["i-a", "i-b", "i-a"]), (ids, poll) =>
        {
            questions.Add(string.Join(' ', ids));
            return poll switch
            {
                1 => [],
                2 => [Node("i-a")],
                3 => [Node("i-b", PingStatus.ConnectionLost)],
                _ => [Node("i-b")],
            };
        });

        Assert.Equal(["i-a", "i-b"], _online);
        Assert.Equal(["i-a i-b", "i-a i-b", "i-b", "i-b"], questions);
        Assert.Null(_error);
        Assert.Equal([(2, 0), (2, 1), (2, 1), (2, 2)], _polls.Select(poll => (poll.Nodes, poll.Completed)));
        Assert.Equal(["i-b"], _polls[2].Left);
    }

    [Fact]
    public async Task Nothing_is_asked_about_no_node()
    {
        await Run(NodeGoal.Of([]), (_, _) => throw new InvalidOperationException());

        Assert.Empty(_polls);
    }

    [Fact]
    public async Task Who_is_missing_at_the_end_is_named_with_the_state()
    {
        await Run(
            NodeGoal.Of(["i-a", "i-b", "i-c", "i-d"]),
            (_, _) => [Node("i-a"), Node("i-b", PingStatus.ConnectionLost), Node("i-c", PingStatus.Inactive)],
            TimeSpan.FromSeconds(90));

        Assert.Equal(["i-a"], _online);
        Assert.Equal(
            [new("i-b", PingStatus.ConnectionLost), new("i-c", PingStatus.Inactive), new AwaitedNode("i-d", "")], _missing!);
        var error = Assert.IsType<WaitTimeoutException>(_error);
        Assert.Equal(
            "After 90 s 3 of 4 nodes are not online: not registered: i-d; ConnectionLost: i-b; Inactive: i-c.", error.Message);
        Assert.Contains("AmazonSSMManagedInstanceCore", error.Recommendation, StringComparison.Ordinal);
        Assert.Contains("registered but silent", error.Recommendation, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(90), _polls[^1].Waited);
    }

    [Fact]
    public async Task A_fleet_that_is_missing_is_counted()
    {
        await Run(NodeGoal.Of(Enumerable.Range(0, 250).Select(i => $"i-{i:000}")), (_, _) => []);

        Assert.Contains("250 of 250 nodes", _error!.Message, StringComparison.Ordinal);
        Assert.Contains("i-009 and 240 more.", _error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_was_online_once_is_enough_where_it_was_named()
    {
        await Run(NodeGoal.Of(["i-a", "i-b"]), (_, poll) => poll == 1 ? [Node("i-a")] : [Node("i-b")]);

        Assert.Null(_error);
    }

    [Fact]
    public async Task Of_tags_all_that_are_listed_must_be_online_and_one_at_least()
    {
        await Run(NodeGoal.Of([Web], null), (_, poll) => poll switch
        {
            1 => [],
            2 => [Node("i-a"), Node("i-b", PingStatus.ConnectionLost)],
            3 => [Node("i-a", PingStatus.ConnectionLost), Node("i-b")],
            _ => [Node("i-a"), Node("i-b")],
        });

        Assert.Equal(["i-a", "i-b"], _online);
        Assert.Equal(4, _polls.Count);
        Assert.Null(_error);
    }

    [Fact]
    public async Task Of_tags_as_many_as_are_wanted_must_be_online()
    {
        await Run(
            NodeGoal.Of([Web], 2),
            (_, poll) => poll switch
            {
                1 => [Node("i-a")],
                2 => [Node("i-a"), Node("i-b", PingStatus.Inactive)],
                _ => [Node("i-a"), Node("i-c"), Node("i-b", PingStatus.Inactive)],
            });

        Assert.Equal(["i-a", "i-c"], _online);
        Assert.Equal(3, _polls.Count);
    }

    [Fact]
    public async Task Tags_that_too_few_have_are_named_in_the_error()
    {
        await Run(NodeGoal.Of([Web], 3), (_, _) => [Node("i-a"), Node("i-b", PingStatus.Inactive)]);

        Assert.Equal(
            "After 600 s 1 of the 3 nodes with tag:Role=web that were waited for is online: Inactive: i-b.", _error!.Message);
    }

    [Fact]
    public async Task Tags_that_no_node_has_are_named_in_the_error()
    {
        await Run(NodeGoal.Of([Web], null), (_, _) => []);

        Assert.Equal("After 600 s no node with tag:Role=web is registered.", _error!.Message);
        Assert.Empty(_missing!);
    }

    [Fact]
    public async Task Ten_minutes_cost_few_calls()
    {
        await Run(NodeGoal.Of(["i-a"]), (_, _) => []);

        Assert.InRange(_polls.Count, 40, 90);
    }

    [Fact]
    public async Task The_interval_of_the_caller_is_kept()
    {
        await Run(NodeGoal.Of(["i-a"]), (_, _) => [], TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(20));

        Assert.Equal([0, 20, 40, 60], _polls.Select(poll => poll.Waited.TotalSeconds));
    }

    [Fact]
    public async Task A_poll_that_is_throttled_is_made_again_later()
    {
        await Run(NodeGoal.Of(["i-a"]), (_, poll) => poll < 4 ? throw Error(ErrorCode.ThrottlingException) : [Node("i-a")]);

        Assert.Equal(["i-a"], _online);
        Assert.True(_polls[2].Waited > TimeSpan.FromSeconds(2), "Each pause after a failure is longer.");
    }

    [Fact]
    public async Task An_outage_is_reported_and_named_in_the_error()
    {
        await Run(
            NodeGoal.Of(["i-a"]), (_, poll) => poll > 1 ? throw Error(ErrorCode.InternalServerError) : [], TimeSpan.FromSeconds(60));

        Assert.True(_outages[0].IsNew);
        Assert.All(_outages.Skip(1), outage => Assert.False(outage.IsNew));
        Assert.Contains("Nodes are polled for up to", _outages[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("The last poll failed:", _error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_later_call_meets_again_ends_the_wait() =>
        await Assert.ThrowsAsync<AccessDeniedException>(
            () => Run(NodeGoal.Of(["i-a"]), (_, _) => throw Error(ErrorCode.AccessDeniedException)));

    [Fact]
    public async Task Who_gives_up_waits_no_longer()
    {
        using var stop = new CancellationTokenSource();
        var service = new FakeService { Nodes = (_, _) => new Page<ManagedNode>([], null) };
        var wait = new NodeWaiter(service, NodeGoal.Of(["i-a"]), TimeSpan.FromHours(1), null, this, new FakeTimeProvider())
            .WaitAsync(stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
        Assert.Null(_error);
    }

    ValueTask INodeWaitObserver.OnlineAsync(ManagedNode node)
    {
        _online.Add(node.InstanceId);
        return ValueTask.CompletedTask;
    }

    ValueTask INodeWaitObserver.GivenUpAsync(IReadOnlyList<AwaitedNode> missing, RunCommandException reason)
    {
        (_missing, _error) = (missing, reason);
        return ValueTask.CompletedTask;
    }

    ValueTask IPollObserver.PolledAsync(WaitProgress progress)
    {
        _polls.Add(progress);
        return ValueTask.CompletedTask;
    }

    ValueTask IPollObserver.UnansweredAsync(Outage outage)
    {
        _outages.Add(outage);
        return ValueTask.CompletedTask;
    }

    private static ManagedNode Node(string id, string ping = PingStatus.Online) => new() { InstanceId = id, PingStatus = ping };

    private static RunCommandException Error(string code) => new FakeService().Error(code);

    private Task Run(
        NodeGoal goal,
        Func<IReadOnlyList<string>, int, IReadOnlyList<ManagedNode>> answer,
        TimeSpan? timeout = null,
        TimeSpan? interval = null)
    {
        var service = new FakeService
        {
            Nodes = (ids, _) => new Page<ManagedNode>(answer(ids, _polls.Count + 1), null),
        };
        return new NodeWaiter(service, goal, timeout ?? TimeSpan.FromMinutes(10), interval, this, _time)
            .WaitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A clock that goes on by itself to whatever is waited for.</summary>
    private sealed class InstantTime : FakeTimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            Advance(dueTime);
            return timer;
        }
    }
}
