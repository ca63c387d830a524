using System.Globalization;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace RunCommandPS.Help.Text;

/// <summary>Turns paragraphs, lists, tables and code into plain text of a given width.</summary>
internal sealed class PlainText(PageErrors errors, int width)
{
    private const int CodeIndent = 4;

    /// <summary>Text whose paragraphs stay on one line, for a reader that breaks lines by itself; the rest is laid out.</summary>
    /// <param name="blocks">What to turn into text.</param>
    /// <returns>A text for each block.</returns>
    public IReadOnlyList<string> Flow(IEnumerable<Block> blocks) =>
        [.. Visible(blocks).Select(block => block switch
        {
            ParagraphBlock paragraph => InlineText.Of(paragraph.Inline, errors),
            CodeBlock code => CodeOf(code, width),
            _ => Render(block, width),
        })];

    /// <summary>Text that is broken into lines throughout.</summary>
    /// <param name="blocks">What to turn into text.</param>
    /// <returns>A text for each block.</returns>
    public IReadOnlyList<string> Wrap(IEnumerable<Block> blocks) => [.. Visible(blocks).Select(block => Render(block, width))];

    /// <summary>What is inside a code block, as it stands there.</summary>
    /// <param name="code">The block.</param>
    /// <returns>Its lines.</returns>
    public static string CodeOf(CodeBlock code) =>
        string.Join('\n', code.Lines.Lines.Take(code.Lines.Count).Select(line => line.ToString()));

    /// <summary>What is inside a code block, checked: code can't be broken into lines.</summary>
    /// <param name="code">The block.</param>
    /// <param name="available">Most characters of a line.</param>
    /// <returns>Its lines.</returns>
    public string CodeOf(CodeBlock code, int available)
    {
        var text = CodeOf(code);
        foreach (var (index, line) in text.Split('\n').Index().Where(line => line.Item.Length > available))
        {
            errors.Add(
                code.Line + index + 2,
                $"Code is at most {available} characters wide here, so that Get-Help need not break it; this line has {line.Length}.");
        }

        return text;
    }

    private static IEnumerable<Block> Visible(IEnumerable<Block> blocks) =>
        blocks.Where(block => block is not LinkReferenceDefinitionGroup);

    private string Render(Block block, int available)
    {
        switch (block)
        {
            case ParagraphBlock paragraph:
                return string.Join('\n', LineWrap.Wrap(InlineText.Of(paragraph.Inline, errors), available));
            case ListBlock list:
                return Render(list, available);
            case Table table:
                return Render(table, available);
            case CodeBlock code:
                return LineWrap.Indent(CodeOf(code, available - CodeIndent), CodeIndent);
            default:
                errors.Add(block.Line + 1, $"Help has paragraphs, lists, tables and code, and can't show a {block.GetType().Name}.");
                return "";
        }
    }

    private string Render(ListBlock list, int available)
    {
        var number = int.Parse(list.OrderedStart ?? "1", CultureInfo.InvariantCulture);
        var items = list.OfType<ListItemBlock>().Select(item =>
        {
            var marker = list.IsOrdered ? string.Create(CultureInfo.InvariantCulture, $"{number++}. ") : "- ";
            var text = string.Join(list.IsLoose ? "\n\n" : "\n", item.Select(block => Render(block, available - marker.Length)));
            return marker + LineWrap.Indent(text, marker.Length).TrimStart();
        });
        return string.Join(list.IsLoose ? "\n\n" : "\n", items);
    }

    private string Render(Table table, int available)
    {
        var columns = table.OfType<TableRow>().First().Count;
        var rows = table.OfType<TableRow>()
            .Select(
                row => Enumerable.Range(0, columns).Select(column => column < row.Count ? CellOf((TableCell)row[column]) : "").ToArray())
            .ToArray();
        if (TableLayout.Render(rows, available) is { } text)
        {
            return text;
        }

        errors.Add(table.Line + 1, $"The table's longest words do not fit side by side into {available} characters.");
        return "";
    }

    private string CellOf(TableCell cell) =>
        string.Join(' ', cell.OfType<ParagraphBlock>().Select(paragraph => InlineText.Of(paragraph.Inline, errors)));
}
