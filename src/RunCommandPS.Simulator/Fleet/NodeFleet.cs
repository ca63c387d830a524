using System.Diagnostics.CodeAnalysis;

namespace RunCommandPS.Simulator.Fleet;

/// <summary>All nodes, by id and in the order of their description.</summary>
internal sealed class NodeFleet
{
    /// <summary>Prefix of the target and filter keys that mean a tag.</summary>
    public const string TagPrefix = "tag:";

    /// <summary>The target and filter key that means ids; as a target it is case-insensitive.</summary>
    public const string InstanceIdsKey = "InstanceIds";

    /// <summary>The target key that means a resource group.</summary>
    public const string GroupKey = "resource-groups:Name";

    /// <summary>The target key that means kinds of resources.</summary>
    public const string ResourceTypeKey = "resource-groups:ResourceTypeFilters";

    private readonly SimulatedNode[] _nodes;
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private int _version;

    /// <exception cref="ArgumentException">Two nodes have the same id.</exception>
    public NodeFleet(IReadOnlyList<SimulatedNode> nodes)
    {
        _nodes = [.. nodes];

        // A common collection type: PowerShell can't index the compiler's own, which a collection expression makes.
        Nodes = Array.AsReadOnly(_nodes);
        for (var place = 0; place < _nodes.Length; place++)
        {
            if (!_places.TryAdd(_nodes[place].InstanceId, place))
            {
                throw new ArgumentException($"Two nodes of the fleet have the id {_nodes[place].InstanceId}.", nameof(nodes));
            }
        }
    }

    /// <summary>Whether the key of a target means ids.</summary>
    public static bool MeansIds(string targetKey) => targetKey.Equals(InstanceIdsKey, StringComparison.OrdinalIgnoreCase);

    /// <summary>The nodes as they are now.</summary>
    public IReadOnlyList<SimulatedNode> Nodes { get; }

    public bool TryGet(string instanceId, [NotNullWhen(true)] out SimulatedNode? node)
    {
        node = _places.TryGetValue(instanceId, out var place) ? Volatile.Read(ref _nodes[place]) : null;
        return node is not null;
    }

    /// <summary>A node that is known to be in the fleet, as it is now.</summary>
    public SimulatedNode Get(string instanceId) => Volatile.Read(ref _nodes[_places[instanceId]]);

    /// <summary>The fleet's own strings for these ids, which are all in the fleet: many lists of ids then share their strings.</summary>
    public IReadOnlyList<string> Own(IReadOnlyList<string> instanceIds)
    {
        var own = new string[instanceIds.Count];
        for (var place = 0; place < own.Length; place++)
        {
            own[place] = Get(instanceIds[place]).InstanceId;
        }

        return own;
    }

    /// <summary>Changes with every node that is replaced, so that whoever remembers one knows when to look again.</summary>
    public int Version => Volatile.Read(ref _version);

    /// <summary>Replaces the node with the same id.</summary>
    public void Replace(SimulatedNode node)
    {
        Volatile.Write(ref _nodes[_places[node.InstanceId]], node);
        Interlocked.Increment(ref _version);
    }

    /// <summary>
    /// Tells all nodes where their simulator listens, which is known only once it does. Nothing else changes them yet, because no one has
    /// its keys.
    /// </summary>
    public void MoveTo(Uri endpoint)
    {
        for (var place = 0; place < _nodes.Length; place++)
        {
            _nodes[place] = _nodes[place] with { Endpoint = endpoint };
        }

        Interlocked.Increment(ref _version);
    }

    /// <summary>The nodes that satisfy every target: keys are AND-ed, the values of one key OR-ed (user guide).</summary>
    public IReadOnlyList<SimulatedNode> Resolve(IReadOnlyList<Target> targets)
    {
        // Ids are looked up, not searched for, so that a few nodes cost nothing in a large fleet.
        var byId = targets.FirstOrDefault(target => MeansIds(target.Key));
        var candidates = byId is null
            ? Nodes
            : byId.Values.Distinct(StringComparer.Ordinal).Where(_places.ContainsKey).Select(Get);
        return [.. candidates.Where(node => node.Exists && targets.All(target => Satisfies(node, target)))];
    }

    private static bool Satisfies(SimulatedNode node, Target target) => target.Key switch
    {
        _ when MeansIds(target.Key) => target.Values.Contains(node.InstanceId, StringComparer.Ordinal),
        GroupKey => target.Values.Any(group => node.ResourceGroups.Contains(group, StringComparer.Ordinal)),

        // The API reference itself writes AWS::EC2::INSTANCE.
        ResourceTypeKey => target.Values.Contains(node.GroupResourceType, StringComparer.OrdinalIgnoreCase),
        _ => target.Key.StartsWith(TagPrefix, StringComparison.Ordinal)
            && node.Tags.TryGetValue(target.Key[TagPrefix.Length..], out var value)
            && target.Values.Contains(value, StringComparer.Ordinal),
    };
}
