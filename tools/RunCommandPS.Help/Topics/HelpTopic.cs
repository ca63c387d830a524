using System.Text;
using Markdig.Syntax;
using RunCommandPS.Help.Text;

namespace RunCommandPS.Help.Topics;

/// <summary>An about topic: text that Get-Help shows as it is.</summary>
/// <param name="Name">The topic, <c>about_Name</c>.</param>
/// <param name="Text">The whole text, 80 columns wide.</param>
/// <param name="Examples">The PowerShell in it, block by block.</param>
public sealed record HelpTopic(string Name, string Text, IReadOnlyList<string> Examples)
{
    private const string ShortDescription = "SHORT DESCRIPTION";
    private const int Width = 80;
    private const int Indent = 4;

    /// <summary>Reads a topic.</summary>
    /// <param name="file">Its file, <c>about_Name.md</c>. Its first section is SHORT DESCRIPTION, one paragraph.</param>
    /// <returns>The topic.</returns>
    /// <exception cref="HelpPageException">The page breaks the layout.</exception>
    public static HelpTopic Load(string file) => Read(file, File.ReadAllText(file));

    internal static HelpTopic Read(string file, string markdown)
    {
        var errors = new PageErrors(file);
        var page = PageOutline.Parse(markdown, errors);
        var name = Path.GetFileNameWithoutExtension(file);
        if (page.Title != name || page.Content.Count > 0)
        {
            errors.Add(page.Line, $"A topic's title is its file's name, {name}, and its text starts under '{ShortDescription}'.");
        }

        if (page.Sections.FirstOrDefault() is not { Title: ShortDescription, Content.Count: 1, Sections.Count: 0 })
        {
            errors.Add(page.Line, $"The first section of a topic is '{ShortDescription}', one paragraph, which Get-Help lists.");
        }

        var text = Write(page, new PlainText(errors, Width - Indent));
        errors.ThrowIfAny();
        return new HelpTopic(
            name, text, [.. Blocks(page).OfType<FencedCodeBlock>().Where(code => code.Info == "powershell").Select(PlainText.CodeOf)]);
    }

    private static IEnumerable<Block> Blocks(PageSection section) => section.Content.Concat(section.Sections.SelectMany(Blocks));

    private static string Write(PageSection page, PlainText plain)
    {
        // Get-Help takes the fifth line for the synopsis, so the head of the text has this form and no other.
        var text = new StringBuilder().Append("TOPIC\n").Append(LineWrap.Indent(page.Title, Indent)).Append('\n');
        foreach (var section in page.Sections)
        {
            text.Append('\n').Append(section.Title).Append('\n');
            Write(text, section, plain);
            foreach (var below in section.Sections)
            {
                text.Append('\n').Append(LineWrap.Indent(below.Title, Indent / 2)).Append('\n');
                Write(text, below, plain);
            }
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, PageSection section, PlainText plain)
    {
        if (section.Content.Count > 0)
        {
            text.Append(LineWrap.Indent(string.Join("\n\n", plain.Wrap(section.Content)), Indent)).Append('\n');
        }
    }
}
