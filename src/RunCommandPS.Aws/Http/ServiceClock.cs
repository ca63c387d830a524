namespace RunCommandPS.Aws.Http;

/// <summary>How far the service's clock is ahead of this computer's, as the Date header of its last answer says.</summary>
/// <param name="timeProvider">This computer's clock.</param>
internal sealed class ServiceClock(TimeProvider timeProvider)
{
    // The header has whole seconds, and it may have been written at any time within its second.
    private static readonly TimeSpan MiddleOfTheSecond = TimeSpan.FromSeconds(0.5);

    private long _offset;

    /// <summary>How far it is ahead; zero before there was an answer.</summary>
    public TimeSpan Offset => TimeSpan.FromTicks(Volatile.Read(ref _offset));

    /// <summary>An answer has come, just now.</summary>
    /// <param name="date">Its Date; null if it has none.</param>
    public void See(DateTimeOffset? date)
    {
        if (date + MiddleOfTheSecond - timeProvider.GetUtcNow() is { } offset)
        {
            Volatile.Write(ref _offset, offset.Ticks);
        }
    }
}
