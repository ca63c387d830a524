using RunCommandPS.Errors;
using RunCommandPS.Pipeline;
using RunCommandPS.Rollout;
using RunCommandPS.Rollout.Record;
using RunCommandPS.Session;

namespace RunCommandPS.Running;

/// <summary>Goes on with a rollout of which there is a record.</summary>
/// <param name="home">Where its record is.</param>
/// <param name="id">The rollout.</param>
/// <param name="places">The connections of its plan, as this session reaches them.</param>
/// <param name="retry">Verdicts of nodes that are to run again.</param>
/// <param name="settings">How.</param>
/// <param name="summary">Counts.</param>
internal sealed class RolloutResumption(
    RolloutHome home,
    string id,
    IReadOnlyList<RolloutPlace> places,
    IReadOnlyCollection<NodeVerdict> retry,
    RunSettings settings,
    RunSummaryBuilder summary)
{
    /// <summary>Decides what is in doubt, and runs what is left.</summary>
    public async Task RunAsync(PipelineOutput output, CancellationToken stop)
    {
        using var log = RolloutLog.TryResume(home, id, TimeProvider.System)
            ?? throw RecordErrors.Running(id, RecordFile.Read(home, id).By.ToString());
        var doubtful = new DoubtfulSends(log, TimeProvider.System);
        for (var index = 0; index < places.Count; index++)
        {
            await doubtful.DecideAsync(new SessionService(places[index].Connection!, output), index, stop).ConfigureAwait(false);
        }

        var again = log.Read(state => state.Nodes.Where(node => retry.Contains(state[node])).ToList());
        log.Add(at => new RolloutEvent.Resumed(at, Runner.Here, again));
        await new RolloutRunner(log, places, settings with { AsObject = log.Planned.AsObject }, summary, output)
            .RunAsync(stop).ConfigureAwait(false);
    }
}
