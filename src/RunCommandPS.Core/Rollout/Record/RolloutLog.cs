namespace RunCommandPS.Rollout.Record;

/// <summary>
/// What happens to a rollout, in one order: every event is applied to its state and, if it has a record, written. Several connections
/// may report at the same time.
/// </summary>
internal sealed class RolloutLog : IDisposable
{
    private readonly object _gate = new();
    private readonly RecordFile? _file;
    private readonly RolloutState _state;
    private readonly TimeProvider _clock;

    private RolloutLog(RecordFile? file, RolloutState state, TimeProvider clock)
    {
        _file = file;
        _state = state;
        _clock = clock;
    }

    /// <summary>The plan.</summary>
    public RolloutEvent.Planned Planned => _state.Planned;

    /// <summary>Whether it leaves a record.</summary>
    public bool IsRecorded => _file is not null;

    /// <summary>Why the record can no longer be written; null if it can.</summary>
    public RunCommandException? Failure { get; private set; }

    /// <summary>A rollout that starts.</summary>
    /// <param name="planned">Its plan.</param>
    /// <param name="home">Where its record goes; null for none.</param>
    /// <param name="clock">The clock.</param>
    /// <exception cref="RunCommandException">The record can't be written.</exception>
    public static RolloutLog Begin(RolloutEvent.Planned planned, RolloutHome? home, TimeProvider clock)
    {
        // Of many that start within two seconds, two may get the same id.
        while (home is not null && File.Exists(home.FileOf(planned.Id)))
        {
            planned = planned with { Id = RolloutId.New(planned.At) };
        }

        return new(home is null ? null : RecordFile.Create(home, planned), new RolloutState(planned), clock);
    }

    /// <summary>A rollout that continues.</summary>
    /// <returns>The rollout; null if another process is running it.</returns>
    /// <exception cref="RunCommandException">The record can't be read.</exception>
    public static RolloutLog? TryResume(RolloutHome home, string id, TimeProvider clock) =>
        RecordFile.TryOpen(home, id) is var (file, state) ? new RolloutLog(file, state, clock) : null;

    /// <summary>Reads the current state of the rollout.</summary>
    public T Read<T>(Func<RolloutState, T> read)
    {
        lock (_gate)
        {
            return read(_state);
        }
    }

    /// <summary>A command is about to be sent. Once this returns, nothing makes the rollout forget it.</summary>
    /// <returns>Its number.</returns>
    /// <exception cref="RunCommandException">The record can't be written, so the command must not be sent.</exception>
    public int Send(int part, IReadOnlyList<string>? instanceIds)
    {
        lock (_gate)
        {
            var sending = new RolloutEvent.Sending(_clock.GetUtcNow(), _state.LastNumber + 1, part, instanceIds);
            Write(sending, isFlushed: true);
            _state.Apply(sending);
            return sending.Number;
        }
    }

    /// <summary>Something happened. If it can't be written, nothing that is under way ends: see <see cref="Failure"/>.</summary>
    public void Add(Func<DateTimeOffset, RolloutEvent> happened)
    {
        lock (_gate)
        {
            var made = happened(_clock.GetUtcNow());
            _state.Apply(made);
            try
            {
                Write(made, isFlushed: false);
            }
            catch (RunCommandException)
            {
                // It is kept in Failure; nothing more is sent.
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _file?.Dispose();
        }
    }

    // After an incomplete line, nothing may follow.
    private void Write(RolloutEvent happened, bool isFlushed)
    {
        if (Failure is not null)
        {
            throw Failure;
        }

        try
        {
            _file?.Append(happened, isFlushed);
        }
        catch (RunCommandException failure)
        {
            Failure = failure;
            throw;
        }
    }
}
