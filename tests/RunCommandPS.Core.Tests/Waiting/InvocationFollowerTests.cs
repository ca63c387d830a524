using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using RunCommandPS.Model;
using RunCommandPS.Waiting;

namespace RunCommandPS.Core.Tests.Waiting;

public sealed class InvocationFollowerTests : IFollowObserver
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<CommandInvocation> _nodes = [];
    private readonly List<(Command Command, UnseenNodes Unseen)> _ended = [];
    private readonly List<(string CommandId, RunCommandException Reason, UnseenNodes Unseen)> _givenUp = [];
    private readonly List<WaitProgress> _polls = [];
    private readonly List<Outage> _outages = [];
    private readonly Dictionary<string, Fate> _fates = [];
    private TimeSpan _pageTakes;
    private int _commandPages;
    private int _invocationPages;

    [Fact]
    public async Task Every_node_is_told_of_once_when_it_has_ended()
    {
        var command = Command("a", 3);
        _fates["a"] = new Fate(command, [1, 2, 4]);

        await FollowAsync([command]);

        Assert.Equal(command.InstanceIds, _nodes.Select(node => node.InstanceId));
        Assert.All(_nodes, node => Assert.Equal(RunStatus.Success, node.Status));
        Assert.Equal(UnseenNodes.None, Assert.Single(_ended).Unseen);
    }

    [Fact]
    public async Task Nodes_are_read_only_where_counters_moved()
    {
        // 120 commands, of which one moves: two pages of nothing but the poll, and one page for the command that moved.
        var commands = Enumerable.Range(0, 120).Select(i => Command($"c{i:000}", 50)).ToList();
        foreach (var command in commands)
        {
            _fates[command.CommandId] = new Fate(command, [.. Enumerable.Repeat(command.CommandId == "c007" ? 3 : 5, 50)]);
        }

        await FollowAsync(commands);

        Assert.Equal(6000, _nodes.Count);
        Assert.Equal(120, _invocationPages);
        Assert.Equal(3 * _polls.Count, _commandPages);
    }

    [Fact]
    public async Task A_command_of_thousands_of_nodes_is_read_in_parts()
    {
        // One node more at every poll.
        var command = Command("big", 1000) with { InstanceIds = [] };
        _fates["big"] = new Fate(command, [.. Enumerable.Range(1, 1000)]);

        await FollowAsync([command]);

        Assert.Equal(1000, _nodes.Count);
        Assert.True(_invocationPages <= 20 * 40, $"{_invocationPages} pages");
        Assert.True(_polls.Count > 100, $"{_polls.Count} polls");
    }

    [Fact]
    public async Task A_poll_that_takes_long_shows_progress_meanwhile()
    {
        _pageTakes = TimeSpan.FromSeconds(0.4);
        var commands = Enumerable.Range(0, 20).Select(i => Command($"c{i}", 50)).ToList();
        foreach (var command in commands)
        {
            _fates[command.CommandId] = new Fate(command, [.. Enumerable.Repeat(1, 50)]);
        }

        await FollowAsync(commands);

        // The first poll finds nothing ended, and the next one everything.
        var reading = _polls.Where(poll => poll is { Completed: 1000, Ended: 0 }).Select(poll => poll.Waited).ToList();
        Assert.InRange(reading.Count, 5, 10);
        Assert.All(reading.Zip(reading.Skip(1), (one, next) => next - one), pause => Assert.InRange(pause.TotalSeconds, 1, 2));
    }

    [Fact]
    public async Task A_node_that_never_comes_to_light_does_not_hold_up_the_end()
    {
        var command = Command("a", 3);
        _fates["a"] = new Fate(command, [1, 1, 1]) { Hidden = { command.InstanceIds[1] } };

        await FollowAsync([command]);

        Assert.Equal(2, _nodes.Count);
        var (_, unseen) = Assert.Single(_ended);
        Assert.Equal(1, unseen.Count);
        Assert.Equal([command.InstanceIds[1]], unseen.InstanceIds);
    }

    [Fact]
    public async Task A_node_that_is_open_long_after_its_command_ended_is_told_of_as_it_is()
    {
        var command = Command("a", 2);
        _fates["a"] = new Fate(command, [1, int.MaxValue]) { EndsAnyway = 2 };

        await FollowAsync([command]);

        Assert.Equal([RunStatus.Success, RunStatus.InProgress], _nodes.Select(node => node.Status));
        Assert.Equal(UnseenNodes.None, Assert.Single(_ended).Unseen);
    }

    [Fact]
    public async Task A_command_that_never_comes_to_light_is_given_up_with_its_nodes()
    {
        var command = Command("a", 2);
        _fates["a"] = new Fate(command, [1, 1]) { IsUnknown = true };

        await FollowAsync([command]);

        var (id, reason, unseen) = Assert.Single(_givenUp);
        Assert.Equal("a", id);
        Assert.Equal(ErrorCode.InvalidCommandId, reason.Code);
        Assert.Equal(command.InstanceIds, unseen.InstanceIds);
        Assert.Empty(_ended);
    }

    [Fact]
    public async Task Commands_that_arrive_later_are_followed_too()
    {
        var (first, second) = (Command("a", 1), Command("b", 1));
        _fates["a"] = new Fate(first, [1]);
        _fates["b"] = new Fate(second, [4]);
        var commands = Channel.CreateUnbounded<Command>();
        commands.Writer.TryWrite(first);
        var follow = Start(commands.Reader);
        Advance(() => _ended.Count == 1);
        Assert.False(follow.IsCompleted);

        commands.Writer.TryWrite(second);
        commands.Writer.Complete();
        Advance(() => follow.IsCompleted);
        await follow;

        Assert.Equal(["a", "b"], _ended.Select(end => end.Command.CommandId));
        Assert.Equal(2, _polls[^1].Commands);
        Assert.Equal(2, _polls[^1].Completed);
    }

    [Fact]
    public async Task A_throttled_page_is_read_by_a_later_look()
    {
        var command = Command("a", 2);
        _fates["a"] = new Fate(command, [1, 1]) { ThrottledPages = 3 };

        await FollowAsync([command]);

        Assert.Equal(2, _nodes.Count);
        Assert.Equal(4, _invocationPages);
    }

    [Fact]
    public async Task A_command_that_had_ended_long_ago_is_read_once()
    {
        var command = Command("a", 2) with { Status = RunStatus.Failed, RequestedDateTime = _time.GetUtcNow() - TimeSpan.FromHours(1) };
        _fates["a"] = new Fate(command, [0, 0]) { Hidden = { command.InstanceIds[0] } };

        await FollowAsync([command]);

        Assert.Equal(command.InstanceIds[1], Assert.Single(_nodes).InstanceId);
        Assert.Equal(1, Assert.Single(_ended).Unseen.Count);
        Assert.Equal((0, 1), (_commandPages, _invocationPages));
    }

    [Fact]
    public async Task The_pause_grows_with_the_calls_that_a_look_took()
    {
        // 100 commands that move at the second poll: 2 pages of commands and 100 of nodes are ten seconds' worth.
        var commands = Enumerable.Range(0, 100).Select(i => Command($"c{i:000}", 2)).ToList();
        foreach (var command in commands)
        {
            _fates[command.CommandId] = new Fate(command, [1, 2]);
        }

        await FollowAsync(commands);

        Assert.True(_polls[2].Waited - _polls[1].Waited >= TimeSpan.FromSeconds(10), string.Join(", ", _polls.Select(poll => poll.Waited)));
    }

    [Fact]
    public async Task Commands_that_the_list_does_not_have_yet_are_not_asked_for_one_by_one()
    {
        var commands = Enumerable.Range(0, 120).Select(i => Command($"c{i:000}", 1)).ToList();
        foreach (var command in commands)
        {
            _fates[command.CommandId] = new Fate(command, [5]) { ListedFrom = 4 };
        }

        await FollowAsync(commands);

        // A single page, and an empty one, until they are listed; three pages a poll from then on.
        Assert.Equal(120, _nodes.Count);
        Assert.Equal(4 + (3 * (_polls.Count - 4)), _commandPages);
    }

    [Fact]
    public async Task A_few_that_are_left_are_asked_for_by_themselves()
    {
        // The list is read as far as the last three, which come after 197 others that have ended.
        var commands = Enumerable.Range(0, 200).Select(i => Command($"c{i:000}", 1)).ToList();
        foreach (var command in commands)
        {
            _fates[command.CommandId] = new Fate(command, [string.CompareOrdinal(command.CommandId, "c197") < 0 ? 1 : 40]);
        }

        await FollowAsync(commands);

        Assert.Equal(200, _nodes.Count);
        Assert.Equal((4 * 2) + (3 * (_polls.Count - 2)), _commandPages);
    }

    [Fact]
    public async Task No_node_is_lost_where_its_page_is_throttled_long_after_the_end()
    {
        var command = Command("a", 2);
        _fates["a"] = new Fate(command, [1, 1]) { ThrottledPages = 8 };

        await FollowAsync([command]);

        Assert.Equal(2, _nodes.Count);
        Assert.Equal(UnseenNodes.None, Assert.Single(_ended).Unseen);
        Assert.True(_polls[^1].Waited > WaitOptions.VisibilityWindow);
    }

    [Fact]
    public async Task Throttled_pages_slow_the_looks_down_though_the_list_is_not_throttled()
    {
        var commands = new[] { Command("a", 1), Command("b", 1) };
        _fates["a"] = new Fate(commands[0], [0]) { ThrottledPages = 3 };
        _fates["b"] = new Fate(commands[1], [30]);

        await FollowAsync(commands);

        var pauses = _polls.Zip(_polls.Skip(1), (one, next) => next.Waited - one.Waited).ToList();
        Assert.Equal([1, 2, 4], pauses.Take(3).Select(pause => pause.TotalSeconds));
        Assert.True(pauses[3] < pauses[2]);
    }

    [Fact]
    public async Task Pages_that_can_not_be_read_for_long_end_it_with_their_error()
    {
        var commands = new[] { Command("a", 1), Command("b", 1) };
        _fates["a"] = new Fate(commands[0], [0]) { ThrottledPages = int.MaxValue };
        _fates["b"] = new Fate(commands[1], [1000]);

        await Assert.ThrowsAsync<ThrottlingException>(() => FollowAsync(commands));
        Assert.InRange(_polls[^1].Waited, ReadFailures.Limit - PollingPace.LongestThrottled, ReadFailures.Limit);
        Assert.True(_outages[0].IsNew);
    }

    [Fact]
    public async Task A_node_that_is_counted_and_hidden_is_not_looked_for_at_every_look()
    {
        var command = Command("a", 2);
        _fates["a"] = new Fate(command, [1, 200]) { Hidden = { command.InstanceIds[0] } };

        await FollowAsync([command]);

        Assert.True(_polls.Count >= 200);
        Assert.InRange(_invocationPages, 2, 150);
        Assert.Equal(1, Assert.Single(_ended).Unseen.Count);
    }

    [Fact]
    public async Task An_empty_page_after_the_last_node_is_not_read()
    {
        var commands = new[] { Command("a", 50), Command("b", 50) with { InstanceIds = [] } };
        _fates["a"] = new Fate(commands[0], [.. Enumerable.Repeat(1, 50)]) { HasEmptyPage = true };
        _fates["b"] = new Fate(commands[1], [.. Enumerable.Repeat(1, 50)]) { HasEmptyPage = true };

        await FollowAsync(commands);

        // Of the second command nobody can know how many nodes it has.
        Assert.Equal(100, _nodes.Count);
        Assert.Equal(1 + 2, _invocationPages);
    }

    [Fact]
    public async Task Nodes_beyond_the_number_of_targets_are_told_of_too()
    {
        // The service says 2, and has 3.
        var command = Command("a", 3) with { TargetCount = 2 };
        _fates["a"] = new Fate(command, [1, 1, 6]);

        await FollowAsync([command]);

        Assert.Equal(3, _nodes.Count);
        Assert.Equal(UnseenNodes.None, Assert.Single(_ended).Unseen);
    }

    ValueTask IFollowObserver.NodeEndedAsync(CommandInvocation invocation)
    {
        lock (_nodes)
        {
            _nodes.Add(invocation);
        }

        return ValueTask.CompletedTask;
    }

    ValueTask IFollowObserver.CommandEndedAsync(Command command, UnseenNodes unseen)
    {
        _ended.Add((command, unseen));
        return ValueTask.CompletedTask;
    }

    ValueTask IFollowObserver.GivenUpAsync(string commandId, Command? lastSeen, RunCommandException reason, UnseenNodes unseen)
    {
        _givenUp.Add((commandId, reason, unseen));
        return ValueTask.CompletedTask;
    }

    ValueTask IPollObserver.UnansweredAsync(Outage outage)
    {
        _outages.Add(outage);
        return ValueTask.CompletedTask;
    }

    ValueTask IPollObserver.PolledAsync(WaitProgress progress)
    {
        _polls.Add(progress);
        return ValueTask.CompletedTask;
    }

    private Command Command(string id, int nodes) => new()
    {
        CommandId = id,
        Status = RunStatus.Pending,
        RequestedDateTime = _time.GetUtcNow(),
        ExpiresAfter = _time.GetUtcNow() + TimeSpan.FromHours(48),
        InstanceIds = [.. Enumerable.Range(0, nodes).Select(i => $"i-{id}-{i}")],
        TargetCount = nodes,
    };

    private async Task FollowAsync(IReadOnlyList<Command> commands)
    {
        var channel = Channel.CreateUnbounded<Command>();
        foreach (var command in commands)
        {
            channel.Writer.TryWrite(command);
        }

        channel.Writer.Complete();
        var follow = Start(channel.Reader);
        Advance(() => follow.IsCompleted);
        await follow;
    }

    private Task Start(ChannelReader<Command> commands) =>
        new InvocationFollower(Service(), null, this, _time).FollowAsync(commands, TestContext.Current.CancellationToken);

    private void Advance(Func<bool> until)
    {
        for (var i = 0; i < 400_000 && !until(); i++)
        {
            _time.Advance(TimeSpan.FromSeconds(0.5));
        }

        Assert.True(until());
    }

    // Time is counted in polls: a node ends at the poll its fate says.
    private FakeService Service()
    {
        FakeService service = null!;
        return service = new FakeService
        {
            CommandsOf = (query, token) =>
            {
                _commandPages++;
                var first = int.Parse(token ?? "0", System.Globalization.CultureInfo.InvariantCulture);
                var known = _fates.Values.Where(fate =>
                    !fate.IsUnknown && fate.ListedFrom <= _polls.Count && (query.CommandId ?? fate.Start.CommandId) == fate.Start.CommandId)
                    .Select(fate => fate.Command(_polls.Count)).ToList();
                return new Page<Command>([.. known.Skip(first).Take(50)], first + 50 < known.Count ? $"{first + 50}" : null);
            },
            InvocationsOf = (query, token) =>
            {
                Interlocked.Increment(ref _invocationPages);
                _time.Advance(_pageTakes);
                var fate = _fates[query.CommandId!];
                if (fate.ThrottledPages-- > 0)
                {
                    throw service.Error(ErrorCode.ThrottlingException);
                }

                var first = int.Parse(token ?? "0", System.Globalization.CultureInfo.InvariantCulture);
                var nodes = fate.IsUnknown ? [] : fate.Nodes(_polls.Count);
                return new Page<CommandInvocation>(
                    [.. nodes.Skip(first).Take(50)], first + 50 < nodes.Count + (fate.HasEmptyPage ? 1 : 0) ? $"{first + 50}" : null);
            },
        };
    }

    private sealed record Fate(Command Start, IReadOnlyList<int> EndsAtPoll)
    {
        public List<string> Hidden { get; } = [];

        public int EndsAnyway { get; init; } = int.MaxValue;

        public bool IsUnknown { get; init; }

        public int ListedFrom { get; init; }

        public bool HasEmptyPage { get; init; }

        public int ThrottledPages { get; set; }

        public Command Command(int poll)
        {
            var completed = EndsAtPoll.Count(end => end <= poll);
            var hasEnded = completed == EndsAtPoll.Count || poll >= EndsAnyway;
            return Start with { Status = hasEnded ? RunStatus.Success : RunStatus.InProgress, CompletedCount = completed };
        }

        public List<CommandInvocation> Nodes(int poll) => EndsAtPoll
            .Select((end, i) => new CommandInvocation
            {
                CommandId = Start.CommandId,
                InstanceId = $"i-{Start.CommandId}-{i}",
                Status = end <= poll ? RunStatus.Success : RunStatus.InProgress,
            })
            .Where(node => !Hidden.Contains(node.InstanceId))
            .ToList();
    }
}
