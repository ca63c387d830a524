using System.Collections;
using System.Management.Automation;
using System.Text.Json;
using System.Text.Json.Nodes;
using RunCommandPS.Sending;
using RunCommandPS.Transformation;

namespace RunCommandPS.Pipeline;

/// <summary>
/// Finds the nodes and requests in whatever comes down the pipeline: ids, objects and hashtables with InstanceId(s), EC2
/// reservations, the JSON of the AWS CLI, whole requests. What it can't read is an error of that item; an object is never turned
/// into text to serve as an id.
/// </summary>
internal static class InputReader
{
    private const string Expected = "Pipe node ids, objects or hashtables with InstanceId, EC2 instances or reservations, or whole requests with DocumentName.";

    // Under these names the AWS CLI and the SDK keep lists of things that have an InstanceId.
    private static readonly string[] Containers = ["Reservations", "Instances", "InstanceInformationList"];

    private static readonly string[] Readable = ["InstanceId", "InstanceIds", .. Containers];

    /// <summary>Reads one input object.</summary>
    /// <param name="input">What came down the pipeline.</param>
    /// <returns>Nodes and requests, in order.</returns>
    /// <exception cref="RunCommandException">Nothing can be read from it.</exception>
    public static IEnumerable<SendItem> Read(object? input)
    {
        var value = MemberReader.Unwrap(input);
        return value switch
        {
            null => throw InputErrors.Input("A null came down the pipeline.", Expected),
            string text => Text(text),
            IDictionary or PSCustomObject => Members(input!, MemberReader.Members(input!), mayBeRequest: !IsDeserialized(input)),
            IEnumerable many => many.Cast<object?>().SelectMany(Read),
            _ => Members(input!, Properties(input!), mayBeRequest: false),
        };
    }

    private static IEnumerable<SendItem> Text(string text)
    {
        var trimmed = text.Trim();
        return trimmed.StartsWith('{') || trimmed.StartsWith('[') ? Read(Parse(trimmed)) : [Node(trimmed, text)];
    }

    private static IEnumerable<SendItem> Members(object input, Dictionary<string, object?> members, bool mayBeRequest)
    {
        if (mayBeRequest && RequestReader.IsRequest(members))
        {
            return [new SendItem.Request(RequestReader.Read(input))];
        }

        if (members.TryGetValue("InstanceId", out var id) && id is not null)
        {
            return [Node(MemberReader.Unwrap(id) as string, id)];
        }

        if (members.TryGetValue("InstanceIds", out var ids) && ids is not null)
        {
            return MemberReader.Items(ids).Select(item => Node(MemberReader.Unwrap(item) as string, item));
        }

        foreach (var name in Containers)
        {
            if (members.TryGetValue(name, out var list) && list is not null)
            {
                return MemberReader.Items(list).SelectMany(Read);
            }
        }

        throw InputErrors.Input($"A {TypeName(input)} has no InstanceId, so it names no node.", Expected);
    }

    private static SendItem.Node Node(string? id, object? original) =>
        id is not null && SpecPattern.IsMatch(id, ServiceLimits.InstanceIdPattern)
            ? new SendItem.Node(id)
            : throw InputErrors.Input(
                original is string or PSObject { BaseObject: string } ? $"'{original}' is not a node id." : $"A {TypeName(original)} is not a node id.",
                "A node id is i- or mi- and 17 letters or digits (i- also 8). Names are not ids: use -Target 'tag:Name=…' for those.");

    // Only the few properties that matter are read: others of a live object may be slow or may throw.
    private static Dictionary<string, object?> Properties(object input)
    {
        var properties = PSObject.AsPSObject(input).Properties;
        return Readable
            .Select(name => (name, Value: properties[name]?.Value))
            .Where(pair => pair.Value is not null)
            .ToDictionary(pair => pair.name, pair => pair.Value, StringComparer.OrdinalIgnoreCase);
    }

    // An object from Import-Clixml or a remote session was once typed: our own Command, say, which has a DocumentName and is no request.
    private static bool IsDeserialized(object? input) =>
        input is PSObject bag && bag.TypeNames.FirstOrDefault()?.StartsWith("Deserialized.", StringComparison.Ordinal) == true;

    private static string TypeName(object? input) => MemberReader.Unwrap(input) switch
    {
        null => "null",
        IDictionary => "hashtable",
        PSCustomObject => "custom object",
        { } value => value.GetType().FullName ?? value.GetType().Name,
    };

    private static object? Parse(string json)
    {
        try
        {
            return Plain(JsonNode.Parse(json));
        }
        catch (JsonException exception)
        {
            throw InputErrors.Input($"A text that looks like JSON is not: {exception.Message}", "Give one whole JSON text, for example with Get-Content -Raw.");
        }
    }

    private static object? Plain(JsonNode? node) => node switch
    {
        JsonObject map => map.ToDictionary(pair => pair.Key, pair => Plain(pair.Value)),
        JsonArray list => list.Select(Plain).ToList(),
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
        JsonValue value when value.TryGetValue<int>(out var number) => number,
        JsonValue value when value.TryGetValue<double>(out var number) => number,
        _ => null,
    };
}
