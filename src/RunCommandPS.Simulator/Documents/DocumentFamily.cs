using RunCommandPS.Simulator.Contract;

namespace RunCommandPS.Simulator.Documents;

/// <summary>
/// All versions of one document, oldest first; at least one. It does not change: another set of versions is another family.
/// </summary>
internal sealed class DocumentFamily
{
    /// <param name="versions">The versions, oldest first.</param>
    /// <param name="defaultNumber">Number of the default version; null for the first, which it is until the owner says otherwise.</param>
    public DocumentFamily(IReadOnlyList<StoredDocument> versions, int? defaultNumber = null)
    {
        Versions = versions;
        Default = versions.FirstOrDefault(version => version.Number == defaultNumber) ?? versions[0];
    }

    public IReadOnlyList<StoredDocument> Versions { get; }

    /// <summary>The version that is meant if none is named.</summary>
    public StoredDocument Default { get; }

    public StoredDocument Latest => Versions[^1];

    public string Name => Latest.Name;

    public string Owner => Latest.Owner;

    /// <summary>The document with a further version.</summary>
    public DocumentFamily With(StoredDocument version) => new([.. Versions, version], Default.Number);

    /// <summary>The document with another default version, one of its own.</summary>
    public DocumentFamily WithDefault(StoredDocument version) => new(Versions, version.Number);

    /// <summary>The document with other tags, which all its versions have.</summary>
    public DocumentFamily WithTags(IReadOnlyList<KeyValuePair<string, string>> tags) =>
        new([.. Versions.Select(version => version.With(version.Labels with { Tags = tags }))], Default.Number);

    /// <summary>The document without a version; null if it is the only one.</summary>
    public DocumentFamily? Without(StoredDocument version) =>
        Versions.Count == 1 ? null : new([.. Versions.Where(one => one.Number != version.Number)], Default.Number);

    /// <summary>The version that a request means.</summary>
    /// <param name="version">A number, <c>$DEFAULT</c> or <c>$LATEST</c>; null if it does not matter.</param>
    /// <param name="versionName">The author's name for it; null if it does not matter.</param>
    /// <exception cref="ServiceException">InvalidDocumentVersion, without a message, as the service has it.</exception>
    public StoredDocument Find(string? version, string? versionName)
    {
        var found = version switch
        {
            null when versionName is not null => Versions.FirstOrDefault(document => document.Labels.VersionName == versionName),
            null or ServiceLimits.DefaultVersion => Default,
            ServiceLimits.LatestVersion => Latest,
            _ => Versions.FirstOrDefault(document => document.Version == version),
        };
        return found is not null && (versionName is null || found.Labels.VersionName == versionName)
            ? found
            : throw new ServiceException(ErrorCode.InvalidDocumentVersion);
    }
}
