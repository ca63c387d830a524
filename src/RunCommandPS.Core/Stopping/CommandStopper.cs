using RunCommandPS.Waiting;

namespace RunCommandPS.Stopping;

/// <summary>
/// Stops commands and finds out the result. The service is asked at once, before anything is read; the state of the nodes is polled
/// for all commands together afterwards, for a limited time, because a node that never responds would be waited for forever.
/// </summary>
/// <param name="service">The service.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class CommandStopper(IRunCommandService service, TimeProvider timeProvider)
{
    /// <summary>How long nodes have to stop, unless the caller specifies otherwise.</summary>
    public static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(30);

    private readonly CommandCanceller _canceller = new(service, timeProvider);
    private readonly CommandWatch _watch = new(service, null, timeProvider);
    private readonly Dictionary<string, StoppingCommand> _stopping = new(StringComparer.Ordinal);

    /// <summary>Asks the service to cancel a command.</summary>
    /// <param name="commandId">The command.</param>
    /// <param name="known">What is known about it; null for nothing.</param>
    /// <param name="instanceIds">Only on these nodes; empty for all.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The calls that the service refused or that did not reach it; the others continue.</returns>
    public async Task<IReadOnlyList<StopFailure>> StopAsync(
        string commandId, Command? known, IReadOnlyCollection<string> instanceIds, CancellationToken cancellationToken)
    {
        var isOver = known is { HasEnded: true };
        var failures = new List<StopFailure>();
        if (!isOver)
        {
            IReadOnlyList<string[]> parts = instanceIds.Count == 0 ? [[]] : [.. instanceIds.Chunk(ServiceLimits.InstanceIdsMaximum)];
            foreach (var part in parts)
            {
                try
                {
                    await _canceller.CancelAsync(commandId, known, part, cancellationToken).ConfigureAwait(false);
                }
                catch (RunCommandException error)
                {
                    failures.Add(new StopFailure(error, part));
                }
            }

            if (failures.Count == parts.Count)
            {
                return failures;
            }

            instanceIds = instanceIds.Except(failures.SelectMany(failure => failure.InstanceIds)).ToList();
            _watch.Add(commandId, known);
        }

        var stopping = _stopping[commandId] = new StoppingCommand(commandId, instanceIds, service.Origin) { IsOver = isOver };
        if (known is not null)
        {
            stopping.See(known);
        }

        return failures;
    }

    /// <summary>Polls until the commands have stopped, or the time is up.</summary>
    /// <param name="wait">The longest time; zero for a single poll.</param>
    /// <param name="polledAsync">Is called after each poll, with how many commands are still waited for, and for how long.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>One result per command, each as soon as it is known.</returns>
    /// <exception cref="RunCommandException">The service can't be called: no permission, no connection.</exception>
    public async IAsyncEnumerable<StopResult> ResultsAsync(
        TimeSpan wait,
        Func<int, TimeSpan, ValueTask> polledAsync,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var started = timeProvider.GetTimestamp();
        while (_stopping.Count > 0)
        {
            await PollAsync(cancellationToken).ConfigureAwait(false);
            var waited = timeProvider.GetElapsedTime(started);
            foreach (var stopping in _stopping.Values.Where(stopping => stopping.IsDone || waited >= wait).ToList())
            {
                _stopping.Remove(stopping.CommandId);
                _watch.Remove(stopping.CommandId);
                yield return stopping.Result();
            }

            await polledAsync(_stopping.Count, waited).ConfigureAwait(false);
            if (_stopping.Count > 0)
            {
                var pause = _watch.Pause(waited);
                await Task.Delay(pause < wait - waited ? pause : wait - waited, timeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task PollAsync(CancellationToken cancellationToken)
    {
        foreach (var result in await _watch.PollAsync(cancellationToken).ConfigureAwait(false))
        {
            if (result.Command is { } command)
            {
                _stopping[result.CommandId].See(command);
            }
        }

        var failures = new List<RunCommandException?>();
        foreach (var stopping in _stopping.Values.Where(stopping => stopping.IsWorthReading))
        {
            failures.Add(await ReadAsync(stopping, cancellationToken).ConfigureAwait(false));
        }

        _watch.RecordFailures(failures);
    }

    // What can't be read now is read by a later poll.
    private async Task<RunCommandException?> ReadAsync(StoppingCommand stopping, CancellationToken cancellationToken)
    {
        var query = new CommandQuery { CommandId = stopping.CommandId, InstanceId = stopping.OnlyNode };
        var nodes = new List<CommandInvocation>();
        try
        {
            await foreach (var invocation in _watch.Reader.InvocationsAsync(query, cancellationToken).ConfigureAwait(false))
            {
                nodes.Add(invocation);
            }
        }
        catch (RunCommandException error) when (error.IsTransient())
        {
            return error;
        }

        stopping.See(nodes);
        return null;
    }
}

/// <summary>A call that did not stop anything.</summary>
/// <param name="Error">Why.</param>
/// <param name="InstanceIds">The nodes it was for; empty if it was for the whole command.</param>
internal sealed record StopFailure(RunCommandException Error, IReadOnlyList<string> InstanceIds);
