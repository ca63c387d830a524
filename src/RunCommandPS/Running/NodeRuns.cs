using RunCommandPS.Errors;
using RunCommandPS.Output;
using RunCommandPS.Pipeline;
using RunCommandPS.Rollout;
using RunCommandPS.Session;

namespace RunCommandPS.Running;

/// <summary>The run of a plan on its nodes, for the pipeline or a job: one <see cref="FleetRun"/> for each connection.</summary>
/// <param name="plan">What is sent.</param>
/// <param name="nodes">Where to.</param>
/// <param name="settings">How.</param>
/// <param name="summary">Counts.</param>
internal sealed class NodeRuns(RunPlan plan, RunNodes nodes, RunSettings settings, RunSummaryBuilder summary)
{
    /// <summary>Runs, from the first command to the summary.</summary>
    public async Task RunAsync(PipelineOutput output, CancellationToken stop)
    {
        summary.Begin();
        try
        {
            await Task.WhenAll(nodes.Groups.Select(
                (group, index) => RunGroupAsync(group.Connection, group.InstanceIds, index, output, stop))).ConfigureAwait(false);
        }
        finally
        {
            summary.End();
        }

        if (summary.Truncated is > 0 and var truncated)
        {
            await output.WarnAsync(
                $"The output of {(truncated == 1 ? "1 node" : $"{truncated} nodes")} is cut: "
                + $"the service keeps {ServiceLimits.StandardOutputMaximumLength:N0} characters. "
                + (plan.Template.OutputS3BucketName is null
                    ? "With -OutputS3BucketName all of it goes to S3, and is read from there."
                    : "All of it may be in S3.")).ConfigureAwait(false);
        }

        await output.HostAsync(summary.Summary.ToString()).ConfigureAwait(false);
    }

    // Where there are several connections, one that fails is an error of its nodes, and takes nothing away from the others.
    private async Task RunGroupAsync(
        ConnectionOptions connection, IReadOnlyList<string> instanceIds, int index, PipelineOutput output, CancellationToken stop)
    {
        summary.Plan(instanceIds.Count);
        try
        {
            await RunAsync(connection, instanceIds, index, output, stop).ConfigureAwait(false);
        }
        catch (RunCommandException exception) when (nodes.Groups.Skip(1).Any())
        {
            await output.ErrorAsync(ErrorRecords.From(exception, instanceIds.ToArray())).ConfigureAwait(false);
        }
        finally
        {
            summary.NotRun(instanceIds);
        }
    }

    private async Task RunAsync(
        ConnectionOptions connection, IReadOnlyList<string> instanceIds, int index, PipelineOutput output, CancellationToken stop)
    {
        var service = new SessionService(nodes.Opened(connection), output);
        var bar = new ProgressBar(output, index, _ => $"Running {plan.Described.DocumentName}");
        var observer =
            new RunObserver(output, new OutputReader(service, new SessionStore(connection, output)), summary, bar, settings, stop);
        var run = new FleetRun(service, settings.Fleet, observer, TimeProvider.System);
        try
        {
            if (plan.Targets is null)
            {
                await run.RunAsync(
                    Rollout(await PartsAsync(service, instanceIds, output, stop).ConfigureAwait(false)), stop).ConfigureAwait(false);
            }
            else
            {
                await RunOnTargetsAsync(run, service, output, stop).ConfigureAwait(false);
            }
        }
        finally
        {
            await observer.CloseAsync().ConfigureAwait(false);
            await bar.CloseAsync().ConfigureAwait(false);
        }
    }

    private async Task RunOnTargetsAsync(FleetRun run, IRunCommandService service, PipelineOutput output, CancellationToken stop)
    {
        var shell = plan.Shell;
        if (plan.DependsOnPlatform)
        {
            var split = await PlatformSplit.OfTargetsAsync(service, plan.Targets!, stop).ConfigureAwait(false);
            await WarnOfOfflineAsync(split, output).ConfigureAwait(false);
            if (split is { Unix.Count: > 0, Windows.Count: > 0 })
            {
                // Criteria know nothing of platforms, so that the nodes are named one by one.
                summary.Plan(split.Unix.Count + split.Windows.Count);
                await run.RunAsync(Rollout(Parts(split)), stop).ConfigureAwait(false);
                return;
            }

            shell = split.Windows.Count > 0 ? ScriptShell.PowerShell : ScriptShell.Sh;
        }

        var request = plan.Request(shell) with { Targets = plan.Targets };
        await run.RunAsync(One(request), stop).ConfigureAwait(false);
    }

    private async Task<List<FleetPart>> PartsAsync(
        IRunCommandService service, IReadOnlyList<string> instanceIds, PipelineOutput output, CancellationToken stop)
    {
        if (!plan.DependsOnPlatform)
        {
            return [new FleetPart(plan.Request(plan.Shell), instanceIds)];
        }

        var split = await PlatformSplit.OfNodesAsync(service, instanceIds, stop).ConfigureAwait(false);
        await WarnOfOfflineAsync(split, output).ConfigureAwait(false);
        return Parts(split);
    }

    // The service takes commands for a node that has gone silent, and holds them until it is back or they expire. That can be an hour of
    // silence here, too.
    private static ValueTask WarnOfOfflineAsync(PlatformSplit split, PipelineOutput output) => split.Offline.Count == 0
        ? ValueTask.CompletedTask
        : output.WarnAsync(
            $"{split.Offline.Count} of {split.Unix.Count + split.Windows.Count} nodes "
            + $"{(split.Offline.Count == 1 ? "is" : "are")} not online, "
            + $"so the run waits for {(split.Offline.Count == 1 ? "it" : "them")} until the command expires: "
            + $"{NodeListText.Of(split.Offline.Select(id => (id, "")))}.");

    private List<FleetPart> Parts(PlatformSplit split)
    {
        var parts = new List<FleetPart>();
        Add(ScriptShell.Sh, split.Unix);
        Add(ScriptShell.PowerShell, split.Windows);
        return parts;

        // The script is only made for a shell that there are nodes with: it may be no PowerShell at all.
        void Add(ScriptShell shell, IReadOnlyList<string> ids)
        {
            if (ids.Count > 0)
            {
                parts.Add(new FleetPart(plan.Request(shell), ids));
            }
        }
    }

    private FleetRollout Rollout(IEnumerable<FleetPart> parts) => new(parts, plan.MaxConcurrency, plan.MaxErrors);

    private static async IAsyncEnumerable<SendCommandRequest> One(SendCommandRequest request)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        yield return request;
    }
}
