using System.Globalization;

namespace RunCommandPS.Simulator.Service;

/// <summary>How long a script may run, as the agent reads it.</summary>
internal static class ExecutionTimeout
{
    /// <summary>The parameter by which the built-in documents take it.</summary>
    public const string ParameterName = "executionTimeout";

    private const int DefaultSeconds = 3600;

    /// <summary>The time in a text. What is missing, unreadable or out of range silently counts as an hour.</summary>
    public static TimeSpan Of(string? seconds) => TimeSpan.FromSeconds(
        int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is >= ServiceLimits.ExecutionTimeoutMinimum and <= ServiceLimits.ExecutionTimeoutMaximum ? value : DefaultSeconds);
}
