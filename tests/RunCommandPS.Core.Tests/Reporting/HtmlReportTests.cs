using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using RunCommandPS.Model;
using RunCommandPS.Reporting;
using RunCommandPS.Reporting.Html;

namespace RunCommandPS.Core.Tests.Reporting;

public sealed partial class HtmlReportTests
{
    private static readonly string[] Loading = ["src", "href", "srcset", "action", "data", "background", "poster", "style"];

    [Fact]
    public void Hostile_text_makes_no_element_and_no_attribute()
    {
        var hostile = Written.Page(HostileReport.Of(HostileReport.Text));
        var harmless = Written.Page(HostileReport.Of("=harmless"));

        Assert.Equal(Shape(harmless), Shape(hostile));
        Assert.Single(hostile.All("script"));
        Assert.Empty(hostile.All("img"));
    }

    [Fact]
    public void Hostile_text_is_visible_and_moves_nothing()
    {
        var text = Written.Text(HostileReport.Of(HostileReport.Text), ReportFormat.Html);

        Assert.Equal(VisibleText.Of(text), text);
        Assert.Contains(
            "<U+FFFE>\ufffd", Written.Page(HostileReport.Of(HostileReport.Text)).All("h1").Single().Value, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_text_of_the_report_is_somewhere_on_the_page()
    {
        // A place that nobody shows would be one that no test of hostile text sees.
        var texts = Written.Page(HostileReport.Of("=harmless")).ById("request").All("dd").Select(value => value.Value).ToList();

        Assert.Equal(19, texts.Count);
        Assert.Equal(17, texts.Count(text => text.Contains("=harmless", StringComparison.Ordinal)));
    }

    [Fact]
    public void Nothing_is_loaded_from_anywhere()
    {
        var page = Written.Page(SampleReport.Of(60));

        Assert.DoesNotContain(page.Descendants().Attributes(), attribute =>
            Loading.Contains(attribute.Name.LocalName) || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.Empty(page.All("link"));
        Assert.DoesNotMatch("url\\(|@import|https?:|//[a-z]", PageFiles.Style);
        Assert.DoesNotMatch("https?:|fetch\\(|XMLHttpRequest|import\\(|WebSocket|innerHTML|eval\\(", PageFiles.Script);
    }

    [Fact]
    public void The_policy_allows_the_style_sheet_and_the_script_as_they_are_written_and_nothing_else()
    {
        var text = Written.Text(SampleReport.Of(1), ReportFormat.Html);

        Assert.Equal(
            $"default-src 'none'; style-src '{Hash(Style(), text)}'; script-src '{Hash(Script(), text)}'; base-uri 'none'; "
                + "form-action 'none'",
            Written.Page(SampleReport.Of(1)).All("meta").Single(meta => meta.Attribute("http-equiv") is not null)
                .Attribute("content")!.Value);
        Assert.DoesNotContain("</", PageFiles.Style + PageFiles.Script, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', PageFiles.Style + PageFiles.Script);
    }

    [Fact]
    public void Only_elements_that_never_have_content_close_themselves() => Assert.Equal(
        ["input", "meta", "col"],
        SelfClosing().Matches(Written.Text(SampleReport.Of(60), ReportFormat.Html)).Select(match => match.Groups[1].Value)
            .Distinct().OrderBy(name => name.Length == 5 ? 0 : name.Length == 4 ? 1 : 2));

    [Fact]
    public void Ten_thousand_nodes_are_a_bounded_page_with_all_of_them()
    {
        var report = SampleReport.Of(10_000);
        var text = Written.Text(report, ReportFormat.Html);
        var page = Written.Page(report);

        Assert.InRange(text.Length, 1_000_000, 4_000_000);
        Assert.Equal(10_000, page.ById("nodes").Element("tbody")!.Elements("tr").Count());
        Assert.InRange(page.ById("timeline").All("g").Count, 50, Timeline.MostRows + report.Waves.Count);
        Assert.Equal(30, page.ById("output").All("details").Count(details => (string?)details.Attribute("class") == "group"));
        Assert.Contains("smaller groups are left out", page.ById("output").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_output_is_cut_and_says_so()
    {
        var report = SampleReport.Of(1) with
        {
            Nodes =
            [
                SampleReport.Of(
                    "i-1", "", 0, SampleReport.Start, SampleReport.Start, NodeVerdict.Succeeded, 0, new string('x', 24_000),
                    new string('y', 8_000)),
            ],
        };
        var output = Written.Page(report).ById("output").All("pre");

        Assert.EndsWith("x\n… 16,000 more characters", output[0].Value, StringComparison.Ordinal);
        Assert.Equal("\n" + new string('y', 8_000), output[1].Value);
    }

    [Theory]
    [InlineData(NodeVerdict.Succeeded, "The node succeeded", false)]
    [InlineData(NodeVerdict.Failed, "The node did not succeed", true)]
    [InlineData(NodeVerdict.TimedOut, "The node did not succeed", true)]
    [InlineData(NodeVerdict.Cancelled, "The node did not succeed", true)]
    [InlineData(NodeVerdict.NotDelivered, "The node did not succeed", true)]
    [InlineData(NodeVerdict.Refused, "The node did not succeed", true)]
    [InlineData(NodeVerdict.Terminated, "The node did not succeed", true)]
    [InlineData(NodeVerdict.Unknown, "The node did not succeed", true)]
    [InlineData(NodeVerdict.NotStarted, "The node did not succeed", true)]
    [InlineData(NodeVerdict.Open, "The node did not succeed", false)]
    public void A_verdict_is_told_in_words_at_the_top_among_failures_and_in_the_table(NodeVerdict verdict, string sentence, bool isFailure)
    {
        var start = verdict is NodeVerdict.NotStarted or NodeVerdict.NotDelivered ? (DateTimeOffset?)null : SampleReport.Start;
        var page = Written.Page(SampleReport.Of(1) with
        {
            Nodes = [SampleReport.Of("i-1", "web", 0, start, start?.AddSeconds(1), verdict, 1, "", "")],
        });

        Assert.Equal($"{sentence} – deploy-142", page.All("title")[0].Value);
        Assert.Equal($"1 {VerdictText.Of(verdict)}", page.All("li")[0].Value);
        Assert.Equal(isFailure, page.Descendants().Any(element => (string?)element.Attribute("id") == "failures"));
        Assert.Contains(page.ById("nodes").All("td"), cell => cell.Value == VerdictText.Of(verdict));
    }

    [Fact]
    public void Outcomes_are_counted_in_the_headline()
    {
        static string Headline(Report report) => HeadlineSection.Verdict(report);

        Assert.Equal("All 2 nodes succeeded", Headline(SampleReport.Of(2)));
        Assert.Equal("9,234 of 10,000 nodes succeeded", Headline(SampleReport.Of(10_000)));
        Assert.Equal("2 of 5 nodes succeeded", Headline(SampleReport.Of(2) with { Unnamed = 3 }));
        Assert.Equal("No nodes", Headline(SampleReport.Of(0)));
        Assert.Equal("None of 2 nodes succeeded", Headline(new Report { Unnamed = 2 }));
    }

    [Fact]
    public void Causes_are_told_apart_as_a_run_tells_them_apart_and_the_most_frequent_comes_first()
    {
        var causes = Written.Page(SampleReport.Of(10_000)).ById("failures").Element("ol")!.Elements("li")
            .Select(cause => cause.Value).ToList();

        Assert.Equal(5, causes.Count);
        Assert.StartsWith("failed exit 22\nlast attempt 13 failed with 502200 nodes: ", causes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_group_that_differs_says_how()
    {
        var difference = Written.Page(SampleReport.Of(60)).ById("output").Descendants("pre")
            .First(pre => (string?)pre.Attribute("class") == "diff");

        Assert.Contains(difference.Elements("ins"), line => line.Value == "+cache was cold\n");
    }

    [Fact]
    public void A_report_of_nothing_is_a_page() =>
        Assert.Equal("No nodes – Run Command", Written.Page(new Report()).All("title").Single().Value);

    // What the page is made of, without texts.
    private static string Shape(XElement page) => string.Join('\n', page.DescendantsAndSelf().Select(element =>
        $"{element.Name} {string.Join(' ', element.Attributes().Select(attribute => attribute.Name))}"));

    private static string Hash(Regex part, string text) =>
        "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(part.Match(text).Groups[1].Value)));

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();

    [GeneratedRegex("<script>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("<([a-z0-9]+)[^<>]*/>")]
    private static partial Regex SelfClosing();
}
