namespace RunCommandPS.Simulator.Time;

/// <summary>
/// The times that commands can live at: what is added to one, an expiry of 30 days or a history of as many, is still a date.
/// </summary>
internal static class ClockRange
{
    public static readonly DateTimeOffset Latest = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The longest that any two of them are apart.</summary>
    public static readonly TimeSpan Longest = Latest - DateTimeOffset.MinValue;
}
