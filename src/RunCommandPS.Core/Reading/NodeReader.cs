using System.Runtime.CompilerServices;

namespace RunCommandPS.Reading;

/// <summary>Reads managed nodes, page after page, no further than the caller reads on.</summary>
/// <param name="service">The service.</param>
internal sealed class NodeReader(IRunCommandService service)
{
    /// <summary>Nodes. Ids may be any number; a call takes 100 of them.</summary>
    public async IAsyncEnumerable<ManagedNode> NodesAsync(NodeQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var parts = query.InstanceIds.Count == 0 ? [query] : query.InstanceIds.Chunk(ServiceLimits.FilterValuesMaximum).Select(ids => query with { InstanceIds = ids });
        foreach (var part in parts)
        {
            var pages = Pages.ReadAsync("DescribeInstanceInformation", service.Origin, (token, cancel) => service.DescribeNodesAsync(part, token, cancel), cancellationToken);
            await foreach (var node in pages.ConfigureAwait(false))
            {
                yield return node;
            }
        }
    }

    /// <summary>Those of some ids that the service knows no node of.</summary>
    /// <param name="query">What was asked.</param>
    /// <param name="found">The ids that were answered.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<string>> UnknownAsync(NodeQuery query, IReadOnlySet<string> found, CancellationToken cancellationToken)
    {
        var missing = query.InstanceIds.Where(id => !found.Contains(id)).Distinct().ToList();
        if (missing.Count > 0 && query.Filters.Count > 0)
        {
            // A node that the filters leave out is not unknown. The answer to the filtered question can't tell the two apart.
            await foreach (var node in NodesAsync(new NodeQuery { InstanceIds = missing.ToList() }, cancellationToken).ConfigureAwait(false))
            {
                missing.Remove(node.InstanceId);
            }
        }

        return missing;
    }

    /// <summary>The error for a node that is not there. The service itself only leaves it out.</summary>
    public RunCommandException NoSuchNode(string instanceId) => ReadingErrors.NoSuchNode(instanceId, service.Origin);
}
