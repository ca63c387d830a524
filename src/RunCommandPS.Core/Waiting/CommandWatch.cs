using RunCommandPS.Reading;

namespace RunCommandPS.Waiting;

/// <summary>
/// Commands that have not ended, polled with few calls. It knows when nothing more is to be expected of one, and when to poll again.
/// </summary>
/// <param name="service">The service.</param>
/// <param name="interval">The caller's own time between two polls; null to adapt.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class CommandWatch(IRunCommandService service, TimeSpan? interval, TimeProvider timeProvider)
{
    // So many polls that failed one after the other are an outage, and no reason to go on as if there were none.
    private const int FailedPollsMaximum = 10;

    private readonly CommandPoller _poller = new(service);
    private readonly CommandReader _reader = new(service);
    private readonly PollingPace _pace = new(interval);
    private readonly Dictionary<string, Command?> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _since = new(StringComparer.Ordinal);
    private int _failedPolls;
    private int _failedReads;

    /// <summary>The commands that are watched, as they were last seen; null where one was not seen yet.</summary>
    public IReadOnlyDictionary<string, Command?> Open => _open;

    /// <summary>The calls that the last poll took.</summary>
    public int Calls { get; private set; }

    /// <summary>Watches a command from now on.</summary>
    /// <param name="commandId">The command.</param>
    /// <param name="known">What is known of it.</param>
    public void Add(string commandId, Command? known)
    {
        if (_open.TryAdd(commandId, known))
        {
            _since[commandId] = timeProvider.GetTimestamp();
        }
    }

    /// <summary>Watches a command no longer.</summary>
    public void Remove(string commandId)
    {
        _open.Remove(commandId);
        _since.Remove(commandId);
    }

    /// <summary>Polls all that are open. Those that have ended, or of which nothing more is to be expected, are watched no longer.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was seen; nothing where the poll failed in a way that a later one may not.</returns>
    /// <exception cref="RunCommandException">The service can't be asked: no permission, no connection.</exception>
    public async Task<IReadOnlyList<PollResult>> PollAsync(CancellationToken cancellationToken)
    {
        Calls = 0;
        if (_open.Count == 0 || await TryReadAsync(cancellationToken).ConfigureAwait(false) is not { } now)
        {
            return [];
        }

        var seen = new List<PollResult>();
        foreach (var id in _open.Keys.ToList())
        {
            if (See(id, now.GetValueOrDefault(id)) is { } result)
            {
                seen.Add(result);
            }
        }

        return seen;
    }

    /// <summary>Takes note of what else was read for a poll. Where some of it failed, a later poll may not, and is to be later.</summary>
    /// <param name="failures">A failure or null for everything that was read; nothing of it can't be mended.</param>
    /// <exception cref="RunCommandException">All of it has failed for too many polls.</exception>
    public void RecordFailures(IReadOnlyCollection<RunCommandException?> failures)
    {
        if (failures.FirstOrDefault(failure => failure is not null) is not { } first)
        {
            _failedReads = failures.Count > 0 ? 0 : _failedReads;
            return;
        }

        _pace.SlowDown();
        _failedReads = failures.Contains(null) ? 0 : _failedReads + 1;
        if (_failedReads == FailedPollsMaximum)
        {
            throw first;
        }
    }

    /// <summary>The time until the next poll.</summary>
    /// <param name="calm">How long it has been calm: the longer, the less often to poll.</param>
    public TimeSpan Pause(TimeSpan calm) => _pace.Next(calm);

    private async Task<Dictionary<string, Command>?> TryReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var now = await _poller.ReadAsync(_open, cancellationToken).ConfigureAwait(false);

            // Before the last word on a command it is asked for by itself: a list may be behind.
            foreach (var id in _open.Keys.Where(id => !now.ContainsKey(id) && IsOverdue(id)))
            {
                if (await _poller.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } late)
                {
                    now[id] = late;
                }
            }

            _failedPolls = 0;
            return now;
        }
        catch (RunCommandException error) when (error.IsRetryable && ++_failedPolls < FailedPollsMaximum)
        {
            // Polling again does no harm, so a poll that failed is only a later poll.
            _pace.SlowDown();
            return null;
        }
        finally
        {
            Calls = _poller.Calls;
        }
    }

    private bool IsOverdue(string id) => timeProvider.GetElapsedTime(_since[id]) >= WaitOptions.VisibilityWindow;

    private PollResult? See(string id, Command? command)
    {
        if (command is null)
        {
            return IsOverdue(id) ? GiveUp(id, _reader.NoSuchCommand(id)) : null;
        }

        _open[id] = command;
        if (command.HasEnded)
        {
            Remove(id);
            return new PollResult(id, command, null);
        }

        return timeProvider.GetUtcNow() > command.ExpiresAfter + WaitOptions.ExpiryGrace
            ? GiveUp(id, WaitErrors.NeverEnded(command))
            : new PollResult(id, command, null);
    }

    private PollResult GiveUp(string id, RunCommandException reason)
    {
        var lastSeen = _open[id];
        Remove(id);
        return new PollResult(id, lastSeen, reason);
    }
}

/// <summary>What a poll saw of one command.</summary>
/// <param name="CommandId">The command.</param>
/// <param name="Command">The command as it was last seen; null where it never was.</param>
/// <param name="GivenUp">Why nothing more is to be expected of it; null where it has ended or goes on.</param>
internal sealed record PollResult(string CommandId, Command? Command, RunCommandException? GivenUp);
