using System.Collections;
using System.Management.Automation;
using System.Text.Json;
using System.Text.Json.Nodes;
using RunCommandPS.Errors;

namespace RunCommandPS.Transformation;

/// <summary>
/// Finds the nodes and requests in whatever comes down the pipeline: ids, objects and hashtables with InstanceId(s), EC2
/// reservations, the JSON of the AWS CLI, whole requests. What it can't read is an error of that item alone; an object is never
/// turned into text to serve as an id.
/// </summary>
internal static class InputReader
{
    private const string Expected =
        "Pipe node ids, objects or hashtables with InstanceId, EC2 instances or reservations, or whole requests with DocumentName.";

    // Under these names the AWS CLI and the SDK keep lists of things that have an InstanceId.
    private static readonly string[] Containers = ["Reservations", "Instances", "InstanceInformationList"];

    private static readonly string[] Readable = ["InstanceId", "InstanceIds", .. Containers];

    /// <summary>Reads one input object.</summary>
    /// <param name="input">What came down the pipeline.</param>
    /// <param name="repeatsCommands">Whether a <see cref="Command"/> is a request to run it as it was. Otherwise it stands for its
    /// nodes.</param>
    /// <returns>Nodes, requests and what is neither, in order.</returns>
    public static IEnumerable<InputItem> Read(object? input, bool repeatsCommands = false)
    {
        var value = MemberReader.Unwrap(input);
        return value switch
        {
            string text => Text(text),
            null or IDictionary or PSCustomObject => One(input, mayBeRequest: !IsDeserialized(input), repeatsCommands),
            IEnumerable many => many.Cast<object?>().SelectMany(item => Read(item, repeatsCommands)),
            _ => One(input, mayBeRequest: false, repeatsCommands),
        };
    }

    private static IEnumerable<InputItem> Text(string text)
    {
        var trimmed = text.Trim();
        if (trimmed is not ['{' or '[', ..])
        {
            // Lines of a file come with what ends them.
            return [Node(trimmed, text, null)];
        }

        try
        {
            return Read(Plain(JsonNode.Parse(trimmed)));
        }
        catch (JsonException exception)
        {
            var error = InputErrors.Input(
                $"A text that looks like JSON is not: {exception.Message}", "Give one whole JSON text, for example with Get-Content -Raw.");
            return [new InputItem.Unreadable(error, text)];
        }
    }

    private static IEnumerable<InputItem> One(object? input, bool mayBeRequest, bool repeatsCommands)
    {
        try
        {
            return input is null ? throw InputErrors.Input("A null came down the pipeline.", Expected)
                : repeatsCommands && CommandRequest.Of(input) is { } request ? [request]
                : Members(input, mayBeRequest);
        }
        catch (RunCommandException error)
        {
            return [new InputItem.Unreadable(error, input)];
        }
    }

    private static IEnumerable<InputItem> Members(object input, bool mayBeRequest)
    {
        var members = MemberReader.CanRead(input) ? MemberReader.Members(input) : Properties(input);
        if (mayBeRequest && RequestReader.IsRequest(members))
        {
            return [new InputItem.Request(RequestReader.Read(input), input)];
        }

        var value = MemberReader.Unwrap(input);
        var origin = ItemOrigin.Of(input);
        if (members.TryGetValue("InstanceId", out var id) && id is not null)
        {
            return [Node(id, input, origin)];
        }

        if (value is Command { InstanceIds.Count: 0 } command)
        {
            throw InputErrors.Input(
                $"Command {command.CommandId} was sent by -Target, so it doesn't name its nodes.",
                "Pipe its invocations, which do: Get-RunCommandInvocation returns them. Or give -Target again.");
        }

        if (members.TryGetValue("InstanceIds", out var ids) && ids is not null)
        {
            return MemberReader.Items(ids).Select(item => Node(item, item, origin));
        }

        foreach (var name in Containers)
        {
            if (members.TryGetValue(name, out var list) && list is not null)
            {
                return MemberReader.Items(list).SelectMany(item => Read(item));
            }
        }

        throw InputErrors.Input($"A {TypeName(input)} has no InstanceId, so it names no node.", Expected);
    }

    private static InputItem Node(object? id, object? source, ConnectionOrigin? origin) =>
        MemberReader.Unwrap(id) is string text && NodeReference.Id(text) is { } found
            ? new InputItem.Node(found, origin, source)
            : new InputItem.Unreadable(
                InputErrors.Input(
                    MemberReader.Unwrap(id) is string ? $"'{id}' is not a node id." : $"A {TypeName(id)} is not a node id.",
                    "A node id is i- or mi- and 17 letters or digits (i- also 8). Names are not ids: use -Target 'tag:Name=…' for those."),
                source);

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
