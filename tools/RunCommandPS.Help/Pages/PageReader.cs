using System.Text.RegularExpressions;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using RunCommandPS.Help.Text;

namespace RunCommandPS.Help.Pages;

/// <summary>Reads a cmdlet's page and checks that it keeps the layout.</summary>
internal sealed partial class PageReader
{
    // What Get-Help leaves of an 80-column window for the deepest indented text, and for the code of an example.
    private const int TextWidth = 71;
    private const int CodeWidth = 75;
    private const string CommonParameters = "CommonParameters";
    private static readonly string[] Sections =
        ["SYNOPSIS", "SYNTAX", "DESCRIPTION", "EXAMPLES", "PARAMETERS", "INPUTS", "OUTPUTS", "NOTES", "RELATED LINKS"];

    private readonly PageErrors _errors;
    private readonly PlainText _text;
    private readonly PageSection _page;

    public PageReader(string file, string markdown)
    {
        _errors = new PageErrors(file);
        _text = new PlainText(_errors, TextWidth);
        _page = PageOutline.Parse(markdown, _errors);
    }

    /// <summary>Reads the page.</summary>
    /// <returns>What it says.</returns>
    /// <exception cref="HelpPageException">It breaks the layout; every breach is in it.</exception>
    public HelpPage Read()
    {
        CheckOutline();
        var page = new HelpPage
        {
            File = _errors.File,
            Name = _page.Title,
            Synopsis = ReadSynopsis(Section("SYNOPSIS")),
            Description = Needed(Section("DESCRIPTION")),
            ParameterSets = [.. Section("SYNTAX").Sections.Select(ReadParameterSet)],
            Examples = [.. Section("EXAMPLES").Sections.Select(ReadExample)],
            Parameters = [.. Section("PARAMETERS").Sections.Where(section => section.Title != CommonParameters).Select(ReadParameter)],
            Inputs = ReadTypes(Section("INPUTS")),
            Outputs = ReadTypes(Section("OUTPUTS")),
            Notes = _text.Flow(Section("NOTES").Content),
            Links = [.. Section("RELATED LINKS").Content.SelectMany(ReadLinks)],
        };
        CheckParameters(page);
        SyntaxCheck.Check(page, _errors);
        _errors.ThrowIfAny();
        return page;
    }

    private void CheckOutline()
    {
        var expected = Path.GetFileNameWithoutExtension(_errors.File);
        if (_page.Title != expected || !CmdletName().IsMatch(expected))
        {
            _errors.Add(_page.Line, $"The page's title is its file's name, Verb-Noun; it is '{_page.Title}' in {expected}.md.");
        }

        if (!_page.Sections.Select(section => section.Title).SequenceEqual(Sections))
        {
            var wrong = _page.Sections.Where((section, index) => section.Title != Sections.ElementAtOrDefault(index)).FirstOrDefault();
            _errors.Add(wrong?.Line ?? _page.Line, $"The sections of a page are, in this order: {string.Join(", ", Sections)}.");
        }
    }

    private PageSection Section(string title) =>
        _page.Sections.FirstOrDefault(section => section.Title == title) ?? new PageSection(_page.Line, title);

    private IReadOnlyList<string> Needed(PageSection section)
    {
        var text = _text.Flow(section.Content);
        if (text.Count == 0)
        {
            _errors.Add(section.Line, $"There is no text under '{section.Title}'.");
        }

        return text;
    }

    private string ReadSynopsis(PageSection section)
    {
        if (section.Content is not [ParagraphBlock])
        {
            _errors.Add(section.Line, "The synopsis is one paragraph.");
        }

        return string.Join(' ', _text.Flow(section.Content));
    }

    private HelpParameterSet ReadParameterSet(PageSection section)
    {
        const string mark = " (Default)";
        var isDefault = section.Title.EndsWith(mark, StringComparison.Ordinal);
        var name = isDefault ? section.Title[..^mark.Length] : section.Title;
        if (section.Content is not [FencedCodeBlock code])
        {
            _errors.Add(section.Line, $"There is one fenced block of syntax under '{name}', and nothing else.");
            return new HelpParameterSet(section.Line, name, isDefault, "", []);
        }

        var syntax = Space().Replace(PlainText.CodeOf(code).Trim(), " ");
        var parameters = SyntaxLine.Parse(syntax, _page.Title);
        if (parameters is null)
        {
            _errors.Add(code.Line + 1, "This is not the syntax of the page's cmdlet in the form of Get-Command -Syntax.");
        }

        return new HelpParameterSet(section.Line, name, isDefault, syntax, parameters ?? []);
    }

