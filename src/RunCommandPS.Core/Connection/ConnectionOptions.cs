using RunCommandPS.Connection;

namespace RunCommandPS;

/// <summary>How to reach the service, as far as the caller specifies it. What is null comes from the usual chain.</summary>
public sealed record ConnectionOptions
{
    /// <summary>Nothing specified: everything comes from the usual chain.</summary>
    public static ConnectionOptions Default { get; } = new();

    /// <summary>AWS region, for example eu-central-1.</summary>
    public string? Region { get; init; }

    /// <summary>Profile in the shared configuration.</summary>
    public string? ProfileName { get; init; }

    /// <summary>The credentials file the profile is in, instead of the usual one.</summary>
    public string? ProfileLocation { get; init; }

    /// <summary>Access key id. Used together with <see cref="SecretKey"/>.</summary>
    public string? AccessKey { get; init; }

    /// <summary>Secret access key.</summary>
    public Secret? SecretKey { get; init; }

    /// <summary>Session token of temporary credentials.</summary>
    public Secret? SessionToken { get; init; }

    /// <summary>ARN of a role that is assumed with the credentials that the rest specifies.</summary>
    public string? RoleArn { get; init; }

    /// <summary>Name of the role's session, as CloudTrail shows it; null for a name made by this module.</summary>
    public string? RoleSessionName { get; init; }

    /// <summary>What the owner of the role requires of those who assume it; null for nothing.</summary>
    public string? ExternalId { get; init; }

    /// <summary>
    /// Address of the service, instead of the Region's own. A user name and password in it are left out: they would never be sent, and
    /// everything that names the endpoint would show them.
    /// </summary>
    public Uri? EndpointUrl
    {
        get;
        init => field = value is null ? null : EndpointAddress.WithoutUser(value);
    }

    /// <summary>How long one call may take, its retries included; null for 100 seconds.</summary>
    public TimeSpan? RequestTimeout { get; init; }

    /// <summary>Credentials that another party renews, instead of keys; null for none.</summary>
    internal ICredentialSource? Credentials { get; init; }

    /// <summary>The Region of a call that names a profile without one.</summary>
    internal string? RegionBesideProfile { get; init; }

    /// <summary>Where all this was specified.</summary>
    internal ConnectionSources Sources { get; init; }

    /// <summary>Whether it specifies the caller.</summary>
    internal bool NamesCaller => this is not
    {
        ProfileName: null, ProfileLocation: null, AccessKey: null, SecretKey: null, SessionToken: null, Credentials: null,
    };

    /// <inheritdoc/>
    /// <remarks>A record prints all its members, and there are secrets among these.</remarks>
    public override string ToString() =>
        $"Region = {Region}, ProfileName = {ProfileName}, RoleArn = {RoleArn}, EndpointUrl = {EndpointUrl}";
}
