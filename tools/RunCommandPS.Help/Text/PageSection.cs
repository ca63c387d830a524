using Markdig.Syntax;

namespace RunCommandPS.Help.Text;

/// <summary>A heading, what follows it, and the headings below it.</summary>
/// <param name="Line">Where the heading is, from 1.</param>
/// <param name="Title">The heading's text.</param>
internal sealed record PageSection(int Line, string Title)
{
    /// <summary>What stands between the heading and the next one.</summary>
    public List<Block> Content { get; } = [];

    /// <summary>The headings one level below.</summary>
    public List<PageSection> Sections { get; } = [];
}
