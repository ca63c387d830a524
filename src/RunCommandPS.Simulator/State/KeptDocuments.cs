using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Documents;

namespace RunCommandPS.Simulator.State;

/// <summary>
/// Changes a library as clients request it, and keeps their documents in a journal, so that they are there again after a restart.
/// </summary>
/// <remarks>
/// CHOICE: what a simulator is started with takes precedence over what was kept. A document from its files is there again although a client
/// deleted it, and replaces a client's.
/// </remarks>
internal sealed class KeptDocuments
{
    private readonly object _gate = new();
    private readonly HashSet<string> _kept = new(StringComparer.Ordinal);
    private readonly DocumentLibrary _library;
    private readonly Journal? _journal;
    private readonly TimeProvider _clock;

    /// <param name="library">The documents; those that were kept are added.</param>
    /// <param name="journal">Where they are kept; null to keep them in memory only.</param>
    /// <param name="past">What the journal has of documents.</param>
    /// <param name="clock">The clock of changes.</param>
    /// <exception cref="ArgumentException">The library has no room for what the journal has kept.</exception>
    public KeptDocuments(DocumentLibrary library, Journal? journal, AccountEntries past, TimeProvider clock)
    {
        _library = library;
        _journal = journal;
        _clock = clock;
        foreach (var document in past.Documents)
        {
            var versions = document.Versions.Select(static version => version.Read()).ToList();
            if (library.Families.All(family => family.Name != versions[0].Name))
            {
                Restore(new DocumentFamily(versions, document.DefaultVersion));
            }
        }
    }

    /// <summary>Adds a new document; once this returns, it is on disk.</summary>
    /// <exception cref="ServiceException">DocumentAlreadyExists or DocumentLimitExceeded.</exception>
    public void Add(StoredDocument document) => Change(() =>
    {
        _library.Add(new DocumentFamily([document]));
        _kept.Add(document.Name);
        return (document.Name, new JournalEntry("", document.Created) { Created = CreatedDocument.Of(document) });
    });

    /// <summary>Adds a version to a document. For a document that no client made, it is not kept.</summary>
    /// <inheritdoc cref="DocumentLibrary.Update"/>
    public DocumentFamily Update(string name, string? version, Func<StoredDocument, StoredDocument> make)
    {
        DocumentFamily? family = null;
        Change(() =>
        {
            family = _library.Update(name, version, make);
            return (family.Name, new JournalEntry("", family.Latest.Created) { Created = CreatedDocument.Of(family.Latest) });
        });
        return family!;
    }

    /// <summary>Makes a version of a document its default. For a document that no client made, it is not kept.</summary>
    /// <inheritdoc cref="DocumentLibrary.SetDefault"/>
    public DocumentFamily SetDefault(string name, string version)
    {
        DocumentFamily? family = null;
        Change(() =>
        {
            family = _library.SetDefault(name, version);
            return (family.Name, new JournalEntry("", _clock.GetUtcNow()) { Default = new(family.Name, family.Default.Number) });
        });
        return family!;
    }

    /// <summary>Removes a document or a version of it.</summary>
    /// <exception cref="ServiceException">InvalidDocument or InvalidDocumentOperation.</exception>
    public void Remove(string name, string? version, string? versionName) => Change(() =>
    {
        var (known, number) = _library.Remove(name, version, versionName);
        return (known, new JournalEntry("", _clock.GetUtcNow()) { Deleted = known, DeletedVersion = number });
    });

    /// <summary>Changes the tags of a document. For a document that no client made, they are not kept.</summary>
    /// <inheritdoc cref="DocumentLibrary.ChangeTags"/>
    public void ChangeTags(
        string name, Func<IReadOnlyList<KeyValuePair<string, string>>, IReadOnlyList<KeyValuePair<string, string>>> change) => Change(() =>
    {
        var document = _library.ChangeTags(name, change).Latest;
        return (document.Name, new JournalEntry("", _clock.GetUtcNow())
        {
            Tagged = new(document.Name, false, TaggedResource.Pairs(document.Labels.Tags)),
        });
    });

    private void Change(Func<(string Name, JournalEntry Entry)> change)
    {
        lock (_gate)
        {
            var (name, entry) = change();
            if (_kept.Contains(name))
            {
                _journal?.Append(entry);
            }

            if (entry is { Deleted: not null, DeletedVersion: null })
            {
                _kept.Remove(name);
            }
        }

        _journal?.Flush();
    }

    private void Restore(DocumentFamily family)
    {
        try
        {
            _library.Add(family);
            _kept.Add(family.Name);
        }
        catch (ServiceException error) when (error.Code == OwnerErrorCode.DocumentLimitExceeded)
        {
            throw new ArgumentException(
                $"The state file's document '{family.Name}' does not fit beside the document files: together they are more than "
                    + $"the {ServiceLimits.DocumentsMaximum} an account can have. Start with fewer files.",
                error);
        }
    }
}
