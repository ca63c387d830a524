using System.Globalization;

namespace RunCommandPS.Reporting;

/// <summary>Nodes over time: one row per node, or one row per band of nodes if there are too many.</summary>
/// <param name="Start">When the first node started.</param>
/// <param name="Length">From there to the last thing that is known.</param>
/// <param name="Rows">The rows, by wave and then by the time at which their nodes started.</param>
internal sealed record Timeline(DateTimeOffset Start, TimeSpan Length, IReadOnlyList<TimelineRow> Rows)
{
    /// <summary>How many rows there may be, except for one per wave that is not full.</summary>
    public const int MostRows = 100;

    // With more waves than this, they have no rows of their own.
    private const int MostWaves = 30;

    /// <summary>Whether its rows are bands of nodes.</summary>
    public bool IsBanded => Rows.Any(row => row.Nodes.Count > 1);

    /// <summary>The timeline of some nodes; null if none of them has started.</summary>
    public static Timeline? Of(IReadOnlyList<ReportNode> nodes)
    {
        if (nodes.Select(node => node.StartedAt).Min() is not { } start)
        {
            return null;
        }

        var end = nodes.SelectMany(node => new[] { node.StartedAt, node.EndedAt }).Max() ?? start;
        var size = RoundSize(nodes.Count);
        var waves = nodes.GroupBy(node => node.Wave).OrderBy(wave => wave.Key).Select(wave => wave.ToList()).ToList();
        var parts = size > 1 && waves.Count > MostWaves ? [[.. waves.SelectMany(wave => wave)]] : waves;
        var length = end > start ? end - start : TimeSpan.FromMilliseconds(1);
        return new Timeline(start, length, [.. parts.SelectMany(part => RowsOf(part, size))]);
    }

    // 1, 2, 5, 10, 20 and so on: bands of round numbers are easier to navigate.
    private static int RoundSize(int nodes)
    {
        for (var size = 1; ; size *= 10)
        {
            if (new[] { size, 2 * size, 5 * size }.FirstOrDefault(round => (nodes + round - 1) / round <= MostRows) is > 0 and var found)
            {
                return found;
            }
        }
    }

    private static IEnumerable<TimelineRow> RowsOf(List<ReportNode> nodes, int size) => nodes
        .OrderBy(node => node.Wave).ThenBy(node => node.StartedAt ?? DateTimeOffset.MaxValue).Chunk(size)
        .Select((part, index) => new TimelineRow(Label(part, index * size), part));

    private static string Label(ReportNode[] part, int before) => part.Length == 1
        ? part[0].Title
        : string.Create(CultureInfo.InvariantCulture, $"{before + 1:N0}–{before + part.Length:N0}");
}
