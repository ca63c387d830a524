using System.Globalization;

namespace RunCommandPS.Simulator.Service;

/// <summary>How long a script may run.</summary>
internal static class ExecutionTimeout
{
    /// <summary>The parameter by which the built-in documents take it.</summary>
    public const string ParameterName = "executionTimeout";

    private const int DefaultSeconds = 3600;

    /// <summary>
    /// What counts for a command's expiry: the number as it is passed. What is missing or not a number counts as an hour.
    /// </summary>
    /// <remarks>Source: recordings, in which 2 seconds count as 2 although a node treats them as an hour.</remarks>
    public static TimeSpan AsGiven(string? seconds) =>
        TimeSpan.FromSeconds(
            int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : DefaultSeconds);

    /// <summary>How long a node lets the script run. What is missing, unreadable or out of range silently counts as an hour.</summary>
    public static TimeSpan Of(string? seconds) => TimeSpan.FromSeconds(
        int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value is >= ServiceLimits.ExecutionTimeoutMinimum and <= ServiceLimits.ExecutionTimeoutMaximum
            ? value
            : DefaultSeconds);
}
