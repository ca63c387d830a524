using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace RunCommandPS.Documents;

/// <summary>Reads the <c>parameters</c> of a document.</summary>
internal static class ParameterReader
{
    // Nothing is published. A name becomes part of an environment variable's, which takes these characters (CHOICE).
    private static readonly Regex NamePattern = new(@"\A[a-zA-Z0-9_]+\z", RegexOptions.CultureInvariant);

    // A Dictionary from which nothing is removed is enumerated in the order in which it was filled.
    internal static Dictionary<string, DocumentParameter> Read(JsonObject root, string schemaVersion) =>
        root.Object("parameters") is not { } declared
            ? []
            : declared.ToDictionary(member => member.Key, member => ReadOne(declared, member.Key, schemaVersion), StringComparer.Ordinal);

    private static DocumentParameter ReadOne(JsonObject declared, string name, string schemaVersion)
    {
        if (!NamePattern.IsMatch(name))
        {
            throw declared.Wrong(name, "a parameter's name has only letters, digits and underscores.");
        }

        var definition = declared.Object(name) ?? throw declared.Wrong(name, "is empty; give it at least a type.");
        var type = TypeOf(definition);
        var parameter = new DocumentParameter
        {
            Name = name,
            Type = type,
            Description = definition.Text("description") ?? "",
            Default = definition["default"] is { } value ? DefaultOf(type, value) : null,
            AllowedValues = AllowedValuesOf(definition),
            AllowedPattern = PatternOf(definition),
            MinItems = definition.Count("minItems", 0),
            MaxItems = definition.Count("maxItems", 0),
            MinChars = definition.Count("minChars", 0),
            MaxChars = definition.Count("maxChars", 0),
            DisplayType = definition.Text("displayType") ?? "",
            InterpolationType = InterpolationTypeOf(definition, schemaVersion),
        };

        return parameter.MinItems > parameter.MaxItems ? throw definition.Wrong("minItems", "is greater than maxItems.")
            : parameter.MinChars > parameter.MaxChars ? throw definition.Wrong("minChars", "is greater than maxChars.")
            : parameter;
    }

    private static ParameterType TypeOf(JsonObject definition)
    {
        var names = Enum.GetNames<ParameterType>();
        var text = definition.RequiredText("type", $"write one of {string.Join(", ", names)}.");
        return names.Contains(text)
            ? Enum.Parse<ParameterType>(text)
            : throw definition.Wrong("type", $"'{text}' is not a type of parameters; write one of {string.Join(", ", names)}.");
    }

    private static List<string> AllowedValuesOf(JsonObject definition)
    {
        if (definition.Array("allowedValues") is not { } list)
        {
            return [];
        }

        return list.Count == 0
            ? throw list.Wrong("must name at least one value; leave it out where any will do.")
            : [.. list.Select((item, index) => DocumentJson.ScalarText(item)
                ?? throw list.Wrong(index, $"must be a single value, not {DocumentJson.Kind(item)}."))];
    }

    private static AllowedPattern? PatternOf(JsonObject definition)
    {
        if (definition.Text("allowedPattern") is not { } pattern)
        {
            return null;
        }

        try
        {
            return new AllowedPattern(pattern);
        }
        catch (ArgumentException e)
        {
            throw definition.Wrong("allowedPattern", $"is not a regular expression: {e.Message}");
        }
    }

    private static string InterpolationTypeOf(JsonObject definition, string schemaVersion)
    {
        const string Member = "interpolationType";
        return definition.Text(Member) switch
        {
            null => "",
            DocumentParameter.EnvironmentVariable when schemaVersion == "2.2" => DocumentParameter.EnvironmentVariable,
            DocumentParameter.EnvironmentVariable => throw definition.Wrong(Member, $"needs schemaVersion \"2.2\", not {schemaVersion}."),
            _ => throw definition.Wrong(Member, $"must be {DocumentParameter.EnvironmentVariable}; leave it out for plain replacement."),
        };
    }

    /// <summary>
    /// A default in the form of its type. Numbers and Booleans may be written as text, and vice versa, as YAML authors do
    /// (CHOICE).
    /// </summary>
    private static JsonNode DefaultOf(ParameterType type, JsonNode value)
    {
        var text = DocumentJson.ScalarText(value);
        JsonNode? typed = type switch
        {
            ParameterType.String => text is null ? null : JsonValue.Create(text),
            ParameterType.Integer => ParameterValue.Integer(text),
            ParameterType.Boolean => ParameterValue.Boolean(text),

            // A single text means a list of one: the user guide has {{ssm:name}} as the default of a StringList.
            ParameterType.StringList => text is not null ? new JsonArray(text) : value is JsonArray list ? Texts(list) : null,
            ParameterType.MapList => value is JsonArray maps && maps.All(item => item is JsonObject) ? maps.DeepClone() : null,
            _ => value is JsonObject ? value.DeepClone() : null,
        };
        return typed ?? throw value.Wrong($"a default of type {type} must be {ParameterValue.Expected(type)}.");
    }

    private static JsonArray? Texts(JsonArray list)
    {
        var texts = list.Select(DocumentJson.ScalarText).ToList();
        return texts.Contains(null) ? null : [.. texts.Select(text => JsonValue.Create(text))];
    }
}
