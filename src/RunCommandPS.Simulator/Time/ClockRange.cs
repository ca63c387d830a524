namespace RunCommandPS.Simulator.Time;

/// <summary>
/// The times at which commands can run: what is added to one, an expiry of 30 days or a history of as many, is still a date.
/// </summary>
internal static class ClockRange
{
    public static readonly DateTimeOffset Latest = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The longest distance between any two of them.</summary>
    public static readonly TimeSpan Longest = Latest - DateTimeOffset.MinValue;
}
