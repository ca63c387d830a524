using System.Xml.Linq;
using RunCommandPS.Output;
using Tag = RunCommandPS.Reporting.Html.HtmlTag;

namespace RunCommandPS.Reporting.Html;

/// <summary>What nodes wrote, in groups of those that wrote the same; for all but the largest, the differences.</summary>
internal static class OutputSection
{
    private const int MostGroups = 30;

    /// <summary>The section; null if no node wrote anything.</summary>
    public static XElement? Of(Report report)
    {
        var groups = OutputFolding.Fold(report.Nodes.SelectMany(node => node.Result.Outputs).Where(HasRun), withDifference: false);
        if (groups.All(group => group.StandardOutput.Length + group.StandardError.Length == 0))
        {
            return null;
        }

        var steps = groups.Take(MostGroups).GroupBy(group => group.Step).ToList();
        return Tag.Section(
            "output", "What they wrote",
            steps.SelectMany(step => Step(step, isNamed: steps.Count > 1)),
            Others(groups));
    }

    // Nodes that the command never reached have no step.
    private static bool HasRun(NodeOutput output) =>
        output.Step.Length + output.StandardOutput.Length + output.StandardError.Length > 0
            || output.ResponseCode != ServiceLimits.NotStartedResponseCode;

    private static IEnumerable<XElement> Step(IGrouping<string, OutputGroup> step, bool isNamed)
    {
        var largest = step.First();
        var cards = step.Select(group => Card(
            group, ReferenceEquals(group, largest) ? "" : OutputDiff.Between(largest, group)));
        return isNamed ? cards.Prepend(Tag.Of("h3", $"Step {step.Key}")) : cards;
    }

    private static XElement Card(OutputGroup group, string difference) => Tag.Of("details",
        ("class", "group"),
        difference.Length == 0 ? ("open", "") : null,
        Tag.Of("summary",
            Tag.Of("b", ReportNumber.Nodes(group.Count)), $": {group.Nodes}",
            Tag.Of("small", $" {End(group)}{(group.IsTruncated ? ", cut" : "")}")),
        difference.Length == 0 ? null : OutputText.Difference(difference),
        difference.Length == 0 ? OutputText.Streams(group) : Tag.Of("details",
            Tag.Of("summary", "All of it"),
            OutputText.Streams(group)));

    private static string End(OutputGroup group) => group.ResponseCode == ServiceLimits.NotStartedResponseCode
        ? group.StatusDetails
        : $"{group.Status}, exit code {ReportNumber.Plain(group.ResponseCode)}";

    private static XElement? Others(IReadOnlyList<OutputGroup> groups) => groups.Count <= MostGroups ? null : Tag.Of("p",
        ("class", "note"),
        $"{ReportNumber.Of(groups.Count - MostGroups)} smaller groups are left out. A report in Json format has what every node wrote.");
}
