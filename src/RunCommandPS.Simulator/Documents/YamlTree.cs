using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace RunCommandPS.Simulator.Documents;

/// <summary>
/// Turns YAML into the JSON tree that means the same, by the core schema of YAML 1.2: a plain scalar may be a
/// number, a Boolean or null, a quoted one is text.
/// </summary>
internal static class YamlTree
{
    // Aliases can turn a small text into a huge tree.
    private const int MaximumNodes = 20_000;

    // As deep as System.Text.Json reads JSON.
    private const int MaximumDepth = 64;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="YamlException">The text is not YAML, or too large a tree.</exception>
    public static JsonNode? Parse(string text)
    {
        CheckDepth(text);
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        var count = 0;
        return stream.Documents.Count == 0 ? null : Convert(stream.Documents[0].RootNode, 0, ref count);
    }

    // The library builds its tree by recursion, and a text that is deep enough would crash the process.
    private static void CheckDepth(string text)
    {
        var parser = new Parser(new StringReader(text));
        for (var depth = 0; parser.MoveNext();)
        {
            depth += parser.Current!.NestingIncrease;
            if (depth > MaximumDepth)
            {
                throw new YamlException(parser.Current.Start, parser.Current.End, "The document is too deep.");
            }
        }
    }

    /// <summary>Writes a tree as YAML: keys and texts in double quotes, because JSON's quotes are also YAML's.</summary>
    public static string Write(JsonNode tree)
    {
        var yaml = new StringBuilder();
        Write(yaml, tree, "");
        return yaml.ToString();
    }

    private static void Write(StringBuilder yaml, JsonNode? node, string indent)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } owner:
                foreach (var (name, value) in owner)
                {
                    WriteEntry(yaml, $"{indent}{Quoted(JsonValue.Create(name))}:", value, indent);
                }

                break;
            case JsonArray { Count: > 0 } list:
                foreach (var item in list)
                {
                    WriteEntry(yaml, $"{indent}-", item, indent);
                }

                break;
        }
    }

    private static void WriteEntry(StringBuilder yaml, string head, JsonNode? value, string indent)
    {
        var isBlock = value is JsonObject { Count: > 0 } or JsonArray { Count: > 0 };
        yaml.Append(head).Append(isBlock ? "" : " " + Quoted(value)).Append('\n');
        Write(yaml, value, indent + "  ");
    }

    private static string Quoted(JsonNode? value) => value?.ToJsonString(Plain) ?? "null";

    private static JsonNode? Convert(YamlNode node, int depth, ref int count)
    {
        if (++count > MaximumNodes || depth > MaximumDepth)
        {
            throw new YamlException(node.Start, node.End, "The document is too large or too deep once its aliases are followed.");
        }

        switch (node)
        {
            case YamlMappingNode mapping:
                var owner = new JsonObject();
                foreach (var (key, value) in mapping.Children)
                {
                    var name = key as YamlScalarNode ?? throw new YamlException(key.Start, key.End, "A key must be a text.");
                    owner[name.Value ?? ""] = Convert(value, depth + 1, ref count);
                }

                return owner;
            case YamlSequenceNode sequence:
                var list = new JsonArray();
                foreach (var item in sequence.Children)
                {
                    list.Add(Convert(item, depth + 1, ref count));
                }

                return list;
            default:
                return Scalar((YamlScalarNode)node);
        }
    }

    private static JsonValue? Scalar(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        if (scalar.Style != ScalarStyle.Plain)
        {
            return JsonValue.Create(text);
        }

        return text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" => JsonValue.Create(true),
            "false" or "False" or "FALSE" => JsonValue.Create(false),
            _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) =>
                JsonValue.Create(whole),
            _ when IsDecimal(text, out var number) => JsonValue.Create(number),
            _ => JsonValue.Create(text),
        };
    }

    // Decimal, not double: schemaVersion: 1.20 is not 1.2, and 2.0 must not become 2.
    private static bool IsDecimal(string text, out decimal number) =>
        decimal.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out number);
}
