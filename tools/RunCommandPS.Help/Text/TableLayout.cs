namespace RunCommandPS.Help.Text;

/// <summary>Lays a table out in columns of plain text. Where it is too wide, the widest cells are broken into lines.</summary>
internal static class TableLayout
{
    private const string Gap = "  ";

    /// <summary>Lays a table out.</summary>
    /// <param name="rows">The cells; the first row is the header, and every row is as long as it.</param>
    /// <param name="width">Most characters of a line.</param>
    /// <returns>The lines; null where even the longest words do not fit side by side.</returns>
    public static string? Render(IReadOnlyList<IReadOnlyList<string>> rows, int width)
    {
        if (Fit(rows, width - (Gap.Length * (rows[0].Count - 1))) is not { } columns)
        {
            return null;
        }

        var rule = columns.Select(column => new string('-', column)).ToArray();
        return string.Join('\n', rows.Take(1).Append(rule).Concat(rows.Skip(1)).SelectMany(row => Lines(row, columns)));
    }

    private static int[]? Fit(IReadOnlyList<IReadOnlyList<string>> rows, int width)
    {
        var columns = Enumerable.Range(0, rows[0].Count);
        var narrowest = columns.Select(column => rows.SelectMany(row => row[column].Split(' ')).Max(word => word.Length)).ToArray();
        var widths = columns.Select(column => rows.Max(row => row[column].Length)).ToArray();
        while (widths.Sum() > width)
        {
            var breakable = columns.Where(column => widths[column] > narrowest[column]).ToArray();
            if (breakable.Length == 0)
            {
                return null;
            }

            widths[breakable.MaxBy(column => widths[column])]--;
        }

        return widths;
    }

    private static IEnumerable<string> Lines(IReadOnlyList<string> row, int[] widths)
    {
        var cells = row.Select((cell, column) => LineWrap.Wrap(cell, widths[column])).ToArray();
        return Enumerable.Range(0, cells.Max(cell => cell.Count))
            .Select(line =>
                string.Join(Gap, cells.Select((cell, column) => (cell.ElementAtOrDefault(line) ?? "").PadRight(widths[column]))).TrimEnd());
    }
}
