using RunCommandPS.Errors;
using RunCommandPS.Pipeline;
using RunCommandPS.Reading;
using RunCommandPS.Rollout;
using RunCommandPS.Rollout.Record;
using RunCommandPS.Scripts;
using RunCommandPS.Session;

namespace RunCommandPS.Running;

/// <summary>The run of a plan on its nodes, for the pipeline or a job.</summary>
/// <param name="plan">What is sent.</param>
/// <param name="nodes">Where to.</param>
/// <param name="settings">How.</param>
/// <param name="record">The name of its rollout, and where its record is kept.</param>
/// <param name="summary">Counts.</param>
internal sealed class NodeRuns(RunPlan plan, RunNodes nodes, RunSettings settings, RecordSettings record, RunSummaryBuilder summary)
{
    /// <summary>Runs, from the first command to the summary.</summary>
    public async Task RunAsync(PipelineOutput output, CancellationToken stop)
    {
        if (plan.PossibleDocument is { } word && await IsDocumentAsync(word, output, stop).ConfigureAwait(false))
        {
            throw DocumentWord.Refused(word, isKnown: true);
        }

        var (places, parts, unplanned) = await new RolloutPlanner(
            plan, nodes, isListed: settings.Waves.Sizes is not null || plan.Seed is not null).PlanAsync(output, stop).ConfigureAwait(false);
        if (plan.Targets is { } targets && parts.Count > 0 && parts.All(part => part is { Request.Targets: null, InstanceIds.Count: 0 }))
        {
            await output.ErrorAsync(
                ErrorRecords.From(RunErrors.NoNodes(new Command { Targets = targets }), targets.ToArray())).ConfigureAwait(false);
            return;
        }

        var order = settings.Waves.Sizes is null ? null : NodeOrder.AsTheyCame(parts, nodes.CameAt);
        if (plan.Seed is { } seed)
        {
            (parts, order) = NodeOrder.Shuffled(parts, seed);
        }

        var now = TimeProvider.System.GetUtcNow();
        var planned = new RolloutEvent.Planned(now)
        {
            Id = RolloutId.New(now),
            Name = record.Name,
            Module = ModuleVersion.Text,
            By = Runner.Here,
            Description = record.Description,
            AsObject = settings.Form == ResultForm.Objects,
            AsJson = settings.Form == ResultForm.Json,
            MaxConcurrency = plan.MaxConcurrency,
            MaxErrors = plan.MaxErrors,
            Waves = settings.Waves.Plan(order),
            Connections = [.. places.Select(place => RecordedConnection.Of(place.Options, place.Connection?.Origin))],
            Parts = record.Home is null ? parts : await NoteDocumentsAsync(parts, places, output, stop).ConfigureAwait(false),
            Unplanned = unplanned,
            Unreadable = summary.Unreadable,
        };
        if (record.Home is { } home)
        {
            new RolloutCatalog(home).Prune(now);
        }

        using var log = RolloutLog.Begin(planned, record.Home, TimeProvider.System);
        await new RolloutRunner(log, places, settings, summary, output).RunAsync(stop).ConfigureAwait(false);
    }

    // What can't be found out, a connection that can't be made included, does not keep the script from running.
    private async Task<bool> IsDocumentAsync(string name, PipelineOutput output, CancellationToken stop)
    {
        var found = await Task.WhenAll(nodes.Groups.Select(group => AskAsync(group.Connection))).ConfigureAwait(false);
        return found.Contains(true);

        async Task<bool> AskAsync(ConnectionOptions connection)
        {
            try
            {
                var service = new SessionService(nodes.Opened(connection), output);
                return await new DocumentReader(service).IsCommandAsync(name, stop).ConfigureAwait(false);
            }
            catch (RunCommandException)
            {
                return false;
            }
        }
    }

    private static async Task<IReadOnlyList<PlannedPart>> NoteDocumentsAsync(
        IReadOnlyList<PlannedPart> parts, IReadOnlyList<RolloutPlace> places, PipelineOutput output, CancellationToken stop) =>
        await Task.WhenAll(parts.Select(part => DocumentChanges.NoteAsync(
            part, new SessionService(places[part.Connection].Connection!, output), stop))).ConfigureAwait(false);
}

/// <summary>The name of the rollout of a run, and where its record is kept.</summary>
/// <param name="Name">The caller's name for it; null for none.</param>
/// <param name="Description">What runs, for people.</param>
/// <param name="Home">Where the record is kept; null for none.</param>
internal sealed record RecordSettings(string? Name, string Description, RolloutHome? Home);
