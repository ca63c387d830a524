using System.Text;
using Markdig.Syntax.Inlines;

namespace RunCommandPS.Help.Text;

/// <summary>Turns what is inside a paragraph into plain text: code and emphasis lose their marks, a link keeps its address.</summary>
internal static class InlineText
{
    /// <summary>The text of a paragraph, heading or table cell.</summary>
    /// <param name="inlines">What is inside; null when empty.</param>
    /// <param name="errors">Takes what can't be plain text, and links that lead nowhere.</param>
    /// <returns>The text on one line, but for hard line breaks.</returns>
    public static string Of(ContainerInline? inlines, PageErrors errors)
    {
        var text = new StringBuilder();
        Append(text, inlines, errors);
        return text.ToString().Trim();
    }

    /// <summary>The address of a link, checked: another page must exist.</summary>
    /// <param name="link">The link.</param>
    /// <param name="errors">Takes a link that leads nowhere.</param>
    /// <returns>The address; empty for another page of this folder.</returns>
    public static string AddressOf(LinkInline link, PageErrors errors)
    {
        var address = link.Url ?? "";
        if (Uri.TryCreate(address, UriKind.Absolute, out var absolute) && !absolute.IsFile)
        {
            return address;
        }

        var target = Path.Combine(Path.GetDirectoryName(errors.File) ?? "", address.Split('#')[0]);
        if (!File.Exists(target))
        {
            errors.Add(link.Line + 1, $"The link to '{address}' leads nowhere.");
        }

        return "";
    }

    private static void Append(StringBuilder text, ContainerInline? container, PageErrors errors)
    {
        foreach (var inline in container ?? Enumerable.Empty<Inline>())
        {
            Append(text, inline, errors);
        }
    }

    private static void Append(StringBuilder text, Inline inline, PageErrors errors)
    {
        switch (inline)
        {
            case LiteralInline literal:
                text.Append(literal.Content.AsSpan());
                break;
            case CodeInline code:
                text.Append(code.Content);
                break;
            case HtmlEntityInline entity:
                text.Append(entity.Transcoded.AsSpan());
                break;
            case LineBreakInline lineBreak:
                text.Append(lineBreak.IsHard ? '\n' : ' ');
                break;
            case AutolinkInline address:
                text.Append(address.Url);
                break;
            case LinkInline { IsImage: false } link:
                Append(text, (ContainerInline)link, errors);
                var target = AddressOf(link, errors);
                text.Append(target.Length > 0 ? $" ({target})" : "");
                break;
            case EmphasisInline emphasis:
                Append(text, (ContainerInline)emphasis, errors);
                break;
            case DelimiterInline delimiter:
                text.Append(delimiter.ToLiteral());
                Append(text, (ContainerInline)delimiter, errors);
                break;
            default:
                errors.Add(inline.Line + 1, $"Help is plain text, and a {Name(inline)} can't be shown in it.");
                break;
        }
    }

    private static string Name(Inline inline) => inline switch
    {
        HtmlInline html => $"tag ({html.Tag})",
        LinkInline => "picture",
        _ => inline.GetType().Name,
    };
}
