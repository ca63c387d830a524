using System.Globalization;

namespace RunCommandPS.Reporting;

/// <summary>Numbers, times and lengths of time of a report, which are the same in every culture.</summary>
internal static class ReportNumber
{
    /// <summary>A count with commas between thousands.</summary>
    public static string Of(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Nodes in words: <c>1 node</c>, <c>12 nodes</c>.</summary>
    public static string Nodes(int count) => count == 1 ? "1 node" : $"{Of(count)} nodes";

    /// <summary>Digits and a sign, without commas.</summary>
    public static string Plain(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Seconds with milliseconds.</summary>
    public static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>A moment for machines: ISO 8601 in UTC, to the millisecond.</summary>
    public static string Iso(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A moment for people, in UTC.</summary>
    public static string Moment(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
