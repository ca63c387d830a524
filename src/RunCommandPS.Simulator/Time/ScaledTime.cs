namespace RunCommandPS.Simulator.Time;

/// <summary>A clock that starts with another one and then runs faster or slower than it.</summary>
/// <param name="inner">The clock it is measured by.</param>
/// <param name="scale">How many seconds pass in one second of the other clock, more than 0.</param>
internal sealed class ScaledTime(TimeProvider inner, double scale) : TimeProvider
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private readonly DateTimeOffset _start = inner.GetUtcNow();
    private readonly long _startTimestamp = inner.GetTimestamp();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

    // A clock that has reached the last possible date stops there.
    public override DateTimeOffset GetUtcNow() => Elapsed < ClockRange.Latest - _start ? _start + Elapsed : ClockRange.Latest;

    public override long GetTimestamp() => Elapsed.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new ScaledTimer(inner.CreateTimer(callback, state, Real(dueTime), Real(period)), this);

    private TimeSpan Elapsed =>
        TimeSpan.FromTicks((long)Math.Min(inner.GetElapsedTime(_startTimestamp).Ticks * scale, ClockRange.Longest.Ticks));

    // Rounded up to the unit of timers, so that none fires before its time. One that is too long for a timer
    // fires early; its owner checks the clock.
    private TimeSpan Real(TimeSpan time)
    {
        if (time == Timeout.InfiniteTimeSpan)
        {
            return time;
        }

        var milliseconds = Math.Ceiling(time.TotalMilliseconds / scale);
        return milliseconds < LongestTimer.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : LongestTimer;
    }

    private sealed class ScaledTimer(ITimer timer, ScaledTime clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(clock.Real(dueTime), clock.Real(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
