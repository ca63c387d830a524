using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace RunCommandPS;

/// <summary>
/// Matches text against a pattern of <see cref="ServiceLimits"/> the way the service does: the whole text must match,
/// case-sensitively, <c>\w</c> is ASCII, and a final newline is a character like any other.
/// </summary>
/// <remarks>
/// .NET reads the same text more loosely than Java, which the service is written in: <c>$</c> also matches before a final newline,
/// <c>\w</c> takes every letter of Unicode and <c>.</c> every character but the newline, while Java's stops at five line ends; and a
/// letter beyond U+FFFF is two characters that are not letters. Where a constant is needed (ValidatePattern), <see cref="Start"/> and
/// <see cref="End"/> go around a pattern that has neither <c>\p</c> nor <c>.</c>, and <see cref="Options"/> goes with it.
/// Whether the service lets <c>.</c> match line ends is not published; names with one are refused, as Java does by itself (CHOICE).
/// </remarks>
public static class SpecPattern
{
    /// <summary>
    /// Goes before a pattern: the match starts at the first character, and no text has U+0130, the one letter beyond ASCII that .NET
    /// counts among the <c>\w</c> of ECMAScript.
    /// </summary>
    public const string Start = @"\A(?!.*\u0130)(?:";

    /// <summary>Goes after a pattern: the match ends at the last character, be it a newline.</summary>
    public const string End = @")\z";

    /// <summary>ASCII classes and case-sensitive letters.</summary>
    public const RegexOptions Options = RegexOptions.ECMAScript;

    /// <summary>The start alone, for patterns that may take any letter.</summary>
    internal const string WholeStart = @"\A(?:";

    // Compiling a pattern takes milliseconds, and then each match a fraction of its time.
    private const int UsesBeforeCompiling = 10_000;

    private static readonly ConcurrentDictionary<string, Pattern> Patterns = new(StringComparer.Ordinal);

    // Line ends that Java's dot does not match and .NET's does.
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\u0085\u2028\u2029");

    /// <summary>Whether the service would take <paramref name="text"/> under <paramref name="pattern"/>.</summary>
    /// <param name="text">The text to check.</param>
    /// <param name="pattern">A pattern of <see cref="ServiceLimits"/>.</param>
    /// <returns>True if the whole text matches.</returns>
    public static bool IsMatch(string text, string pattern) =>
        // Only the patterns with \p have classes that take a line end.
        pattern.Contains(@"\p{", StringComparison.Ordinal)
            ? Ready(pattern).IsMatch(InBasicPlane(text))
            : !text.AsSpan().ContainsAny(LineEnds) && Ready(pattern).IsMatch(text);

    // The patterns are a few constants. As keys they are looked up without building anything for every text.
    private static Regex Ready(string pattern) => Patterns.GetOrAdd(pattern, static pattern => new Pattern(pattern)).Ready();

    private static string StartFor(string pattern) => pattern.Contains(@"\w", StringComparison.Ordinal) ? Start : WholeStart;

    /// <summary>A pattern, compiled once it has been used so often that this pays off.</summary>
    private sealed class Pattern(string pattern)
    {
        private readonly string _whole = (pattern.Contains(@"\p{", StringComparison.Ordinal) ? WholeStart : StartFor(pattern))
            + pattern
            + End;
        private Regex? _regex;
        private int _uses;

        public Regex Ready()
        {
            var uses = Interlocked.Increment(ref _uses);
            if (_regex is null || uses == UsesBeforeCompiling)
            {
                _regex = new Regex(_whole, uses < UsesBeforeCompiling ? Options : Options | RegexOptions.Compiled);
            }

            return _regex;
        }
    }

    // \p only distinguishes letters from numbers, so one of each can represent those that .NET's classes do not see.
    private static string InBasicPlane(string text) => string.Concat(text.EnumerateRunes().Select(rune =>
        rune.IsBmp ? rune.ToString() : Rune.IsLetter(rune) ? "a" : Rune.IsNumber(rune) ? "0" : Rune.ReplacementChar.ToString()));
}
