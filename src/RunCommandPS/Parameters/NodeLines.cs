using System.Management.Automation;
using RunCommandPS.Completion;
using RunCommandPS.Errors;
using RunCommandPS.Transformation;

namespace RunCommandPS.Parameters;

/// <summary>Nodes of a pipeline parameter, where lines of text may belong together.</summary>
/// <param name="cmdlet">The cmdlet, which writes the errors.</param>
/// <param name="connection">Where the name of a node would be looked for.</param>
internal sealed class NodeLines(PSCmdlet cmdlet, Func<ConnectionOptions> connection)
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
                Refuse(ErrorRecords.Fit(ErrorRecords.From(ErrorOf(item), item.Source), cmdlet));
            }
        }
    }

    // An argument is wrong as a whole; the pipeline continues with what else there is.
    private void Refuse(ErrorRecord error)
    {
        if (!cmdlet.MyInvocation.ExpectingInput)
        {
            cmdlet.ThrowTerminatingError(error);
        }

        cmdlet.WriteError(error);
    }

    private RunCommandException ErrorOf(InputItem item) => item is InputItem.Unreadable unreadable
        ? NodeNames.Explain(unreadable, connection)
        : InputErrors.Input("A request or a target is not a node.", "Pipe ids, or objects with InstanceId.");
}