    private HelpExample ReadExample(PageSection section, int index)
    {
        var title = ExampleTitle().Match(section.Title);
        if (title.Groups["number"].Value != $"{index + 1}")
        {
            _errors.Add(section.Line, $"The heading of this example is 'Example {index + 1}: ' and a title.");
        }

        var at = section.Content.FindIndex(block => block is FencedCodeBlock { Info: "powershell" });
        var output = section.Content.OfType<FencedCodeBlock>().FirstOrDefault(block => block.Info == "output");
        if (at < 0
            || section.Content.OfType<FencedCodeBlock>().Count() != (output is null ? 1 : 2)
            || (output is not null && section.Content.IndexOf(output) != at + 1))
        {
            _errors.Add(section.Line, "An example has one ```powershell block, which one ```output block may follow, and no other code.");
            return new HelpExample(section.Line, title.Groups["title"].Value, [], "", "", [], false);
        }

        var code = (FencedCodeBlock)section.Content[at];
        if (code.Arguments is not (null or "" or "error"))
        {
            _errors.Add(code.Line + 1, $"A ```powershell block can be marked 'error', not '{code.Arguments}'.");
        }

        return new HelpExample(
            section.Line,
            title.Groups["title"].Value,
            _text.Flow(section.Content.Take(at)),
            _text.CodeOf(code, CodeWidth),
            output is null ? "" : _text.CodeOf(output, CodeWidth),
            _text.Flow(section.Content.Skip(at + (output is null ? 1 : 2))),
            code.Arguments == "error");
    }

    private HelpParameter ReadParameter(PageSection section)
    {
        var blocks = section.Content.OfType<FencedCodeBlock>().Where(block => block.Info == "yaml").ToArray();
        var prose = section.Content.Except<Block>(blocks).ToArray();
        if (!ParameterName().IsMatch(section.Title) || prose.Length == 0 || blocks.Length == 0)
        {
            _errors.Add(
                section.Line,
                $"A parameter is a heading '-Name', text, and one or more ```yaml blocks of attributes; not so '{section.Title}'.");
        }

        return new HelpParameter(
            section.Line,
            section.Title.TrimStart('-'),
            _text.Flow(prose),
            [.. blocks.Select(block => new AttributeBlock(block, _errors).Read())]);
    }

    private void CheckParameters(HelpPage page)
    {
        var section = Section("PARAMETERS");
        if (section.Sections.LastOrDefault()?.Title != CommonParameters)
        {
            _errors.Add(section.Line, $"The last heading of the parameters is '{CommonParameters}'.");
        }

        foreach (var (first, second) in page.Parameters.Zip(page.Parameters.Skip(1)))
        {
            if (string.Compare(first.Name, second.Name, StringComparison.OrdinalIgnoreCase) >= 0)
            {
                _errors.Add(second.Line, $"Parameters are in alphabetical order, each once; -{second.Name} comes after -{first.Name}.");
            }
        }
    }

    private HelpType[] ReadTypes(PageSection section)
    {
        if (section.Sections.Count == 0 || section.Content.Count > 0)
        {
            _errors.Add(section.Line, $"'{section.Title}' has a heading for each type, or the heading None.");
        }

        return [.. section.Sections.Select(type => new HelpType(type.Title, Needed(type)))];
    }

    private IEnumerable<HelpLink> ReadLinks(Block block)
    {
        if (block is not ListBlock list)
        {
            _errors.Add(block.Line + 1, "Related links are a list.");
            yield break;
        }

        foreach (var item in list.OfType<ListItemBlock>())
        {
            if (item is [ParagraphBlock { Inline.FirstChild: LinkInline { NextSibling: null, IsImage: false } link }])
            {
                yield return new HelpLink(InlineText.Of(link, _errors), InlineText.AddressOf(link, _errors));
            }
            else
            {
                _errors.Add(item.Line + 1, "Each related link is one link, and nothing else.");
            }
        }
    }

    [GeneratedRegex(@"\A[A-Z][A-Za-z]+-[A-Z][A-Za-z]+\z")]
    private static partial Regex CmdletName();

    [GeneratedRegex(@"\A-[A-Za-z]\w*\z")]
    private static partial Regex ParameterName();

    [GeneratedRegex(@"\AExample (?<number>[1-9][0-9]*): (?<title>.+)\z")]
    private static partial Regex ExampleTitle();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
