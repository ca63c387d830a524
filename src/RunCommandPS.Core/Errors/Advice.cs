using System.Text.RegularExpressions;

namespace RunCommandPS.Errors;

/// <summary>
/// What to do about an error, for the cmdlet that reports it. Many cmdlets report the same error, and advice that names a parameter of
/// another one sends people looking for what is not there.
/// </summary>
internal static partial class Advice
{
    /// <summary>
    /// The advice if all of it is about parameters that only the first send has: Restart-RunCommand sends a command unchanged.
    /// </summary>
    public const string SendAnew = "Send a new command with Send-RunCommand and specify the new values there.";

    /// <summary>The sentences and clauses that name only parameters of the cmdlet, or of a cmdlet that they name first.</summary>
    /// <param name="recommendation">Advice in whole sentences.</param>
    /// <param name="hasParameter">Whether the cmdlet has a parameter of that name.</param>
    public static string For(string recommendation, Func<string, bool> hasParameter)
    {
        var text = "";
        foreach (var clause in ClauseEnd().Split(recommendation))
        {
            if (Fits(clause, hasParameter))
            {
                text += text.Length == 0 ? Capitalized(clause) : $" {(text.EndsWith('.') ? Capitalized(clause) : clause)}";
            }
            else if (clause.EndsWith('.') && text.EndsWith(';'))
            {
                text = text[..^1] + ".";
            }
        }

        return text.Length == 0 ? SendAnew : text.TrimEnd(';', '.') + ".";
    }

    private static bool Fits(string clause, Func<string, bool> hasParameter) => Parameter().Matches(clause)
        .All(parameter => hasParameter(parameter.Groups["name"].Value) || Cmdlet().IsMatch(clause[..parameter.Index]));

    private static string Capitalized(string clause) => char.ToUpperInvariant(clause[0]) + clause[1..];

    [GeneratedRegex(@"(?<=[.;])\s+", RegexOptions.CultureInvariant)]
    private static partial Regex ClauseEnd();

    [GeneratedRegex(@"(?<![\w-])-(?<name>[A-Z]\w+)", RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\b[A-Z][a-z]+-RunCommand\w*", RegexOptions.CultureInvariant)]
    private static partial Regex Cmdlet();
}
