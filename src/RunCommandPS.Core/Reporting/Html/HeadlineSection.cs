using System.Globalization;
using System.Xml.Linq;
using RunCommandPS.Model;
using Tag = RunCommandPS.Reporting.Html.HtmlTag;

namespace RunCommandPS.Reporting.Html;

/// <summary>The top of the page: the outcome, on how many nodes, who ran it, when, and for how long.</summary>
internal static class HeadlineSection
{
    /// <summary>The section.</summary>
    public static XElement Of(Report report) => Tag.Of("header",
        Tag.Of("p", ("class", "over"), Over(report)),
        Tag.Of("h1", report.Title),
        Tag.Of("p", ("class", IsGood(report) ? "outcome good" : "outcome bad"), Verdict(report)),
        Bar(report),
        Tag.Of("ul", ("class", "counts"), report.Counts.Select(count => Tag.Of("li",
            ("class", Tag.VerdictClass(count.Verdict)),
            Tag.Of("b", ReportNumber.Of(count.Nodes)), $" {VerdictText.Of(count.Verdict)}"))),
        Tag.List(
            ("What", report.Description == report.Title ? null : report.Description),
            ("Rollout", report.RolloutId == report.Title ? null : report.RolloutId),
            ("State", report.Condition?.ToString()),
            ("Started", report.StartedAt is { } started ? Tag.Time(started) : null),
            ("Took", report.Elapsed is { } elapsed ? ElapsedText.Of(elapsed) : null),
            ("Run by", report.RunBy),
            ("Regions", Distinct(report, node => node.Result.Region)),
            ("Accounts", Distinct(report, node => node.Result.Account))));

    /// <summary>The outcome, in a sentence without a full stop.</summary>
    public static string Verdict(Report report) => report switch
    {
        { Total: 0 } => "No nodes",
        { Total: 1, Succeeded: 1 } => "The node succeeded",
        { Total: 1 } => "The node did not succeed",
        _ when report.Succeeded == report.Total => $"All {ReportNumber.Nodes(report.Total)} succeeded",
        { Succeeded: 0 } => $"None of {ReportNumber.Nodes(report.Total)} succeeded",
        _ => $"{ReportNumber.Of(report.Succeeded)} of {ReportNumber.Nodes(report.Total)} succeeded",
    };

    private static bool IsGood(Report report) => report.Total > 0 && report.Succeeded == report.Total;

    private static string Over(Report report) => report.RolloutId.Length > 0 ? "Rollout report" : "Run report";

    private static XElement? Bar(Report report)
    {
        var at = 0.0;
        var parts = new List<XElement>();
        foreach (var (verdict, nodes) in report.Counts.Reverse())
        {
            var share = 100.0 * nodes / report.Total;
            parts.Add(Tag.Of("rect",
                ("class", Tag.VerdictClass(verdict)), ("x", Percent(at)), ("width", Percent(share)), ("height", "100%"),
                Tag.Of("title", $"{ReportNumber.Nodes(nodes)} {VerdictText.Of(verdict)}")));
            at += share;
        }

        return parts.Count == 0
            ? null
            : Tag.Of("svg", ("class", "bar"), ("role", "img"), ("aria-label", VerdictText.Counts(report.Counts)), parts);
    }

    private static string Percent(double share) => share.ToString("0.###", CultureInfo.InvariantCulture) + "%";

    private static string Distinct(Report report, Func<ReportNode, string> value) => string.Join(
        ", ", report.Nodes.Select(value).Where(text => text.Length > 0).Distinct().Order(StringComparer.Ordinal));
}
