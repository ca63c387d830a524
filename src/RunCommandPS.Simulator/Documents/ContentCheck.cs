using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RunCommandPS.Documents;
using RunCommandPS.Simulator.Contract;

namespace RunCommandPS.Simulator.Documents;

/// <summary>
/// What CreateDocument refuses in a content with steps, in the words of recordings, before the rules of its schema are checked.
/// </summary>
/// <param name="text">The content as it was sent, for the positions in it.</param>
/// <param name="format">Its format. CHOICE: no positions are reported for YAML; the recordings are of JSON.</param>
internal sealed partial class ContentCheck(string text, string format)
{
    // Source: "Command document plugin reference" in the user guide.
    private static readonly HashSet<string> Plugins = new(StringComparer.Ordinal)
    {
        "aws:applications", "aws:cloudWatch", "aws:configureDocker", "aws:configurePackage", "aws:domainJoin", "aws:downloadContent",
        "aws:psModule", "aws:refreshAssociation",
        "aws:runDockerAction", "aws:runDocument", "aws:runPowerShellScript", "aws:runShellScript", "aws:softwareInventory",
        "aws:updateAgent", "aws:updateSsmAgent",
    };

    /// <exception cref="ServiceException">InvalidDocumentContent for the first thing that is wrong.</exception>
    public void Check(JsonNode? content)
    {
        if (content is not JsonObject root || root["schemaVersion"]?.ToString() is not ("2.0" or "2.2"))
        {
            return;
        }

        if (root["mainSteps"] is not JsonArray { Count: > 0 } steps)
        {
            throw Wrong("""Missing "mainSteps" in the document.""");
        }

        var parameters = root["parameters"] as JsonObject ?? [];
        foreach (var (name, definition) in parameters)
        {
            CheckParameter(name, definition as JsonObject ?? []);
        }

        foreach (var step in steps.OfType<JsonObject>())
        {
            if (step["action"]?.ToString() is { } action && !Plugins.Contains(action))
            {
                throw Wrong($"Unknown plugin name: {action}");
            }

            if (Texts(step["inputs"]).SelectMany(Names).FirstOrDefault(name => !parameters.ContainsKey(name)) is { } undeclared)
            {
                throw Wrong($"Parameter \"{undeclared}\" is not declared.");
            }
        }
    }

    private static ServiceException Wrong(string message) => new(OwnerErrorCode.InvalidDocumentContent, message);

    private static bool Takes(string type, JsonNode value) => type switch
    {
        nameof(ParameterType.StringList) =>
            value is JsonArray || (value.GetValueKind() == JsonValueKind.String && ParameterStore().IsMatch(value.ToString())),
        nameof(ParameterType.String) => value is JsonValue,
        nameof(ParameterType.Integer) => long.TryParse(value.ToString(), out _),
        nameof(ParameterType.Boolean) => bool.TryParse(value.ToString(), out _),
        nameof(ParameterType.MapList) => value is JsonArray,
        _ => value is JsonObject,
    };

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject owner => owner.SelectMany(static member => Texts(member.Value)),
        JsonArray list => list.SelectMany(Texts),
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };

    private static IEnumerable<string> Names(string text) => Placeholder().Matches(text).Select(static match => match.Groups[1].Value);

    [GeneratedRegex(@"\{\{[\t\n\f\r ]*([a-zA-Z0-9_]+)[\t\n\f\r ]*\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^\{\{[\t\n\f\r ]*ssm(-secure)?:[^{}]+\}\}$", RegexOptions.CultureInvariant)]
    private static partial Regex ParameterStore();

    private void CheckParameter(string name, JsonObject definition)
    {
        if (definition["type"]?.ToString() is not { } type)
        {
            return;
        }

        if (!Enum.GetNames<ParameterType>().Contains(type, StringComparer.Ordinal))
        {
            throw Wrong($"Parameter type: {type} is invalid.{Place(name)}");
        }

        if (definition["default"] is { } value && !Takes(type, value))
        {
            throw Wrong($"Wrong default value for a \"{type}\" parameters, got \"{value}\".{Place(name)}");
        }
    }

    private string Place(string parameter) =>
        format == StoredDocument.JsonFormat ? $" at {TextPlace.OfMember(text, "parameters", parameter)}" : "";
}
