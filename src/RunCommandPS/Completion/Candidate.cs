using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using RunCommandPS.Model;

namespace RunCommandPS.Completion;

/// <summary>A candidate for what has been typed so far.</summary>
/// <param name="Text">What to insert on the command line, without quotes.</param>
/// <param name="ToolTip">A description of it.</param>
/// <param name="OtherName">Another name that also finds it; null if it has none.</param>
internal sealed partial record Candidate(string Text, string ToolTip, string? OtherName = null)
{
    /// <summary>Whether it matches a word, which may have wildcards.</summary>
    public bool Fits(WildcardPattern pattern) => pattern.IsMatch(Text) || (OtherName is { Length: > 0 } other && pattern.IsMatch(other));

    /// <summary>How PowerShell shows and inserts it.</summary>
    /// <param name="quote">The quote the word began with; null if there was none.</param>
    public CompletionResult Result(char? quote)
    {
        var text = quote == '"' ? $"\"{Text.Replace("\"", "`\"", StringComparison.Ordinal)}\""
            : quote is not null || !Bare().IsMatch(Text) ? $"'{CodeGeneration.EscapeSingleQuotedStringContent(Text)}'"
            : Text;
        var toolTip = VisibleText.Of(ToolTip.Length > 0 ? ToolTip : Text);
        var shown = VisibleText.Of(OtherName is { Length: > 0 } ? $"{Text} ({OtherName})" : Text);
        return new CompletionResult(text, shown, CompletionResultType.ParameterValue, toolTip);
    }

    // A subset of what PowerShell reads as one string without quotes.
    [GeneratedRegex(@"\A[\w.:/=][\w.:/=+\-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Bare();
}
