using System.Globalization;

namespace RunCommandPS.Reporting;

/// <summary>Round moments within a length of time, to label an axis with.</summary>
internal static class TimeTicks
{
    private const int MostTicks = 8;

    private static readonly TimeSpan[] Steps =
    [
        .. new[] { 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30 }.Select(TimeSpan.FromSeconds),
        .. new[] { 1.0, 2, 5, 10, 15, 30 }.Select(TimeSpan.FromMinutes),
        .. new[] { 1.0, 2, 3, 6, 12 }.Select(TimeSpan.FromHours),
        .. new[] { 1.0, 2, 7, 14, 30 }.Select(TimeSpan.FromDays),
    ];

    /// <summary>The moments from 0 on, with their labels.</summary>
    public static IReadOnlyList<(TimeSpan At, string Label)> Of(TimeSpan length)
    {
        var step = Steps.FirstOrDefault(step => length / step <= MostTicks, Steps[^1]);
        var count = (int)Math.Min(length / step, MostTicks);
        return [.. Enumerable.Range(0, count + 1).Select(number => (step * number, Label(step * number, step)))];
    }

    private static string Label(TimeSpan at, TimeSpan step) => at == TimeSpan.Zero ? "0"
        : step < TimeSpan.FromMinutes(1) ? Number(at.TotalSeconds, "s")
        : step < TimeSpan.FromHours(1) ? Number(at.TotalMinutes, "min")
        : step < TimeSpan.FromDays(1) ? Number(at.TotalHours, "h")
        : Number(at.TotalDays, "d");

    private static string Number(double number, string unit) => string.Create(CultureInfo.InvariantCulture, $"{number:0.##} {unit}");
}
