using System.Xml;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace RunCommandPS.Help.Text;

/// <summary>Parses Markdown into sections. A page has one heading of the first level, at its top, and none below the third.</summary>
internal static class PageOutline
{
    private const int DeepestLevel = 3;
    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UsePipeTables(new PipeTableOptions { InferColumnWidthsFromSeparator = false }).Build();

    /// <summary>Parses a page.</summary>
    /// <param name="markdown">The page's text.</param>
    /// <param name="errors">Takes what is wrong with the headings.</param>
    /// <returns>The section of the page's title, with the others below it.</returns>
    public static PageSection Parse(string markdown, PageErrors errors)
    {
        CheckCharacters(markdown, errors);
        var path = new List<PageSection>();
        foreach (var block in Markdown.Parse(markdown, Pipeline))
        {
            if (block is HeadingBlock heading)
            {
                Enter(heading, path, errors);
            }
            else if (path.Count > 0)
            {
                path[^1].Content.Add(block);
            }
            else if (block is not LinkReferenceDefinitionGroup)
            {
                errors.Add(block.Line + 1, "A page starts with its title (# Name).");
            }
        }

        return path.Count > 0 ? path[0] : new PageSection(1, "");
    }

    private static void Enter(HeadingBlock heading, List<PageSection> path, PageErrors errors)
    {
        var section = new PageSection(heading.Line + 1, InlineText.Of(heading.Inline, errors));
        if (heading.Level > DeepestLevel || heading.Level > path.Count + 1 || (heading.Level == 1 && path.Count > 0))
        {
            errors.Add(
                section.Line,
                $"The heading '{section.Title}' is at level {heading.Level}, which can't be here: one title, then ##, then ###.");
            return;
        }

        path.RemoveRange(heading.Level - 1, path.Count - heading.Level + 1);
        if (path.Count > 0)
        {
            path[^1].Sections.Add(section);
        }

        path.Add(section);
    }

    private static void CheckCharacters(string markdown, PageErrors errors)
    {
        var line = 1;
        foreach (var character in markdown)
        {
            line += character == '\n' ? 1 : 0;
            if (!XmlConvert.IsXmlChar(character) && !char.IsSurrogate(character))
            {
                errors.Add(line, $"The character U+{(int)character:X4} can't be in a help file.");
            }
        }
    }
}
