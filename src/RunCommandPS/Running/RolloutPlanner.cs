using RunCommandPS.Errors;
using RunCommandPS.Output;
using RunCommandPS.Pipeline;
using RunCommandPS.Rollout;
using RunCommandPS.Rollout.Record;
using RunCommandPS.Session;

namespace RunCommandPS.Running;

/// <summary>A connection of a rollout, as this session has it.</summary>
/// <param name="Options">Its words.</param>
/// <param name="Connection">The connection; null if it can't be used.</param>
internal sealed record RolloutPlace(ConnectionOptions Options, SessionConnection? Connection);

/// <summary>The plan of a rollout.</summary>
/// <param name="Places">Where.</param>
/// <param name="Parts">What is sent to which nodes.</param>
/// <param name="Unplanned">Nodes to which nothing can be sent, because their place can't be reached.</param>
internal sealed record PlannedRollout(
    IReadOnlyList<RolloutPlace> Places, IReadOnlyList<PlannedPart> Parts, IReadOnlyList<RolloutNode> Unplanned);

/// <summary>Finds out what is sent to which node: each platform has its own shell, and criteria may select nodes of both.</summary>
/// <param name="plan">What is sent.</param>
/// <param name="nodes">Where to.</param>
/// <param name="isListed">Whether every node must be listed, even if criteria select them.</param>
internal sealed class RolloutPlanner(RunPlan plan, RunNodes nodes, bool isListed)
{
    /// <summary>Requests the platforms if they matter.</summary>
    /// <returns>The places and what is sent there. If a place can't be reached, its nodes have no request.</returns>
    /// <exception cref="RunCommandException">The only place can't be reached.</exception>
    public async Task<PlannedRollout> PlanAsync(PipelineOutput output, CancellationToken stop)
    {
        var groups = nodes.Groups.ToList();
        var planned = await Task.WhenAll(
            groups.Select((group, index) => PlanAsync(group, index, groups.Count, output, stop))).ConfigureAwait(false);
        return new PlannedRollout(
            [.. planned.Select(place => place.Place)],
            [.. planned.SelectMany(place => place.Parts ?? [])],
            [.. planned.SelectMany((place, index) => place.Parts is null ? Unplanned(groups[index].InstanceIds, index) : [])]);
    }

    private static IEnumerable<RolloutNode> Unplanned(IReadOnlyList<string> instanceIds, int index) =>
        instanceIds.Select(id => new RolloutNode(index, id));

    // If there are several places, one that can't be reached is an error of its nodes, and does not affect the others.
    private async Task<(RolloutPlace Place, IReadOnlyList<PlannedPart>? Parts)> PlanAsync(
        (ConnectionOptions Connection, IReadOnlyList<string> InstanceIds) group,
        int index,
        int places,
        PipelineOutput output,
        CancellationToken stop)
    {
        try
        {
            var connection = nodes.Opened(group.Connection);
            var service = new SessionService(connection, output);
            var parts = plan.Targets is null
                ? await NamedAsync(service, group.InstanceIds, output, stop).ConfigureAwait(false)
                : await ChosenAsync(service, isListed || places > 1, output, stop).ConfigureAwait(false);
            return (new RolloutPlace(group.Connection, connection), [.. parts.Select(part => part with { Connection = index })]);
        }
        catch (RunCommandException exception) when (places > 1)
        {
            await output.ErrorAsync(ErrorRecords.From(exception, group.InstanceIds.ToArray())).ConfigureAwait(false);
            return (new RolloutPlace(group.Connection, null), null);
        }
    }

    private async Task<IReadOnlyList<PlannedPart>> NamedAsync(
        IRunCommandService service, IReadOnlyList<string> instanceIds, PipelineOutput output, CancellationToken stop)
    {
        if (!plan.DependsOnPlatform)
        {
            return [new PlannedPart(0, plan.Request(plan.Shell), instanceIds)];
        }

        var split = await PlatformSplit.OfNodesAsync(service, instanceIds, stop).ConfigureAwait(false);
        await WarnOfOfflineAsync(split, output).ConfigureAwait(false);
        return Parts(split);
    }

    // Criteria have no notion of platforms, of limits that apply to several connections, or of
    // waves: for these the nodes are listed one by one.
    private async Task<IReadOnlyList<PlannedPart>> ChosenAsync(
        IRunCommandService service, bool isNamed, PipelineOutput output, CancellationToken stop)
    {
        var shell = plan.Shell;
        if (plan.DependsOnPlatform || isNamed)
        {
            var split = await PlatformSplit.OfTargetsAsync(service, plan.Targets!, stop).ConfigureAwait(false);
            await WarnOfOfflineAsync(split, output).ConfigureAwait(false);
            if (isNamed && (!plan.DependsOnPlatform || split is { Unix.Count: 0, Windows.Count: 0 }))
            {
                return [new PlannedPart(0, plan.AnyRequest, [.. split.Unix, .. split.Windows])];
            }

            if (isNamed || split is { Unix.Count: > 0, Windows.Count: > 0 })
            {
                return Parts(split);
            }

            shell = split.Windows.Count > 0 ? ScriptShell.PowerShell : ScriptShell.Sh;
        }

        return [new PlannedPart(0, plan.Request(shell) with { Targets = plan.Targets }, [])];
    }

    private List<PlannedPart> Parts(PlatformSplit split)
    {
        var parts = new List<PlannedPart>();
        Add(ScriptShell.Sh, split.Unix);
        Add(ScriptShell.PowerShell, split.Windows);
        return parts;

        // The script is only made for a shell that some nodes have: it may not be PowerShell at all.
        void Add(ScriptShell shell, IReadOnlyList<string> ids)
        {
            if (ids.Count > 0)
            {
                parts.Add(new PlannedPart(0, plan.Request(shell), ids));
            }
        }
    }

    // The service accepts commands for a node that has gone silent, and holds them until it is back or they expire. That can be an hour of
    // silence here, too.
    private static ValueTask WarnOfOfflineAsync(PlatformSplit split, PipelineOutput output) => split.Offline.Count == 0
        ? ValueTask.CompletedTask
        : output.WarnAsync(
            $"{split.Offline.Count} of {split.Unix.Count + split.Windows.Count} nodes {(split.Offline.Count == 1 ? "is" : "are")} not "
                + "online, "
            + $"so the run waits for {(split.Offline.Count == 1 ? "it" : "them")} until the command expires: "
            + $"{NodeListText.Of(split.Offline.Select(id => (id, "")))}.");
}
