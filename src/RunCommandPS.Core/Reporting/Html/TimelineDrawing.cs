using System.Globalization;
using System.Xml.Linq;
using RunCommandPS.Model;
using Tag = RunCommandPS.Reporting.Html.HtmlTag;

namespace RunCommandPS.Reporting.Html;

/// <summary>A timeline as a drawing: time to the right, rows downwards.</summary>
internal static class TimelineDrawing
{
    private const double Width = 1000;
    private const double Left = 170;
    private const double Right = 880;
    private const double AxisHeight = 24;
    private const double HeadHeight = 24;
    private const double RowHeight = 17;
    private const double BandHeight = 15;
    private const double BarHeight = 12;

    // What a thin line needs to be seen.
    private const double LeastBar = 2;
    private const int LongestLabel = 24;
    private const int Moments = 142;

    /// <summary>The drawing.</summary>
    public static XElement Of(Timeline timeline)
    {
        var rows = new List<XElement>();
        var y = AxisHeight;
        var wave = 0;
        foreach (var row in timeline.Rows)
        {
            if (row.Wave != wave && row.Wave != 0)
            {
                wave = row.Wave;
                rows.Add(Text(0, y + HeadHeight - 7, "wave", $"Wave {ReportNumber.Plain(wave)}"));
                y += HeadHeight;
            }

            rows.Add(Tag.Of("g", ("transform", $"translate(0 {Number(y)})"), Row(timeline, row)));
            y += timeline.IsBanded ? BandHeight : RowHeight;
        }

        return Tag.Of("svg",
            ("class", "timeline"), ("viewBox", $"0 0 {Number(Width)} {Number(y + 4)}"), ("role", "img"),
            ("aria-label", "Nodes over time, in rows; the table of all nodes has the same in words."),
            Axis(timeline.Length, y), rows);
    }

    private static IEnumerable<XElement> Axis(TimeSpan length, double height) => TimeTicks.Of(length).SelectMany(tick => new[]
    {
        Tag.Of("line",
            ("x1", Number(X(tick.At, length))), ("x2", Number(X(tick.At, length))), ("y1", Number(AxisHeight - 6)),
            ("y2", Number(height))),
        Text(X(tick.At, length), AxisHeight - 10, "tick", tick.Label),
    });

    private static IEnumerable<XElement> Row(Timeline timeline, TimelineRow row)
    {
        var counts = VerdictText.Count(row.Nodes);
        var all = VerdictText.Counts(counts);
        var label = row.Label.Length > LongestLabel ? row.Label[..(LongestLabel - 1)] + "…" : row.Label;
        return
        [
            Tag.Of("title", row.Nodes.Count > 1 ? $"{ReportNumber.Nodes(row.Nodes.Count)}: {all}" : About(row.Nodes[0])),
            Text(Left - 10, BarHeight, "label", label),
            .. row.Nodes is [var only] ? Bar(timeline, only) : Band(timeline, row),
            Text(Right + 10, BarHeight, row.Nodes is [{ Verdict: not NodeVerdict.Succeeded }] ? "end bad" : "end", End(row)),
        ];
    }

    private static IEnumerable<XElement> Bar(Timeline timeline, ReportNode node)
    {
        if (node.StartedAt is not { } started)
        {
            return [];
        }

        var from = X(started - timeline.Start, timeline.Length);
        var to = node.EndedAt is { } ended ? X(ended - timeline.Start, timeline.Length) : Right;
        return
        [
            Tag.Of("rect",
                ("class", Tag.VerdictClass(node.Verdict)), ("x", Number(Math.Min(from, Right - LeastBar))), ("y", "2"),
                ("width", Number(Math.Max(LeastBar, to - from))), ("height", Number(BarHeight)), ("rx", "2")),
        ];
    }

    private static IEnumerable<XElement> Band(Timeline timeline, TimelineRow row)
    {
        var band = TimelineBand.Of(row.Nodes, timeline.Start, timeline.Length, Moments);
        return band.Layers.Count == 0
            ? [Text(Left + 6, BarHeight, "end", VerdictText.Counts(VerdictText.Count(row.Nodes)))]
            : BandDrawing.Of(band, row.Nodes.Count, (Left, Right), (2, BarHeight));
    }

    private static string About(ReportNode node) => $"{node.Title}: {VerdictText.Of(node.Verdict)}"
        + (node.Duration is { } time ? $" in {ElapsedText.Of(time)}" : "");

    private static string End(TimelineRow row) => row.Nodes is [var only]
        ? only.Verdict == NodeVerdict.Succeeded && only.Duration is { } time ? ElapsedText.Of(time) : VerdictText.Of(only.Verdict)
        : $"{ReportNumber.Of(row.Nodes.Count(node => node.Verdict == NodeVerdict.Succeeded))} of {ReportNumber.Of(row.Nodes.Count)}";

    private static XElement Text(double x, double y, string kind, string text) =>
        Tag.Of("text", ("x", Number(x)), ("y", Number(y)), ("class", kind), text);

    private static double X(TimeSpan at, TimeSpan length) => Left + ((Right - Left) * Math.Clamp(at / length, 0, 1));

    /// <summary>A length or a place, to a tenth.</summary>
    internal static string Number(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
