using RunCommandPS.Simulator.Service;

namespace RunCommandPS.Simulator.State;

/// <summary>
/// Leaves out of a journal what later entries make superfluous. It is read twice: once for what there is, once for what stays.
/// </summary>
internal sealed class JournalCompaction
{
    private readonly HashSet<string> _ended = new(StringComparer.Ordinal);
    private readonly HashSet<string> _over = new(StringComparer.Ordinal);
    private readonly HashSet<string> _documents = new(StringComparer.Ordinal);
    private readonly HashSet<string> _notified = new(StringComparer.Ordinal);
    private readonly HashSet<(string, string?)> _begun = [];
    private readonly AccountEntries _account = new();

    // Every line has its own ids, and for a long journal only the distinct ones may stay in memory.
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    private JournalCompaction()
    {
    }

    /// <summary>The entries that stay.</summary>
    /// <param name="read">Reads all entries, each time from the first.</param>
    /// <param name="now">The time of commands, which decides what is no longer reported.</param>
    public static IEnumerable<JournalEntry> Of(Func<IEnumerable<JournalEntry>> read, DateTimeOffset now)
    {
        var compaction = new JournalCompaction();
        var sent = new List<(string CommandId, DateTimeOffset Time, string Document)>();
        foreach (var entry in read())
        {
            compaction.Note(entry);
            if (entry.Sent is not null)
            {
                sent.Add((compaction.Name(entry.CommandId), entry.Time, compaction.Name(entry.Sent.Document)));
            }
        }

        foreach (var (id, time, document) in sent)
        {
            _ = compaction._ended.Contains(id) && CommandHistory.IsOver(time, now)
                ? compaction._over.Add(id)
                : compaction._documents.Add(document);
        }

        return compaction._account.Entries.Concat(read().Select(compaction.Left).OfType<JournalEntry>());
    }

    private void Note(JournalEntry entry)
    {
        if (_account.Take(entry))
        {
            return;
        }

        if (entry.Sent is { Request.NotificationConfig.NotificationArn.Length: > 0 })
        {
            _notified.Add(entry.CommandId);
        }
        else if (entry.Step is not null)
        {
            _begun.Add((Name(entry.CommandId), entry.InstanceId is { } id ? Name(id) : null));
        }
        else if (entry is { InstanceId: null, Status: not (null or RunStatus.InProgress) })
        {
            _ended.Add(entry.CommandId);
        }
    }

    private string Name(string text)
    {
        if (_names.TryGetValue(text, out var known))
        {
            return known;
        }

        _names.Add(text);
        return text;
    }

    private JournalEntry? Left(JournalEntry entry)
    {
        if (entry.IsOfAccount)
        {
            return null;
        }

        if (entry.DocumentKey is { } key)
        {
            return _documents.Remove(key) ? entry : null;
        }

        if (_over.Contains(entry.CommandId))
        {
            return entry.Sent is null ? null : new(entry.CommandId, entry.Time) { IsForgotten = true };
        }

        // What was requested of a command that has ended is no longer of use. That a node started follows from its steps,
        // except for those who were to be notified of it.
        var isSuperfluous = entry.Cancelled is not null
            || (entry is { InstanceId: not null, Status: RunStatus.InProgress }
                && _begun.Contains((entry.CommandId, entry.InstanceId))
                && !_notified.Contains(entry.CommandId));
        return isSuperfluous && _ended.Contains(entry.CommandId) ? null : entry;
    }
}
