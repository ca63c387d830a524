using System.Text.RegularExpressions;

namespace RunCommandPS.Help.Pages;

/// <summary>Reads a line of syntax in the form of Get-Command -Syntax.</summary>
public static partial class SyntaxLine
{
    private const string CommonParameters = "[<CommonParameters>]";

    /// <summary>Reads a line of syntax.</summary>
    /// <param name="syntax">The line, for example <c>Get-Thing [-Name] &lt;string&gt; [-Force] [&lt;CommonParameters&gt;]</c>.</param>
    /// <param name="command">The command it must be of.</param>
    /// <returns>Its parameters in order; null where it is not of that form.</returns>
    public static IReadOnlyList<SyntaxParameter>? Parse(string syntax, string command)
    {
        if (!syntax.StartsWith(command + " ", StringComparison.Ordinal) || !syntax.EndsWith(CommonParameters, StringComparison.Ordinal))
        {
            return null;
        }

        var rest = syntax[(command.Length + 1)..^CommonParameters.Length].Trim();
        var matches = Parameter().Matches(rest);
        return string.Join(' ', matches.Select(match => match.Value)) == rest ? [.. matches.Select(Read)] : null;
    }

    private static SyntaxParameter Read(Match match) => new(
        match.Groups["name"].Value,
        match.Groups["type"] is { Success: true } type ? type.Value : HelpParameterUse.SwitchType,
        match.Groups["required"].Success,
        match.Groups["positional"].Success);

    // The order counts: [-Name] <type> also starts like an optional switch.
    [GeneratedRegex("""
        (?: \[ \[-(?<positional>(?<name>\w+))\] \  <(?<type>[^>]+)> \]
          | (?<required> \[-(?<positional>(?<name>\w+))\] \  <(?<type>[^>]+)> )
          | \[ -(?<name>\w+) (?:\  <(?<type>[^>]+)>)? \]
          | (?<required> -(?<name>\w+) (?:\  <(?<type>[^>]+)>)? ) )
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();
}
