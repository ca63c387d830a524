using RunCommandPS.Transformation;

namespace RunCommandPS.Completion;

/// <summary>Names of nodes where ids are expected. They are looked up as for completion: for two seconds at most, and remembered.</summary>
internal static class NodeNames
{
    /// <summary>The error for something that does not identify a node; for a node's name, it gives the id.</summary>
    /// <param name="item">What could not be read.</param>
    /// <param name="connection">Where a node of that name would be looked for.</param>
    public static RunCommandException Explain(InputItem.Unreadable item, Func<ConnectionOptions> connection)
    {
        try
        {
            return item.Name is { } name && Nodes(name, connection()) is { Count: > 0 } nodes
                ? NodeIdErrors.Named(name, nodes)
                : item.Error;
        }
        catch (RunCommandException)
        {
            // If nodes can't be read, there is nothing to add.
            return item.Error;
        }
    }

    private static List<ManagedNode> Nodes(string name, ConnectionOptions connection) =>
        CompletionSource.Nodes(connection).Where(node => IsCalled(node, name)).ToList();

    // A computer is also known by the first part of its name.
    private static bool IsCalled(ManagedNode node, string name) => new[] { node.Name, node.ComputerName }.Any(known =>
        known.Equals(name, StringComparison.OrdinalIgnoreCase)
        || known.StartsWith(name + ".", StringComparison.OrdinalIgnoreCase));
}
