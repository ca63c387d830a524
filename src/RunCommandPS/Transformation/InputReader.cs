using System.Collections;
using System.Management.Automation;
using RunCommandPS.Errors;

namespace RunCommandPS.Transformation;

/// <summary>
/// Finds the nodes and requests in objects that come down the pipeline: with InstanceId(s), EC2 reservations, tags of instances, what the
/// AWS CLI and AWS.Tools return, whole requests. What it can't read is an error for that item alone; an object is never
/// turned into text to serve as an id.
/// </summary>
internal static class InputReader
{
    private const string Expected =
        "Pipe node ids, objects or hashtables with InstanceId, EC2 instances or reservations, or whole requests with DocumentName.";

    // Under these names the AWS CLI and the SDK keep lists of things that have an InstanceId.
    private static readonly string[] Containers =
        ["Reservations", "Instances", "InstanceInformationList", "Commands", "CommandInvocations"];

    // As EC2 writes it, and Systems Manager.
    private static readonly string[] InstanceTypes = ["instance", "managed-instance", "ManagedInstance"];

    private static readonly string[] Readable =
        ["InstanceId", "InstanceIds", "CommandId", "Key", "Values", "ResourceId", "ResourceType", .. Containers];

    /// <summary>Reads one input object.</summary>
    /// <param name="input">What came down the pipeline.</param>
    /// <param name="repeatsCommands">Whether a <see cref="Command"/> is a request to run it again unchanged. Otherwise it means its
    /// nodes.</param>
    /// <returns>Nodes, requests and what is neither, in order.</returns>
    public static IEnumerable<InputItem> Read(object? input, bool repeatsCommands = false)
    {
        var value = MemberReader.Unwrap(input);
        return value switch
        {
            // A string among other things: PipedInput reads strings on their own.
            string text => [Node(text.Trim(), text, null)],
            null or IDictionary or PSCustomObject => One(input, mayBeRequest: !IsDeserialized(input), repeatsCommands),
            IEnumerable many => many.Cast<object?>().SelectMany(item => Read(item, repeatsCommands)),
            _ => One(input, mayBeRequest: false, repeatsCommands),
        };
    }

    /// <summary>Whether a type of resource, as AWS names it, is a node.</summary>
    public static bool IsInstance(string resourceType) => InstanceTypes.Contains(resourceType, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<InputItem> One(object? input, bool mayBeRequest, bool repeatsCommands)
    {
        try
        {
            return input is null ? throw InputErrors.Input("A null value was piped in.", Expected)
                : repeatsCommands && CommandRequest.Of(input) is { } request ? [request]
                : Members(input, mayBeRequest, repeatsCommands);
        }
        catch (RunCommandException error)
        {
            return [new InputItem.Unreadable(error, input)];
        }
    }

    private static IEnumerable<InputItem> Members(object input, bool mayBeRequest, bool repeatsCommands)
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

        if (members.TryGetValue("InstanceIds", out var ids) && ids is not null && MemberReader.Items(ids).Any())
        {
            return MemberReader.Items(ids).Select(item => Node(item, item, origin));
        }

        if (members.GetValueOrDefault("CommandId") is { } command)
        {
            throw InputErrors.Input(
                $"Command {command} was sent with -Target, so it doesn't name its nodes.",
                "Pipe its invocations, which do: Get-RunCommandInvocation returns them. Or specify -Target again.");
        }

        // An EC2 tag: of a node, or of a volume or an image that comes with it in the same response.
        if (members.GetValueOrDefault("ResourceId") is { } resource && members.GetValueOrDefault("ResourceType") is { } type)
        {
            return IsInstance($"{type}") ? [Node(resource, input, origin)] : [];
        }

        if (members.TryGetValue("Key", out var key) && members.TryGetValue("Values", out var values))
        {
            return Criterion($"{key}", values, input);
        }

        foreach (var name in Containers)
        {
            if (members.TryGetValue(name, out var list) && list is not null)
            {
                return MemberReader.Items(list).SelectMany(item => Read(item, repeatsCommands));
            }
        }

        throw DocumentReference.NameOf(input) is { } document
            ? InputErrors.Input($"'{document}' is a document, not a node.", $"Specify it with -DocumentName. {Expected}")
            : InputErrors.Input($"{InputText.KindFirst(input)} has no InstanceId, so it doesn't name a node.", Expected);
    }

    private static IEnumerable<InputItem> Criterion(string key, object? values, object input)
    {
        var target = new Target { Key = key, Values = MemberReader.Items(values ?? "").Select(item => $"{item}").ToList() };
        return target.IsInstanceIds
            ? target.Values.Select(id => Node(id, input, null))
            : [new InputItem.Criterion(target, input)];
    }

    private static InputItem Node(object? id, object? source, ConnectionOrigin? origin) =>
        MemberReader.Unwrap(id) is string text && NodeReference.Id(text) is { } found
            ? new InputItem.Node(found, origin, source)
            : new InputItem.Unreadable(
                MemberReader.Unwrap(id) is string wrong
                    ? NodeIdErrors.NotAnId(wrong)
                    : InputErrors.Input($"{InputText.KindFirst(id)} is not a node id.", Expected),
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

    // An object from Import-Clixml or a remote session once had a type: our own Command, say, which has a DocumentName but is not a
    // request.
    private static bool IsDeserialized(object? input) =>
        input is PSObject bag && bag.TypeNames.FirstOrDefault()?.StartsWith("Deserialized.", StringComparison.Ordinal) == true;
}
