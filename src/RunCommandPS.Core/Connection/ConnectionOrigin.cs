using RunCommandPS.Connection;

namespace RunCommandPS;

/// <summary>Where an object came from: the region and endpoint that answered, and the connection that reached them.</summary>
/// <param name="Region">The region that answered.</param>
/// <param name="Endpoint">The endpoint that answered.</param>
/// <param name="Connection">What the caller had specified for the connection.</param>
public sealed record ConnectionOrigin(string Region, Uri? Endpoint, ConnectionOptions Connection)
{
    /// <summary>The origin of objects that no service made.</summary>
    public static ConnectionOrigin None { get; } = new("", null, ConnectionOptions.Default);

    /// <summary>
    /// The account that answered, 12 digits; empty if neither a role nor the configuration of the credentials tells.
    /// </summary>
    public string Account { get; init; } = "";

    /// <summary>How to reach the same place again.</summary>
    /// <param name="explicitly">What the caller specifies this time; it takes precedence over what was specified then.</param>
    /// <returns>The connection.</returns>
    public ConnectionOptions Revisit(ConnectionOptions explicitly)
    {
        // The place that answered is kept even if it was not specified: the environment may have changed since.
        var then = Region.Length > 0 ? Connection with { Region = Region, EndpointUrl = Connection.EndpointUrl ?? Endpoint } : Connection;

        // The caller is one thing, however it is specified: another profile or other keys replace the former ones entirely. An endpoint
        // belongs to its region, so another region leaves it behind.
        var sameCaller = explicitly is { ProfileName: null, AccessKey: null, SecretKey: null, SessionToken: null, Credentials: null };
        var sameRole = sameCaller && (explicitly.RoleArn is null || explicitly.RoleArn == then.RoleArn);
        return new ConnectionOptions
        {
            Region = explicitly.Region ?? then.Region,
            EndpointUrl = explicitly.EndpointUrl
                ?? (explicitly.Region is null || explicitly.Region == then.Region ? then.EndpointUrl : null),
            ProfileName = sameCaller ? then.ProfileName : explicitly.ProfileName,
            ProfileLocation = explicitly.ProfileLocation ?? (sameCaller ? then.ProfileLocation : null),
            AccessKey = sameCaller ? then.AccessKey : explicitly.AccessKey,
            SecretKey = sameCaller ? then.SecretKey : explicitly.SecretKey,
            SessionToken = sameCaller ? then.SessionToken : explicitly.SessionToken,
            Credentials = sameCaller ? then.Credentials : explicitly.Credentials,
            RoleArn = explicitly.RoleArn ?? (sameCaller ? then.RoleArn : null),
            RoleSessionName = explicitly.RoleSessionName ?? (sameRole ? then.RoleSessionName : null),
            ExternalId = explicitly.ExternalId ?? (sameRole ? then.ExternalId : null),
            RequestTimeout = explicitly.RequestTimeout ?? then.RequestTimeout,
            Sources = new ConnectionSources(
                explicitly.Region is not null ? explicitly.Sources.Region : then.Region is null ? null : "the object",
                !sameCaller ? explicitly.Sources.Caller : then.NamesCaller ? "The object's own connection provides" : null),
        };
    }
}
