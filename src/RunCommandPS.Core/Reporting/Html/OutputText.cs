using System.Xml.Linq;
using Tag = RunCommandPS.Reporting.Html.HtmlTag;

namespace RunCommandPS.Reporting.Html;

/// <summary>What nodes wrote, as far as it is likely to be read.</summary>
internal static class OutputText
{
    // Together with the number of groups this bounds the page, whatever nodes write.
    private const int MostCharacters = 8_000;
    private const int MostLines = 200;

    /// <summary>Both streams of a group.</summary>
    public static IEnumerable<XElement> Streams(OutputGroup group)
    {
        if (group.StandardOutput.Length + group.StandardError.Length == 0)
        {
            return [Tag.Of("p", ("class", "note"), "Nothing was written.")];
        }

        return new[] { Stream("Standard output", group.StandardOutput), Stream("Standard error", group.StandardError) }.OfType<XElement>();
    }

    /// <summary>The differences, line by line, with what is gone and what is new.</summary>
    public static XElement Difference(string difference)
    {
        var lines = Shortened(difference).Split('\n');
        return Tag.Of("figure",
            Tag.Of("figcaption", "Different from the largest group"),
            Tag.Pre(
                ("class", "diff"),
                lines.Take(MostLines).Select(Line),
                lines.Length > MostLines ? $"… {ReportNumber.Of(lines.Length - MostLines)} more lines" : null));
    }

    private static XElement? Stream(string name, string text) => text.Length == 0 ? null : Tag.Of("figure",
        Tag.Of("figcaption", name),
        Tag.Pre(Shortened(text), text.Length > MostCharacters
            ? $"\n… {ReportNumber.Of(text.Length - MostCharacters)} more characters"
            : null));

    private static XElement Line(string line) => Tag.Of(
        line switch
        {
            ['+', ..] => "ins",
            ['-', ..] => "del",
            _ => "span",
        },
        line + "\n");

    private static string Shortened(string text) => text.Length > MostCharacters ? text[..MostCharacters] : text;
}
