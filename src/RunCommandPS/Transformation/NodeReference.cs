using System.Management.Automation;

namespace RunCommandPS.Transformation;

/// <summary>A node, named by its id or by an object that has one, and where that object came from.</summary>
/// <param name="InstanceId">The node's id.</param>
/// <param name="Origin">Where the object came from; null for a mere id.</param>
public sealed record NodeReference(string InstanceId, ConnectionOrigin? Origin)
{
    /// <inheritdoc/>
    public override string ToString() => InstanceId;

    /// <summary>The id that a text is, without the blanks that come along when one is copied; null where it is none.</summary>
    internal static string? Id(string text) =>
        text.Trim(' ', '\t') is var id && SpecPattern.IsMatch(id, ServiceLimits.InstanceIdPattern) ? id : null;
}

/// <summary>Takes ids of nodes, or whatever names nodes to Send-RunCommand.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class NodeReferenceTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData is null ? inputData! : MemberReader.Items(inputData).SelectMany(References).ToArray();

    private static IEnumerable<NodeReference> References(object? item) => MemberReader.Unwrap(item) switch
    {
        NodeReference reference => [reference],
        string text when text.TrimStart() is not ['{' or '[', ..] => [Reference(text)],
        _ => InputReader.Read(item).Select(Reference).ToList(),
    };

    private static NodeReference Reference(string text) => NodeReference.Id(text) is { } id
        ? new NodeReference(id, null)
        : throw new ArgumentTransformationMetadataException($"'{text}' is not {SpecTextAttribute.InstanceId}.");

    private static NodeReference Reference(InputItem item) => item switch
    {
        InputItem.Node node => new NodeReference(node.InstanceId, node.Origin),
        InputItem.Unreadable { Error: var error } =>
            throw new ArgumentTransformationMetadataException($"{error.Message} {error.Recommendation}", error),
        _ => throw new ArgumentTransformationMetadataException(
            "A whole request names no node by itself. Give ids, or objects with InstanceId."),
    };
}

/// <summary>Refuses a list that is null or empty, in plain words: a variable that was never set must not mean every node.</summary>
/// <param name="what">What the list is to name, after "names no".</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ValidateNamesAttribute(string what) : ValidateArgumentsAttribute
{
    /// <summary>What the list is to name.</summary>
    public string What => what;

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is null or System.Collections.ICollection { Count: 0 })
        {
            throw new ValidationMetadataException($"It names no {what}. Was its variable set?");
        }
    }
}
