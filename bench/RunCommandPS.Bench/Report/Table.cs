using System.Globalization;

namespace RunCommandPS.Bench.Report;

/// <summary>The result of a run, as a Markdown table.</summary>
internal static class Table
{
    public static string Of(IReadOnlyList<Row> rows)
    {
        string[] head = ["measured", "result", "against", "ratio", "goal", ""];
        List<string[]> lines = [head, .. rows.Select(Cells)];
        var widths = Enumerable.Range(0, head.Length).Select(column => lines.Max(line => line[column].Length)).ToList();
        lines.Insert(1, [.. widths.Select(width => new string('-', width))]);
        return string.Concat(lines.Select(
            line => $"| {string.Join(" | ", line.Select((cell, column) => cell.PadRight(widths[column])))} |{Environment.NewLine}"));
    }

    private static string[] Cells(Row row) =>
    [
        row.What,
        row.Measured,
        row.Against,
        row.Ratio?.ToString("0.00", CultureInfo.InvariantCulture) ?? "",
        row.Goal ?? "",
        row.IsMet switch { true => "met", false => "missed", null => "" },
    ];
}
