using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace RunCommandPS.Documents;

/// <summary>Puts parameter values in the place of <c>{{ name }}</c>, as the agent does.</summary>
/// <remarks>
/// What is put in is not scanned again. A name that is not a parameter stays as it is written, and so do references such as
/// <c>{{ssm:name}}</c> and <c>{{ global:DATE }}</c>, which others resolve. Member names are left alone.
/// </remarks>
public static class Interpolation
{
    // The white space of the agent's own expression, which has no Unicode in it.
    private static readonly Regex Placeholder = new(@"\{\{[\t\n\f\r ]*([a-zA-Z0-9_]+)[\t\n\f\r ]*\}\}", RegexOptions.CultureInvariant);

    /// <summary>
    /// A copy of <paramref name="content"/> with its placeholders replaced. A text that is one placeholder and nothing else becomes
    /// the value itself, be it a list; where that text was an item of a list, the value's items take its place, as documents with
    /// <c>runCommand: ["{{ commands }}"]</c> expect (CHOICE).
    /// </summary>
    /// <param name="content">Any part of a document, or null.</param>
    /// <param name="parameters">The values.</param>
    /// <returns>A new tree; null for null.</returns>
    public static JsonNode? Resolve(JsonNode? content, BoundParameters parameters) => content switch
    {
        JsonObject owner => new JsonObject(owner.Select(member => KeyValuePair.Create(member.Key, Resolve(member.Value, parameters)))),
        JsonArray list => new JsonArray([.. list.SelectMany(item => Items(item, parameters))]),
        JsonValue value when value.TryGetValue<string>(out var text) => Whole(text, parameters) ?? Resolve(text, parameters),
        _ => content?.DeepClone(),
    };

    /// <summary>A text with its placeholders replaced; what is not text becomes JSON.</summary>
    /// <param name="text">The text.</param>
    /// <param name="parameters">The values.</param>
    /// <returns>The text without the placeholders of these parameters.</returns>
    public static string Resolve(string text, BoundParameters parameters) =>

        // The agent writes $$ as $ in what it puts into a text, for those who once doubled it because of an old bug in the agent.
        Placeholder.Replace(text, match => parameters.Text(NameIn(match))?.Replace("$$", "$", StringComparison.Ordinal) ?? match.Value);

    /// <summary>The names between double braces in a text, whether or not they are parameters.</summary>
    internal static IEnumerable<string> Names(string text) => Placeholder.Matches(text).Select(NameIn);

    private static string NameIn(Match match) => match.Groups[1].Value;

    private static JsonNode? Whole(string text, BoundParameters parameters) =>
        Placeholder.Match(text) is { Success: true, Index: 0 } match && match.Length == text.Length
            ? parameters.Value(NameIn(match))
            : null;

    private static IEnumerable<JsonNode?> Items(JsonNode? item, BoundParameters parameters)
    {
        var resolved = Resolve(item, parameters);
        return item is JsonValue && resolved is JsonArray list ? list.Select(one => one?.DeepClone()) : [resolved];
    }
}
