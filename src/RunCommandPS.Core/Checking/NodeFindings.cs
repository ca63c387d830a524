using System.Runtime.CompilerServices;
using RunCommandPS.Model;
using RunCommandPS.Reading;
using RunCommandPS.Sending;
using static RunCommandPS.TestFinding;

namespace RunCommandPS.Checking;

/// <summary>The findings about the nodes of a request, one by one.</summary>
/// <param name="service">The service.</param>
/// <param name="document">The document, for its platforms; null if there is none.</param>
/// <param name="skipInvalidNode">Whether nodes that the service does not know would be skipped.</param>
internal sealed class NodeFindings(IRunCommandService service, RunCommandDocument? document, bool skipInvalidNode)
{
    private readonly NodeReader _nodes = new(service);

    /// <summary>Checks the nodes.</summary>
    public IAsyncEnumerable<TestFinding> FindAsync(SendCommandRequest request, CancellationToken cancellationToken) =>
        request.Targets is { Count: > 0 } targets ? TargetsAsync(targets, cancellationToken)
        : request.InstanceIds is { Count: > 0 } ids
            ? NamedAsync(new NodeQuery { InstanceIds = ids.Where(IsId).ToList() }, cancellationToken)
        : NothingAsync();

    private async IAsyncEnumerable<TestFinding> NamedAsync(NodeQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Invalid ids were already found by the rules, and without any ids the question would be for all nodes.
        if (query.InstanceIds.Count == 0)
        {
            yield break;
        }

        var found = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var node in _nodes.NodesAsync(query, cancellationToken).ConfigureAwait(false))
        {
            found.Add(node.InstanceId);
            yield return About(node);
        }

        foreach (var id in await _nodes.UnknownAsync(query, found, cancellationToken).ConfigureAwait(false))
        {
            var error = _nodes.NoSuchNode(id);
            yield return skipInvalidNode && found.Count > 0
                ? Doubtful(TestSubject.Node, id, $"{error.Message} -SkipInvalidNode skips it.", error.Recommendation)
                : Bad(TestSubject.Node, id, error.Message, error.Recommendation);
        }
    }

    private async IAsyncEnumerable<TestFinding> TargetsAsync(
        IReadOnlyList<Target> targets, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var name = string.Join(' ', targets);
        var criteria = NodeCriteria.Of(targets);
        if (targets.SelectMany(TargetRules.Violations).Any())
        {
            // The rules have already reported it, and the service can't be asked.
            yield break;
        }

        if (criteria.UnknownKey is not null)
        {
            yield return Doubtful(
                TestSubject.Target, name, "The nodes of a resource group are not known here, so none was checked.",
                "Look at the group's resources in Resource Groups, and pass their ids to Test-RunCommand.");
            yield break;
        }

        if (criteria.AreNamed)
        {
            await foreach (var finding in NamedAsync(criteria.Query, cancellationToken).ConfigureAwait(false))
            {
                yield return finding;
            }

            yield break;
        }

        var count = 0;
        await foreach (var node in criteria.NodesAsync(_nodes, cancellationToken).ConfigureAwait(false))
        {
            count++;
            yield return About(node);
        }

        yield return count > 0
            ? Good(TestSubject.Target, name, $"{count} {(count == 1 ? "node matches" : "nodes match")} these criteria now.")
            : Bad(
                TestSubject.Target, name,
                "No node matches these criteria: the command would end at once, with the status Success, and run nowhere.",
                "Check keys and values, which are case-sensitive, and -Region; Get-RunCommandNode -Tag lists the nodes with a tag.");
    }

    private TestFinding About(ManagedNode node)
    {
        if (node.PingStatus != PingStatus.Online)
        {
            var ping = node.LastPingDateTime is { } last ? $", last ping at {last:u}" : "";
            return Bad(
                TestSubject.Node, node.InstanceId,
                $"The node is {node.PingStatus}{ping}: the command would wait for it until it times out.",
                "Make sure that the node is running and that its SSM Agent can reach the service.");
        }

        return document is { PlatformTypes.Count: > 0 } && !document.PlatformTypes.Contains(node.PlatformType)
            ? Bad(
                TestSubject.Node,
                node.InstanceId,
                $"The node is {node.PlatformType}; '{document.Name}' runs on {string.Join(", ", document.PlatformTypes)}.",
                $"Leave the node out, or send it a document for {node.PlatformType}.")
            : Good(TestSubject.Node, node.InstanceId, $"Online, {(node.PlatformName.Length > 0 ? node.PlatformName : node.PlatformType)}.");
    }

    private static bool IsId(string id) => SpecPattern.IsMatch(id, ServiceLimits.InstanceIdPattern);

    private static async IAsyncEnumerable<TestFinding> NothingAsync()
    {
        await Task.CompletedTask.ConfigureAwait(false);
        yield break;
    }
}
