namespace RunCommandPS.Waiting;

/// <summary>
/// How long to wait between two polls: a tenth of the time already waited, so a quick command is seen at once and a long one costs few
/// calls; more after the service has throttled a call.
/// </summary>
/// <param name="fixedInterval">The caller's own interval; null to adapt.</param>
internal sealed class PollingPace(TimeSpan? fixedInterval)
{
    /// <summary>The shortest interval that is chosen here.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest interval that is chosen here, throttling apart.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    /// <summary>The longest interval of all that is chosen here.</summary>
    public static readonly TimeSpan LongestThrottled = TimeSpan.FromSeconds(30);

    private const int LargestBackoff = 8;

    private int _backoff = 1;
    private bool _wasRefused;

    /// <summary>
    /// A call of this poll failed, because it was throttled or for another transient reason: the next pause is twice as long
    /// as the last.
    /// </summary>
    public void SlowDown() => _wasRefused = true;

    /// <summary>The time until the next poll. A poll in which no call was refused lets the pace recover.</summary>
    /// <param name="waited">The time waited so far.</param>
    /// <returns>The interval.</returns>
    public TimeSpan Next(TimeSpan waited)
    {
        _backoff = _wasRefused ? Math.Min(_backoff * 2, LargestBackoff) : Math.Max(_backoff / 2, 1);
        _wasRefused = false;
        return fixedInterval is { } interval
            ? interval * _backoff
            : TimeSpan.FromTicks(Math.Min(Math.Clamp(waited.Ticks / 10, Shortest.Ticks, Longest.Ticks) * _backoff, LongestThrottled.Ticks));
    }
}
