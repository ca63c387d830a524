using System.Xml.Linq;
using RunCommandPS.Model;
using Tag = RunCommandPS.Reporting.Html.HtmlTag;

namespace RunCommandPS.Reporting.Html;

/// <summary>One row per node, failures first. The page's script sorts and searches it, and shows part of a long one.</summary>
internal static class NodeSection
{
    // What a reader looks for comes first, where a narrow screen shows it.
    private static readonly Column[] Columns =
    [
        new("name", "Name", node => node.Name),
        new("verdict", "Verdict", node => VerdictText.Of(node.Verdict)),
        new("exit", "Exit", node => node.ExitCode is { } code ? ReportNumber.Plain(code) : "") { IsNumber = true },
        new("error", "Last line of standard error", node => node.LastLine),
        new("duration", "Took", node => node.Duration is { } time ? ElapsedText.Of(time) : "")
        {
            IsNumber = true,
            Value = node => node.Duration is { } time ? ReportNumber.Seconds(time) : "",
        },
        new("start", "Started", node => node.StartedAt is { } moment ? ReportNumber.Moment(moment) : ""),
        new("wave", "Wave", node => node.Wave == 0 ? "" : ReportNumber.Plain(node.Wave)) { IsNumber = true },
        new("id", "Id", node => node.InstanceId),
        new("region", "Region", node => node.Result.Region),
        new("account", "Account", node => node.Result.Account),
    ];

    /// <summary>The section; null if no node is known.</summary>
    public static XElement? Of(Report report)
    {
        var order = VerdictText.Order.Select((verdict, place) => (verdict, place)).ToDictionary(pair => pair.verdict, pair => pair.place);
        var nodes = report.Nodes.OrderBy(node => order[node.Verdict]).ToList();
        var columns = Columns.Where(column => nodes.Any(node => column.Text(node).Length > 0)).ToList();
        return nodes.Count == 0 ? null : Tag.Section(
            "all", "Every node",
            Tools(VerdictText.Count(nodes), nodes.Count),
            Tag.Of("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-labelledby", "all-heading"),
                Tag.Of("table", ("id", "nodes"),
                    Tag.Of("colgroup", columns.Select(column => Tag.Of("col", ("class", $"c-{column.Key}")))),
                    Tag.Of("thead", Tag.Of("tr", columns.Select(Head))),
                    Tag.Of("tbody", nodes.Select(node => Tag.Of("tr", columns.Select(column => Cell(column, node))))))),
            Tag.Of("p", ("class", "more"), ("hidden", ""), Tag.Of("button", ("id", "more"), ("type", "button"), "Show all")));
    }

    // They do nothing without the script, which shows them.
    private static XElement Tools(IReadOnlyList<(NodeVerdict Verdict, int Nodes)> counts, int nodes) => Tag.Of("div",
        ("id", "tools"), ("hidden", ""),
        Tag.Of("input", ("id", "find"), ("type", "search"), ("placeholder", "Search the nodes"), ("aria-label", "Search the nodes"),
            ("autocomplete", "off"), ("spellcheck", "false")),
        Tag.Of("select", ("id", "verdict"), ("aria-label", "Verdict"), counts
            .Select(count => Tag.Of(
                "option", ("value", VerdictText.Of(count.Verdict)), $"{VerdictText.Of(count.Verdict)} ({ReportNumber.Of(count.Nodes)})"))
            .Prepend(Tag.Of("option", ("value", ""), "any verdict"))),
        Tag.Of("span", ("id", "found"), ("role", "status"), ReportNumber.Nodes(nodes)));

    private static XElement Head(Column column) => Tag.Of("th",
        ("scope", "col"), ("data-key", column.Key), column.IsNumber ? ("data-type", "number") : null, column.Name);

    private static XElement Cell(Column column, ReportNode node) => column switch
    {
        { Key: "verdict" } => Tag.Of("td", Tag.Verdict(node.Verdict)),
        { Value: { } value } when value(node).Length > 0 => Tag.Of("td", ("data-v", value(node)), column.Text(node)),
        _ => Tag.Of("td", column.Text(node)),
    };

    private sealed record Column(string Key, string Name, Func<ReportNode, string> Text)
    {
        /// <summary>Whether it sorts as numbers do.</summary>
        public bool IsNumber { get; init; }

        /// <summary>What it sorts by, if that is not its text.</summary>
        public Func<ReportNode, string>? Value { get; init; }
    }
}
