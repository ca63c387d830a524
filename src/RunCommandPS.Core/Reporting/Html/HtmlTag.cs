using System.Xml.Linq;

namespace RunCommandPS.Reporting.Html;

/// <summary>
/// Makes elements of HTML. All text and all values of attributes go through <see cref="ReportText"/> here, and the writer of XML escapes
/// them, so that no section can forget to.
/// </summary>
internal static class HtmlTag
{
    private static readonly HashSet<string> WithoutContent = new(StringComparer.Ordinal) { "meta", "br", "col", "input" };

    /// <summary>An element.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="content">Texts, nodes, lists of nodes, and pairs of texts, which are attributes; nulls are left out.</param>
    public static XElement Of(string name, params object?[] content)
    {
        var element = new XElement(name);
        foreach (var part in content)
        {
            switch (part)
            {
                case null:
                    break;
                case string text:
                    element.Add(new XText(ReportText.Of(text)));
                    break;
                case (string attribute, string value):
                    element.SetAttributeValue(attribute, ReportText.Of(value));
                    break;
                case XNode node:
                    element.Add(node);
                    break;
                case IEnumerable<XNode> nodes:
                    element.Add(nodes);
                    break;
                default:
                    throw new ArgumentException($"A {part.GetType()} can't be in an element.", nameof(content));
            }
        }

        // <script/> would extend to the end of the page: HTML requires an end tag for all but a few elements.
        if (element.FirstNode is null && !WithoutContent.Contains(name))
        {
            element.Add(new XText(""));
        }

        return element;
    }

    /// <summary>Preformatted text. HTML removes a line feed right after the tag, so there is one to remove.</summary>
    public static XElement Pre(params object?[] content) => Of("pre", ["\n", .. content]);

    /// <summary>A moment that machines can read, too.</summary>
    public static XElement Time(DateTimeOffset moment) =>
        Of("time", ("datetime", ReportNumber.Iso(moment)), $"{ReportNumber.Moment(moment)} UTC");

    /// <summary>A verdict as a colored sign and a word.</summary>
    public static XElement Verdict(NodeVerdict verdict) =>
        Of("span", ("class", $"verdict {VerdictClass(verdict)}"), VerdictText.Of(verdict));

    /// <summary>The class for the color of a verdict.</summary>
    public static string VerdictClass(NodeVerdict verdict) => $"v-{verdict.ToString().ToLowerInvariant()}";

    /// <summary>Names and values; names without a value are left out.</summary>
    public static XElement? List(params (string Name, object? Value)[] pairs)
    {
        var rows = pairs.Where(pair => pair.Value is not (null or ""))
            .Select(pair => Of("div", Of("dt", pair.Name), Of("dd", pair.Value))).ToList();
        return rows.Count == 0 ? null : Of("dl", rows);
    }

    /// <summary>A section with a heading; null if there is nothing in it.</summary>
    public static XElement? Section(string id, string heading, params object?[] content) => content.All(part => part is null)
        ? null
        : Of("section", [("id", id), ("aria-labelledby", $"{id}-heading"), Of("h2", ("id", $"{id}-heading"), heading), .. content]);
}
