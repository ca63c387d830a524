using System.Globalization;
using System.Text;
using System.Xml;
using RunCommandPS.Model;

namespace RunCommandPS.Reporting;

/// <summary>Text that others wrote, made fit for a report: whatever it contains, XML can hold it and a reader sees it.</summary>
internal static class ReportText
{
    /// <summary>
    /// The text with control characters as visible signs, lines that end in a line feed, and without what XML can't hold: unpaired
    /// surrogates become U+FFFD, and the two noncharacters become their numbers.
    /// </summary>
    /// <param name="text">The text; may be null.</param>
    public static string Of(string? text)
    {
        var shown = VisibleText.Of(text).Replace("\r\n", "\n", StringComparison.Ordinal);
        return IsXml(shown) ? shown : Repaired(shown);
    }

    private static bool IsXml(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i]))
            {
                continue;
            }

            if (i + 1 == text.Length || !XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                return false;
            }

            i++;
        }

        return true;
    }

    private static string Repaired(string text)
    {
        var repaired = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value))
            {
                repaired.Append(CultureInfo.InvariantCulture, $"<U+{rune.Value:X4}>");
            }
            else
            {
                repaired.Append(rune);
            }
        }

        return repaired.ToString();
    }
}
