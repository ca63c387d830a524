using System.Collections.Immutable;
using System.Globalization;
using RunCommandPS.Simulator.Contract;

namespace RunCommandPS.Simulator.Documents;

/// <summary>The documents of the account, by name and version. Readers see one state of it; changes come one after another.</summary>
internal sealed class DocumentLibrary
{
    private readonly object _gate = new();
    private readonly string _accountId;
    private readonly string _region;
    private volatile ImmutableSortedDictionary<string, DocumentFamily> _families;

    /// <exception cref="ArgumentException">Two documents have the same name and version, or one is
    /// a version of another owner's.</exception>
    public DocumentLibrary(IEnumerable<StoredDocument> documents, string accountId, string region)
    {
        _accountId = accountId;
        _region = region;
        _families = documents.GroupBy(document => document.Name, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(group => group.Key, NewFamily, StringComparer.Ordinal);
    }

    /// <summary>All documents by name, each with its versions. A snapshot.</summary>
    public IEnumerable<DocumentFamily> Families => _families.Values;

    /// <summary>Finds a document.</summary>
    /// <param name="name">Its name, or its ARN in this account and region.</param>
    /// <param name="missing">The operation's message if there is none; SendCommand has no message.</param>
    /// <exception cref="ServiceException">InvalidDocument.</exception>
    public DocumentFamily FindFamily(string name, string missing = "") =>
        _families.TryGetValue(NameOf(name), out var family) ? family : throw new ServiceException(ErrorCode.InvalidDocument, missing);

    /// <summary>Finds a version of a document.</summary>
    /// <param name="name">Its name, or its ARN in this account and region.</param>
    /// <param name="version">A number, <c>$DEFAULT</c> or <c>$LATEST</c>; null for the default.</param>
    /// <exception cref="ServiceException">InvalidDocument or InvalidDocumentVersion, both without a
    /// message, as the service has them.</exception>
    public StoredDocument Find(string name, string? version) => FindFamily(name).Find(version, versionName: null);

    /// <summary>Adds a new document.</summary>
    /// <exception cref="ServiceException">DocumentAlreadyExists or DocumentLimitExceeded.</exception>
    public void Add(DocumentFamily document)
    {
        lock (_gate)
        {
            if (_families.ContainsKey(document.Name))
            {
                throw new ServiceException(OwnerErrorCode.DocumentAlreadyExists, $"Document with same name {document.Name} already exists");
            }

            if (_families.Values.Count(family => family.Owner == _accountId) >= ServiceLimits.DocumentsMaximum)
            {
                throw new ServiceException(
                    OwnerErrorCode.DocumentLimitExceeded,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The account has {ServiceLimits.DocumentsMaximum} documents, which is as many as it can have."));
            }

            _families = _families.Add(document.Name, document);
        }
    }

    /// <summary>Adds a version to a document.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="version">The version to start from, which must be the latest; null for that one.</param>
    /// <param name="make">Makes the version after the latest.</param>
    /// <returns>The document as it is now.</returns>
    /// <exception cref="ServiceException">One of UpdateDocument's errors.</exception>
    public DocumentFamily Update(string name, string? version, Func<StoredDocument, StoredDocument> make)
    {
        lock (_gate)
        {
            var family = FindFamily(name, $"Document with name {name} does not exist.");
            CheckOwner(family);
            if (family.Find(version ?? ServiceLimits.LatestVersion, versionName: null) != family.Latest)
            {
                // CHOICE: that only the latest can be updated is documented, the error is not.
                throw new ServiceException(ErrorCode.InvalidDocumentVersion);
            }

            var next = make(family.Latest);
            CheckNext(family, next);
            return Set(family.With(next));
        }
    }

    /// <summary>Makes a version of a document its default.</summary>
    /// <returns>The document as it is now.</returns>
    /// <exception cref="ServiceException">InvalidDocument or InvalidDocumentVersion.</exception>
    public DocumentFamily SetDefault(string name, string version)
    {
        lock (_gate)
        {
            var missing = $"Document with name {name} does not exist.";
            var family = FindFamily(name, missing);

            // CHOICE: of the errors the operation has, this is the closest for another owner's document.
            return family.Owner == _accountId
                ? Set(family.WithDefault(family.Find(version, versionName: null)))
                : throw new ServiceException(ErrorCode.InvalidDocument, missing);
        }
    }

    /// <summary>Removes a document with all its versions, or one version of it. Commands that were sent with it keep it.</summary>
    /// <returns>The document's name, and the number of the version; null if the document is gone.</returns>
    /// <exception cref="ServiceException">InvalidDocument or InvalidDocumentOperation.</exception>
    public (string Name, int? Version) Remove(string name, string? version, string? versionName)
    {
        lock (_gate)
        {
            var family = FindFamily(name, $"Document {name} does not exist in your account");
            CheckOwner(family);
            var removed = version is null && versionName is null ? null : One(family, version, versionName);
            if (removed is null || family.Without(removed) is not { } rest)
            {
                _families = _families.Remove(family.Name);
                return (family.Name, null);
            }

            if (removed == family.Default)
            {
                // CHOICE: the reference does not say what happens to a document without its default version.
                throw new ServiceException(
                    OwnerErrorCode.InvalidDocumentOperation, $"The default version of {name} can't be deleted while it has others.");
            }

            Set(rest);
            return (family.Name, removed.Number);
        }
    }

    /// <summary>Changes the tags of a document, which all its versions have.</summary>
    /// <param name="name">Its name, or its ARN in this account and region.</param>
    /// <param name="change">Makes the new tags from the existing ones.</param>
    /// <returns>The document as it is now.</returns>
    /// <exception cref="ServiceException">InvalidDocument.</exception>
    public DocumentFamily ChangeTags(
        string name, Func<IReadOnlyList<KeyValuePair<string, string>>, IReadOnlyList<KeyValuePair<string, string>>> change)
    {
        lock (_gate)
        {
            var family = FindFamily(name);
            return Set(family.WithTags(change(family.Latest.Labels.Tags)));
        }
    }

    // Source of the rules: the API reference. CHOICE: contents are the same if their texts are, in whichever version.
    private static void CheckNext(DocumentFamily family, StoredDocument next)
    {
        if (family.Versions.Any(version => version.Text == next.Text))
        {
            throw new ServiceException(
                OwnerErrorCode.DuplicateDocumentContent, $"The content is that of another version of {family.Name}. Change it.");
        }

        if (next.Labels.VersionName.Length > 0
            && family.Versions.Any(version => version.Labels.VersionName == next.Labels.VersionName))
        {
            throw new ServiceException(OwnerErrorCode.DuplicateDocumentVersionName, "The specified version name is a duplicate.");
        }

        if (family.Versions.Count >= ServiceLimits.DocumentVersionsMaximum)
        {
            throw new ServiceException(
                OwnerErrorCode.DocumentVersionLimitExceeded,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The document has {ServiceLimits.DocumentVersionsMaximum} versions, which is as many as it can have."));
        }
    }

    private void CheckOwner(DocumentFamily family)
    {
        if (family.Owner != _accountId)
        {
            // CHOICE: of the errors the operations have, this is the one for documents that others use, too.
            throw new ServiceException(
                OwnerErrorCode.InvalidDocumentOperation,
                $"The document {family.Name} belongs to {family.Owner} and is shared with this account.");
        }
    }

    private DocumentFamily Set(DocumentFamily family)
    {
        _families = _families.SetItem(family.Name, family);
        return family;
    }

    // CHOICE: the operation has no InvalidDocumentVersion, so a missing version is a missing document.
    private static StoredDocument One(DocumentFamily family, string? version, string? versionName)
    {
        try
        {
            return family.Find(version, versionName);
        }
        catch (ServiceException)
        {
            throw new ServiceException(ErrorCode.InvalidDocument);
        }
    }

    private static DocumentFamily NewFamily(IGrouping<string, StoredDocument> documents)
    {
        var versions = documents.OrderBy(document => document.Number).ToList();
        if (versions.DistinctBy(document => document.Number).Count() < versions.Count)
        {
            throw new ArgumentException(
                $"There are two documents with the name '{documents.Key}' and the same version.", nameof(documents));
        }

        return versions.TrueForAll(document => document.Owner == versions[0].Owner)
            ? new DocumentFamily(versions)
            : throw new ArgumentException(
                $"There can't be another version of '{documents.Key}', which belongs to {BuiltInDocuments.Owner}.", nameof(documents));
    }

    // The ARN of the service's own documents contains no account.
    private string NameOf(string nameOrArn)
    {
        var slash = nameOrArn.IndexOf('/', StringComparison.Ordinal);
        return slash > 0
            && nameOrArn[..slash] is var owner
            && (owner == $"arn:aws:ssm:{_region}:{_accountId}:document" || owner == $"arn:aws:ssm:{_region}::document")
            ? nameOrArn[(slash + 1)..]
            : nameOrArn;
    }
}
