using System.Diagnostics.CodeAnalysis;

namespace RunCommandPS.Simulator;

/// <summary>All nodes there are, by id and in the order of their description.</summary>
internal sealed class NodeFleet
{
    /// <summary>Prefix of the target and filter keys that mean a tag.</summary>
    public const string TagPrefix = "tag:";

    /// <summary>The target and filter key that means ids.</summary>
    public const string InstanceIdsKey = "InstanceIds";

    private readonly Dictionary<string, SimulatedNode> _byId = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">Two nodes have the same id.</exception>
    public NodeFleet(IReadOnlyList<SimulatedNode> nodes)
    {
        // A collection type that everybody knows: the compiler's own, which a collection expression makes, PowerShell can't index.
        Nodes = Array.AsReadOnly(nodes.ToArray());
        foreach (var node in nodes)
        {
            if (!_byId.TryAdd(node.InstanceId, node))
            {
                throw new ArgumentException($"Two nodes of the fleet have the id {node.InstanceId}.", nameof(nodes));
            }
        }
    }

    public IReadOnlyList<SimulatedNode> Nodes { get; }

    public bool TryGet(string instanceId, [NotNullWhen(true)] out SimulatedNode? node) => _byId.TryGetValue(instanceId, out node);

    /// <summary>The nodes that satisfy every target: keys are AND-ed, the values of one key OR-ed (user guide).</summary>
    public IReadOnlyList<SimulatedNode> Resolve(IReadOnlyList<Target> targets)
    {
        // Ids are looked up, not searched for, so that naming a few nodes costs nothing in a large fleet.
        var byId = targets.FirstOrDefault(target => target.Key == InstanceIdsKey);
        var candidates = byId is null
            ? Nodes
            : byId.Values.Distinct(StringComparer.Ordinal).Select(id => _byId.GetValueOrDefault(id)).OfType<SimulatedNode>();
        return [.. candidates.Where(node => node.IsRegistered && node.State is not (NodeState.ShuttingDown or NodeState.Terminated) && targets.All(target => Satisfies(node, target)))];
    }

    // Resource groups are no part of this fleet, so they have no members.
    private static bool Satisfies(SimulatedNode node, Target target) =>
        target.Key == InstanceIdsKey
            ? target.Values.Contains(node.InstanceId, StringComparer.Ordinal)
            : target.Key.StartsWith(TagPrefix, StringComparison.Ordinal)
                && node.Tags.TryGetValue(target.Key[TagPrefix.Length..], out var value)
                && target.Values.Contains(value, StringComparer.Ordinal);
}
