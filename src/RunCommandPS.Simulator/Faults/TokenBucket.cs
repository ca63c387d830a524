namespace RunCommandPS.Simulator.Faults;

/// <summary>Allows a burst of calls and then a number of calls per second.</summary>
/// <param name="rate">Calls per second.</param>
/// <param name="burst">Calls at once; the bucket starts full.</param>
/// <param name="start">The time now.</param>
internal sealed class TokenBucket(double rate, int burst, DateTimeOffset start)
{
    private double _tokens = burst;
    private DateTimeOffset _last = start;

    public bool TryTake(DateTimeOffset now)
    {
        if (now > _last)
        {
            _tokens = Math.Min(burst, _tokens + ((now - _last).TotalSeconds * rate));
            _last = now;
        }

        if (_tokens < 1)
        {
            return false;
        }

        _tokens--;
        return true;
    }
}
