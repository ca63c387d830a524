using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace RunCommandPS.Model;

/// <summary>
/// The one place where text that a node or another account wrote is made safe to show: what would move the cursor, clear the screen, set
/// the title or change the direction of writing is replaced with a visible sign.
/// </summary>
/// <remarks>
/// The signs are Unicode's control pictures (U+2400 and up), as wide as one character, and <c>&lt;U+009B&gt;</c>, as less shows it, if
/// there is no picture. Line feeds and tabs stay, and so does the carriage return of a Windows line ending.
/// </remarks>
internal static partial class VisibleText
{
    private const char FirstPicture = '\u2400';
    private const char Delete = '\u007F';
    private const char DeletePicture = '\u2421';
    private const string Reset = "\u001b[0m";

    // C0 except tab and line feed, DEL and C1; line and paragraph separators; directional marks, embeddings, overrides and isolates.
    private static readonly SearchValues<char> Hidden = SearchValues.Create(
        [
            .. Range('\u0000', '\u001F').Where(sign => sign is not ('\t' or '\n')), .. Range(Delete, '\u009F'),
            '\u061C', '\u200E', '\u200F',
            .. Range('\u2028', '\u202E'), .. Range('\u2066', '\u2069'), '\uFEFF',
        ]);

    /// <summary>The text as it can be shown.</summary>
    /// <param name="text">The text; may be null.</param>
    /// <returns>The same text where there is nothing hidden in it.</returns>
    public static string Of(string? text)
    {
        if (text is null || text.AsSpan().IndexOfAny(Hidden) < 0)
        {
            return text ?? "";
        }

        var shown = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            Append(shown, text[i], endsLine: text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n');
        }

        return shown.ToString();
    }

    /// <summary>The text as it can be shown to those who want to see a program's colors: they stay, and end with the line.</summary>
    /// <param name="text">The text; may be null.</param>
    public static string WithColors(string? text) =>
        !Color().IsMatch(text ?? "") ? Of(text) : string.Join('\n', text!.Split('\n').Select(line =>
    {
        var shown = new StringBuilder(line.Length + 16);
        var at = 0;
        foreach (var color in Color().EnumerateMatches(line))
        {
            shown.Append(Of(line[at..color.Index])).Append(line, color.Index, color.Length);
            at = color.Index + color.Length;
        }

        shown.Append(Of(line[at..]));
        return (at > 0 ? shown.Append(Reset) : shown).ToString();
    }));

    private static void Append(StringBuilder shown, char sign, bool endsLine)
    {
        if (endsLine || !Hidden.Contains(sign))
        {
            shown.Append(sign);
        }
        else if (sign < ' ')
        {
            shown.Append((char)(FirstPicture + sign));
        }
        else if (sign == Delete)
        {
            shown.Append(DeletePicture);
        }
        else
        {
            shown.Append(CultureInfo.InvariantCulture, $"<U+{(int)sign:X4}>");
        }
    }

    private static IEnumerable<char> Range(char first, char last) => Enumerable.Range(first, last - first + 1).Select(code => (char)code);

    // Select Graphic Rendition (ECMA-48, 8.3.117): sets colors and weight, and moves nothing.
    [GeneratedRegex(@"\u001b\[[0-9;:]*m", RegexOptions.CultureInvariant)]
    private static partial Regex Color();
}
