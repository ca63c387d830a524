using RunCommandPS.Simulator.Contract;

namespace RunCommandPS.Simulator.Documents;

/// <summary>
/// All versions of one document, oldest first; at least one. It does not change: another set of versions is another family.
/// </summary>
internal sealed class DocumentFamily(IReadOnlyList<StoredDocument> versions)
{
    public IReadOnlyList<StoredDocument> Versions => versions;

    /// <summary>
    /// The version that is meant where none is named. A document's first version is its default until its owner
    /// says otherwise, which no operation here does.
    /// </summary>
    public StoredDocument Default => versions[0];

    public StoredDocument Latest => versions[^1];

    /// <summary>The version that a request means.</summary>
    /// <param name="version">A number, <c>$DEFAULT</c> or <c>$LATEST</c>; null where it does not matter.</param>
    /// <param name="versionName">The author's name for it; null where it does not matter.</param>
    /// <exception cref="ServiceException">InvalidDocumentVersion, without a message, as the service has it.</exception>
    public StoredDocument Find(string? version, string? versionName)
    {
        var found = version switch
        {
            null when versionName is not null => versions.FirstOrDefault(document => document.Labels.VersionName == versionName),
            null or ServiceLimits.DefaultVersion => Default,
            ServiceLimits.LatestVersion => Latest,
            _ => versions.FirstOrDefault(document => document.Version == version),
        };
        return found is not null && (versionName is null || found.Labels.VersionName == versionName)
            ? found
            : throw new ServiceException(ErrorCode.InvalidDocumentVersion);
    }
}
