using System.Text.RegularExpressions;

namespace RunCommandPS.Documents;

/// <summary>A parameter's <c>allowedPattern</c>, ready to be matched.</summary>
/// <remarks>
/// Documents' patterns are often unanchored alternatives, such as the execution timeout's in AWS-RunShellScript, that make sense
/// only if the whole value must match; so it must. The service is written in Java, whose <c>\d</c>, <c>\w</c> and <c>\s</c> are ASCII
/// while .NET's take all of Unicode: <see cref="SpecPattern.Options"/> narrows them. A pattern comes from whoever wrote the document
/// and may take exponential time, so each match is limited to one second; a value that can't be judged by then does not match (CHOICE).
/// </remarks>
public sealed class AllowedPattern
{
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    private readonly Regex _whole;

    /// <summary>Compiles a pattern.</summary>
    /// <param name="pattern">The document's own text.</param>
    /// <exception cref="ArgumentException">It is not a regular expression, or one of Java's that .NET does not support.</exception>
    public AllowedPattern(string pattern)
    {
        // On its own first: "a)(b" would be well-formed between the two.
        _ = new Regex(pattern, SpecPattern.Options, MatchTimeout);
        _whole = new Regex(SpecPattern.WholeStart + pattern + SpecPattern.End, SpecPattern.Options, MatchTimeout);
        Text = pattern;
    }

    /// <summary>The document's own text.</summary>
    public string Text { get; }

    /// <summary>Whether all of <paramref name="value"/> matches, as determined within one second.</summary>
    /// <param name="value">The value, or one item of a list.</param>
    /// <returns>True if it does.</returns>
    public bool IsMatch(string value)
    {
        try
        {
            return _whole.IsMatch(value);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
