using RunCommandPS.Rollout.Record;

namespace RunCommandPS.Completion;

/// <summary>Rollouts that have a record on this machine, newest first: by name if they have one, otherwise by id.</summary>
public sealed class RolloutCompleter : RemoteCompleter
{
    private const int Most = 50;

    private protected override IEnumerable<Candidate> Candidates(string word, CompletionContext context)
    {
        var catalog = new RolloutCatalog(RolloutHome.Current());
        return catalog.Ids.Take(Most).Select(catalog.TryReadPlan).OfType<RolloutEvent.Planned>()
            .Select(planned => new Candidate(
                planned.Name ?? planned.Id, $"{planned.Id}, {planned.Description}", planned.Name is null ? null : planned.Id))
            .DistinctBy(candidate => candidate.Text);
    }
}
