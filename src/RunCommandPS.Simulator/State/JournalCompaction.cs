namespace RunCommandPS.Simulator.State;

/// <summary>Leaves out of a journal what later entries make superfluous.</summary>
internal static class JournalCompaction
{
    public static IEnumerable<JournalEntry> Of(IReadOnlyList<JournalEntry> entries)
    {
        var ended = entries.Where(static entry => entry is { InstanceId: null, Status: not null }).Select(static entry => entry.CommandId).ToHashSet(StringComparer.Ordinal);
        var begun = entries.Where(static entry => entry.Step is not null).Select(static entry => (entry.CommandId, entry.InstanceId)).ToHashSet();

        // That a node began follows from its steps; what was asked of a command that has ended is of no use any more.
        return Documents(entries).Concat(entries.Where(static entry => entry.CommandId.Length > 0).Where(entry => entry.Cancelled is not null
            ? !ended.Contains(entry.CommandId)
            : !(entry.Status == RunStatus.InProgress && ended.Contains(entry.CommandId) && begun.Contains((entry.CommandId, entry.InstanceId)))));
    }

    /// <summary>The documents that clients made and none has deleted.</summary>
    public static IEnumerable<JournalEntry> Documents(IReadOnlyList<JournalEntry> entries) => entries
        .Where(static entry => entry.CommandId.Length == 0)
        .GroupBy(static entry => entry.Created?.Document.Name ?? entry.Deleted, StringComparer.Ordinal)
        .Select(static ofOne => ofOne.Last())
        .Where(static entry => entry.Created is not null);
}
