using System.Text.RegularExpressions;
using RunCommandPS.Reporting;

namespace RunCommandPS.Core.Tests.Reporting;

/// <summary>The page in a browser: its script works, nothing is loaded, nothing complains.</summary>
public sealed partial class BrowserTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("RunCommandPS.Tests-");

    public void Dispose()
    {
        // Helpers of the browser may outlive it by a moment.
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (IOException)
        {
        }
    }

    [Theory]
    [InlineData("", 200, "10,000 nodes", false)]
    [InlineData("failures", 200, "10,000 nodes", false)]
    [InlineData("q=NO+space++tar", 200, "200 of 10,000 nodes", true)]
    [InlineData("q=web0014", 1, "1 of 10,000 nodes", true)]
    [InlineData("q=%3Cscript%3E", 0, "0 of 10,000 nodes", true)]
    [InlineData("verdict=timed+out", 100, "100 of 10,000 nodes", true)]
    [InlineData("verdict=nonsense", 200, "10,000 nodes", false)]
    [InlineData("verdict=succeeded&q=us-east", 200, "4,534 of 10,000 nodes", false)]
    public async Task Ten_thousand_nodes_are_searched(string hash, int rows, string found, bool areAllShown)
    {
        var dom = await OpenAsync(SampleReport.Of(10_000), hash);

        Assert.Equal(rows, Rows(dom).Count);
        Assert.Contains($"role=\"status\">{found}</span>", dom, StringComparison.Ordinal);
        Assert.Equal(areAllShown, dom.Contains("<p class=\"more\" hidden=\"\">", StringComparison.Ordinal));
        Assert.Contains("<div id=\"tools\">", dom, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("duration", true)]
    [InlineData("-duration", false)]
    public async Task Nodes_are_sorted_by_number_with_those_without_one_at_the_end(string sort, bool isUp)
    {
        var rows = Rows(await OpenAsync(SampleReport.Of(150), $"sort={sort}"));

        var values = rows.Select(row => Seconds().Match(row)).TakeWhile(match => match.Success)
            .Select(match => double.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(150, rows.Count);
        Assert.Equal(SampleReport.Of(150).Nodes.Count(node => node.Duration is not null), values.Count);
        Assert.Equal(isUp ? values.Order() : values.OrderDescending(), values);
    }

    [Fact]
    public async Task Nodes_are_sorted_by_name()
    {
        var dom = await OpenAsync(SampleReport.Of(150), "sort=-name");

        Assert.StartsWith("<td>web0150</td>", Rows(dom)[0], StringComparison.Ordinal);
        Assert.Contains("data-key=\"name\" aria-sort=\"descending\"", dom, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_text_does_nothing()
    {
        var dom = await OpenAsync(HostileReport.Of(HostileReport.Text), "");

        Assert.Equal(20, Rows(dom).Count);
        Assert.DoesNotContain("<img", dom, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_loads_and_complains_would_be_noticed()
    {
        Browser.Require();
        var path = Path.Combine(_folder.FullName, "bad.html");
        await File.WriteAllTextAsync(
            path, "<!DOCTYPE html><title>x</title><img src='http://example.invalid/x'><script>console.error('no')</script>",
            TestContext.Current.CancellationToken);

        var (_, console, requests) = await Browser.OpenAsync(_folder, path, "");

        Assert.NotEmpty(console);
        Assert.NotEmpty(requests);
    }

    private async Task<string> OpenAsync(Report report, string hash)
    {
        Browser.Require();
        var path = Path.Combine(_folder.FullName, "r.html");
        ReportFile.Write(path, isForced: false, isKept: false, stream => ReportFormats.Write(report, ReportFormat.Html, stream));

        var (dom, console, requests) = await Browser.OpenAsync(_folder, path, hash);

        Assert.Empty(console);
        Assert.Empty(requests);
        return dom;
    }

    private static List<string> Rows(string dom)
    {
        var table = dom[dom.IndexOf("<table id=\"nodes\"", StringComparison.Ordinal)..];
        return [.. Row().Matches(table[table.IndexOf("<tbody>", StringComparison.Ordinal)..]).Select(match => match.Groups[1].Value)];
    }

    [GeneratedRegex("<tr>(.*?)</tr>", RegexOptions.Singleline)]
    private static partial Regex Row();

    [GeneratedRegex("data-v=\"([0-9.]+)\"")]
    private static partial Regex Seconds();
}
