using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using RunCommandPS.Reporting;

namespace RunCommandPS.Core.Tests.Reporting;

public sealed class ReportFormTests
{
    public static TheoryData<ReportFormat> Formats { get; } = [.. Enum.GetValues<ReportFormat>()];

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_report_is_the_same_in_every_culture(ReportFormat format)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            var invariant = Written.Text(SampleReport.Of(2_000), format);
            foreach (var culture in new[] { "tr-TR", "ar-SA", "de-DE", "th-TH", "fa-IR" })
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                Assert.Equal(invariant, Written.Text(SampleReport.Of(2_000), format));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void JUnit_is_XML_whatever_nodes_wrote()
    {
        var suites = XElement.Parse(Written.Text(HostileReport.Of(HostileReport.Text), ReportFormat.JUnit));

        Assert.All(
            suites.Descendants("testcase"), test => Assert.Contains("␛[31m", test.Attribute("name")!.Value, StringComparison.Ordinal));
        Assert.Equal(20, suites.Descendants("testcase").Count());
    }

    [Fact]
    public void JUnit_has_a_suite_a_wave_and_totals_that_add_up()
    {
        var suites = XElement.Parse(Written.Text(SampleReport.Of(10_000), ReportFormat.JUnit));

        Assert.Equal(
            ["deploy-142: wave 1", "deploy-142: wave 2", "deploy-142: wave 3"],
            suites.Elements("testsuite").Attributes("name").Select(a => a.Value));
        Assert.Equal("10000 500 200 66", Totals(suites));
        foreach (var name in new[] { "tests", "failures", "errors", "skipped" })
        {
            Assert.Equal((int)suites.Attribute(name)!, suites.Elements("testsuite").Sum(suite => (int)suite.Attribute(name)!));
        }

        Assert.Equal(500, suites.Descendants("failure").Count());
        Assert.Equal(200, suites.Descendants("error").Count());
        Assert.Equal(66, suites.Descendants("skipped").Count());
    }

    [Theory]
    [InlineData(NodeVerdict.Succeeded, null)]
    [InlineData(NodeVerdict.Failed, "failure")]
    [InlineData(NodeVerdict.TimedOut, "failure")]
    [InlineData(NodeVerdict.Cancelled, "error")]
    [InlineData(NodeVerdict.NotDelivered, "error")]
    [InlineData(NodeVerdict.Refused, "error")]
    [InlineData(NodeVerdict.Unknown, "error")]
    [InlineData(NodeVerdict.Open, "error")]
    [InlineData(NodeVerdict.Terminated, "skipped")]
    [InlineData(NodeVerdict.NotStarted, "skipped")]
    public void JUnit_has_a_word_of_its_own_for_a_verdict(NodeVerdict verdict, string? element)
    {
        var report = SampleReport.Of(1) with
        {
            Nodes = [SampleReport.Of(
                "i-1", "web", 0, SampleReport.Start, SampleReport.Start.AddSeconds(1.5), verdict, 22, "out\n", "bad\n")],
        };
        var test = XElement.Parse(Written.Text(report, ReportFormat.JUnit)).Descendants("testcase").Single();

        Assert.Equal("web (i-1)", test.Attribute("name")!.Value);
        Assert.Equal("deploy-142.eu-west-1", test.Attribute("classname")!.Value);
        Assert.Equal(verdict is NodeVerdict.Open or NodeVerdict.NotStarted ? "0.000" : "1.500", test.Attribute("time")!.Value);
        Assert.Equal(
            element is null ? ["system-out", "system-err"] : new[] { element, "system-out", "system-err" },
            test.Elements().Select(e => e.Name.LocalName));
        Assert.Equal(verdict.ToString(), element is null ? "Succeeded" : test.Element(element)!.Attribute("type")!.Value);
        Assert.Equal("out\n", test.Element("system-out")!.Value);
    }

    [Fact]
    public void JUnit_counts_nodes_that_nobody_can_name()
    {
        var suites = XElement.Parse(Written.Text(SampleReport.Of(1) with { Unnamed = 2 }, ReportFormat.JUnit));

        Assert.Equal("3 0 2 0", Totals(suites));
        Assert.Equal(3, suites.Descendants("testcase").Count());
    }

