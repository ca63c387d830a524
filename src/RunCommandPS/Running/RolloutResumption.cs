using RunCommandPS.Errors;
using RunCommandPS.Pipeline;
using RunCommandPS.Rollout;
using RunCommandPS.Rollout.Record;
using RunCommandPS.Session;

namespace RunCommandPS.Running;

/// <summary>Continues a rollout that has a record.</summary>
/// <param name="home">Where its record is.</param>
/// <param name="id">The rollout.</param>
/// <param name="places">The connections of its plan, as this session reaches them.</param>
/// <param name="change">What changes from now on.</param>
/// <param name="settings">How.</param>
/// <param name="summary">Counts.</param>
internal sealed class RolloutResumption(
    RolloutHome home,
    string id,
    IReadOnlyList<RolloutPlace> places,
    RolloutChange change,
    RunSettings settings,
    RunSummaryBuilder summary)
{
    /// <summary>Decides what is in doubt, and runs what is left.</summary>
    public async Task RunAsync(PipelineOutput output, CancellationToken stop)
    {
        using var log = RolloutLog.TryResume(home, id, TimeProvider.System)
            ?? throw RecordErrors.Running(id, RecordFile.Read(home, id).By.ToString());
        if (!change.Force && log.Read(IsAnySentStill))
        {
            await RefuseChangesAsync(log, output, stop).ConfigureAwait(false);
        }

        var doubtful = new DoubtfulSends(log, TimeProvider.System);
        for (var index = 0; index < places.Count; index++)
        {
            await DecideAsync(doubtful, log, index, output, stop).ConfigureAwait(false);
        }

        var again = log.Read(state => state.Nodes.Where(node => change.Retry.Contains(state[node])).ToList());
        log.Add(at => new RolloutEvent.Resumed(at, Runner.Here, again)
        {
            MaxConcurrency = change.MaxConcurrency,
            MaxErrors = change.MaxErrors,
            Waves = settings.Waves.Plan(order: null),
            WaveErrors = settings.Waves.Errors,
            SoakTime = settings.Waves.SoakTime,
            HasCheck = settings.Waves.Check is not null,
            HasPrompt = settings.Waves.Prompt,
        });
        await new RolloutRunner(log, places, settings with { Form = Form(log.Planned) }, summary, output)
            .RunAsync(stop).ConfigureAwait(false);
    }

    private static ResultForm Form(RolloutEvent.Planned planned) =>
        planned.AsObject ? ResultForm.Objects : planned.AsJson ? ResultForm.Json : ResultForm.Result;

    private bool IsAnySentStill(RolloutState state) =>
        state.Nodes.Any(node => state[node] == NodeVerdict.NotStarted || change.Retry.Contains(state[node]))
        || places.Where((_, index) => RolloutRemainder.Criteria(state, index) is { Count: > 0 }).Any();

    private Task RefuseChangesAsync(RolloutLog log, PipelineOutput output, CancellationToken stop) =>
        Task.WhenAll(log.Planned.Parts.Select(part => DocumentChanges.RefuseAsync(
            log.Planned.Name ?? id, part, new SessionService(places[part.Connection].Connection!, output), stop)));

    // What can't be decided stays unknown, and is not sent again.
    private async Task DecideAsync(DoubtfulSends doubtful, RolloutLog log, int index, PipelineOutput output, CancellationToken stop)
    {
        try
        {
            var service = new SessionService(places[index].Connection!, output);
            var doubles = await doubtful.DecideAsync(service, index, stop).ConfigureAwait(false);
            if (doubles.Count > 0)
            {
                await output.WarnAsync(
                    $"These commands of the rollout were sent twice, by two machines that have its record: "
                        + $"{string.Join(", ", doubles.Select(command => command.CommandId))}. "
                        + "Only one of these machines should continue it.")
                    .ConfigureAwait(false);
            }
        }
        catch (RunCommandException exception)
        {
            var nodes = log.Read(state => state.Sends.Where(send => send.IsInDoubt).SelectMany(send => send.InstanceIds ?? []).ToArray());
            await output.ErrorAsync(ErrorRecords.From(exception, nodes)).ConfigureAwait(false);
        }
    }
}

/// <summary>What changes when a rollout continues.</summary>
/// <param name="Retry">Verdicts of nodes on which to run again.</param>
/// <param name="MaxConcurrency">How many nodes, or what percentage, run at the same time from now on; null for as many as before.</param>
/// <param name="MaxErrors">How many errors, or what percentage, are tolerated from now on; null for as many as before.</param>
/// <param name="Force">Whether it continues although a document has changed.</param>
internal sealed record RolloutChange(IReadOnlyCollection<NodeVerdict> Retry, string? MaxConcurrency, string? MaxErrors, bool Force);
