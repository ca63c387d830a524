using System.Threading.Channels;
using RunCommandPS.Model;
using RunCommandPS.Sending;
using RunCommandPS.Stopping;
using RunCommandPS.Waiting;

namespace RunCommandPS.Rollout;

/// <summary>
/// A run on a fleet from start to end: sends the commands as its limits allow, follows them node by node, and stops what is running when it
/// is itself stopped.
/// </summary>
/// <param name="service">The service.</param>
/// <param name="options">How to run.</param>
/// <param name="observer">Is notified of everything.</param>
/// <param name="timeProvider">The clock.</param>
/// <param name="ledger">Keeps track of what is sent; null for none.</param>
internal sealed class FleetRun(
    IRunCommandService service, FleetRunOptions options, IFleetObserver observer, TimeProvider timeProvider, ISendLedger? ledger = null)
    : ISendObserver, IFollowObserver
{
    private readonly Channel<Command> _commands = Channel.CreateUnbounded<Command>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Dictionary<string, Command> _open = new(StringComparer.Ordinal);
    private readonly CommandCanceller _canceller = new(service, timeProvider);
    private readonly HashSet<(string CommandId, string InstanceId)> _toldBefore = [];
    private FleetRollout? _rollout;

    /// <summary>Runs the nodes of one connection, of a fleet whose nodes are known.</summary>
    /// <param name="rollout">The nodes and limits.</param>
    /// <param name="cancellationToken">Stops it, here and on the nodes.</param>
    /// <param name="connection">The connection, of those of the rollout.</param>
    /// <exception cref="RunCommandException">The service can't be called at all.</exception>
    public Task RunAsync(FleetRollout rollout, CancellationToken cancellationToken, int connection = 0)
    {
        _rollout = rollout;
        return RunAsync(rollout.RequestsAsync(cancellationToken, connection), cancellationToken);
    }

    /// <summary>Follows a command that was sent before. It must be called before the run begins.</summary>
    /// <param name="command">The command.</param>
    /// <param name="toldBefore">Its nodes that were already reported.</param>
    public void Follow(Command command, IEnumerable<string> toldBefore)
    {
        _toldBefore.UnionWith(toldBefore.Select(id => (command.CommandId, id)));
        _open[command.CommandId] = command;
        _commands.Writer.TryWrite(command);
    }

    /// <summary>Runs commands as they come.</summary>
    /// <param name="requests">Requests of at most 50 nodes, or with targets.</param>
    /// <param name="cancellationToken">Stops it, here and on the nodes.</param>
    /// <exception cref="RunCommandException">The service can't be called at all.</exception>
    public async Task RunAsync(IAsyncEnumerable<SendCommandRequest> requests, CancellationToken cancellationToken)
    {
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sending = SendAsync(requests, failed.Token);
        var following = new InvocationFollower(service, options.Interval, this, timeProvider, sentHere: true)
            .FollowAsync(_commands.Reader, cancellationToken);

        // What is running is cancelled at once, whatever the work is waiting for at the moment: an observer may not be free to take a
        // notification.
        var cancelling = CancelWhenStoppedAsync(following, cancellationToken);
        try
        {
            await following.ConfigureAwait(false);
            await sending.ConfigureAwait(false);
        }
        catch
        {
            // What was sent must be known before it can be cancelled.
            await failed.CancelAsync().ConfigureAwait(false);
            await Task.WhenAny(sending).ConfigureAwait(false);
            await cancelling.ConfigureAwait(false);
            if (cancellationToken.IsCancellationRequested)
            {
                await CancelOpenAsync().ConfigureAwait(false);
            }
            else if (TakeOpen() is { Count: > 0 } open)
            {
                await observer.LeftRunningAsync(open).ConfigureAwait(false);
            }

            throw;
        }
    }

    async ValueTask ISendObserver.SentAsync(Command command, SendCommandRequest request)
    {
        lock (_open)
        {
            _open[command.CommandId] = command;
        }

        _rollout?.Accepted();
        await observer.SentAsync(command, request).ConfigureAwait(false);
        await _commands.Writer.WriteAsync(command).ConfigureAwait(false);
    }

    ValueTask ISendObserver.FoundAsync(Command command, SendCommandRequest request) => observer.FoundAsync(command, request);

    ValueTask ISendObserver.FailedAsync(SendFailure failure)
    {
        var nodes = failure.Request.InstanceIds?.Count ?? 0;
        if (failure.Error.MayHaveRun)
        {
            _rollout?.Unanswered(nodes);
        }
        else
        {
            _rollout?.Released(nodes);
        }

        return observer.FailedAsync(failure);
    }

    ValueTask ISendObserver.ThrottledAsync(SendCommandRequest request, TimeSpan waited) => observer.ThrottledAsync(request, waited);

    ValueTask ISendObserver.SkippedAsync(IReadOnlyList<string> instanceIds)
    {
        _rollout?.Released(instanceIds.Count);
        return observer.SkippedAsync(instanceIds);
    }

    async ValueTask IFollowObserver.NodeEndedAsync(CommandInvocation invocation)
    {
        if (_toldBefore.Contains((invocation.CommandId, invocation.InstanceId)))
        {
            return;
        }

        _rollout?.Ended(CountsAsError(invocation));
        await observer.NodeEndedAsync(invocation).ConfigureAwait(false);
    }

    ValueTask IFollowObserver.CommandEndedAsync(Command command, UnseenNodes unseen)
    {
        Close(command.CommandId, unseen);
        return observer.CommandEndedAsync(command, unseen);
    }

    ValueTask IFollowObserver.GivenUpAsync(string commandId, Command? lastSeen, RunCommandException reason, UnseenNodes unseen)
    {
        Close(commandId, unseen);
        return observer.GivenUpAsync(commandId, lastSeen, reason, unseen);
    }

    ValueTask IPollObserver.PolledAsync(WaitProgress progress) =>
        observer.PolledAsync(_rollout is { } rollout ? progress with { Nodes = Math.Max(rollout.Nodes, progress.Nodes) } : progress);

    ValueTask IPollObserver.UnansweredAsync(Outage outage) => observer.UnansweredAsync(outage);

    private async Task SendAsync(IAsyncEnumerable<SendCommandRequest> requests, CancellationToken cancellationToken)
    {
        try
        {
            await new CommandSender(() => service, options.Send, this, timeProvider, ledger)
                .SendAsync(requests, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // What was sent is followed to its end, however sending ended.
            _commands.Writer.Complete();
        }
    }

    private static bool CountsAsError(CommandInvocation invocation) => NodeVerdicts.CountsAsError(invocation.Outcome);

    private void Close(string commandId, UnseenNodes unseen)
    {
        lock (_open)
        {
            _open.Remove(commandId);
        }

        if (unseen.Count > 0)
        {
            _rollout?.Lost(unseen.Count);
        }
    }

    private async Task CancelWhenStoppedAsync(Task following, CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.Register(() => stopped.TrySetResult()).ConfigureAwait(false);
        if (await Task.WhenAny(following, stopped.Task).ConfigureAwait(false) == stopped.Task)
        {
            await CancelOpenAsync().ConfigureAwait(false);
        }
    }

    private Task CancelOpenAsync() => _canceller.CancelAllAsync(TakeOpen(), observer.StoppedAsync);

    private List<Command> TakeOpen()
    {
        lock (_open)
        {
            List<Command> open = [.. _open.Values];
            _open.Clear();
            return open;
        }
    }
}
