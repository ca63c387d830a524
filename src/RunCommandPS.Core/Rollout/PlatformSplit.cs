using RunCommandPS.Reading;

namespace RunCommandPS.Rollout;

/// <summary>Nodes by the shell that they have.</summary>
/// <param name="Unix">Linux and macOS nodes, and those whose platform nobody knows: sending to them says what is the matter with them.</param>
/// <param name="Windows">Windows nodes.</param>
/// <param name="Offline">Of all of them, those whose agent does not answer. A command waits for them.</param>
internal sealed record PlatformSplit(IReadOnlyList<string> Unix, IReadOnlyList<string> Windows, IReadOnlyList<string> Offline)
{
    /// <summary>Asks for the platform of nodes.</summary>
    /// <param name="service">The service.</param>
    /// <param name="instanceIds">The nodes; any number.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<PlatformSplit> OfNodesAsync(IRunCommandService service, IReadOnlyList<string> instanceIds, CancellationToken cancellationToken)
    {
        var windows = new HashSet<string>(StringComparer.Ordinal);
        var offline = new List<string>();
        await foreach (var node in new NodeReader(service).NodesAsync(new NodeQuery { InstanceIds = instanceIds }, cancellationToken).ConfigureAwait(false))
        {
            if (node.PlatformType == PlatformType.Windows)
            {
                windows.Add(node.InstanceId);
            }

            if (node.PingStatus != PingStatus.Online)
            {
                offline.Add(node.InstanceId);
            }
        }

        return new PlatformSplit(instanceIds.Where(id => !windows.Contains(id)).ToList(), instanceIds.Where(windows.Contains).ToList(), offline);
    }

    /// <summary>Asks for the nodes that meet criteria, and their platform.</summary>
    /// <param name="service">The service.</param>
    /// <param name="targets">The criteria: ids and tags.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidInputException">The service can't be asked by such criteria.</exception>
    public static async Task<PlatformSplit> OfTargetsAsync(IRunCommandService service, IReadOnlyList<Target> targets, CancellationToken cancellationToken)
    {
        if (targets.FirstOrDefault(target => target.Key != Target.InstanceIdsKey && !target.Key.StartsWith(Target.TagPrefix, StringComparison.Ordinal)) is { } other)
        {
            throw InputErrors.Input($"The platform of nodes with {other.Key} can't be asked for.", "Give -Shell Sh or -Shell PowerShell.");
        }

        var query = new NodeQuery
        {
            InstanceIds = targets.Where(target => target.Key == Target.InstanceIdsKey).SelectMany(target => target.Values).ToList(),
            Filters = targets.Where(target => target.Key != Target.InstanceIdsKey).Select(target => new QueryFilter(target.Key, target.Values)).ToList(),
        };
        var (unix, windows, offline) = (new List<string>(), new List<string>(), new List<string>());
        await foreach (var node in new NodeReader(service).NodesAsync(query, cancellationToken).ConfigureAwait(false))
        {
            (node.PlatformType == PlatformType.Windows ? windows : unix).Add(node.InstanceId);
            if (node.PingStatus != PingStatus.Online)
            {
                offline.Add(node.InstanceId);
            }
        }

        return new PlatformSplit(unix, windows, offline);
    }
}
