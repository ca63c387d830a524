using System.Management.Automation;
using RunCommandPS.Completion;
using RunCommandPS.Errors;
using RunCommandPS.Transformation;

namespace RunCommandPS.Parameters;

/// <summary>Nodes of a pipeline parameter, where lines of text may belong together.</summary>
/// <param name="connection">Where the name of a node would be looked for.</param>
/// <param name="refuse">Is passed an error for each thing that does not identify a node.</param>
internal sealed class NodeLines(Func<ConnectionOptions> connection, Action<ErrorRecord> refuse)
{
    private readonly PipedInput _input = new();

    /// <summary>The nodes that are known now.</summary>
    public IEnumerable<NodeReference> Read(IEnumerable<NodeReference> references) => references.SelectMany(
        reference => reference.Line is { } line ? Nodes(_input.Read(line)) : [reference]);

    /// <summary>The nodes that become known at the end of the input.</summary>
    public IEnumerable<NodeReference> End() => Nodes(_input.End());

    private IEnumerable<NodeReference> Nodes(IEnumerable<InputItem> items)
    {
        foreach (var item in items)
        {
            if (item is InputItem.Node node)
            {
                yield return new NodeReference(node.InstanceId, node.Origin);
            }
            else
            {
                refuse(ErrorRecords.From(ErrorOf(item), item.Source));
            }
        }
    }

    private RunCommandException ErrorOf(InputItem item) => item is InputItem.Unreadable unreadable
        ? NodeNames.Explain(unreadable, connection)
        : InputErrors.Input("A request or a target is not a node.", "Pipe ids, or objects with InstanceId.");
}
