using System.Xml;
using RunCommandPS.Model;

namespace RunCommandPS.Reporting;

/// <summary>
/// A report as JUnit XML, which CI tools read: one test suite per wave, or one for all nodes, and one test case per node.
/// </summary>
/// <remarks>
/// What ran and did not succeed is a failure, what is unknown or was cut off is an error, and what never started because of others was
/// skipped. A node that has not ended is an error, so that a build does not continue with it.
/// </remarks>
internal static class JUnitReport
{
    private static readonly XmlWriterSettings Form = new() { Indent = true, NewLineChars = "\n" };

    /// <summary>Writes a report.</summary>
    public static void Write(Report report, TextWriter target)
    {
        using var xml = XmlWriter.Create(target, Form);
        xml.WriteStartDocument();
        xml.WriteStartElement("testsuites");
        Attribute(xml, "name", report.Title);
        Totals(xml, report.Nodes, report.Unnamed, report.Elapsed);
        foreach (var wave in report.Waves)
        {
            Suite(xml, report, wave.Key, [.. wave]);
        }

        if (report.Unnamed > 0)
        {
            UnnamedSuite(xml, report);
        }

        xml.WriteEndElement();
        xml.WriteEndDocument();
    }

    private static void Suite(XmlWriter xml, Report report, int wave, IReadOnlyList<ReportNode> nodes)
    {
        xml.WriteStartElement("testsuite");
        Attribute(xml, "name", wave == 0 ? report.Title : $"{report.Title}: wave {ReportNumber.Plain(wave)}");
        var started = nodes.Select(node => node.StartedAt).Min();
        Totals(xml, nodes, 0, nodes.Select(node => node.EndedAt).Max() - started);
        if ((started ?? report.StartedAt) is { } moment)
        {
            // The schema has a local time without a zone.
            Attribute(xml, "timestamp", ReportNumber.Iso(moment)[..19]);
        }

        Properties(xml, report);
        foreach (var node in nodes)
        {
            Case(xml, report, node);
        }

        xml.WriteEndElement();
    }

    // Nodes whose ids are unknown count as much as the others.
    private static void UnnamedSuite(XmlWriter xml, Report report)
    {
        xml.WriteStartElement("testsuite");
        Attribute(xml, "name", $"{report.Title}: nodes without a name");
        Totals(xml, [], report.Unnamed, null);
        for (var i = 1; i <= report.Unnamed; i++)
        {
            xml.WriteStartElement("testcase");
            Attribute(xml, "classname", report.Title);
            Attribute(xml, "name", $"unknown node {ReportNumber.Plain(i)}");
            xml.WriteStartElement("error");
            Attribute(xml, "type", nameof(NodeVerdict.Unknown));
            Attribute(xml, "message", "Nothing is known about this node, not even its id.");
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Properties(XmlWriter xml, Report report)
    {
        var properties = new (string Name, string Value)[]
        {
            ("rollout", report.RolloutId), ("runBy", report.RunBy),
            ("document", string.Join(", ", report.Requests.Select(request => request.Request.DocumentName).Distinct())),
        };
        if (properties.All(property => property.Value.Length == 0))
        {
            return;
        }

        xml.WriteStartElement("properties");
        foreach (var (name, value) in properties.Where(property => property.Value.Length > 0))
        {
            xml.WriteStartElement("property");
            Attribute(xml, "name", name);
            Attribute(xml, "value", value);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Case(XmlWriter xml, Report report, ReportNode node)
    {
        xml.WriteStartElement("testcase");
        Attribute(xml, "classname", node.Result.Region.Length > 0 ? $"{report.Title}.{node.Result.Region}" : report.Title);
        Attribute(xml, "name", node.Name.Length > 0 ? $"{node.Name} ({node.InstanceId})" : node.InstanceId);
        Attribute(xml, "time", ReportNumber.Seconds(node.Duration ?? TimeSpan.Zero));
        if (Element(node.Verdict) is { } element)
        {
            xml.WriteStartElement(element);
            Attribute(xml, "type", node.Verdict.ToString());
            Attribute(xml, "message", node.Verdict == NodeVerdict.Open ? "It has not ended." : FailureCause.Of(node.Result));
            xml.WriteEndElement();
        }

        Stream(xml, "system-out", node.Result.StandardOutput);
        Stream(xml, "system-err", node.Result.StandardError);
        xml.WriteEndElement();
    }

    private static void Totals(XmlWriter xml, IReadOnlyList<ReportNode> nodes, int unnamed, TimeSpan? elapsed)
    {
        int Count(string element) => nodes.Count(node => Element(node.Verdict) == element);
        Attribute(xml, "tests", ReportNumber.Plain(nodes.Count + unnamed));
        Attribute(xml, "failures", ReportNumber.Plain(Count("failure")));
        Attribute(xml, "errors", ReportNumber.Plain(Count("error") + unnamed));
        Attribute(xml, "skipped", ReportNumber.Plain(Count("skipped")));
        Attribute(xml, "time", ReportNumber.Seconds(elapsed ?? TimeSpan.Zero));
    }

    private static string? Element(NodeVerdict verdict) => verdict switch
    {
        NodeVerdict.Succeeded => null,
        NodeVerdict.Failed or NodeVerdict.TimedOut => "failure",
        NodeVerdict.NotStarted or NodeVerdict.Terminated => "skipped",
        _ => "error",
    };

    private static void Stream(XmlWriter xml, string name, string text)
    {
        if (text.Length > 0)
        {
            xml.WriteElementString(name, ReportText.Of(text));
        }
    }

    private static void Attribute(XmlWriter xml, string name, string value) => xml.WriteAttributeString(name, ReportText.Of(value));
}
