using RunCommandPS.Simulator.Service;

namespace RunCommandPS.Simulator.State;

/// <summary>Leaves out of a journal what later entries make superfluous.</summary>
internal static class JournalCompaction
{
    public static IReadOnlyList<JournalEntry> Of(IReadOnlyList<JournalEntry> entries, DateTimeOffset now)
    {
        var ended = Ids(entries, static entry => entry is { InstanceId: null, Status: not null });
        var over = Ids(entries, entry => entry.Sent is not null && ended.Contains(entry.CommandId) && CommandHistory.IsOver(entry.Time, now));
        var begun = entries.Where(static entry => entry.Step is not null).Select(static entry => (entry.CommandId, entry.InstanceId)).ToHashSet();
        JournalEntry? Left(JournalEntry entry)
        {
            if (over.Contains(entry.CommandId))
            {
                return entry.Sent is null ? null : new(entry.CommandId, entry.Time) { IsForgotten = true };
            }

            // That a node began follows from its steps; what was asked of a command that has ended is of no use any more.
            var isSuperfluous = entry.Cancelled is not null || (entry.Status == RunStatus.InProgress && begun.Contains((entry.CommandId, entry.InstanceId)));
            return isSuperfluous && ended.Contains(entry.CommandId) ? null : entry;
        }

        return [.. Documents(entries), .. entries.Where(static entry => entry.CommandId.Length > 0).Select(Left).OfType<JournalEntry>()];
    }

    /// <summary>The documents that clients made and none has deleted.</summary>
    public static IEnumerable<JournalEntry> Documents(IReadOnlyList<JournalEntry> entries) => entries
        .Where(static entry => entry.CommandId.Length == 0)
        .GroupBy(static entry => entry.Created?.Document.Name ?? entry.Deleted, StringComparer.Ordinal)
        .Select(static ofOne => ofOne.Last())
        .Where(static entry => entry.Created is not null);

    private static HashSet<string> Ids(IReadOnlyList<JournalEntry> entries, Func<JournalEntry, bool> which) =>
        entries.Where(which).Select(static entry => entry.CommandId).ToHashSet(StringComparer.Ordinal);
}
