using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RunCommandPS.Documents;

/// <summary>
/// Reads members of a document, or says precisely why it can't. A member that is null counts as left out, as YAML authors mean it.
/// </summary>
internal static class DocumentJson
{
    /// <summary>A copy of the document, every part of it read once, so that nothing in it can fail later.</summary>
    internal static JsonObject Root(JsonNode? content)
    {
        try
        {
            var copy = Parse(content?.ToJsonString() ?? "null");
            return copy as JsonObject ?? throw new DocumentFormatException("$", $"must be an object, not {Kind(copy)}.");
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            // A duplicate member, a number that JSON does not have, or nesting beyond the reader's limit.
            throw new DocumentFormatException("$", $"is not a JSON document that can be read: {e.Message}", e);
        }
    }

    /// <summary>Reads JSON completely: a duplicate member would otherwise be noticed only when its object is used.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="ArgumentException">An object has the same member twice.</exception>
    internal static JsonNode? Parse(string json)
    {
        var node = JsonNode.Parse(json);
        ReadThrough(node);
        return node;
    }

    /// <summary>The error for the member <paramref name="name"/> of <paramref name="owner"/>.</summary>
    internal static DocumentFormatException Wrong(this JsonObject owner, string name, string problem) => new(PathOf(owner, name), problem);

    /// <summary>The error for the item of a list, which may be null.</summary>
    internal static DocumentFormatException Wrong(this JsonArray list, int index, string problem) =>
        new($"{list.GetPath()}[{index}]", problem);

    /// <summary>The error for a value that is there.</summary>
    internal static DocumentFormatException Wrong(this JsonNode node, string problem) => new(node.GetPath(), problem);

    internal static JsonObject? Object(this JsonObject owner, string name) =>
        owner[name] is not { } node ? null : node as JsonObject ?? throw node.Wrong($"must be an object, not {Kind(node)}.");

    internal static JsonArray? Array(this JsonObject owner, string name) =>
        owner[name] is not { } node ? null : node as JsonArray ?? throw node.Wrong($"must be a list, not {Kind(node)}.");

    internal static string? Text(this JsonObject owner, string name) =>
        owner[name] is not { } node ? null : ScalarText(node) ?? throw node.Wrong($"must be text, not {Kind(node)}.");

    internal static string RequiredText(this JsonObject owner, string name, string remedy) =>
        owner.Text(name) is { Length: > 0 } text ? text : throw owner.Wrong(name, $"is missing; {remedy}");

    internal static bool Flag(this JsonObject owner, string name) => owner[name] is { } node
        && (ScalarText(node) switch
        {
            "true" => true,
            "false" => false,
            _ => throw node.Wrong("must be true or false."),
        });

    internal static int? Count(this JsonObject owner, string name, int minimum) => owner[name] is not { } node
        ? null
        : int.TryParse(ScalarText(node), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= minimum
            ? count
            : throw node.Wrong($"must be a whole number of at least {minimum}.");

    /// <summary>The text of a string, number or Boolean as JSON writes it; null for lists, objects and null.</summary>
    internal static string? ScalarText(JsonNode? node) => node is not JsonValue value ? null
        : value.TryGetValue<string>(out var text) ? text : value.ToJsonString();

    /// <summary>What a value is, for a message.</summary>
    internal static string Kind(JsonNode? node) => node?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        _ => "a Boolean",
    };

    private static string PathOf(JsonObject owner, string name) =>
        owner[name]?.GetPath() ?? $"{owner.GetPath()}.{name}";

    private static void ReadThrough(JsonNode? node)
    {
        var children = node switch
        {
            JsonObject owner => owner.Select(member => member.Value),
            JsonArray list => list,
            _ => [],
        };
        foreach (var child in children)
        {
            ReadThrough(child);
        }
    }
}
