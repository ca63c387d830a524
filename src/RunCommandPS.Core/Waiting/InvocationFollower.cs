using System.Threading.Channels;

namespace RunCommandPS.Waiting;

/// <summary>
/// Follows commands node by node, and reports every node once, when it has ended. One page of ListCommands polls 50 commands; the nodes
/// of a command are read only if its counters show that some have ended that were not reported yet.
/// </summary>
/// <param name="service">The service.</param>
/// <param name="interval">The caller's own time between two polls; null to adapt.</param>
/// <param name="observer">Is notified of everything.</param>
/// <param name="timeProvider">The clock.</param>
/// <param name="sentHere">Whether the commands are followed from the moment they were sent.</param>
internal sealed class InvocationFollower(
    IRunCommandService service, TimeSpan? interval, IFollowObserver observer, TimeProvider timeProvider, bool sentHere = false)
{
    /// <summary>
    /// The minimum time before the next poll for every call that a poll took: about what the service sustains for one caller. It
    /// publishes no rates, so throttling slows the pace further.
    /// </summary>
    public static readonly TimeSpan TimePerCall = TimeSpan.FromMilliseconds(100);

    private const int CommandsAtATime = 4;

    // A poll that finds many nodes ended takes long to read them all.
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(1);

    private readonly CommandWatch _watch = new(service, interval, timeProvider, sentHere);
    private readonly Dictionary<string, FollowedCommand> _followed = new(StringComparer.Ordinal);
    private readonly FollowTotals _totals = new();
    private int _isShowing;
    private long _started;
    private long _lastProgress;
    private long _lastMove;

    /// <summary>Follows commands as they arrive, until there are no more of them and all have ended.</summary>
    /// <param name="commands">The commands.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="RunCommandException">The service can't be called: no permission, no connection.</exception>
    public async Task FollowAsync(ChannelReader<Command> commands, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reporting = _watch.ReportOutagesAsync(observer, over.Token);
        try
        {
            await PollUntilOverAsync(commands, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await reporting.ConfigureAwait(false);
        }
    }

    private async Task PollUntilOverAsync(ChannelReader<Command> commands, CancellationToken cancellationToken)
    {
        _started = _lastMove = timeProvider.GetTimestamp();
        while (true)
        {
            while (commands.TryRead(out var command))
            {
                Add(command);
            }

            if (_followed.Count == 0)
            {
                if (!await commands.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    return;
                }

                continue;
            }

            var calls = await PollAsync(cancellationToken).ConfigureAwait(false);
            await ShowProgressAsync().ConfigureAwait(false);
            if (_followed.Count > 0)
            {
                await PauseAsync(commands, calls, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private void Add(Command command)
    {
        if (!_followed.TryAdd(command.CommandId, new FollowedCommand(command, timeProvider)))
        {
            return;
        }

        _totals.Commands++;
        _lastMove = timeProvider.GetTimestamp();
        if (!command.HasEnded)
        {
            _watch.Add(command.CommandId, command);
        }
    }

    private async Task<int> PollAsync(CancellationToken cancellationToken)
    {
        var given = new List<PollResult>();
        foreach (var result in await _watch.PollAsync(cancellationToken).ConfigureAwait(false))
        {
            if (result.GivenUp is not null)
            {
                given.Add(result);
            }
            else if (_followed[result.CommandId].See(result.Command!))
            {
                _lastMove = timeProvider.GetTimestamp();
            }
        }

        foreach (var (id, _, reason) in given)
        {
            await GiveUpAsync(_followed[id], reason!, cancellationToken).ConfigureAwait(false);
        }

        foreach (var followed in _followed.Values)
        {
            followed.BeginPoll();
        }

        _lastProgress = timeProvider.GetTimestamp();
        using var turns = new SemaphoreSlim(CommandsAtATime);
        var reads = await Task.WhenAll(
            _followed.Values.Where(followed => followed.IsWorthReading).Select(ReadInTurnAsync)).ConfigureAwait(false);
        _watch.RecordFailures(reads.Select(read => read.Failure).ToList());
        foreach (var done in _followed.Values.Where(followed => followed.IsDone).ToList())
        {
            await EndAsync(done).ConfigureAwait(false);
        }

        return _watch.Calls + reads.Sum(read => read.Calls);

        async Task<(int Calls, RunCommandException? Failure)> ReadInTurnAsync(FollowedCommand followed)
        {
            await turns.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                var read = await ReadAsync(followed, cancellationToken).ConfigureAwait(false);
                await ShowProgressMeanwhileAsync().ConfigureAwait(false);
                return read;
            }
            finally
            {
                turns.Release();
            }
        }
    }

    private ValueTask ShowProgressAsync() =>
        observer.PolledAsync(_totals.Progress(_followed.Values, timeProvider.GetElapsedTime(_started)));

    // By one reader at a time: the others read on.
    private async ValueTask ShowProgressMeanwhileAsync()
    {
        if (timeProvider.GetElapsedTime(Volatile.Read(ref _lastProgress)) < ProgressInterval
            || Interlocked.Exchange(ref _isShowing, 1) != 0)
        {
            return;
        }

        try
        {
            await ShowProgressAsync().ConfigureAwait(false);
            Volatile.Write(ref _lastProgress, timeProvider.GetTimestamp());
        }
        finally
        {
            Volatile.Write(ref _isShowing, 0);
        }
    }

    // Reads a command's nodes and reports those that have ended since. What can't be read now is read by a later poll.
    private async Task<(int Calls, RunCommandException? Failure)> ReadAsync(FollowedCommand followed, CancellationToken cancellationToken)
    {
        var count = 0;
        RunCommandException? failure = null;
        try
        {
            var query = new CommandQuery { CommandId = followed.Command.CommandId, Details = true };
            await foreach (var invocation in _watch.Reader.InvocationsAsync(query, cancellationToken).ConfigureAwait(false))
            {
                count++;
                if (followed.Report(invocation))
                {
                    await observer.NodeEndedAsync(invocation).ConfigureAwait(false);
                }

                // A full page can have a token for an empty one after it, and a full command has exactly one full page.
                if (count == followed.Command.InstanceIds.Count)
                {
                    break;
                }
            }

            followed.EndRead(count);
        }
        catch (RunCommandException error) when (error.IsTransient())
        {
            failure = error;
        }

        return (Math.Max(1, (count + ServiceLimits.PageSizeMaximum - 1) / ServiceLimits.PageSizeMaximum), failure);
    }

    private Task EndAsync(FollowedCommand followed)
    {
        _followed.Remove(followed.Command.CommandId);
        _totals.Add(followed.Command);
        return observer.CommandEndedAsync(followed.Command, followed.Unseen).AsTask();
    }

    private async Task GiveUpAsync(FollowedCommand followed, RunCommandException reason, CancellationToken cancellationToken)
    {
        // Some of its nodes may have ended anyway.
        await ReadAsync(followed, cancellationToken).ConfigureAwait(false);
        _followed.Remove(followed.Command.CommandId);
        _totals.Add(followed.Command);
        await observer.GivenUpAsync(followed.Command.CommandId, followed.Command, reason, followed.Unseen).ConfigureAwait(false);
    }

    // A command that arrives is polled soon, however calm it was before.
    private async Task PauseAsync(ChannelReader<Command> commands, int calls, CancellationToken cancellationToken)
    {
        var pause = _watch.Pause(timeProvider.GetElapsedTime(_lastMove));
        if (interval is null && pause < TimePerCall * calls)
        {
            pause = TimePerCall * calls;
        }

        if (pause <= PollingPace.Shortest || commands.Completion.IsCompleted)
        {
            await Task.Delay(pause, timeProvider, cancellationToken).ConfigureAwait(false);
            return;
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var arrival = commands.WaitToReadAsync(over.Token).AsTask();
        var first = await Task.WhenAny(arrival, Task.Delay(pause, timeProvider, over.Token)).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        if (first == arrival)
        {
            await Task.Delay(PollingPace.Shortest, timeProvider, cancellationToken).ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
    }
}
