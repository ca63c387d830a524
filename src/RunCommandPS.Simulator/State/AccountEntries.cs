namespace RunCommandPS.Simulator.State;

/// <summary>The documents and parameters that a journal's entries lead to, which do not belong to a command.</summary>
internal sealed class AccountEntries
{
    private readonly Dictionary<string, DocumentEntries> _documents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<JournalEntry>> _parameters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JournalEntry> _parameterTags = new(StringComparer.Ordinal);

    /// <summary>The documents that clients made and have not deleted.</summary>
    public IReadOnlyCollection<DocumentEntries> Documents => _documents.Values;

    /// <summary>The versions of parameters, each parameter's oldest first, with the tags of those that have any after them.</summary>
    public IEnumerable<JournalEntry> Parameters => _parameters.Values.SelectMany(static one => one).Concat(_parameterTags.Values);

    /// <summary>The smallest number of entries that leads to the same.</summary>
    public IEnumerable<JournalEntry> Entries => Documents.SelectMany(static document => document.Entries).Concat(Parameters);

    /// <summary>Reads entries, those of commands as well.</summary>
    public static AccountEntries Of(IEnumerable<JournalEntry> entries)
    {
        var account = new AccountEntries();
        foreach (var entry in entries)
        {
            account.Take(entry);
        }

        return account;
    }

    /// <summary>Takes the next entry if it is one of these.</summary>
    /// <returns>Whether it is.</returns>
    public bool Take(JournalEntry entry)
    {
        if (entry.Created is { } created)
        {
            if (!_documents.TryGetValue(created.Document.Name, out var document))
            {
                _documents.Add(created.Document.Name, document = new DocumentEntries());
            }

            document.Add(entry);
        }
        else if (entry.Deleted is { } deleted)
        {
            Delete(deleted, entry.DeletedVersion);
        }
        else if (entry.Default is { } version)
        {
            _documents.GetValueOrDefault(version.Name)?.SetDefault(entry);
        }
        else if (entry.Parameter is { } parameter)
        {
            Take(entry, parameter.Name);
        }
        else if (entry.Tagged is { IsParameter: true } parameterTags)
        {
            _parameterTags[parameterTags.Name] = entry;
        }
        else if (entry.Tagged is { } tagged)
        {
            _documents.GetValueOrDefault(tagged.Name)?.SetTags(tagged.Tags);
        }
        else
        {
            return false;
        }

        return true;
    }

    private void Delete(string name, int? version)
    {
        if (version is { } number && _documents.TryGetValue(name, out var document))
        {
            document.Remove(number);
            if (!document.IsEmpty)
            {
                return;
            }
        }

        _documents.Remove(name);
    }

    private void Take(JournalEntry entry, string name)
    {
        if (!_parameters.TryGetValue(name, out var versions))
        {
            _parameters.Add(name, versions = new(1));
        }

        versions.Add(entry);
        if (versions.Count > ServiceLimits.ParameterVersionsMaximum)
        {
            versions.RemoveAt(0);
        }
    }
}
