using System.Xml.Linq;
using RunCommandPS.Help.Tests.Fixture;

namespace RunCommandPS.Help.Tests;

public sealed class MamlTests : IDisposable
{
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private readonly DocsFolder _folder = new();
    private readonly string _text;

    public MamlTests()
    {
        _folder.Add("Get-Greeting.md", GreetingPage.Markdown);
        Assert.Empty(_folder.Compile());
        _text = File.ReadAllText(Path.Combine(_folder.Module, "en-US", "RunCommandPS.Help.Tests.dll-Help.xml"));
    }

    [Fact]
    public void A_page_becomes_this_file()
    {
        Golden.Equal("Get-Greeting.xml", _text);
    }

    [Fact]
    public void The_file_is_XML_whose_text_is_the_pages_own()
    {
        var introduction = XDocument.Parse(_text).Descendants(Maml + "para").Select(para => para.Value);

        Assert.Contains(
            "Get-Greeting greets everybody whose name is given, in the order in which the names came down the pipeline; "
            + "see the manual (https://example.com/manual) for & about https://example.com.",
            introduction);
    }

    [Fact]
    public void Compiling_twice_gives_the_same_file()
    {
        Assert.Empty(_folder.Compile());
        Assert.Equal(_text, File.ReadAllText(Path.Combine(_folder.Module, "en-US", "RunCommandPS.Help.Tests.dll-Help.xml")));
    }

    public void Dispose() => _folder.Dispose();
}
