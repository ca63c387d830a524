using System.Text.RegularExpressions;
using RunCommandPS.Simulator.Contract;

namespace RunCommandPS.Simulator.Protocol.Logs;

/// <summary>A filter pattern of plain terms, all of which an event must contain. Case-sensitive.</summary>
/// <remarks>
/// Source: "Filter pattern syntax" in the user guide of CloudWatch Logs. CHOICE: a term may be part of a word; and what is not a term
/// (optional and excluded ones, expressions, patterns for JSON and columns) is refused.
/// </remarks>
internal sealed partial class FilterPattern
{
    private readonly List<string> _terms = [];

    /// <exception cref="ServiceException">InvalidParameterException.</exception>
    public FilterPattern(string text)
    {
        var rest = text.Trim();
        while (rest.Length > 0)
        {
            var term = Term().Match(rest);
            if (!term.Success)
            {
                throw new ServiceException(
                    OwnerErrorCode.InvalidParameter,
                    $"The filter pattern '{text}' is not simulated. Simulated are terms of letters, digits and underscores, and texts in "
                        + "double quotes.");
            }

            _terms.Add(term.Groups["quoted"].Success
                ? Escape().Replace(term.Groups["quoted"].Value, "$1")
                : term.Groups["plain"].Value);
            rest = rest[term.Length..].TrimStart();
        }
    }

    public bool Takes(string message) => _terms.TrueForAll(term => message.Contains(term, StringComparison.Ordinal));

    [GeneratedRegex("""^(?:"(?<quoted>(?:[^"\\]|\\.)*)"|(?<plain>\w+))(?=\s|$)""", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Term();

    [GeneratedRegex(@"\\(.)", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Escape();
}
