using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using RunCommandPS.Model;
using RunCommandPS.Rollout;
using RunCommandPS.Rollout.Record;
using RunCommandPS.Sending;
using RunCommandPS.Waiting;

namespace RunCommandPS.Core.Tests.Rollout;

/// <summary>What a run on a large fleet keeps in memory, the state of its rollout included. Nothing else runs meanwhile.</summary>
[Collection(nameof(Alone))]
public sealed class FleetMemoryTests : IFleetObserver, IRolloutObserver
{
    private const int Nodes = 10_000;
    private const int BytesPerNode = 1024;

    private readonly FakeTimeProvider _time = new();
    private readonly Dictionary<string, string> _commands = [];
    private int _sent;
    private int _polls;
    private int _told;
    private long _most;

    [Fact]
    public async Task A_run_keeps_less_than_a_kilobyte_a_node()
    {
        await RunAsync(500);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        _most = 0;
        _told = 0;

        await RunAsync(Nodes);

        Assert.Equal(Nodes, _told);
        Assert.InRange((_most - before) / Nodes, 1, BytesPerNode);
    }

    ValueTask ISendObserver.SentAsync(Command command, SendCommandRequest request) => default;

    ValueTask ISendObserver.FoundAsync(Command command, SendCommandRequest request) => default;

    ValueTask ISendObserver.FailedAsync(SendFailure failure) => default;

    ValueTask ISendObserver.ThrottledAsync(SendCommandRequest request, TimeSpan waited) => default;

    ValueTask ISendObserver.SkippedAsync(IReadOnlyList<string> instanceIds) => default;

    ValueTask IFollowObserver.NodeEndedAsync(CommandInvocation invocation)
    {
        Interlocked.Increment(ref _told);
        return default;
    }

    ValueTask IFollowObserver.CommandEndedAsync(Command command, UnseenNodes unseen) => default;

    ValueTask IFollowObserver.GivenUpAsync(string commandId, Command? lastSeen, RunCommandException reason, UnseenNodes unseen) => default;

    ValueTask IPollObserver.UnansweredAsync(Outage outage) => default;

    ValueTask IPollObserver.PolledAsync(WaitProgress progress)
    {
        _polls++;
        _most = Math.Max(_most, GC.GetTotalMemory(forceFullCollection: true));
        return default;
    }

    ValueTask IFleetObserver.LeftRunningAsync(IReadOnlyList<Command> commands) => default;

    ValueTask IFleetObserver.StoppedAsync(Command command, Exception? failure) => default;

    ValueTask IRolloutObserver.NotStartedAsync(IReadOnlyList<RolloutNode> nodes, RolloutHalt reason) => default;

    ValueTask IRolloutObserver.LostConnectionAsync(int connection, RunCommandException error) => default;

    ValueTask IRolloutObserver.RecordFailedAsync(RunCommandException error) => default;

    ValueTask IRolloutObserver.ClosedAsync(RolloutNode node, NodeVerdict verdict, string? commandId) => default;

    // Half of each command's nodes have ended at the third poll after it was all sent, and all of them at the fifth.
    private async Task RunAsync(int nodes)
    {
        (_sent, _polls) = (0, 0);
        _commands.Clear();
        var ids = Enumerable.Range(0, nodes).Select(Id).ToList();
        var planned = new RolloutEvent.Planned(_time.GetUtcNow())
        {
            Connections = [new RecordedConnection()],
            Parts = [new PlannedPart(0, new SendCommandRequest(), ids)],
        };
        using var log = RolloutLog.Begin(planned, home: null, _time);
        var options = new FleetRunOptions(new SendOptions(4, SkipInvalidNode: false), null);
        var run = new RolloutRun(log, [new RolloutConnection(Service(), this)], options, this, _time)
            .RunAsync(TestContext.Current.CancellationToken);
        while (!run.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(0.5));
        }

        await run;
    }

    // Makes every answer afresh, as the wire does, and keeps next to nothing itself.
    private FakeService Service() => new()
    {
        Send = (request, _) =>
        {
            var id = $"c{_sent++}";
            _commands.Add(id, request.InstanceIds![0]);
            return Task.FromResult(Command(id));
        },
        CommandsOf = (query, token) => Page(query.CommandId is { } id ? [id] : [.. _commands.Keys], token, Command),
        InvocationsOf = (query, token) => Page(Members(query.CommandId!), token, id => new CommandInvocation
        {
            CommandId = query.CommandId!,
            InstanceId = new string(id),
            Status = Ended(query.CommandId!, id) ? RunStatus.Success : RunStatus.InProgress,
            Steps = [new CommandStep { Name = "aws:runShellScript", Status = RunStatus.Success, Output = new string('x', 2000) }],
        }),
    };

    private Command Command(string id) => new()
    {
        CommandId = id,
        Status = _polls < 5 ? RunStatus.InProgress : RunStatus.Success,
        RequestedDateTime = _time.GetUtcNow(),
        ExpiresAfter = _time.GetUtcNow() + TimeSpan.FromHours(2),
        InstanceIds = [.. Members(id)],
        TargetCount = 50,
        CompletedCount = _polls < 3 ? 0 : _polls < 5 ? 25 : 50,
    };

    private List<string> Members(string commandId)
    {
        var first = int.Parse(_commands[commandId].AsSpan(2), CultureInfo.InvariantCulture);
        return [.. Enumerable.Range(first, 50).Select(Id)];
    }

    private bool Ended(string commandId, string id) => _polls >= 5 || (_polls >= 3 && Members(commandId).IndexOf(id) < 25);

    private static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"i-{number:00000000000000000}");

    private static Page<T> Page<T>(List<string> all, string? token, Func<string, T> make)
    {
        var first = int.Parse(token ?? "0", CultureInfo.InvariantCulture);
        return new Page<T>([.. all.Skip(first).Take(50).Select(make)], first + 50 < all.Count ? $"{first + 50}" : null);
    }
}

/// <summary>Tests of the whole process's memory, beside which nothing may run.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
