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

    /// <summary>What kind of object it is, with an article, to begin a sentence.</summary>
    public static string Kind(object? value) => MemberReader.Unwrap(value) switch
    {
        null => "A null",
        IDictionary => "A hashtable",
        PSCustomObject => "A custom object",
        { } other => WithArticle(other.GetType().Name),
    };

    /// <summary>The name of a type with its article, to begin a sentence.</summary>
    public static string WithArticle(string type) => type is ['A' or 'E' or 'I' or 'O', ..] ? $"An {type}" : $"A {type}";

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
