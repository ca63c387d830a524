using RunCommandPS.Rollout.Record;

namespace RunCommandPS.Completion;

/// <summary>Rollouts that have a record on this machine, newest first: by name where they have one, otherwise by id.</summary>
public sealed class RolloutCompleter : RemoteCompleter
{
    private const int Most = 50;

    private protected override IEnumerable<Candidate> Candidates(string word, CompletionContext context)
    {
        var catalog = new RolloutCatalog(RolloutHome.Current());
        return catalog.Ids.Take(Most).Select(id =>
        {
            var planned = catalog.Read(id).Planned;
            return new Candidate(planned.Name ?? id, $"{id}, {planned.Description}", planned.Name is null ? null : id);
        }).DistinctBy(candidate => candidate.Text);
    }
}
