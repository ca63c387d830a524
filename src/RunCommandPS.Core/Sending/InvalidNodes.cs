using System.Text.RegularExpressions;
using RunCommandPS.Reading;

namespace RunCommandPS.Sending;

/// <summary>Finds out for which nodes a request was refused.</summary>
internal static partial class InvalidNodes
{
    /// <summary>The nodes that can't receive commands.</summary>
    /// <param name="service">Asked for the nodes' state if the refusal does not name them.</param>
    /// <param name="refusal">The service's refusal.</param>
    /// <param name="instanceIds">The requested nodes.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Those of <paramref name="instanceIds"/> that are at fault; empty if that can't be found out.</returns>
    public static async Task<IReadOnlyList<string>> FindAsync(
        IRunCommandService service,
        InvalidInstanceIdException refusal,
        IReadOnlyList<string> instanceIds,
        CancellationToken cancellationToken)
    {
        var named = IdInText().Matches(refusal.ServiceMessage).Select(match => match.Value).Intersect(instanceIds).ToList();
        return named.Count > 0 ? named : await AtFaultAsync(service, instanceIds, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<IReadOnlyList<string>> AtFaultAsync(
        IRunCommandService service, IReadOnlyList<string> instanceIds, CancellationToken cancellationToken)
    {
        try
        {
            var listed = new List<string>();
            var online = new List<string>();
            await foreach (var node in new NodeReader(service)
                .NodesAsync(new NodeQuery { InstanceIds = instanceIds }, cancellationToken).ConfigureAwait(false))
            {
                listed.Add(node.InstanceId);
                if (node.PingStatus == PingStatus.Online)
                {
                    online.Add(node.InstanceId);
                }
            }

            // A node that merely can't be reached is not a reason to refuse as long as there is one that the service does not report:
            // stopped, terminated or not in the account.
            var unlisted = instanceIds.Except(listed).ToList();
            return unlisted.Count > 0 ? unlisted : instanceIds.Except(online).ToList();
        }
        catch (Exception exception) when (exception is RunCommandException or OperationCanceledException)
        {
            // The refusal is what matters; that its cause can't be looked up (no permission, no time) must not hide it.
            return [];
        }
    }

    [GeneratedRegex(@"\bm?i-[A-Za-z0-9_]{8,17}\b", RegexOptions.CultureInvariant)]
    private static partial Regex IdInText();
}
