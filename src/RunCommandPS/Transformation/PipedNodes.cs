using System.Management.Automation;

namespace RunCommandPS.Transformation;

/// <summary>
/// Nodes where commands come down the pipeline, too: ids of nodes, and objects that name nodes but no command. Each kind is for a
/// parameter of its own.
/// </summary>
internal static class PipedNodes
{
    /// <summary>The nodes in an object, none for something that comes with nodes, such as the tag of a volume.</summary>
    /// <returns>The nodes; null for what is not about nodes, or is about a command.</returns>
    public static IReadOnlyList<NodeReference>? Of(object input)
    {
        var given = MemberReader.Items(input).ToList();
        if (given.Count == 0 || given.Exists(IsOther))
        {
            return null;
        }

        var items = PipedInput.ReadAll(given).ToList();
        return items.TrueForAll(item => item is InputItem.Node)
            ? items.Cast<InputItem.Node>().Select(node => new NodeReference(node.InstanceId, node.Origin)).ToArray()
            : null;
    }

    /// <summary>The exception that makes PowerShell try the next parameter if the value came down the pipeline.</summary>
    public static ArgumentTransformationMetadataException ForOther(string message) => new(message, new PSInvalidCastException(message));

    private static bool IsOther(object? item) => MemberReader.Unwrap(item) switch
    {
        null or CommandReference => true,
        string text => NodeReference.Id(text) is null,
        _ => MemberReader.Value(item!, nameof(Command.CommandId)) is not null,
    };
}

/// <summary>Takes nodes from the pipeline, and leaves everything else to another parameter.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class PipedNodesTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        MemberReader.Unwrap(inputData) is NodeReference[] known ? known
        : (inputData is null ? null : PipedNodes.Of(inputData))
            ?? throw PipedNodes.ForOther($"{InputText.KindFirst(inputData)} does not name a node.");
}
