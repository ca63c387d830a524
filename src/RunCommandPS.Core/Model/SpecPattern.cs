using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace RunCommandPS;

/// <summary>
/// Matches text against a pattern of <see cref="ServiceLimits"/> the way the service does: the whole text must match, case
/// counts, <c>\w</c> is ASCII, and a final newline is a character like any other.
/// </summary>
/// <remarks>
/// .NET reads the same text more loosely than Java, which the service is written in: <c>$</c> also matches before a final newline,
/// <c>\w</c> takes every letter of Unicode and <c>.</c> every character but the newline, while Java's stops at five line ends; and a
/// letter beyond U+FFFF is two characters that are no letters. Where a constant is needed (ValidatePattern), <see cref="Start"/> and
/// <see cref="End"/> go around a pattern that has neither <c>\p</c> nor <c>.</c>, and <see cref="Options"/> goes with it.
/// </remarks>
public static class SpecPattern
{
    /// <summary>Goes before a pattern: the match starts at the first character.</summary>
    public const string Start = @"\A(?:";

    /// <summary>Goes after a pattern: the match ends at the last character, be it a newline.</summary>
    public const string End = @")\z";

    /// <summary>ASCII classes and case-sensitive letters.</summary>
    public const RegexOptions Options = RegexOptions.ECMAScript;

    // Line ends that Java's dot does not match and .NET's does.
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\u0085\u2028\u2029");

    /// <summary>Whether the service would take <paramref name="text"/> under <paramref name="pattern"/>.</summary>
    /// <param name="text">The text to check.</param>
    /// <param name="pattern">A pattern of <see cref="ServiceLimits"/>.</param>
    /// <returns>True where the whole text matches.</returns>
    public static bool IsMatch(string text, string pattern) =>
        // Only the patterns with \p have classes that take a line end. The static cache of Regex keeps these few patterns ready.
        pattern.Contains(@"\p{", StringComparison.Ordinal)
            ? Regex.IsMatch(InBasicPlane(text), Start + pattern + End, Options)
            : !text.AsSpan().ContainsAny(LineEnds) && Regex.IsMatch(text, Start + pattern + End, Options);

    // \p tells letters from numbers and no more, so that one of each can stand for those that .NET's classes do not see.
    private static string InBasicPlane(string text) => string.Concat(text.EnumerateRunes().Select(rune =>
        rune.IsBmp ? rune.ToString() : Rune.IsLetter(rune) ? "a" : Rune.IsNumber(rune) ? "0" : Rune.ReplacementChar.ToString()));
}
