using RunCommandPS.Model;
using RunCommandPS.Reading;
using RunCommandPS.Rollout.Record;
using RunCommandPS.Sending;
using RunCommandPS.Waiting;

namespace RunCommandPS.Rollout;

/// <summary>A connection of a rollout.</summary>
/// <param name="Service">The service there.</param>
/// <param name="Observer">Is notified of what happens there.</param>
internal sealed record RolloutConnection(IRunCommandService Service, IFleetObserver Observer);

/// <summary>
/// A rollout, or what is left of one: the nodes of all its connections under limits that apply to all of them. It follows what was sent
/// before, sends to the nodes that are still to start, and has a result for every node in the end.
/// </summary>
/// <param name="log">The rollout.</param>
/// <param name="connections">Its connections, in the order of the plan; null for one that can't be used.</param>
/// <param name="options">How to run.</param>
/// <param name="observer">Is notified of the whole.</param>
/// <param name="timeProvider">The clock.</param>
/// <param name="gate">The gate between waves, if there are any.</param>
internal sealed class RolloutRun(
    RolloutLog log,
    IReadOnlyList<RolloutConnection?> connections,
    FleetRunOptions options,
    IRolloutObserver observer,
    TimeProvider timeProvider,
    IWaveGate? gate = null)
{
    private readonly WaveGuard? _waves = log.Read(state => state.Waves) is null
        ? null
        : new WaveGuard(
            log, gate ?? throw new ArgumentNullException(nameof(gate), "There are waves, but no gate between them."), timeProvider);

    private FleetRollout _rollout = log.Read(state => RolloutRemainder.Of(state, timeProvider.GetUtcNow()));
    private RolloutHalt _halt;
    private RunCommandException? _lost;

    /// <summary>Runs.</summary>
    /// <param name="cancellationToken">Stops it, here and on the nodes.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="RunCommandException">The only connection can't be used.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var isOver = false;
        try
        {
            await RunWavesAsync(cancellationToken).ConfigureAwait(false);
            isOver = true;
        }
        finally
        {
            await CloseAsync(cancellationToken.IsCancellationRequested, isOver).ConfigureAwait(false);
        }

        if (_lost is not null && connections.Count == 1)
        {
            throw _lost;
        }
    }

    // All nodes are one wave, if there are no others.
    private async Task RunWavesAsync(CancellationToken cancellationToken)
    {
        do
        {
            if (_waves is not null)
            {
                await _waves.BeginAsync().ConfigureAwait(false);
            }

            await Task.WhenAll(connections.Select((connection, index) =>
                connection is null ? Task.CompletedTask : RunAsync(connection, index, cancellationToken))).ConfigureAwait(false);
        }
        while (_waves is not null && await MayGoOnAsync(_waves, cancellationToken).ConfigureAwait(false));
    }

    private async Task<bool> MayGoOnAsync(WaveGuard waves, CancellationToken cancellationToken)
    {
        if (_rollout.Halt != RolloutHalt.None || (_lost is not null && connections.Count == 1))
        {
            return false;
        }

        _halt = log.Failure is not null ? RolloutHalt.RecordFailed : await waves.EndAsync(cancellationToken).ConfigureAwait(false);
        if (_halt != RolloutHalt.None || log.Read(state => state.Waves!.Passed == state.Waves.Count))
        {
            return false;
        }

        _rollout = log.Read(state => RolloutRemainder.Of(state, timeProvider.GetUtcNow()));
        return true;
    }

    private async Task RunAsync(RolloutConnection connection, int index, CancellationToken cancellationToken)
    {
        try
        {
            var ledger = new RolloutLedger(log, index, () => _rollout.HaltFor(RolloutHalt.RecordFailed));
            var run = new FleetRun(connection.Service, options, new RecordingObserver(connection.Observer, log), timeProvider, ledger);
            await FollowOpenAsync(run, connection.Service, index, cancellationToken).ConfigureAwait(false);
            if (log.Read(state => RolloutRemainder.Criteria(state, index)) is { } requests)
            {
                await run.RunAsync(requests.ToAsync(), cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await run.RunAsync(_rollout, cancellationToken, index).ConfigureAwait(false);
            }
        }
        catch (RunCommandException error)
        {
            _lost = error;
            if (connections.Count > 1)
            {
                await observer.LostConnectionAsync(index, error).ConfigureAwait(false);
            }
        }
    }

    private async Task FollowOpenAsync(FleetRun run, IRunCommandService service, int index, CancellationToken cancellationToken)
    {
        var sends = log.Read(state => RolloutRemainder.Open(state, index));
        var sentAfter = sends.ToDictionary(
            open => open.Send.CommandId!,
            Command? (open) => new() { CommandId = open.Send.CommandId!, RequestedDateTime = open.Send.At - ServiceTime.LargestSkew });
        var known = await new CommandPoller(new CommandReader(service)).ReadAsync(sentAfter, cancellationToken).ConfigureAwait(false);
        foreach (var (send, open) in sends)
        {
            // One that the service no longer knows is followed by its id, so that the follower decides what that means.
            var command = known.GetValueOrDefault(send.CommandId!)
                ?? new Command { CommandId = send.CommandId!, InstanceIds = send.InstanceIds ?? [], Origin = service.Origin };
            run.Follow(command, send.InstanceIds is null ? [] : send.InstanceIds.Except(open));
        }
    }

    private async Task CloseAsync(bool isStopped, bool isOver)
    {
        var notStarted = log.Read(state => state.Nodes.Where(node => state[node] == NodeVerdict.NotStarted).ToList());
        var halt = _rollout.Halt != RolloutHalt.None ? _rollout.Halt : _halt;
        if (!isStopped && halt != RolloutHalt.None && notStarted.Count > 0)
        {
            await observer.NotStartedAsync(notStarted, halt).ConfigureAwait(false);
        }

        foreach (var (node, verdict, send) in log.Read(Unended))
        {
            await observer.ClosedAsync(node, verdict, send?.CommandId).ConfigureAwait(false);
        }

        // The outcome of a send whose answer was lost may be found out later.
        var isInDoubt = log.Read(state => state.Sends.Any(send => send.IsInDoubt));
        log.Add(at => isStopped ? new RolloutEvent.Stopped(at)
            : _lost is not null ? new RolloutEvent.Interrupted(at, _lost.Code)
            : !isOver ? new RolloutEvent.Interrupted(at, ErrorCode.UnexpectedError)
            : isInDoubt ? new RolloutEvent.Interrupted(at, ErrorCode.ConnectionLost)
            : notStarted.Count > 0 ? new RolloutEvent.Halted(at, halt)
            : new RolloutEvent.Finished(at));
        if (log.Failure is { } failure)
        {
            await observer.RecordFailedAsync(failure).ConfigureAwait(false);
        }
    }

    // What has not ended may still do so: it is unknown here.
    private static List<(RolloutNode Node, NodeVerdict Verdict, SendState? Send)> Unended(RolloutState state) => state.Nodes
        .Select(node => (node, Verdict: state[node] == NodeVerdict.Open ? NodeVerdict.Unknown : state[node], state.SendOf(node)))
        .Where(
            node => node.Verdict is NodeVerdict.NotStarted or NodeVerdict.Refused or NodeVerdict.Unknown && !state.HasInvocation(node.node))
        .ToList();

    // What happens to nodes goes into the record before anyone is notified of it.
    private sealed class RecordingObserver(IFleetObserver observer, RolloutLog log) : IFleetObserver
    {
        public ValueTask SentAsync(Command command, SendCommandRequest request) => observer.SentAsync(command, request);

        public ValueTask FoundAsync(Command command, SendCommandRequest request) => observer.FoundAsync(command, request);

        public ValueTask FailedAsync(SendFailure failure) => observer.FailedAsync(failure);

        public ValueTask ThrottledAsync(SendCommandRequest request, TimeSpan waited) => observer.ThrottledAsync(request, waited);

        public ValueTask SkippedAsync(IReadOnlyList<string> instanceIds) => observer.SkippedAsync(instanceIds);

        public ValueTask NodeEndedAsync(CommandInvocation invocation)
        {
            log.Add(at => new RolloutEvent.Ended(at, invocation.CommandId, invocation.InstanceId, invocation.Outcome)
            {
                InstanceName = invocation.InstanceName,
                Status = invocation.Status,
                StatusDetails = invocation.StatusDetails,
                ResponseCode = invocation.ResponseCode,
                StartedAt = invocation.StartedAt,
                EndedAt = invocation.EndedAt,
                Output = invocation.Deciding?.Output ?? "",
            });
            return observer.NodeEndedAsync(invocation);
        }

        public ValueTask CommandEndedAsync(Command command, UnseenNodes unseen)
        {
            Close(command.CommandId, unseen);
            return observer.CommandEndedAsync(command, unseen);
        }

        public ValueTask GivenUpAsync(string commandId, Command? lastSeen, RunCommandException reason, UnseenNodes unseen)
        {
            Close(commandId, unseen);
            return observer.GivenUpAsync(commandId, lastSeen, reason, unseen);
        }

        public ValueTask LeftRunningAsync(IReadOnlyList<Command> commands) => observer.LeftRunningAsync(commands);

        public ValueTask StoppedAsync(Command command, Exception? failure) => observer.StoppedAsync(command, failure);

        public ValueTask PolledAsync(WaitProgress progress) => observer.PolledAsync(progress);

        public ValueTask UnansweredAsync(Outage outage) => observer.UnansweredAsync(outage);

        private void Close(string commandId, UnseenNodes unseen) =>
            log.Add(at => new RolloutEvent.Closed(at, commandId, unseen.Count, unseen.InstanceIds));
    }
}
