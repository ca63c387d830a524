using System.Text.RegularExpressions;

namespace RunCommandPS.Documents;

/// <summary>
/// References to Parameter Store, <c>{{ssm:name}}</c> or <c>{{ssm-secure:name}}</c>, which are resolved only when the command runs.
/// </summary>
internal static class ParameterStoreReference
{
    private static readonly Regex Pattern = new(@"\{\{[\t\n\f\r ]*ssm(-secure)?:[^{}]+\}\}", RegexOptions.CultureInvariant);

    internal static bool IsIn(string text) => Pattern.IsMatch(text);

    /// <summary>Whether the text is one reference and nothing else.</summary>
    internal static bool IsWhole(string text) => Pattern.Match(text) is { Success: true, Index: 0 } match && match.Length == text.Length;
}
