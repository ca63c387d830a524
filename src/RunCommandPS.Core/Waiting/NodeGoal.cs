namespace RunCommandPS.Waiting;

/// <summary>Which nodes are waited for, and when enough of them are online.</summary>
internal sealed record NodeGoal
{
    private NodeGoal()
    {
    }

    /// <summary>The nodes, each once; empty if tags select them.</summary>
    public IReadOnlyList<string> InstanceIds { get; private init; } = [];

    /// <summary>The tags that select the nodes, all of them; empty if ids specify them.</summary>
    public IReadOnlyList<QueryFilter> Tags { get; private init; } = [];

    /// <summary>How many nodes with the tags must be online; null for all that are listed, and at least one.</summary>
    public int? Count { get; private init; }

    /// <summary>All of some nodes. The service may not know them yet.</summary>
    public static NodeGoal Of(IEnumerable<string> instanceIds) =>
        new() { InstanceIds = instanceIds.Distinct(StringComparer.Ordinal).ToArray() };

    /// <summary>Nodes with some tags.</summary>
    /// <param name="tags">The tags.</param>
    /// <param name="count">How many nodes must be online; null for all that are listed, and at least one.</param>
    public static NodeGoal Of(IReadOnlyList<QueryFilter> tags, int? count) => new() { Tags = tags, Count = count };

    /// <summary>The next query for the service: only for nodes that have not been seen online, if they are known by id.</summary>
    /// <param name="online">The nodes that have been.</param>
    public NodeQuery Question(IReadOnlySet<string> online) =>
        new() { InstanceIds = InstanceIds.Where(id => !online.Contains(id)).ToArray(), Filters = Tags };

    /// <summary>Whether enough nodes are online.</summary>
    /// <param name="online">The nodes that have been seen online.</param>
    /// <param name="listed">The last answer of the service.</param>
    /// <remarks>
    /// With ids, each node must be seen online once, and is not requested again. With tags, all must be online in the same answer.
    /// </remarks>
    public bool IsMet(IReadOnlySet<string> online, IReadOnlyCollection<ManagedNode> listed) => Tags.Count == 0
        ? InstanceIds.All(online.Contains)
        : listed.Count(IsOnline) is var count && (Count is { } wanted ? count >= wanted : count > 0 && count == listed.Count);

    /// <summary>The nodes that are not online.</summary>
    /// <inheritdoc cref="IsMet"/>
    public IReadOnlyList<AwaitedNode> Missing(IReadOnlySet<string> online, IReadOnlyCollection<ManagedNode> listed)
    {
        if (Tags.Count > 0)
        {
            return listed.Where(node => !IsOnline(node)).Select(node => new AwaitedNode(node.InstanceId, node.PingStatus)).ToArray();
        }

        var states = listed.GroupBy(node => node.InstanceId).ToDictionary(node => node.Key, node => node.First().PingStatus);
        return InstanceIds.Where(id => !online.Contains(id))
            .Select(id => new AwaitedNode(id, states.GetValueOrDefault(id, ""))).ToArray();
    }

    /// <summary>How many nodes are waited for, and how many of them are online.</summary>
    /// <inheritdoc cref="IsMet"/>
    public (int Nodes, int Online) Totals(IReadOnlySet<string> online, IReadOnlyCollection<ManagedNode> listed) => Tags.Count == 0
        ? (InstanceIds.Count, online.Count)
        : (Count ?? listed.Count, listed.Count(IsOnline));

    /// <summary>Whether the agent of a node responds.</summary>
    public static bool IsOnline(ManagedNode node) => node.PingStatus == PingStatus.Online;

    /// <summary>The nodes in words.</summary>
    public override string ToString() => string.Join(" and ", Tags);
}
