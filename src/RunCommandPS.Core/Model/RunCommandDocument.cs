using RunCommandPS.Connection;
using RunCommandPS.Model;

namespace RunCommandPS;

/// <summary>
/// A document that commands can run, as ListDocuments and DescribeDocument report it, and where it was found. A document from a
/// list has neither parameters nor content; one that was requested by name has both.
/// </summary>
/// <remarks>Records are compared member by member, and lists by reference: compare ids instead.</remarks>
public sealed record RunCommandDocument : RunCommandDocumentAsText, IConnectedObject
{
    /// <summary>Its name, or its ARN where it belongs to another account.</summary>
    public string Name { get; init; } = "";

    /// <summary>A name for people.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>The author's explanation.</summary>
    public string Description { get; init; } = "";

    /// <summary>The account it belongs to, or Amazon.</summary>
    public string Owner { get; init; } = "";

    /// <summary>The version this is.</summary>
    public string DocumentVersion { get; init; } = "";

    /// <summary>The version that a command runs if none is specified.</summary>
    public string DefaultVersion { get; init; } = "";

    /// <summary>The newest version.</summary>
    public string LatestVersion { get; init; } = "";

    /// <summary>What the author calls this version; empty if it has only a number.</summary>
    public string VersionName { get; init; } = "";

    /// <summary>Creating, Active, Updating, Deleting or Failed.</summary>
    public string Status { get; init; } = "";

    /// <summary>Why it is in that status, where the service says so.</summary>
    public string StatusInformation { get; init; } = "";

    /// <summary>The platforms it runs on.</summary>
    public IReadOnlyList<string> PlatformTypes { get; init => field = ItemList<string>.Of(value); } = ItemList<string>.Empty;

    /// <summary>Command.</summary>
    public string DocumentType { get; init; } = "";

    /// <summary>1.2, 2.0 or 2.2.</summary>
    public string SchemaVersion { get; init; } = "";

    /// <summary>JSON or YAML: what it was written in.</summary>
    public string DocumentFormat { get; init; } = "";

    /// <summary>The kind of resource it is for, for example /AWS::EC2::Instance.</summary>
    public string TargetType { get; init; } = "";

    /// <summary>When this version was made.</summary>
    public DateTimeOffset? CreatedDate { get; init; }

    /// <summary>Hash of the content, for -DocumentHash of Send-RunCommand.</summary>
    public string Hash { get; init; } = "";

    /// <summary>Sha256 or Sha1.</summary>
    public string HashType { get; init; } = "";

    /// <summary>Values of its tags, by key.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init => field = ItemMap<string>.Of(value); } = ItemMap<string>.Empty;

    /// <summary>Its parameters, in the author's order; empty in a list.</summary>
    internal new IReadOnlyList<RunCommandDocumentParameter> Parameters
    {
        get;
        init => field = ItemList<RunCommandDocumentParameter>.Of(value);
    }
    = ItemList<RunCommandDocumentParameter>.Empty;

    /// <summary>The document itself as JSON; empty in a list.</summary>
    public string Content { get; init; } = "";

    /// <summary>The region it is in.</summary>
    public string Region => Origin.Region;

    /// <summary>The account it is in, 12 digits; empty if it is not known.</summary>
    public string Account => Origin.Account;

    /// <summary>The endpoint it was found at.</summary>
    public Uri? Endpoint => Origin.Endpoint;

    /// <summary>The profile it was found with; null if none was specified.</summary>
    public string? ProfileName => Origin.Connection.ProfileName;

    /// <summary>ARN of the role it was reached with; null if none was specified.</summary>
    public string? RoleArn => Origin.Connection.RoleArn;

    /// <summary>Where it was found and how to reach it again.</summary>
    internal ConnectionOrigin Origin { get; init; } = ConnectionOrigin.None;

    ConnectionOrigin IConnectedObject.Origin => Origin;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
