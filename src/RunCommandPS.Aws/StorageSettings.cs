using Amazon;
using Amazon.S3;

namespace RunCommandPS.Aws;

/// <summary>The configuration of S3 clients: where the buckets of a connection are reached.</summary>
internal sealed class StorageSettings
{
    private static readonly string[] AmazonsDomains = [".amazonaws.com", ".amazonaws.com.cn", ".api.aws"];

    private readonly Profile? _profile;
    private readonly TimeSpan? _timeout;
    private readonly string? _endpoint;

    /// <param name="options">What the caller said of the connection.</param>
    /// <param name="profile">The profile in use.</param>
    /// <param name="service">The endpoint of Systems Manager that the connection goes to; null where it is the region's own.</param>
    public StorageSettings(ConnectionOptions options, SharedProfile? profile, string? service)
    {
        _profile = profile is null ? null : new Profile(profile.Profile.Name, options.ProfileLocation);
        _timeout = options.RequestTimeout;

        // What stands in for one service (a simulator, an emulator) stands in for the other, unless S3 has been given an endpoint of its own.
        _endpoint = Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL_S3") is { Length: > 0 } own ? own
            : service is not null && !IsAmazons(service) ? service
            : FromChain();
    }

    /// <summary>The time within which a reply must go on.</summary>
    public TimeSpan Patience => _timeout ?? TimeSpan.FromSeconds(100);

    /// <summary>The configuration for buckets of one region.</summary>
    public AmazonS3Config Build(string region)
    {
        var config = New();

        // Elsewhere a bucket has no host name, and of a name with dots not even Amazon's certificate knows it.
        config.ForcePathStyle = true;
        if (_endpoint is { } endpoint)
        {
            config.GoTo(endpoint, region);
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }

        if (_timeout is { } timeout)
        {
            config.Timeout = timeout;
        }

        return config;
    }

    private static bool IsAmazons(string endpoint) =>
        Uri.TryCreate(endpoint, UriKind.Absolute, out var url)
        && AmazonsDomains.Any(domain => url.Host.EndsWith(domain, StringComparison.OrdinalIgnoreCase));

    // AWS_ENDPOINT_URL and the profile's endpoints.
    private string? FromChain() => New().ServiceURL is { Length: > 0 } endpoint && !IsAmazons(endpoint) ? endpoint : null;

    private AmazonS3Config New()
    {
        var config = new AmazonS3Config { HttpClientFactory = new StreamedReplyClientFactory() };
        if (_profile is not null)
        {
            config.Profile = _profile;
        }

        return config;
    }
}
