namespace RunCommandPS.Reporting;

/// <summary>A report as comma-separated values (RFC 4180, but lines end in a line feed): one row per node.</summary>
/// <remarks>
/// Text that a spreadsheet would read as a formula begins with an apostrophe, and control characters are visible signs.
/// </remarks>
internal static class CsvReport
{
    private static readonly (string Name, Func<ReportNode, string> Value)[] Columns =
    [
        ("InstanceId", node => Text(node.InstanceId)),
        ("Name", node => Text(node.Name)),
        ("Region", node => Text(node.Result.Region)),
        ("Account", node => Text(node.Result.Account)),
        ("Wave", node => node.Wave == 0 ? "" : ReportNumber.Plain(node.Wave)),
        ("Verdict", node => node.Verdict.ToString()),
        ("StatusDetails", node => Text(node.Result.StatusDetails)),
        ("ExitCode", node => node.ExitCode is { } code ? ReportNumber.Plain(code) : ""),
        ("StartedAt", node => node.StartedAt is { } moment ? ReportNumber.Iso(moment) : ""),
        ("EndedAt", node => node.EndedAt is { } moment ? ReportNumber.Iso(moment) : ""),
        ("DurationSeconds", node => node.Duration is { } time ? ReportNumber.Seconds(time) : ""),
        ("CommandId", node => Text(node.Result.CommandId)),
        ("LastErrorLine", node => Text(node.LastLine)),
    ];

    /// <summary>Writes a report.</summary>
    public static void Write(Report report, TextWriter target)
    {
        Row(target, Columns.Select(column => column.Name));
        foreach (var node in report.Nodes)
        {
            Row(target, Columns.Select(column => column.Value(node)));
        }
    }

    private static void Row(TextWriter target, IEnumerable<string> values)
    {
        target.Write(string.Join(',', values.Select(Quoted)));
        target.Write('\n');
    }

    private static string Quoted(string value) => value.AsSpan().IndexOfAny(",\"\r\n") < 0 && value == value.Trim()
        ? value
        : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    // What spreadsheets read as the beginning of a formula (OWASP, CSV injection).
    private static string Text(string value)
    {
        var shown = ReportText.Of(value);
        return shown is ['=' or '+' or '-' or '@' or '\t', ..] ? "'" + shown : shown;
    }
}
