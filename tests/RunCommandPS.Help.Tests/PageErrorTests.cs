using RunCommandPS.Help.Tests.Fixture;

namespace RunCommandPS.Help.Tests;

public sealed class PageErrorTests
{
    [Fact]
    public void A_page_that_keeps_the_layout_has_no_errors()
    {
        Assert.Empty(ErrorsOf("", ""));
    }

    [Theory]
    [InlineData("# Get-Greeting", "# Get-Farewell", "title is its file's name")]
    [InlineData("## SYNOPSIS", "## SUMMARY", "The sections of a page are")]
    [InlineData("## NOTES", "## RELATED LINKS", "The sections of a page are")]
    [InlineData("### Name (Default)", "#### Name (Default)", "at level 4")]
    [InlineData("Get-Greeting [-Name] <string[]>", "Get-Greeting [-Name <string[]>", "not the syntax")]
    [InlineData("[-Time <string>]\n    [-Loud] [<CommonParameters>]", "[-Time <string>]\n    [-Loud]", "not the syntax")]
    [InlineData("`Get-Greeting` greets", "<b>Get-Greeting</b> greets", "a tag (<b>)")]
    [InlineData("(https://example.com/manual)", "(Get-Manual.md)", "leads nowhere")]
    [InlineData("- A first point", "> A quotation\n\n- A first point", "can't show a QuoteBlock")]
    [InlineData("### Example 2: Greet nobody", "### Example 3: Greet nobody", "'Example 2: '")]
    [InlineData("```powershell error", "```powershell fails", "not 'fails'")]
    [InlineData("```output", "```powershell", "An example has one")]
    [InlineData("Type: int\n", "Typ: int\n", "'Typ' is no attribute")]
    [InlineData("Position: 0", "Position: first", "a number or Named")]
    [InlineData("Accept pipeline input: True (ByValue)", "Accept pipeline input: ByValue", "not 'ByValue'")]
    [InlineData("### -Loud", "### Loud", "heading '-Name'")]
    [InlineData("### -Loud", "### -Zeal", "-Name comes after -Zeal")]
    [InlineData("### CommonParameters", "### -Zeal", "The last heading of the parameters")]
    [InlineData("[Get-Greeting](Get-Greeting.md)", "Get-Greeting", "one link, and nothing else")]
    public void A_page_that_breaks_the_layout_is_an_error(string piece, string broken, string message)
    {
        Assert.Contains(ErrorsOf(piece, broken), error => error.Message.Contains(message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(
        "Type: int\nParameter sets: Crowd\nRequired: True",
        "Type: int\nParameter sets: Crowd\nRequired: False",
        "are not what the syntax of 'Crowd' says")]
    [InlineData("Type: switch", "Type: bool", "are not what the syntax of 'Name' says")]
    [InlineData("Parameter sets: Crowd\nRequired: True", "Parameter sets: Mob\nRequired: True", "There is no parameter set 'Mob'")]
    [InlineData(
        "Get-Greeting -Count <int> [-Name <string[]>]",
        "Get-Greeting [-Name <string[]>]",
        "-Count of the set 'Crowd' is missing in the syntax")]
    [InlineData("[-Time <string>]\n", "[-Time <string>] [-Zone <string>]\n", "-Zone of the set 'Name' is not under PARAMETERS")]
    public void Syntax_and_attributes_that_disagree_are_an_error(string piece, string broken, string message)
    {
        Assert.Contains(ErrorsOf(piece, broken), error => error.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void An_error_names_the_file_and_the_line_in_the_form_of_MSBuild()
    {
        using var folder = new DocsFolder();
        var file = folder.Add("Get-Greeting.md", GreetingPage.Markdown.Replace("Position: 0", "Position: first", StringComparison.Ordinal));

        var error = folder.Compile().First(error => error.Message.StartsWith("'Position'", StringComparison.Ordinal));

        Assert.Equal(
            $"{file}({GreetingPage.LineOf("Position: 0")}): error: 'Position' is a number or Named, not 'first'.", error.ToString());
    }

    [Fact]
    public void Every_error_of_every_page_is_told_and_nothing_is_written()
    {
        using var folder = new DocsFolder();
        folder.Add(
            "Get-Greeting.md", GreetingPage.Markdown.Replace("Type: switch", "Type: bool", StringComparison.Ordinal)
                .Replace("# Get-G", "# Get-g", StringComparison.Ordinal));
        folder.Add("about_Greeting.md", "# about_Greeting\n");

        Assert.Equal(["Get-Greeting.md", "about_Greeting.md"], folder.Compile().Select(error => Path.GetFileName(error.File)).Distinct());
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Module));
    }

    [Fact]
    public void A_line_of_an_example_that_Get_Help_would_break_is_an_error()
    {
        var error = Assert.Single(ErrorsOf("'Ada' # & <friends>", "'Ada' # " + new string('x', 64)));

        Assert.Equal(GreetingPage.LineOf("'Ada' #"), error.Line);
    }

    [Fact]
    public void A_character_that_XML_does_not_have_is_an_error()
    {
        Assert.Contains(ErrorsOf("free.", "fr\u0007ee."), error =>
            error.Line == GreetingPage.LineOf("free.") && error.Message.Contains("U+0007", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_without_pages_is_an_error()
    {
        using var folder = new DocsFolder();

        Assert.Contains("no pages", Assert.Single(folder.Compile()).Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<HelpError> ErrorsOf(string piece, string broken)
    {
        using var folder = new DocsFolder();
        Assert.Contains(piece, GreetingPage.Markdown, StringComparison.Ordinal);
        folder.Add(
            "Get-Greeting.md",
            piece.Length == 0 ? GreetingPage.Markdown : GreetingPage.Markdown.Replace(piece, broken, StringComparison.Ordinal));
        return folder.Compile();
    }
}
