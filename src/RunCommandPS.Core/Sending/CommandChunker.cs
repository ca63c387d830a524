namespace RunCommandPS.Sending;

/// <summary>
/// Turns what comes down the pipeline into requests that the service accepts: nodes are collected into commands of 50, each complete as
/// soon as its last node has arrived; nothing is kept except the ids of the command being filled and the check for duplicates.
/// </summary>
/// <param name="template">Everything of the command except its nodes.</param>
internal sealed class CommandChunker(SendCommandRequest template)
{
    private readonly NodeIdSet _seen = new();
    private List<string> _filling = new(ServiceLimits.InstanceIdsMaximum);

    /// <summary>How many ids were left out because they had already been added.</summary>
    public int Duplicates { get; private set; }

    /// <summary>How many nodes are in the requests handed out so far.</summary>
    public int Nodes { get; private set; }

    /// <summary>How many requests were handed out so far.</summary>
    public int Commands { get; private set; }

    /// <summary>The first request that was handed out; null if there is none yet.</summary>
    public SendCommandRequest? First { get; private set; }

    /// <summary>Adds a node or a request.</summary>
    /// <param name="item">What came down the pipeline.</param>
    /// <returns>The requests that are complete now, of at most 50 nodes each.</returns>
    public IEnumerable<SendCommandRequest> Add(SendItem item)
    {
        switch (item)
        {
            case SendItem.Node node:
                if (IsNew(_seen, node.InstanceId))
                {
                    _filling.Add(node.InstanceId);
                }

                return _filling.Count == ServiceLimits.InstanceIdsMaximum ? [Flush()!] : [];
            case SendItem.Request { Content: { InstanceIds: { Count: > 0 } ids } request }:
                // A whole request may also name more nodes than one call takes. Its nodes are its own: another request may name them again.
                var seen = new NodeIdSet();
                return ids.Where(id => IsNew(seen, id)).Chunk(ServiceLimits.InstanceIdsMaximum)
                    .Select(part => HandOut(request with { InstanceIds = part }));
            case SendItem.Request { Content: var request }:
                return [HandOut(request)];
            default:
                return [];
        }
    }

    /// <summary>Hands out the command being filled.</summary>
    /// <returns>The last request; null if no node is waiting.</returns>
    public SendCommandRequest? Flush()
    {
        if (_filling.Count == 0)
        {
            return null;
        }

        var request = template with { InstanceIds = _filling };
        _filling = new List<string>(ServiceLimits.InstanceIdsMaximum);
        return HandOut(request);
    }

    private SendCommandRequest HandOut(SendCommandRequest request)
    {
        Commands++;
        Nodes += request.InstanceIds?.Count ?? 0;
        First ??= request;
        return request;
    }

    private bool IsNew(NodeIdSet seen, string instanceId)
    {
        if (seen.Add(instanceId))
        {
            return true;
        }

        Duplicates++;
        return false;
    }
}
