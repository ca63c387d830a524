using RunCommandPS.Reading;

namespace RunCommandPS.Waiting;

/// <summary>Waits until commands have ended. Every command ends in exactly one report: ended, or given up with the reason.</summary>
/// <param name="service">The service.</param>
/// <param name="options">How to wait.</param>
/// <param name="sink">Hears of everything.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class CommandWaiter(IRunCommandService service, WaitOptions options, IWaitSink sink, TimeProvider timeProvider)
{
    // So many looks that failed one after the other are an outage, and no reason to go on as if there were none.
    private const int FailedLooksMaximum = 10;

    private readonly CommandPoller _poller = new(service);
    private readonly PollingPace _pace = new(options.Interval);
    private readonly Dictionary<string, Command?> _open = new(StringComparer.Ordinal);
    private readonly List<Command> _ended = [];
    private int _failedLooks;

    /// <summary>Waits.</summary>
    /// <param name="commands">The commands, by id, with what is known of them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether any command has ended.</returns>
    /// <exception cref="RunCommandException">The service can't be asked: no permission, no connection.</exception>
    public async Task<bool> WaitAsync(IEnumerable<KeyValuePair<string, Command?>> commands, CancellationToken cancellationToken)
    {
        var started = timeProvider.GetTimestamp();
        foreach (var (id, command) in commands)
        {
            _open.TryAdd(id, command);
        }

        // What has ended stays as it is, so there is nothing to ask about it.
        foreach (var command in _open.Values.OfType<Command>().Where(command => command.HasEnded).ToList())
        {
            await SeeAsync(command).ConfigureAwait(false);
        }

        while (_open.Count > 0 && !(options.Any && _ended.Count > 0))
        {
            await LookAsync(timeProvider.GetElapsedTime(started), cancellationToken).ConfigureAwait(false);
            var waited = timeProvider.GetElapsedTime(started);
            await sink.LookedAsync(Progress(waited)).ConfigureAwait(false);
            if (_open.Count == 0 || (options.Any && _ended.Count > 0))
            {
                break;
            }

            var pause = _pace.Next(waited);
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

        return _ended.Count > 0;
    }

    private async Task LookAsync(TimeSpan waited, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, Command> now;
        try
        {
            now = await _poller.ReadAsync(_open, cancellationToken).ConfigureAwait(false);
            _pace.SpeedUp();
            _failedLooks = 0;
        }
        catch (RunCommandException error) when (error.IsRetryable && ++_failedLooks < FailedLooksMaximum)
        {
            // Looking again does no harm, so a look that failed is only a later look.
            _pace.SlowDown();
            return;
        }

        foreach (var id in _open.Keys.ToList())
        {
            if (now.TryGetValue(id, out var command))
            {
                await SeeAsync(command).ConfigureAwait(false);
            }
            else if (waited >= WaitOptions.VisibilityWindow)
            {
                await GiveUpAsync(id, new CommandReader(service).NoSuchCommand(id)).ConfigureAwait(false);
            }
        }
    }

    private async Task SeeAsync(Command command)
    {
        _open[command.CommandId] = command;
        if (command.HasEnded)
        {
            _open.Remove(command.CommandId);
            _ended.Add(command);
            await sink.EndedAsync(command).ConfigureAwait(false);
        }
        else if (timeProvider.GetUtcNow() > command.ExpiresAfter + WaitOptions.ExpiryGrace)
        {
            await GiveUpAsync(command.CommandId, WaitErrors.NeverEnded(command)).ConfigureAwait(false);
        }
    }

    private async Task GiveUpAllAsync(TimeSpan limit)
    {
        foreach (var id in _open.Keys.ToList())
        {
            await GiveUpAsync(id, WaitErrors.TimedOut(id, _open[id], limit)).ConfigureAwait(false);
        }
    }

    private ValueTask GiveUpAsync(string id, RunCommandException reason)
    {
        _open.Remove(id, out var lastSeen);
        return sink.GivenUpAsync(id, lastSeen, reason);
    }

    private WaitProgress Progress(TimeSpan waited)
    {
        var all = _ended.Concat(_open.Values.OfType<Command>()).ToList();
        return new WaitProgress(
            _ended.Count + _open.Count,
            _ended.Count,
            all.Sum(command => command.TargetCount),
            all.Sum(command => command.CompletedCount),
            all.Sum(command => command.ErrorCount + command.DeliveryTimedOutCount),
            waited);
    }
}
