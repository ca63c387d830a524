namespace RunCommandPS.Connection;

/// <summary>
/// The environment variables that a connection depends on, as they were at one moment. Nothing else of the environment is read on the way
/// to a connection, so that two of these that are equal lead to the same place as the same caller.
/// </summary>
internal sealed class ConnectionEnvironment : IEquatable<ConnectionEnvironment>
{
    // Region and endpoint; keys; roles; the places of files; containers and instances; the transport. Names in lower case are those of
    // proxies, which on Unix are different variables from the ones in upper case.
    private static readonly string[] Names =
    [
        "AWS_REGION", "AWS_DEFAULT_REGION",
        "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_SSM", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL_SSO",
        "AWS_ENDPOINT_URL_SSO_OIDC",
        "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "AWS_USE_FIPS_ENDPOINT", "AWS_USE_DUALSTACK_ENDPOINT",
        "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_ACCOUNT_ID",
        "AWS_ROLE_ARN", "AWS_ROLE_SESSION_NAME", "AWS_WEB_IDENTITY_TOKEN_FILE",
        "AWS_PROFILE", "AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE", "HOME", "USERPROFILE",
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN", "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
        "AWS_EC2_METADATA_DISABLED", "AWS_EC2_METADATA_SERVICE_ENDPOINT", "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE",
        "AWS_METADATA_SERVICE_TIMEOUT", "AWS_METADATA_SERVICE_NUM_ATTEMPTS",
        "AWS_CA_BUNDLE", "AWS_MAX_ATTEMPTS", "AWS_RETRY_MODE", "AWS_DEFAULTS_MODE",
        "HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy",
    ];

    private static readonly string[] Secrets = ["AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_CONTAINER_AUTHORIZATION_TOKEN"];

    private static readonly Dictionary<string, int> Places = PlacesOf(Names);

    // In the order of the names. It is read, hashed and compared several times in every call.
    private readonly string?[] _values;
    private readonly int _hash;

    private ConnectionEnvironment(Func<string, string?> variable)
    {
        _values = Array.ConvertAll(Names, name => variable(name));
        var hash = new HashCode();
        foreach (var value in _values)
        {
            hash.Add(value);
        }

        _hash = hash.ToHashCode();
    }

    /// <summary>A variable's value; null if it is not set, or empty.</summary>
    /// <exception cref="KeyNotFoundException">Connections do not depend on it.</exception>
    public string? this[string name] => _values[Places[name]] is { Length: > 0 } value ? value : null;

    /// <summary>The environment of this process, now.</summary>
    public static ConnectionEnvironment Current() => new(Environment.GetEnvironmentVariable);

    /// <summary>Whether a variable contains a secret that gives access to an AWS account.</summary>
    /// <param name="name">The variable's name.</param>
    public static bool IsSecret(string name) => Secrets.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a variable says yes, as AWS's tools write it.</summary>
    public bool IsTrue(string name) => string.Equals(this[name], "true", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public bool Equals(ConnectionEnvironment? other) =>
        other is not null && _hash == other._hash && _values.AsSpan().SequenceEqual(other._values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ConnectionEnvironment);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    // A frozen dictionary takes milliseconds to make, in the first call of a process.
    private static Dictionary<string, int> PlacesOf(string[] names)
    {
        var places = new Dictionary<string, int>(names.Length, StringComparer.Ordinal);
        foreach (var name in names)
        {
            places.Add(name, places.Count);
        }

        return places;
    }
}
