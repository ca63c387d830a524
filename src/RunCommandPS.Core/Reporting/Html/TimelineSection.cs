using System.Xml.Linq;
using RunCommandPS.Model;
using Tag = RunCommandPS.Reporting.Html.HtmlTag;

namespace RunCommandPS.Reporting.Html;

/// <summary>Waves and nodes over time, as a drawing, and the waves in words.</summary>
internal static class TimelineSection
{
    private static readonly string[] Heads = ["Wave", "Nodes", "Came to", "Started", "Took"];

    /// <summary>The section; null if no node has started.</summary>
    public static XElement? Of(Report report) => Timeline.Of(report.Nodes) is not { } timeline ? null : Tag.Section(
        "timeline", "When it ran",
        Waves(report),
        Tag.Of("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-labelledby", "timeline-heading"),
            TimelineDrawing.Of(timeline)),
        Tag.Of("p", ("class", "note"),
            timeline.IsBanded
                ? $"Each row is a band of up to {ReportNumber.Nodes(timeline.Rows.Max(row => row.Nodes.Count))}, "
                    + "in the order in which they "
                    + "started: how many ran at a time, and how many had ended in which way. "
                : "",
            "Times count from the start of the first node, ", Tag.Time(timeline.Start), ", by the nodes' clocks."));

    private static XElement? Waves(Report report) => report.Waves is [{ Key: 0 }] ? null : Tag.Of("div", ("class", "scroll"),
        Tag.Of("table", ("class", "waves"),
            Tag.Of("thead", Tag.Of("tr", Heads.Select(name => Tag.Of("th", ("scope", "col"), name)))),
            Tag.Of("tbody", report.Waves.Select(Wave))));

    private static XElement Wave(IGrouping<int, ReportNode> wave)
    {
        var start = wave.Select(node => node.StartedAt).Min();
        var took = wave.Select(node => node.EndedAt).Max() - start;
        return Tag.Of("tr",
            Tag.Of("th", ("scope", "row"), wave.Key == 0 ? "none" : ReportNumber.Plain(wave.Key)),
            Tag.Of("td", ReportNumber.Of(wave.Count())),
            Tag.Of("td", VerdictText.Counts(VerdictText.Count(wave))),
            Tag.Of("td", start is { } moment ? Tag.Time(moment) : ""),
            Tag.Of("td", took is { } time ? ElapsedText.Of(time) : ""));
    }
}
