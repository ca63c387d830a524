using RunCommandPS.Simulator.Service;

namespace RunCommandPS.Simulator.Documents;

/// <summary>The documents of the account, by name and version.</summary>
internal sealed class DocumentLibrary
{
    private readonly SortedDictionary<string, StoredDocument> _documents = new(StringComparer.Ordinal);
    private readonly string _accountId;
    private readonly string _region;

    /// <exception cref="ArgumentException">Two documents have the same name.</exception>
    public DocumentLibrary(IEnumerable<StoredDocument> documents, string accountId, string region)
    {
        _accountId = accountId;
        _region = region;
        foreach (var document in documents)
        {
            if (!_documents.TryAdd(document.Name, document))
            {
                throw new ArgumentException($"There are two documents with the name '{document.Name}'.", nameof(documents));
            }
        }
    }

    /// <summary>All documents, by name.</summary>
    public IReadOnlyCollection<StoredDocument> Documents => _documents.Values;

    /// <summary>Finds a document.</summary>
    /// <param name="name">Its name, or its ARN in this account and region.</param>
    /// <param name="version">A number, <c>$DEFAULT</c> or <c>$LATEST</c>; null for the default.</param>
    /// <exception cref="ServiceException">InvalidDocument or InvalidDocumentVersion, both without a message, as the service has them.</exception>
    public StoredDocument Find(string name, string? version)
    {
        if (!_documents.TryGetValue(NameOf(name), out var document))
        {
            throw new ServiceException(ErrorCode.InvalidDocument);
        }

        return version is null or ServiceLimits.DefaultVersion or ServiceLimits.LatestVersion || version == document.Version
            ? document
            : throw new ServiceException(ErrorCode.InvalidDocumentVersion);
    }

    // The ARN of the service's own documents has no account in it.
    private string NameOf(string nameOrArn)
    {
        var slash = nameOrArn.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && nameOrArn[..slash] is var owner && (owner == $"arn:aws:ssm:{_region}:{_accountId}:document" || owner == $"arn:aws:ssm:{_region}::document")
            ? nameOrArn[(slash + 1)..]
            : nameOrArn;
    }
}