    [Fact]
    public void Csv_is_quoted_safe_and_dated_in_ISO_8601()
    {
        var start = new DateTimeOffset(2026, 11, 26, 17, 3, 44, 5, TimeSpan.FromHours(2));
        var report = SampleReport.Of(1) with
        {
            Nodes =
            [
                SampleReport.Of(
                    "i-1", "=HYPERLINK(\"x\",1)", 2, start, start.AddSeconds(61.25), NodeVerdict.Failed, -3, "", "a,\"b\"\u001b[0m\n"),
                SampleReport.Of("i-2", "-5", 0, null, null, NodeVerdict.NotStarted, -1, "", ""),
            ],
        };
        var lines = Written.Text(report, ReportFormat.Csv).Split('\n');

        Assert.Equal(4, lines.Length);
        Assert.Equal(
            "i-1,\"'=HYPERLINK(\"\"x\"\",1)\",eu-west-1,111122223333,2,Failed,Failed,-3,2026-11-26T15:03:44.005Z,"
                + "2026-11-26T15:04:45.255Z,61.250,0b7ffe1c-6f0d-4c5d-9a55-54b1d6a9f4a1,\"a,\"\"b\"\"␛[0m\"",
            lines[1]);
        Assert.Equal("i-2,'-5,eu-west-1,111122223333,,NotStarted,,,,,,,", lines[2]);
        Assert.Equal("", lines[3]);
    }

    [Fact]
    public void Json_has_what_was_written_as_it_was_written()
    {
        using var json = JsonDocument.Parse(Written.Text(HostileReport.Of("a\u001b[31m\u202e\"</script>"), ReportFormat.Json));
        var node = json.RootElement.GetProperty("nodes")[2];

        Assert.Equal("a\u001b[31m\u202e\"</script>\n1\n", node.GetProperty("outputs")[0].GetProperty("standardOutput").GetString());
        Assert.Equal("Succeeded", node.GetProperty("verdict").GetString());
        Assert.Equal(20, json.RootElement.GetProperty("summary").GetProperty("nodes").GetInt32());
        Assert.Equal(2, json.RootElement.GetProperty("summary").GetProperty("verdicts").GetProperty("Refused").GetInt32());
    }

    [Fact]
    public void Json_has_the_request_member_for_member()
    {
        using var json = JsonDocument.Parse(Written.Text(SampleReport.Of(3), ReportFormat.Json));
        var request = json.RootElement.GetProperty("request");
        var members = request.GetProperty("commands")[0].GetProperty("members");

        Assert.Equal(["1", "10%", "100%"], request.GetProperty("waves").EnumerateArray().Select(size => size.GetString()!));
        Assert.Equal(30, request.GetProperty("soakSeconds").GetDouble());
        Assert.Equal("AWS-RunShellScript", members.GetProperty("documentName").GetString());
        Assert.StartsWith("set -eu\n", members.GetProperty("parameters").GetProperty("commands")[0].GetString(), StringComparison.Ordinal);
        Assert.False(members.TryGetProperty("outputS3BucketName", out _));
        Assert.Equal("2026-11-26T15:03:45.120Z", json.RootElement.GetProperty("nodes")[0].GetProperty("startedAt").GetString());
    }

    [Theory]
    [InlineData("r.html", ReportFormat.Html)]
    [InlineData("/a.b/r.HTM", ReportFormat.Html)]
    [InlineData("r.xml", ReportFormat.JUnit)]
    [InlineData("r.csv", ReportFormat.Csv)]
    [InlineData("r.json", ReportFormat.Json)]
    public void An_extension_says_the_form(string path, ReportFormat format) => Assert.Equal(format, ReportFormats.Of(path));

    [Theory]
    [InlineData("report")]
    [InlineData("report.pdf")]
    [InlineData("report.html.gz")]
    public void An_unknown_extension_is_an_error_that_names_those_there_are(string path)
    {
        var error = Assert.Throws<InvalidInputException>(() => ReportFormats.Of(path));

        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(" html, htm, xml, csv, json, ", error.Recommendation, StringComparison.Ordinal);
    }

    private static string Totals(XElement suites) =>
        string.Join(' ', new[] { "tests", "failures", "errors", "skipped" }.Select(name => suites.Attribute(name)!.Value));
}
