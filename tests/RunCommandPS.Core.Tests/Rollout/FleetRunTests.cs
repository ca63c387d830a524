using Microsoft.Extensions.Time.Testing;
using RunCommandPS.Errors;
using RunCommandPS.Model;
using RunCommandPS.Rollout;
using RunCommandPS.Sending;
using RunCommandPS.Stopping;
using RunCommandPS.Waiting;

namespace RunCommandPS.Core.Tests.Rollout;

public sealed class FleetRunTests : IFleetObserver
{
    private readonly FakeTimeProvider _time = new();
    private readonly Dictionary<string, Command> _commands = [];
    private readonly List<string> _ended = [];
    private readonly List<SendFailure> _failed = [];
    private readonly List<(string CommandId, bool IsStopped)> _stopped = [];
    private readonly List<string> _leftRunning = [];
    private readonly List<Outage> _outages = [];
    private readonly DateTimeOffset _start;
    private IReadOnlyList<string> _notStarted = [];
    private TaskCompletionSource? _busy;
    private int _largestTotal;

    public FleetRunTests() => _start = _time.GetUtcNow();

    [Fact]
    public async Task Every_node_of_every_command_is_told_of()
    {
        await RunAsync(new FleetRollout([new FleetPart(new SendCommandRequest(), Ids(120))], null, null));

        Assert.Equal(3, _commands.Count);
        Assert.Equal(Ids(120).Order(), _ended.Order());
        Assert.Equal(120, _largestTotal);
    }

    [Fact]
    public async Task A_fleet_with_limits_goes_on_as_its_nodes_end()
    {
        await RunAsync(new FleetRollout([new FleetPart(new SendCommandRequest(), Ids(200))], "30", "0"));

        Assert.Equal(200, _ended.Count);
        Assert.All(_commands.Values, command => Assert.InRange(command.InstanceIds.Count, 1, 30));
        Assert.Empty(_notStarted);
    }

    [Fact]
    public async Task Nodes_are_not_started_after_too_many_errors_and_said_to_be_so()
    {
        await RunAsync(new FleetRollout([new FleetPart(new SendCommandRequest(), Ids(100))], "10", "0"), status: RunStatus.Failed);

        Assert.Equal(10, _ended.Count);
        Assert.Equal(Ids(100)[10..], _notStarted);
    }

    [Fact]
    public async Task A_command_that_is_refused_does_not_hold_up_the_others()
    {
        FakeService service = null!;
        service = Service(
            send: request => request.InstanceIds!.Contains(Ids(1)[0]) ? throw service.Error(ErrorCode.InvalidDocument) : null);

        await RunAsync(new FleetRollout([new FleetPart(new SendCommandRequest(), Ids(120))], "50", null), service);

        Assert.Equal(50, Assert.Single(_failed).Request.InstanceIds!.Count);
        Assert.Equal(70, _ended.Count);
    }

    [Fact]
    public async Task Nodes_of_a_command_whose_answer_got_lost_count_as_errors_and_are_not_sent_to_again()
    {
        FakeService service = null!;
        service = Service(
            send: request => request.InstanceIds!.Contains(Ids(1)[0]) ? throw service.Error(ErrorCode.InternalServerError) : null);

        await RunAsync(new FleetRollout([new FleetPart(new SendCommandRequest(), Ids(60))], "10", "9"), service);

        Assert.True(Assert.Single(_failed).Error.MayHaveRun);
        Assert.Empty(_ended);
        Assert.Equal(Ids(60)[10..], _notStarted);
        Assert.Equal(1, service.Sends);
    }

    [Fact]
    public async Task Stopping_a_run_stops_its_commands()
    {
        using var stop = new CancellationTokenSource();
        FakeService service = null!;
        service = Service(
            ends: false, cancel: id => id == "c2" ? throw service.Error(ErrorCode.AccessDeniedException) : Task.CompletedTask);
        var run = new FleetRun(service, Options, this, _time)
            .RunAsync(new FleetRollout([new FleetPart(new SendCommandRequest(), Ids(120))], null, null), stop.Token);
        Assert.Equal(3, _commands.Count);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal([("c1", true), ("c2", false), ("c3", true)], _stopped.Order());
        Assert.Empty(_leftRunning);
    }

