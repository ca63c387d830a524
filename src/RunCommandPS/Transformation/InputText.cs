using System.Collections;
using System.Management.Automation;

namespace RunCommandPS.Transformation;

/// <summary>
/// A caller's input, as a recognizable text for a message: a hashtable by its members and not by its type.
/// </summary>
internal static class InputText
{
    private const int Longest = 80;

    // As deep as anyone wants to read, and a limit for what contains itself.
    private const int Deepest = 3;

    /// <summary>The text.</summary>
    public static string Of(object? value)
    {
        var text = Text(value, 0);
        return text.Length > Longest ? text[..Longest] + "…" : text;
    }

    /// <summary>What kind of value it is, in words that don't need .NET, with their article.</summary>
    public static string Kind(object? value) => MemberReader.Unwrap(value) switch
    {
        null => "a null value",
        string => "a string",
        bool => "a Boolean",
        int or long or short or byte or uint or double or decimal or float => "a number",
        DateTime or DateTimeOffset => "a date",
        ScriptBlock => "a script block",
        IDictionary => "a hashtable",
        PSCustomObject => "a custom object",
        IEnumerable => "a list",
        { } other => WithArticle(other.GetType().Name),
    };

    /// <summary>The same at the start of a sentence.</summary>
    public static string KindFirst(object? value) => Kind(value) is [var first, .. var rest] ? char.ToUpperInvariant(first) + rest : "";

    private static string WithArticle(string type) => type is ['A' or 'E' or 'I' or 'O', ..] ? $"an {type}" : $"a {type}";

    private static string Text(object? value, int level) => MemberReader.Unwrap(value) switch
    {
        _ when level > Deepest => "…",
        null => "null",
        string text => text,
        IDictionary or PSCustomObject =>
            $"@{{{string.Join("; ", MemberReader.Members(value!).Select(member => $"{member.Key}={Text(member.Value, level + 1)}"))}}}",
        IEnumerable many => string.Join(", ", many.Cast<object?>().Take(Longest).Select(item => Text(item, level + 1))),
        { } other => ScalarText.Of(other) ?? $"{value}",
    };
}
