using RunCommandPS.Simulator.Parameters;

namespace RunCommandPS.Simulator.State;

/// <summary>Changes parameters as clients request it, and keeps them in a journal.</summary>
internal sealed class KeptParameters
{
    private readonly object _gate = new();
    private readonly ParameterStore _store;
    private readonly Journal? _journal;
    private readonly TimeProvider _clock;

    /// <param name="store">Where the parameters are; those of the journal are added.</param>
    /// <param name="journal">Where they are kept; null to keep them in memory only.</param>
    /// <param name="past">What the journal has of parameters.</param>
    /// <param name="clock">The clock of changes.</param>
    public KeptParameters(ParameterStore store, Journal? journal, AccountEntries past, TimeProvider clock)
    {
        _store = store;
        _journal = journal;
        _clock = clock;
        foreach (var entry in past.Parameters)
        {
            if (entry.Parameter is { } version)
            {
                store.Restore(version);
            }
            else if (store.FindFamily(entry.Tagged!.Name) is not null)
            {
                store.ChangeTags(entry.Tagged.Name, _ => TaggedResource.Read(entry.Tagged.Tags));
            }
        }
    }

    /// <inheritdoc cref="ParameterStore.Put"/>
    /// <remarks>Once this returns, it is on disk.</remarks>
    public StoredParameter Put(NewParameter request)
    {
        StoredParameter version;
        lock (_gate)
        {
            version = _store.Put(request, _clock.GetUtcNow());
            _journal?.Append(new JournalEntry("", version.Modified) { Parameter = version });
            if (request.Tags.Count > 0)
            {
                Append(version.Name, request.Tags);
            }
        }

        _journal?.Flush();
        return version;
    }

    /// <inheritdoc cref="ParameterStore.ChangeTags"/>
    public void ChangeTags(
        string name, Func<IReadOnlyList<KeyValuePair<string, string>>, IReadOnlyList<KeyValuePair<string, string>>> change)
    {
        lock (_gate)
        {
            var family = _store.ChangeTags(name, change);
            Append(family.Latest.Name, family.Tags);
        }

        _journal?.Flush();
    }

    private void Append(string name, IReadOnlyList<KeyValuePair<string, string>> tags) =>
        _journal?.Append(new JournalEntry("", _clock.GetUtcNow()) { Tagged = new(name, true, TaggedResource.Pairs(tags)) });
}
