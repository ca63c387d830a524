using System.Xml.Linq;
using RunCommandPS.Model;
using RunCommandPS.Output;
using RunCommandPS.Rollout;
using Tag = RunCommandPS.Reporting.Html.HtmlTag;

namespace RunCommandPS.Reporting.Html;

/// <summary>The nodes that did not succeed, by cause, the most frequent one first.</summary>
internal static class FailureSection
{
    private const int MostCauses = 50;
    private const int MostNodes = 200;

    /// <summary>The section; null if every node succeeded.</summary>
    public static XElement? Of(Report report)
    {
        var causes = report.Nodes.Where(node => node.Verdict.IsFailure())
            .GroupBy(node => (node.Verdict, FailureDigest.KeyOf(node.Result)), (_, same) => same.ToList())
            .OrderByDescending(same => same.Count).ToList();
        return causes.Count == 0 ? null : Tag.Section(
            "failures", "What failed, and why",
            Tag.Of("ol", ("class", "causes"), causes.Take(MostCauses).Select(Cause)),
            Others(causes));
    }

    private static XElement Cause(List<ReportNode> nodes) => Tag.Of("li",
        Tag.Of("p", ("class", "cause"), Tag.Verdict(nodes[0].Verdict), " ", Tag.Of("span", How(nodes[0]))),
        nodes[0].LastLine.Length > 0 ? Tag.Pre(nodes[0].LastLine) : null,
        nodes.Count == 1 ? Tag.Of("p", ("class", "names"), Summary(nodes)) : Tag.Of("details",
            Tag.Of("summary", Summary(nodes)),
            Tag.Of("p", ("class", "names"), string.Join(", ", nodes.Take(MostNodes).Select(node => node.Title))
                + (nodes.Count > MostNodes ? $" and {ReportNumber.Of(nodes.Count - MostNodes)} others" : ""))));

    private static XNode[] Summary(List<ReportNode> nodes) =>
    [
        Tag.Of("b", ReportNumber.Nodes(nodes.Count)), Tag.Of("span", $": {NodeListText.Of(nodes.Select(Named))}"),
    ];

    private static string How(ReportNode node)
    {
        var how = FailureCause.How(node.Result);
        return how == VerdictText.Of(node.Verdict) || how == node.Verdict.ToString() ? "" : how;
    }

    private static XElement? Others(List<List<ReportNode>> causes) => causes.Count <= MostCauses ? null : Tag.Of("p",
        ("class", "note"),
        $"{ReportNumber.Of(causes.Count - MostCauses)} other causes, on "
            + $"{ReportNumber.Nodes(causes.Skip(MostCauses).Sum(same => same.Count))}, are in the table below.");

    private static (string InstanceId, string Name) Named(ReportNode node) => (node.InstanceId, node.Name);
}
