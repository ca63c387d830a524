using RunCommandPS.Errors;
using RunCommandPS.Reading;

namespace RunCommandPS.Waiting;

/// <summary>
/// Commands that have not ended, polled with few calls. It knows when nothing more is expected of one, when to poll again, and for
/// how long failures are tolerated.
/// </summary>
/// <param name="service">The service.</param>
/// <param name="interval">The caller's own time between two polls; null to adapt.</param>
/// <param name="timeProvider">The clock.</param>
/// <param name="sentHere">Whether the commands were sent just before they were added: the service answers, and they are as old as they are
/// watched.</param>
internal sealed class CommandWatch(IRunCommandService service, TimeSpan? interval, TimeProvider timeProvider, bool sentHere = false)
{
    private static readonly TimeSpan OutageCheck = TimeSpan.FromSeconds(5);

    private readonly AnswerMeter _meter = new(timeProvider);
    private readonly PollingPace _pace = new(interval);
    private readonly ReadFailures _polls = new(timeProvider);
    private readonly ReadFailures _reads = new(timeProvider);
    private readonly Dictionary<string, Command?> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _since = new(StringComparer.Ordinal);
    private CommandPoller? _poller;

    /// <summary>The commands that are watched, as they were last seen; null if one has not been seen yet.</summary>
    public IReadOnlyDictionary<string, Command?> Open => _open;

    /// <summary>Reads commands and their nodes; what it reads is measured for <see cref="ReportOutagesAsync"/>.</summary>
    public CommandReader Reader => field ??= new CommandReader(service, _meter);

    /// <summary>The calls that the last poll took.</summary>
    public int Calls { get; private set; }

    private CommandPoller Poller => _poller ??= new CommandPoller(Reader);

    private bool HasAnswered => sentHere || _meter.HasAnswered;

    /// <summary>Watches a command from now on.</summary>
    /// <param name="commandId">The command.</param>
    /// <param name="known">What is known about it.</param>
    public void Add(string commandId, Command? known)
    {
        if (_open.TryAdd(commandId, known))
        {
            _since[commandId] = timeProvider.GetTimestamp();
        }
    }

    /// <summary>Stops watching a command.</summary>
    public void Remove(string commandId)
    {
        _open.Remove(commandId);
        _since.Remove(commandId);
    }

    /// <summary>
    /// Polls all that are open. Those that have ended, or of which nothing more is expected, are no longer watched.
    /// </summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>What was seen; nothing if the poll failed in a way that a later one may not.</returns>
    /// <exception cref="RunCommandException">The service can't be called: no permission, or nothing but failures for too long.</exception>
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
            if (Update(id, now.GetValueOrDefault(id)) is { } result)
            {
                seen.Add(result);
            }
        }

        return seen;
    }

    /// <summary>Takes note of what else was read for a poll. If some of it failed, a later poll may not, and it is delayed.</summary>
    /// <param name="failures">A failure or null for everything that was read.</param>
    /// <exception cref="RunCommandException">One can't be tolerated: no permission, or all of it has failed for too long.</exception>
    public void RecordFailures(IReadOnlyCollection<RunCommandException?> failures)
    {
        if (failures.FirstOrDefault(failure => failure is not null) is not { } first)
        {
            if (failures.Count > 0)
            {
                _reads.Clear();
            }

            return;
        }

        _pace.SlowDown();
        if (failures.Contains(null))
        {
            _reads.Clear();
        }
        else if (!_reads.Tolerate(first, HasAnswered))
        {
            throw first;
        }
    }

    /// <summary>The time until the next poll.</summary>
    /// <param name="calm">How long it has been calm: the longer, the less often to poll.</param>
    public TimeSpan Pause(TimeSpan calm) => _pace.Next(calm);

    /// <summary>Reports, while others poll, when nothing can be read for some time.</summary>
    /// <param name="observer">Is notified of it.</param>
    /// <param name="cancellationToken">Polling has ended.</param>
    public async Task ReportOutagesAsync(IPollObserver observer, CancellationToken cancellationToken)
    {
        var isReported = false;
        while (true)
        {
            await Task.Delay(OutageCheck, timeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            var length = new[] { _meter.Silence, _polls.Length, _reads.Length }.Max();
            if (length < Outage.ReportedAfter)
            {
                isReported = false;
                continue;
            }

            var left = (HasAnswered ? ReadFailures.Limit : ReadFailures.LimitWithoutAnswer) - length;
            left = left > TimeSpan.Zero ? left : TimeSpan.Zero;
            var outage = new Outage(service.Origin, length, left, _polls.Last ?? _reads.Last, !isReported);
            await observer.UnansweredAsync(outage).ConfigureAwait(false);
            isReported = true;
        }
    }

    private async Task<Dictionary<string, Command>?> TryReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var now = await Poller.ReadAsync(_open, cancellationToken).ConfigureAwait(false);

            // Before the final report on a command, it is requested separately: a list may be behind.
            foreach (var id in _open.Keys.Where(id => !now.ContainsKey(id) && IsOverdue(id)))
            {
                if (await Poller.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } late)
                {
                    now[id] = late;
                }
            }

            _polls.Clear();
            return now;
        }
        catch (RunCommandException error) when (_polls.Tolerate(error, HasAnswered))
        {
            _pace.SlowDown();
            return null;
        }
        finally
        {
            Calls = Poller.Calls;
        }
    }

    private bool IsOverdue(string id) => timeProvider.GetElapsedTime(_since[id]) >= WaitOptions.VisibilityWindow;

    private PollResult? Update(string id, Command? command)
    {
        if (command is null)
        {
            return IsOverdue(id) ? GiveUp(id, Reader.NoSuchCommand(id)) : null;
        }

        _open[id] = command;
        if (command.HasEnded)
        {
            Remove(id);
            return new PollResult(id, command, null);
        }

        return Age(id, command) > command.ExpiresAfter - command.RequestedDateTime + WaitOptions.ExpiryGrace
            ? GiveUp(id, WaitErrors.NeverEnded(command))
            : new PollResult(id, command, null);
    }

    // Two times of the service's clock give the time that a command may take; this computer's clock may be ahead of it, so what has
    // passed of that is measured here.
    private TimeSpan Age(string id, Command command)
    {
        var watched = timeProvider.GetElapsedTime(_since[id]);
        var least = sentHere ? TimeSpan.Zero : ServiceTime.LeastAge(command.RequestedDateTime, timeProvider.GetUtcNow());
        return watched > least ? watched : least;
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
/// <param name="Command">The command as it was last seen; null if it never was.</param>
/// <param name="GivenUp">Why nothing more is expected of it; null if it has ended or continues.</param>
internal sealed record PollResult(string CommandId, Command? Command, RunCommandException? GivenUp);
