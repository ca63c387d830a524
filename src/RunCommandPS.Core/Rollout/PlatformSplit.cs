using RunCommandPS.Errors;
using RunCommandPS.Reading;

namespace RunCommandPS.Rollout;

/// <summary>Nodes by the shell that they have.</summary>
/// <param name="Unix">Linux and macOS nodes, and those whose platform is unknown: sending to them
/// shows what is wrong with them.</param>
/// <param name="Windows">Windows nodes.</param>
/// <param name="Offline">Of all of them, those whose agent does not respond. A command waits for them.</param>
internal sealed record PlatformSplit(IReadOnlyList<string> Unix, IReadOnlyList<string> Windows, IReadOnlyList<string> Offline)
{
    /// <summary>Asks for the platform of nodes.</summary>
    /// <param name="service">The service.</param>
    /// <param name="instanceIds">The nodes; any number.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static async Task<PlatformSplit> OfNodesAsync(
        IRunCommandService service, IReadOnlyList<string> instanceIds, CancellationToken cancellationToken)
    {
        var known = await OfAsync(
            new NodeReader(service).NodesAsync(new NodeQuery { InstanceIds = instanceIds }, cancellationToken)).ConfigureAwait(false);
        var windows = known.Windows.ToHashSet(StringComparer.Ordinal);
        return new PlatformSplit(
            instanceIds.Where(id => !windows.Contains(id)).ToList(), instanceIds.Where(windows.Contains).ToList(), known.Offline);
    }

    /// <summary>Asks for the nodes that meet criteria, and their platform.</summary>
    /// <param name="service">The service.</param>
    /// <param name="targets">The criteria: ids and tags.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="InvalidInputException">The service has no query for such criteria.</exception>
    public static Task<PlatformSplit> OfTargetsAsync(
        IRunCommandService service, IReadOnlyList<Target> targets, CancellationToken cancellationToken)
    {
        var criteria = NodeCriteria.Of(targets);
        return criteria.UnknownKey is { } key
            ? throw InputErrors.Input(
                $"Nodes with {key} can't be listed, which different platforms, waves and several Regions require.",
                "Specify -Shell Sh or -Shell PowerShell and one -Region, and leave out -Wave and -Shuffle.")
            : OfAsync(criteria.NodesAsync(new NodeReader(service), cancellationToken));
    }

    private static async Task<PlatformSplit> OfAsync(IAsyncEnumerable<ManagedNode> nodes)
    {
        var (unix, windows, offline) = (new List<string>(), new List<string>(), new List<string>());
        await foreach (var node in nodes.ConfigureAwait(false))
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
