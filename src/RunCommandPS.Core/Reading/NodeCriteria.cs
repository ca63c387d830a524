namespace RunCommandPS.Reading;

/// <summary>
/// The targets of a command as a query for nodes. As in SendCommand, a node must match every target, with one of its values.
/// </summary>
internal sealed record NodeCriteria
{
    private NodeCriteria(NodeQuery query) => Query = query;

    /// <summary>The query. Without ids and filters it would be for all nodes, so <see cref="NodesAsync"/> doesn't make it then.</summary>
    public NodeQuery Query { get; }

    /// <summary>A key for which DescribeInstanceInformation has no filter, such as a resource group; null if there is none.</summary>
    public string? UnknownKey { get; private init; }

    /// <summary>Whether the nodes are specified by their ids alone.</summary>
    public bool AreNamed => Query.InstanceIds.Count > 0 && Query.Filters.Count == 0;

    private bool AreApart { get; init; }

    /// <summary>Reads targets.</summary>
    /// <param name="targets">The targets; values that can't be ids or are empty match no node.</param>
    public static NodeCriteria Of(IReadOnlyList<Target> targets)
    {
        var named = targets.Where(target => target.IsInstanceIds)
            .Select(target => target.Values.Where(id => SpecPattern.IsMatch(id, ServiceLimits.InstanceIdPattern))).ToList();
        var ids = named.Count > 0
            ? named.Aggregate((left, right) => left.Intersect(right, StringComparer.Ordinal)).Distinct().ToList()
            : [];
        var tags = targets.Where(target => target.IsTag && target.Values.Count > 0)
            .Select(target => new QueryFilter(target.Key, target.Values)).ToList();
        return new NodeCriteria(new NodeQuery { InstanceIds = ids, Filters = tags })
        {
            UnknownKey = targets.FirstOrDefault(target => !target.IsInstanceIds && !target.IsTag)?.Key,
            AreApart = named.Count > 0 && ids.Count == 0,
        };
    }

    /// <summary>The nodes that meet the criteria now.</summary>
    /// <param name="reader">Reads them.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public IAsyncEnumerable<ManagedNode> NodesAsync(NodeReader reader, CancellationToken cancellationToken) =>
        AreApart || UnknownKey is not null || Query is { InstanceIds.Count: 0, Filters.Count: 0 }
            ? NoneAsync() : reader.NodesAsync(Query, cancellationToken);

    private static async IAsyncEnumerable<ManagedNode> NoneAsync()
    {
        await Task.CompletedTask.ConfigureAwait(false);
        yield break;
    }
}
