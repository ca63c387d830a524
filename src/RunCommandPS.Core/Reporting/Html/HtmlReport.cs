using System.Xml;
using System.Xml.Linq;
using static RunCommandPS.Reporting.Html.HtmlTag;

namespace RunCommandPS.Reporting.Html;

/// <summary>A report as a page for people: one file that loads nothing and shows everything even without its script.</summary>
internal static class HtmlReport
{
    private static readonly XmlWriterSettings Form = new()
    {
        OmitXmlDeclaration = true,
        NewLineHandling = NewLineHandling.None,
        ConformanceLevel = ConformanceLevel.Fragment,
    };

    /// <summary>Writes a report.</summary>
    public static void Write(Report report, TextWriter target)
    {
        target.Write("<!DOCTYPE html>\n");
        using var html = XmlWriter.Create(target, Form);
        Page(report).WriteTo(html);
    }

    /// <summary>The page.</summary>
    public static XElement Page(Report report) => Of("html", ("lang", "en"), Head(report), Of("body",
        Of("main", Sections(report)),
        Footer(report),
        Of("script", new RawText(PageFiles.Script))));

    private static XElement Head(Report report) => Of("head",
        Of("meta", ("charset", "utf-8")),
        Of("meta", ("http-equiv", "Content-Security-Policy"), ("content", PageFiles.Policy)),
        Of("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1")),
        Of("meta", ("name", "color-scheme"), ("content", "light dark")),
        Of("meta", ("name", "referrer"), ("content", "no-referrer")),
        Of("title", $"{HeadlineSection.Verdict(report)} – {report.Title}"),
        Of("style", new RawText(PageFiles.Style)));

    private static IEnumerable<XElement> Sections(Report report) => new[]
    {
        HeadlineSection.Of(report),
        FailureSection.Of(report),
        TimelineSection.Of(report),
        OutputSection.Of(report),
        NodeSection.Of(report),
        RequestSection.Of(report),
    }.OfType<XElement>();

    private static XElement Footer(Report report) => HtmlTag.Of("footer", HtmlTag.Of("p",
        $"Made by {report.MadeBy} on ", Time(report.MadeAt), ". All times are in UTC."));
}
