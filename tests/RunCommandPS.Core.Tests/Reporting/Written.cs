using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using RunCommandPS.Reporting;

namespace RunCommandPS.Core.Tests.Reporting;

/// <summary>Reports as they are written.</summary>
internal static partial class Written
{
    /// <summary>The text of the file.</summary>
    public static string Text(Report report, ReportFormat format)
    {
        using var stream = new MemoryStream();
        ReportFormats.Write(report, format, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>A page as a tree, read from its text; without what its script and style sheet say, which is no XML.</summary>
    public static XElement Page(Report report) => XElement.Parse(
        RawText().Replace(Text(report, ReportFormat.Html), "<$1></$1>").Replace("<!DOCTYPE html>", "", StringComparison.Ordinal),
        LoadOptions.PreserveWhitespace);

    /// <summary>The elements of a name.</summary>
    public static IReadOnlyList<XElement> All(this XElement page, string name) => [.. page.Descendants(name)];

    /// <summary>The element with an id.</summary>
    public static XElement ById(this XElement page, string id) =>
        page.Descendants().Single(element => (string?)element.Attribute("id") == id);

    [GeneratedRegex("<(style|script)>.*?</\\1>", RegexOptions.Singleline)]
    private static partial Regex RawText();
}
