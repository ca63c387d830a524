using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using RunCommandPS.Model;
using RunCommandPS.Rollout;
using RunCommandPS.Sending;
using RunCommandPS.Waiting;

namespace RunCommandPS.Core.Tests.Rollout;

/// <summary>The limits of a fleet where the two clocks differ, and where the service does not tell what became of nodes.</summary>
public sealed class FleetLimitTests : IFleetObserver
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(20);

    private readonly FakeTimeProvider _time = new();
    private readonly Dictionary<string, (Command Command, DateTimeOffset Sent)> _commands = [];
    private readonly List<string> _unseen = [];
    private readonly List<RunCommandException> _givenUp = [];
    private int _ended;
    private int _mostAtATime;
    private IReadOnlyList<string> _notStarted = [];
    private RolloutHalt _halt;

    [Theory]
    [InlineData(240)]
    [InlineData(3600)]
    [InlineData(-3600)]
    public async Task A_clock_that_is_ahead_or_behind_does_not_lift_the_limits(int secondsAhead)
    {
        await RunAsync(60, "5", "0", Service(ahead: TimeSpan.FromSeconds(secondsAhead)));

        Assert.Equal((60, 5), (_ended, _mostAtATime));
        Assert.Empty(_givenUp);
    }

    [Fact]
    public async Task Nodes_of_commands_that_are_never_listed_keep_their_places()
    {
        await RunAsync(100, "20", null, Service(isListed: _ => false));

        Assert.Equal(
            (20, 80, RolloutHalt.NoPlaces), (_commands.Sum(command => command.Value.Command.TargetCount), _notStarted.Count, _halt));
        Assert.Equal(20, _unseen.Count);
    }

    [Fact]
    public async Task Nodes_of_commands_that_are_never_listed_are_errors()
    {
        await RunAsync(100, "20", "19", Service(isListed: id => id != "c1"));

        Assert.Equal((80, RolloutHalt.TooManyErrors), (_notStarted.Count, _halt));
    }

    [Fact]
    public async Task Nodes_that_nothing_is_heard_of_keep_their_places()
    {
        await RunAsync(100, "20", null, Service(unheard: 5));

        // Five of each command's nodes are never heard of, until no place is left.
        Assert.Equal((_unseen.Count, RolloutHalt.NoPlaces), (20, _halt));
        Assert.Equal(100, _ended + _unseen.Count + _notStarted.Count);
        Assert.InRange(_notStarted.Count, 1, 79);
    }

    [Fact]
    public async Task Nodes_of_commands_that_are_given_up_keep_their_places()
    {
        await RunAsync(100, "20", null, Service(ends: false));

        Assert.IsType<WaitTimeoutException>(Assert.Single(_givenUp));
        Assert.Equal((80, RolloutHalt.NoPlaces), (_notStarted.Count, _halt));
    }

    ValueTask ISendObserver.SentAsync(Command command, SendCommandRequest request) => default;

    ValueTask ISendObserver.FoundAsync(Command command, SendCommandRequest request) => default;

    ValueTask ISendObserver.FailedAsync(SendFailure failure) => throw failure.Error;

    ValueTask ISendObserver.ThrottledAsync(SendCommandRequest request, TimeSpan waited) => default;

    ValueTask ISendObserver.SkippedAsync(IReadOnlyList<string> instanceIds) => default;

    ValueTask IFollowObserver.NodeEndedAsync(CommandInvocation invocation)
    {
        _ended++;
        return default;
    }

    ValueTask IFollowObserver.CommandEndedAsync(Command command, UnseenNodes unseen)
    {
        _unseen.AddRange(unseen.InstanceIds);
        return default;
    }

    ValueTask IFollowObserver.GivenUpAsync(string commandId, Command? lastSeen, RunCommandException reason, UnseenNodes unseen)
    {
        _givenUp.Add(reason);
        _unseen.AddRange(unseen.InstanceIds);
        return default;
    }

    ValueTask IPollObserver.PolledAsync(WaitProgress progress) => default;

    ValueTask IPollObserver.UnansweredAsync(Outage outage) => default;

    ValueTask IFleetObserver.LeftRunningAsync(IReadOnlyList<Command> commands) => default;

    ValueTask IFleetObserver.StoppedAsync(Command command, Exception? failure) => default;

    private async Task RunAsync(int nodes, string maxConcurrency, string? maxErrors, FakeService service)
    {
        var ids = Enumerable.Range(0, nodes).Select(i => $"i-{i:x17}").ToArray();
        var rollout = new FleetRollout([new FleetPart(new SendCommandRequest(), ids)], maxConcurrency, maxErrors);
        var run = new FleetRun(service, new FleetRunOptions(new SendOptions(5, false), null), this, _time)
            .RunAsync(rollout, TestContext.Current.CancellationToken);

        // Commands are given out by another thread, so the clock goes on only when everything has come to rest.
        for (var i = 0; i < 20_000 && !run.IsCompleted; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        await run;
        (_notStarted, _halt) = (rollout.NotStarted, rollout.Halt);
    }

    private FakeService Service(TimeSpan ahead = default, Func<string, bool>? isListed = null, int unheard = 0, bool ends = true) => new()
    {
        Send = (request, _) => Task.FromResult(Accept(request, ahead)),
        CommandsOf = (query, _) => new Page<Command>(
            [.. Commands()
                .Where(one =>
                    (query.CommandId ?? one.Command.CommandId) == one.Command.CommandId && isListed?.Invoke(one.Command.CommandId) != false)
                .Select(one => View(one, ends))],
            null),
        InvocationsOf = (query, _) => new Page<CommandInvocation>(
            [.. Nodes(query.CommandId!, isListed?.Invoke(query.CommandId!) != false && ends).Skip(unheard)], null),
    };

    private Command Accept(SendCommandRequest request, TimeSpan ahead)
    {
        lock (_commands)
        {
            var now = _time.GetUtcNow();
            var command = new Command
            {
                CommandId = string.Create(CultureInfo.InvariantCulture, $"c{_commands.Count + 1}"),
                Status = RunStatus.Pending,
                RequestedDateTime = now - ahead,
                ExpiresAfter = now - ahead + TimeSpan.FromSeconds(90),
                InstanceIds = request.InstanceIds!,
                TargetCount = request.InstanceIds!.Count,
            };
            _commands[command.CommandId] = (command, now);
            _mostAtATime = Math.Max(_mostAtATime, _commands.Values.Where(one => !HasEnded(one.Sent)).Sum(one => one.Command.TargetCount));
            return command;
        }
    }

    private List<(Command Command, DateTimeOffset Sent)> Commands()
    {
        lock (_commands)
        {
            return [.. _commands.Values];
        }
    }

    private IEnumerable<CommandInvocation> Nodes(string commandId, bool ends)
    {
        var (command, sent) = Commands().Single(one => one.Command.CommandId == commandId);
        return command.InstanceIds.Select(id => new CommandInvocation
        {
            CommandId = commandId,
            InstanceId = id,
            Status = ends && HasEnded(sent) ? RunStatus.Success : RunStatus.InProgress,
        });
    }

    private Command View((Command Command, DateTimeOffset Sent) one, bool ends) => ends && HasEnded(one.Sent)
        ? one.Command with { Status = RunStatus.Success, CompletedCount = one.Command.TargetCount }
        : one.Command with { Status = RunStatus.InProgress };

    private bool HasEnded(DateTimeOffset sent) => _time.GetUtcNow() - sent >= Duration;
}
