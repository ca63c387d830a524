using System.Runtime.CompilerServices;
using RunCommandPS.Errors;

namespace RunCommandPS.Reading;

/// <summary>Reads managed nodes, page after page, no further than the caller reads on.</summary>
/// <param name="service">The service.</param>
internal sealed class NodeReader(IRunCommandService service)
{
    /// <summary>Nodes. Ids may be any number; a call takes 100 of them.</summary>
    /// <remarks>
    /// The service refuses a filter by tag together with any other filter, and its answer has no tags. So each tag is queried separately,
    /// which nodes have all of them follows from the answers, and the rest is filtered here.
    /// </remarks>
    public IAsyncEnumerable<ManagedNode> NodesAsync(NodeQuery query, CancellationToken cancellationToken)
    {
        var tags = query.Filters.Where(static filter => filter.IsTag).ToList();
        return tags.Count == 0 ? WithoutTagsAsync(query, cancellationToken) : TaggedAsync(tags, query, cancellationToken);
    }

    /// <summary>Those of some ids for which the service knows no node.</summary>
    /// <param name="query">What was asked.</param>
    /// <param name="found">The ids that were answered.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<IReadOnlyList<string>> UnknownAsync(NodeQuery query, IReadOnlySet<string> found, CancellationToken cancellationToken)
    {
        var missing = query.InstanceIds.Where(id => !found.Contains(id)).Distinct().ToList();
        if (missing.Count > 0 && query.Filters.Count > 0)
        {
            // A node that the filters leave out is not unknown. The answer to the filtered query can't distinguish the two.
            await foreach (var node in NodesAsync(
                new NodeQuery { InstanceIds = missing.ToList() }, cancellationToken).ConfigureAwait(false))
            {
                missing.Remove(node.InstanceId);
            }
        }

        return missing;
    }

    /// <summary>The error for a node that is not there. The service itself only leaves it out.</summary>
    public RunCommandException NoSuchNode(string instanceId) => ReadingErrors.NoSuchNode(instanceId, service.Origin);

    private async IAsyncEnumerable<ManagedNode> WithoutTagsAsync(
        NodeQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var parts = query.InstanceIds.Count == 0
            ? [query]
            : query.InstanceIds.Chunk(ServiceLimits.FilterValuesMaximum).Select(ids => query with { InstanceIds = ids });
        foreach (var part in parts)
        {
            await foreach (var node in PagesAsync(part, cancellationToken).ConfigureAwait(false))
            {
                yield return node;
            }
        }
    }

    private async IAsyncEnumerable<ManagedNode> TaggedAsync(
        List<QueryFilter> tags, NodeQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var meant = query.InstanceIds.Count > 0 ? query.InstanceIds.ToHashSet(StringComparer.Ordinal) : null;
        foreach (var tag in tags.Skip(1))
        {
            var tagged = new HashSet<string>(StringComparer.Ordinal);
            await foreach (var node in PagesAsync(new NodeQuery { Filters = [tag] }, cancellationToken).ConfigureAwait(false))
            {
                tagged.Add(node.InstanceId);
            }

            tagged.IntersectWith(meant ?? tagged);
            meant = tagged;
        }

        if (meant is { Count: 0 })
        {
            yield break;
        }

        await foreach (var node in PagesAsync(new NodeQuery { Filters = [tags[0]] }, cancellationToken).ConfigureAwait(false))
        {
            if (meant?.Contains(node.InstanceId) != false && query.Filters.All(filter => filter.IsTag || filter.Takes(node)))
            {
                yield return node;
            }
        }
    }

    private IAsyncEnumerable<ManagedNode> PagesAsync(NodeQuery query, CancellationToken cancellationToken) =>
        Pages.ReadAsync(
            "DescribeInstanceInformation",
            service.Origin,
            (token, cancel) => service.DescribeNodesAsync(query, token, cancel),
            cancellationToken);
}
