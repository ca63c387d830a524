using System.Collections;
using System.Management.Automation;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;

namespace RunCommandPS.Transformation;

/// <summary>
/// Dictionaries, bags of properties and lists as JSON, which is how MapList and StringMap parameters of documents are passed.
/// </summary>
internal static class JsonText
{
    private static readonly System.Text.Json.JsonSerializerOptions Readable =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON of a value.</summary>
    /// <param name="value">What to write.</param>
    /// <param name="leaf">Makes the text of a single value that is not a number or Boolean.</param>
    /// <returns>JSON in one line.</returns>
    public static string Of(object? value, Func<object?, string> leaf) => Node(value, leaf)?.ToJsonString(Readable) ?? "null";

    private static JsonNode? Node(object? value, Func<object?, string> leaf) => MemberReader.Unwrap(value) switch
    {
        null => null,
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        int or long or short or byte or double or decimal or float => JsonNode.Parse(ScalarText.Of(value)!),
        IDictionary or PSCustomObject => Map(value!, leaf),
        IEnumerable many => new JsonArray([.. many.Cast<object?>().Select(item => Node(item, leaf))]),
        _ => JsonValue.Create(leaf(value)),
    };

    private static JsonObject Map(object value, Func<object?, string> leaf)
    {
        var map = new JsonObject();
        if (MemberReader.Unwrap(value) is IDictionary dictionary)
        {
            foreach (DictionaryEntry entry in dictionary)
            {
                map[entry.Key.ToString() ?? ""] = Node(entry.Value, leaf);
            }
        }
        else
        {
            foreach (var property in PSObject.AsPSObject(value).Properties)
            {
                map[property.Name] = Node(property.Value, leaf);
            }
        }

        return map;
    }
}
