using RunCommandPS.Errors;

namespace RunCommandPS.Waiting;

/// <summary>Waits until commands have ended. Every command ends in exactly one report: ended, or given up with the reason.</summary>
/// <param name="service">The service.</param>
/// <param name="options">How to wait.</param>
/// <param name="observer">Is notified of everything.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class CommandWaiter(IRunCommandService service, WaitOptions options, IWaitObserver observer, TimeProvider timeProvider)
{
    private readonly CommandWatch _watch = new(service, options.Interval, timeProvider);
    private readonly List<Command> _ended = [];

    private bool IsOver => _watch.Open.Count == 0 || (options.Any && _ended.Count > 0);

    /// <summary>Polls until all commands have ended, the first has, or the time is up, as the options say.</summary>
    /// <param name="commands">The commands, by id, with what is known of them.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Whether any command has ended.</returns>
    /// <exception cref="RunCommandException">The service can't be called: no permission, no connection.</exception>
    public async Task<bool> WaitAsync(IEnumerable<KeyValuePair<string, Command?>> commands, CancellationToken cancellationToken)
    {
        var started = timeProvider.GetTimestamp();
        foreach (var (id, command) in commands.DistinctBy(pair => pair.Key))
        {
            // What has ended stays as it is, so there is nothing to ask about it.
            if (command is { HasEnded: true })
            {
                await EndAsync(command).ConfigureAwait(false);
            }
            else
            {
                _watch.Add(id, command);
            }
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reporting = _watch.ReportOutagesAsync(observer, over.Token);
        try
        {
            await PollUntilOverAsync(started, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await reporting.ConfigureAwait(false);
        }

        return _ended.Count > 0;
    }

    private async Task PollUntilOverAsync(long started, CancellationToken cancellationToken)
    {
        while (!IsOver)
        {
            await PollAsync(cancellationToken).ConfigureAwait(false);
            var waited = timeProvider.GetElapsedTime(started);
            await observer.PolledAsync(Progress(waited)).ConfigureAwait(false);
            if (IsOver)
            {
                break;
            }

            var pause = _watch.Pause(waited);
            if (options.Timeout is { } limit)
            {
                if (waited >= limit)
                {
                    await GiveUpAllAsync(limit).ConfigureAwait(false);
                    break;
                }

                pause = pause < limit - waited ? pause : limit - waited;
            }

            await Task.Delay(pause, timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task PollAsync(CancellationToken cancellationToken)
    {
        foreach (var (id, command, givenUp) in await _watch.PollAsync(cancellationToken).ConfigureAwait(false))
        {
            if (givenUp is not null)
            {
                await observer.GivenUpAsync(id, command, givenUp).ConfigureAwait(false);
            }
            else if (command is { HasEnded: true })
            {
                await EndAsync(command).ConfigureAwait(false);
            }
        }
    }

    private ValueTask EndAsync(Command command)
    {
        _ended.Add(command);
        return observer.EndedAsync(command);
    }

    private async Task GiveUpAllAsync(TimeSpan limit)
    {
        foreach (var (id, lastSeen) in _watch.Open.ToList())
        {
            _watch.Remove(id);
            await observer.GivenUpAsync(id, lastSeen, WaitErrors.TimedOut(id, lastSeen, limit)).ConfigureAwait(false);
        }
    }

    private WaitProgress Progress(TimeSpan waited)
    {
        var all = _ended.Concat(_watch.Open.Values.OfType<Command>()).ToList();
        return new WaitProgress(
            _ended.Count + _watch.Open.Count,
            _ended.Count,
            all.Sum(command => command.TargetCount),
            all.Sum(command => command.CompletedCount),
            all.Sum(command => command.ErrorCount + command.DeliveryTimedOutCount),
            waited);
    }
}
