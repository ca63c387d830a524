namespace RunCommandPS.Waiting;

/// <summary>
/// Spaces calls that the service throttles. It publishes no rates, so the rate is found by trying: a call that is throttled makes the time
/// between two calls longer, and every call that is accepted makes it a little shorter. Nothing is spaced before the first throttled call.
/// </summary>
/// <param name="timeProvider">The clock.</param>
internal sealed class ThrottlePace(TimeProvider timeProvider)
{
    private const double Growth = 1.3;
    private const double Recovery = 0.95;

    /// <summary>The time between two calls after the first throttled one.</summary>
    public static readonly TimeSpan First = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest time between two calls.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    // Less than this is not worth a timer.
    private static readonly TimeSpan Negligible = TimeSpan.FromMilliseconds(20);

    private readonly object _gate = new();
    private readonly long _origin = timeProvider.GetTimestamp();
    private TimeSpan _interval;
    private TimeSpan _next;
    private TimeSpan _lastGrowth;

    private TimeSpan Now => timeProvider.GetElapsedTime(_origin);

    /// <summary>Waits for this call's turn.</summary>
    /// <param name="cancellationToken">Cancels the wait; a call that need not wait gets its turn anyway.</param>
    /// <returns>The turn, for <see cref="Throttled"/>.</returns>
    public async Task<TimeSpan> WaitAsync(CancellationToken cancellationToken)
    {
        TimeSpan turn, pause;
        lock (_gate)
        {
            var now = Now;
            turn = now > _next ? now : _next;
            pause = turn - now;
            _next = turn + _interval;
        }

        if (pause > TimeSpan.Zero)
        {
            await Task.Delay(pause, timeProvider, cancellationToken).ConfigureAwait(false);
        }

        return turn;
    }

    /// <summary>A call was throttled.</summary>
    /// <param name="turn">Its turn. Of several calls that were on their way together, only the first one counts.</param>
    public void Throttled(TimeSpan turn)
    {
        lock (_gate)
        {
            if (_interval > TimeSpan.Zero && turn < _lastGrowth)
            {
                return;
            }

            _interval = _interval == TimeSpan.Zero ? First : TimeSpan.FromTicks(Math.Min((long)(_interval.Ticks * Growth), Longest.Ticks));
            _lastGrowth = Now;
            var earliest = _lastGrowth + _interval;
            _next = _next > earliest ? _next : earliest;
        }
    }

    /// <summary>A call was accepted.</summary>
    public void Accepted()
    {
        lock (_gate)
        {
            _interval *= Recovery;
            if (_interval < Negligible)
            {
                _interval = TimeSpan.Zero;
            }
        }
    }
}
