using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RunCommandPS.Documents;

/// <summary>Reads the text in which parameter values travel, by type. The API has only lists of texts.</summary>
internal static class ParameterValue
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static string Expected(ParameterType type) => type switch
    {
        ParameterType.String => "one text",
        ParameterType.StringList => "a list of texts",
        ParameterType.Integer => "one whole number",
        ParameterType.Boolean => "true or false, in lower case",
        ParameterType.MapList => "a list of JSON objects",
        _ => "one JSON object",
    };

    /// <summary>The value in the form of <paramref name="type"/>; null if it does not have this form.</summary>
    internal static JsonNode? Typed(ParameterType type, IReadOnlyList<string> values) => type switch
    {
        ParameterType.StringList => new JsonArray([.. values.Select(value => JsonValue.Create(value))]),
        ParameterType.MapList => Maps(values),
        _ when values.Count != 1 => null,
        ParameterType.String => JsonValue.Create(values[0]),
        ParameterType.Integer => Integer(values[0]),
        ParameterType.Boolean => Boolean(values[0]),
        _ => Json(values[0]) as JsonObject,
    };

    /// <summary>
    /// The value as part of a text. JSON keeps its quotes and brackets but escapes no more than it must, because the text is not a
    /// web page.
    /// </summary>
    internal static string Text(JsonNode value) =>
        value is JsonValue scalar && scalar.TryGetValue<string>(out var text) ? text : value.ToJsonString(Plain);

    internal static JsonValue? Integer(string? text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : null;

    // Only JSON's own spelling: what else the service accepts is not published, and nothing it may refuse should pass here (CHOICE).
    internal static JsonValue? Boolean(string? text) => text switch
    {
        "true" => JsonValue.Create(true),
        "false" => JsonValue.Create(false),
        _ => null,
    };

    /// <summary>Each value is an object, or a list of objects: both are seen in requests.</summary>
    private static JsonArray? Maps(IReadOnlyList<string> values)
    {
        var maps = new JsonArray();
        foreach (var value in values)
        {
            var node = Json(value);
            foreach (var item in node as JsonArray ?? [node])
            {
                if (item is not JsonObject)
                {
                    return null;
                }

                maps.Add(item.DeepClone());
            }
        }

        return maps;
    }

    private static JsonNode? Json(string text)
    {
        try
        {
            return DocumentJson.Parse(text);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return null;
        }
    }
}
