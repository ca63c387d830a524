using System.Management.Automation;
using RunCommandPS.Pipeline;
using RunCommandPS.Sending;

namespace RunCommandPS.Transformation;

/// <summary>A node, named by its id or by an object that has one, and where that object came from.</summary>
/// <param name="InstanceId">The node's id.</param>
/// <param name="Origin">Where the object came from; null for a mere id.</param>
public sealed record NodeReference(string InstanceId, ConnectionOrigin? Origin)
{
    /// <inheritdoc/>
    public override string ToString() => InstanceId;
}

/// <summary>Takes ids of nodes, or whatever names nodes to Send-RunCommand.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class NodeReferenceTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData is null ? inputData! : MemberReader.Items(inputData).SelectMany(References).ToArray();

    private static IEnumerable<NodeReference> References(object? item)
    {
        var value = MemberReader.Unwrap(item);
        if (value is NodeReference reference)
        {
            return [reference];
        }

        try
        {
            return InputReader.Read(item).Select(node => Reference(node, ItemOrigin.Of(item))).ToList();
        }
        catch (InvalidInputException exception)
        {
            throw new ArgumentTransformationMetadataException(exception.Message, exception);
        }
    }

    private static NodeReference Reference(SendItem item, ConnectionOrigin? origin) => item is SendItem.Node node
        ? new NodeReference(node.InstanceId, origin)
        : throw InputErrors.Input("A whole request names no node by itself.", "Give ids, or objects with InstanceId.");
}
