using System.Globalization;
using System.Text;

namespace RunCommandPS.Core.Tests.Model;

/// <summary>
/// The patterns of the API reference, read by a person and written down character by character: a second opinion on
/// <c>SpecPattern</c> that has no regular expression in it.
/// </summary>
internal static class SpecReading
{
    private static readonly char[] LineEnds = ['\n', '\r', '\u0085', '\u2028', '\u2029'];
    private static readonly char[] WhiteSpace = ['\t', '\n', '\v', '\f', '\r', ' '];

    /// <summary>3 to 128 letters, digits, underscores, hyphens, dots, colons and slashes.</summary>
    internal static bool DocumentName(string text) =>
        text.Length is >= 3 and <= 128 && text.All(c => IsWord(c) || c is '-' or '.' or ':' or '/');

    /// <summary>The same without colons and slashes, which ARNs have.</summary>
    internal static bool NewDocumentName(string text) => text.Length is >= 3 and <= 128 && text.All(c => IsWord(c) || c is '-' or '.');

    /// <summary>$LATEST, $DEFAULT, or a number from 1 without leading zeros.</summary>
    internal static bool DocumentVersion(string text) => text is "$LATEST" or "$DEFAULT" || IsCount(text);

    /// <summary>i- and 8 or 17 characters of words, or mi- and 17.</summary>
    internal static bool InstanceId(string text)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        var (prefix, rest) = dash < 0 ? ("", "") : (text[..dash], text[(dash + 1)..]);
        return (prefix, rest.Length) is ("i", 8) or ("i", 17) or ("mi", 17) && rest.All(IsWord);
    }

    /// <summary>A number from 1, or 1 to 100 percent.</summary>
    internal static bool MaxConcurrency(string text) => IsCount(text) || (IsPercentage(text) && text != "0%");

    /// <summary>A number from 0, or 0 to 100 percent.</summary>
    internal static bool MaxErrors(string text) => text == "0" || IsCount(text) || IsPercentage(text);

    /// <summary>
    /// Any number of letters, separators and numbers of all the world, and _ . : / = - @, where a character beyond U+FFFF is one and half
    /// of one is none, as in Java. The two names that the pattern also lists consist of these.
    /// </summary>
    internal static bool TargetKey(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune))
            {
                return false;
            }

            var allowed = rune.Value is '_' or '.' or ':' or '/' or '=' or '-' or '@' || CharUnicodeInfo.GetUnicodeCategory(rune.Value) is
                UnicodeCategory.UppercaseLetter
                    or UnicodeCategory.LowercaseLetter
                    or UnicodeCategory.TitlecaseLetter
                    or UnicodeCategory.ModifierLetter
                or UnicodeCategory.OtherLetter
                or UnicodeCategory.DecimalDigitNumber
                or UnicodeCategory.LetterNumber
                or UnicodeCategory.OtherNumber
                or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            if (!allowed)
            {
                return false;
            }

            i += rune.Utf16SequenceLength - 1;
        }

        return true;
    }

    /// <summary>At least one character, one of them not white space, and no line end: Java's dot matches none of its five.</summary>
    internal static bool AlarmName(string text) => text.IndexOfAny(LineEnds) < 0 && text.Any(c => !WhiteSpace.Contains(c));

    private static bool IsCount(string text) => text.Length > 0 && text[0] is >= '1' and <= '9' && text.All(IsDigit);

    private static bool IsPercentage(string text) => text == "100%"
        || (text.Length is 2 or 3 && text[^1] == '%' && text[..^1].All(IsDigit) && (text.Length == 2 || text[0] != '0'));

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    private static bool IsWord(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_' || IsDigit(c);
}