    [Fact]
    public async Task Cancels_that_are_throttled_are_repeated_until_every_command_is_cancelled()
    {
        using var stop = new CancellationTokenSource();
        FakeService service = null!;
        var last = TimeSpan.FromSeconds(-1);
        service = Service(ends: false, cancel: _ =>
        {
            // Five calls a second.
            var now = _time.GetUtcNow() - _start;
            if (now - last < TimeSpan.FromSeconds(0.2))
            {
                throw service.Error(ErrorCode.ThrottlingException);
            }

            last = now;
            return Task.CompletedTask;
        });
        var rollout = new FleetRollout([new FleetPart(new SendCommandRequest(), Ids(2_000))], null, null);
        var run = new FleetRun(service, Options, this, _time).RunAsync(rollout, stop.Token);
        Assert.Equal(40, _commands.Count);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AdvanceAsync(run, TimeSpan.FromSeconds(0.1)));
        Assert.Equal(40, _stopped.Count);
        Assert.All(_stopped, stopped => Assert.True(stopped.IsStopped, stopped.CommandId));
        Assert.InRange(_time.GetUtcNow() - _start, TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_service_that_does_not_answer_is_not_waited_for_and_what_may_go_on_is_named()
    {
        using var stop = new CancellationTokenSource();
        var service = Service(ends: false, cancel: _ => new TaskCompletionSource().Task);
        var run = new FleetRun(service, Options, this, _time)
            .RunAsync(new FleetRollout([new FleetPart(new SendCommandRequest(), Ids(500))], null, null), stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AdvanceAsync(run));
        Assert.Equal(10, _stopped.Count);
        Assert.DoesNotContain(_stopped, stopped => stopped.IsStopped);
        Assert.InRange(_time.GetUtcNow() - _start, CommandCanceller.SilenceLimit, CommandCanceller.SilenceLimit + TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Commands_are_cancelled_while_an_observer_is_not_free_to_hear_of_anything()
    {
        using var stop = new CancellationTokenSource();
        var service = Service(ends: false, cancel: _ => Task.CompletedTask);
        _busy = new TaskCompletionSource();
        var run = new FleetRun(service, Options, this, _time)
            .RunAsync(new FleetRollout([new FleetPart(new SendCommandRequest(), Ids(120))], null, null), stop.Token);
        Assert.Equal(3, _commands.Count);

        await stop.CancelAsync();
        while (service.Cancelled.Count < 3)
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        Assert.False(run.IsCompleted);
        Assert.Equal(["c1", "c2", "c3"], service.Cancelled.Order());
        _busy.SetResult();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public async Task A_run_that_can_not_be_followed_says_which_commands_go_on()
    {
        FakeService service = null!;
        service = Service(list: () => throw service.Error(ErrorCode.AccessDeniedException));

        await Assert.ThrowsAsync<AccessDeniedException>(
            () => RunAsync(new FleetRollout([new FleetPart(new SendCommandRequest(), Ids(60))], null, null), service));

        Assert.Equal(["c1", "c2"], _leftRunning.Order());
        Assert.Empty(service.Cancelled);
    }

    [Fact]
    public async Task What_was_sent_before_sending_failed_is_followed_to_its_end()
    {
        var service = Service();

        await Assert.ThrowsAsync<NoCredentialsException>(() => RunRequestsAsync(Requests(), service));

        Assert.Equal(Ids(10), _ended);

        static async IAsyncEnumerable<SendCommandRequest> Requests()
        {
            yield return new SendCommandRequest { InstanceIds = Ids(10) };
            await Task.CompletedTask;
            throw ConnectionErrors.NoCredentials(null);
        }
    }

    ValueTask ISendObserver.SentAsync(Command command, SendCommandRequest request) => ValueTask.CompletedTask;

    ValueTask ISendObserver.FoundAsync(Command command, SendCommandRequest request) => default;

    ValueTask ISendObserver.FailedAsync(SendFailure failure) => Done(() => _failed.Add(failure));

    ValueTask ISendObserver.ThrottledAsync(SendCommandRequest request, TimeSpan waited) => default;

    ValueTask ISendObserver.SkippedAsync(IReadOnlyList<string> instanceIds) => ValueTask.CompletedTask;

    ValueTask IFollowObserver.NodeEndedAsync(CommandInvocation invocation) => Done(() => _ended.Add(invocation.InstanceId));

    ValueTask IFollowObserver.CommandEndedAsync(Command command, UnseenNodes unseen) => ValueTask.CompletedTask;

    ValueTask IFollowObserver.GivenUpAsync(string commandId, Command? lastSeen, RunCommandException reason, UnseenNodes unseen) =>
        ValueTask.CompletedTask;

    ValueTask IPollObserver.UnansweredAsync(Outage outage) => Done(() => _outages.Add(outage));

    async ValueTask IPollObserver.PolledAsync(WaitProgress progress)
    {
        await Done(() => _largestTotal = Math.Max(_largestTotal, progress.Nodes));
        if (_busy is { } busy)
        {
            await busy.Task;
        }
    }

    ValueTask IFleetObserver.LeftRunningAsync(IReadOnlyList<Command> commands) =>
        Done(() => _leftRunning.AddRange(commands.Select(command => command.CommandId)));

    ValueTask IFleetObserver.StoppedAsync(Command command, Exception? failure) =>
        Done(() => _stopped.Add((command.CommandId, failure is null)));

    private static FleetRunOptions Options => new(new SendOptions(5, false), null);

    private static string[] Ids(int count) => [.. Enumerable.Range(0, count).Select(i => $"i-{i:x17}")];

    private ValueTask Done(Action note)
    {
        lock (_commands)
        {
            note();
        }

        return ValueTask.CompletedTask;
    }

    private async Task RunAsync(FleetRollout rollout, FakeService? service = null, string status = RunStatus.Success)
    {
        await AdvanceAsync(new FleetRun(service ?? Service(status: status), Options, this, _time)
            .RunAsync(rollout, TestContext.Current.CancellationToken));
        _notStarted = rollout.NotStarted;
    }

    private Task RunRequestsAsync(IAsyncEnumerable<SendCommandRequest> requests, FakeService service) =>
        AdvanceAsync(new FleetRun(service, Options, this, _time).RunAsync(requests, TestContext.Current.CancellationToken));

    // Commands are given out by another thread, so the clock goes on only when everything has come to rest.
    private async Task AdvanceAsync(Task run, TimeSpan? step = null)
    {
        for (var i = 0; i < 20_000 && !run.IsCompleted; i++)
        {
            _time.Advance(step ?? TimeSpan.FromSeconds(1));
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        await run;
    }

    // Commands end one poll after they were sent, unless they never do.
    private FakeService Service(
        Func<SendCommandRequest, Command?>? send = null,
        Func<string, Task>? cancel = null,
        Action? list = null,
        bool ends = true,
        string status = RunStatus.Success)
    {
        return new FakeService
        {
            Send = (request, _) =>
            {
                send?.Invoke(request);
                lock (_commands)
                {
                    var id = $"c{_commands.Count + 1}";
                    return Task.FromResult(_commands[id] = new Command
                    {
                        CommandId = id,
                        Status = RunStatus.Pending,
                        RequestedDateTime = _time.GetUtcNow(),
                        ExpiresAfter = _time.GetUtcNow() + TimeSpan.FromHours(10),
                        InstanceIds = request.InstanceIds!,
                        TargetCount = request.InstanceIds!.Count,
                    });
                }
            },
            CommandsOf = (query, _) =>
            {
                list?.Invoke();
                lock (_commands)
                {
                    return new Page<Command>(
                        [.. _commands.Values.Where(command => query.CommandId is null || query.CommandId == command.CommandId)
                            .Select(command => ends ? command with { Status = status, CompletedCount = command.TargetCount } : command)],
                        null);
                }
            },
            InvocationsOf = (query, _) => new Page<CommandInvocation>(
                [.. _commands[query.CommandId!].InstanceIds.Select(
                    id => new CommandInvocation { CommandId = query.CommandId!, InstanceId = id, Status = status })],
                null),
            Cancel = (id, _) => cancel?.Invoke(id) ?? Task.CompletedTask,
        };
    }
}
