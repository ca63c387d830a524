namespace RunCommandPS.Simulator.State;

/// <summary>What a journal's entries lead to for one document.</summary>
internal sealed class DocumentEntries
{
    private readonly List<JournalEntry> _versions = new(1);
    private JournalEntry? _default;

    /// <summary>The document's versions, oldest first.</summary>
    public IEnumerable<CreatedDocument> Versions => _versions.Select(static entry => entry.Created!);

    /// <summary>Number of its default version; null for the first.</summary>
    public int? DefaultVersion => _default?.Default!.Version;

    /// <summary>Whether nothing is left of it.</summary>
    public bool IsEmpty => _versions.Count == 0;

    /// <summary>The smallest number of entries that leads to the same.</summary>
    public IEnumerable<JournalEntry> Entries => _default is null ? _versions : _versions.Append(_default);

    public void Add(JournalEntry created) => _versions.Add(created);

    public void Remove(int version) => _versions.RemoveAll(entry => entry.Created!.Document.Version == version);

    public void SetDefault(JournalEntry entry) => _default = entry;

    public void SetTags(IReadOnlyList<string[]> tags)
    {
        for (var place = 0; place < _versions.Count; place++)
        {
            _versions[place] = _versions[place] with { Created = _versions[place].Created! with { Tags = tags } };
        }
    }
}
