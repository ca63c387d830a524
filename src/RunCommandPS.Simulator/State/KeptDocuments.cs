using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Documents;

namespace RunCommandPS.Simulator.State;

/// <summary>
/// Changes a library as clients ask for it, and keeps their documents in a journal, so that those who send them find them again.
/// </summary>
/// <remarks>
/// CHOICE: what a simulator is told to start with goes before what was kept. A document of its files is there again although a client
/// deleted it, and in the place of a client's.
/// </remarks>
internal sealed class KeptDocuments
{
    private readonly object _gate = new();
    private readonly HashSet<string> _kept = new(StringComparer.Ordinal);
    private readonly DocumentLibrary _library;
    private readonly Journal? _journal;
    private readonly TimeProvider _clock;

    /// <exception cref="ArgumentException">The library has no place for what the journal has kept.</exception>
    public KeptDocuments(DocumentLibrary library, Journal? journal, TimeProvider clock)
    {
        _library = library;
        _journal = journal;
        _clock = clock;
        foreach (var created in AccountEntries.Of(journal?.Past ?? []).Documents.Select(static entry => entry.Created!))
        {
            if (library.Families.All(family => family.Default.Name != created.Document.Name))
            {
                Restore(created);
            }
        }
    }

    /// <summary>Adds a new document; once this returns, it is on the disk.</summary>
    /// <exception cref="ServiceException">DocumentAlreadyExists or DocumentLimitExceeded.</exception>
    public void Add(StoredDocument document)
    {
        lock (_gate)
        {
            _library.Add(document);
            _kept.Add(document.Name);
            _journal?.Append(new JournalEntry("", document.Created) { Created = CreatedDocument.Of(document) });
        }

        _journal?.Flush();
    }

    /// <summary>Removes a document or a version of it.</summary>
    /// <exception cref="ServiceException">InvalidDocument or InvalidDocumentOperation.</exception>
    public void Remove(string name, string? version, string? versionName)
    {
        lock (_gate)
        {
            var known = _library.Remove(name, version, versionName);

            // One that a client made has one version only, and is gone with it.
            if (_kept.Remove(known))
            {
                _journal?.Append(new JournalEntry("", _clock.GetUtcNow()) { Deleted = known });
            }
        }

        _journal?.Flush();
    }

    /// <summary>Changes the tags of a document. Those of a document that no client made are not kept.</summary>
    /// <inheritdoc cref="DocumentLibrary.ChangeTags"/>
    public void ChangeTags(
        string name, Func<IReadOnlyList<KeyValuePair<string, string>>, IReadOnlyList<KeyValuePair<string, string>>> change)
    {
        lock (_gate)
        {
            var document = _library.ChangeTags(name, change).Default;
            if (_kept.Contains(document.Name))
            {
                _journal?.Append(new JournalEntry("", _clock.GetUtcNow()) { Tagged = new(document.Name, false, TaggedResource.Pairs(document.Labels.Tags)) });
            }
        }

        _journal?.Flush();
    }

    private void Restore(CreatedDocument created)
    {
        try
        {
            _library.Add(created.Read());
            _kept.Add(created.Document.Name);
        }
        catch (ServiceException error) when (error.Code == OwnerErrorCode.DocumentLimitExceeded)
        {
            throw new ArgumentException(
                $"The state file's document '{created.Document.Name}' has no place beside the document files: together they are more than "
                    + $"the {ServiceLimits.DocumentsMaximum} an account can have. Start with fewer files.",
                error);
        }
    }
}
