namespace RunCommandPS.Waiting;

/// <summary>
/// Times of the service seen from here. This computer's clock may be ahead or behind, so a difference between the two clocks proves
/// nothing unless it is large; whatever can be is measured by the monotonic clock, between two times here or two times there.
/// </summary>
internal static class ServiceTime
{
    /// <summary>How far the two clocks may be apart. The service itself refuses a request that is more than five minutes off.</summary>
    public static readonly TimeSpan LargestSkew = TimeSpan.FromMinutes(15);

    /// <summary>How long ago something happened at the service, at least.</summary>
    /// <param name="moment">The moment, by the service's clock; null if it is not known.</param>
    /// <param name="now">The time now, by this computer's clock.</param>
    /// <returns>Zero if it may have been just now.</returns>
    public static TimeSpan LeastAge(DateTimeOffset? moment, DateTimeOffset now) =>
        now - moment - LargestSkew is { } age && age > TimeSpan.Zero ? age : TimeSpan.Zero;
}
