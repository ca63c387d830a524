using System.Text.RegularExpressions;

namespace RunCommandPS;

/// <summary>
/// Matches text against a pattern of <see cref="ServiceLimits"/> the way the service does: the whole text must match, case
/// counts, <c>\w</c> is ASCII, and a final newline is a character like any other.
/// </summary>
/// <remarks>
/// .NET reads the same text more loosely: <c>$</c> also matches before a final newline and <c>\w</c> takes every
/// letter of Unicode. Where a constant is needed (ValidatePattern), <see cref="Start"/> and <see cref="End"/> go around the
/// pattern and <see cref="Options"/> goes with it.
/// </remarks>
public static class SpecPattern
{
    /// <summary>Goes before a pattern: the match starts at the first character.</summary>
    public const string Start = @"\A(?:";

    /// <summary>Goes after a pattern: the match ends at the last character, be it a newline.</summary>
    public const string End = @")\z";

    /// <summary>ASCII classes and case-sensitive letters, for patterns without <c>\p</c>.</summary>
    public const RegexOptions Options = RegexOptions.ECMAScript;

    /// <summary>Whether the service would take <paramref name="text"/> under <paramref name="pattern"/>.</summary>
    /// <param name="text">The text to check.</param>
    /// <param name="pattern">A pattern of <see cref="ServiceLimits"/>.</param>
    /// <returns>True where the whole text matches.</returns>
    public static bool IsMatch(string text, string pattern) =>
        // The static cache of Regex keeps these few patterns compiled; ECMAScript has no \p, so \w is spelled out for those.
        pattern.Contains(@"\p{", StringComparison.Ordinal)
            ? Regex.IsMatch(text, Start + pattern.Replace(@"\w", "[a-zA-Z0-9_]", StringComparison.Ordinal) + End, RegexOptions.CultureInvariant)
            : Regex.IsMatch(text, Start + pattern + End, Options);
}
