using RunCommandPS.Errors;
using RunCommandPS.Storage;

namespace RunCommandPS.Rollout.Record;

/// <summary>The rollouts that have a record, and how to find one by what a user types.</summary>
/// <param name="home">Where the records are kept.</param>
internal sealed class RolloutCatalog(RolloutHome home)
{
    /// <summary>The ids of all rollouts, newest first.</summary>
    public IReadOnlyList<string> Ids => [.. home.Ids().GroupBy(RolloutId.TimeOf).SelectMany(NewestFirst)];

    /// <summary>The current state of a rollout.</summary>
    /// <exception cref="RunCommandException">Its record can't be read.</exception>
    public RolloutState Read(string id) => RecordFile.Read(home, id);

    /// <summary>The condition of a rollout: one that nothing ended and no process is running was interrupted.</summary>
    public RolloutCondition ConditionOf(string id, RolloutState state) =>
        LineFile.IsTaken(home.FileOf(id)) ? RolloutCondition.Running : state.Condition;

    /// <summary>Finds a rollout.</summary>
    /// <param name="text">Its id, an end of the id that no other has, or its name; of several with the same name, the newest.</param>
    /// <returns>Its id.</returns>
    /// <exception cref="RunCommandException">There is none.</exception>
    public string Find(string text)
    {
        var ids = Ids;
        if (ids.Contains(text, StringComparer.OrdinalIgnoreCase))
        {
            return ids.First(id => id.Equals(text, StringComparison.OrdinalIgnoreCase));
        }

        var ends = ids.Where(id => id.EndsWith("-" + text, StringComparison.OrdinalIgnoreCase)).ToList();
        return ends is [var only] ? only
            : ids.FirstOrDefault(id => string.Equals(NameOf(id), text, StringComparison.OrdinalIgnoreCase))
            ?? throw RecordErrors.NotFound(text, NearestName.To(text, [.. ids.Select(NameOf).OfType<string>(), .. ids]));
    }

    /// <summary>The newest unfinished rollout that no process is running.</summary>
    /// <returns>Its id; null if there is none.</returns>
    public string? NewestInterrupted() => Ids.FirstOrDefault(id =>
        TryRead(id) is { } state && ConditionOf(id, state) is not (RolloutCondition.Running or RolloutCondition.Finished));

    /// <summary>Deletes the record of a rollout.</summary>
    /// <exception cref="RunCommandException">A process is running it, or it can't be deleted.</exception>
    public void Remove(string id)
    {
        if (LineFile.IsTaken(home.FileOf(id)))
        {
            throw RecordErrors.Running(id, TryRead(id)?.By.ToString() ?? "another process");
        }

        try
        {
            home.Delete(id);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw RecordErrors.Unavailable(home.FileOf(id), exception);
        }
    }

    /// <summary>Deletes records to which nothing was written for longer than the service keeps commands.</summary>
    public void Prune(DateTimeOffset now)
    {
        // Ids sort by time: whatever is newer than the first recent one is recent, too.
        foreach (var id in home.Ids().Reverse()
            .TakeWhile(id => File.GetLastWriteTimeUtc(home.FileOf(id)) < (now - RolloutHome.KeptFor).UtcDateTime))
        {
            try
            {
                Remove(id);
            }
            catch (RunCommandException)
            {
                // It is running at the moment, or belongs to another user; the next run looks again.
            }
        }
    }

    /// <summary>The plan of a rollout, without what has happened since; null if its record can't be read.</summary>
    public RolloutEvent.Planned? TryReadPlan(string id) => Try(() => RecordFile.ReadPlan(home, id));

    // Their ids don't tell which of several was first, but their plans do.
    private IEnumerable<string> NewestFirst(IEnumerable<string> ids) =>
        ids.Skip(1).Any() ? ids.OrderByDescending(id => TryReadPlan(id)?.At) : ids;

    private RolloutState? TryRead(string id) => Try(() => Read(id));

    private string? NameOf(string id) => TryReadPlan(id)?.Name;

    private static T? Try<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (RunCommandException)
        {
            return null;
        }
    }
}
