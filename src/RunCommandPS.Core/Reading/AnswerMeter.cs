namespace RunCommandPS.Reading;

/// <summary>Measures how long calls have been waiting for an answer from the service. Calls may be made concurrently.</summary>
/// <param name="timeProvider">The clock.</param>
internal sealed class AnswerMeter(TimeProvider timeProvider)
{
    private readonly object _gate = new();
    private long? _waitingSince;

    /// <summary>Whether there was any answer.</summary>
    public bool HasAnswered { get; private set; }

    /// <summary>The time since the first call that has had no answer, nor any later one; zero if the last call was answered.</summary>
    public TimeSpan Silence
    {
        get
        {
            lock (_gate)
            {
                return _waitingSince is { } since ? timeProvider.GetElapsedTime(since) : TimeSpan.Zero;
            }
        }
    }

    /// <summary>Makes a call and measures it.</summary>
    /// <param name="call">The call.</param>
    public async Task<T> MeasureAsync<T>(Func<Task<T>> call)
    {
        lock (_gate)
        {
            _waitingSince ??= timeProvider.GetTimestamp();
        }

        try
        {
            var answer = await call().ConfigureAwait(false);
            Answered(isOfUse: true);
            return answer;
        }
        catch (RunCommandException error) when (error.HttpStatusCode is not null)
        {
            Answered(isOfUse: false);
            throw;
        }
    }

    private void Answered(bool isOfUse)
    {
        lock (_gate)
        {
            _waitingSince = null;
            HasAnswered |= isOfUse;
        }
    }
}
