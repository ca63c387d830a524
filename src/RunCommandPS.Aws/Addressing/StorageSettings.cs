using Amazon;
using Amazon.S3;
using RunCommandPS.Aws.Http;
using RunCommandPS.Connection;

namespace RunCommandPS.Aws.Addressing;

/// <summary>The configuration of S3 clients: where the buckets of a connection are reached.</summary>
/// <param name="settings">The connection.</param>
/// <param name="environment">The environment.</param>
/// <param name="service">The Systems Manager endpoint that the connection goes to; null if it is the Region's own.</param>
internal sealed class StorageSettings(ServiceSettings settings, ConnectionEnvironment environment, Uri? service)
{
    private static readonly string[] AmazonsDomains = [".amazonaws.com", ".amazonaws.com.cn", ".api.aws"];

    /// <summary>The time within which a response must continue.</summary>
    public TimeSpan Patience => settings.Timeout;

    /// <summary>The configuration for buckets in one Region.</summary>
    public AmazonS3Config Build(string region)
    {
        var config = new AmazonS3Config { HttpClientFactory = new StreamedReplyClientFactory(settings.Transport) };
        var endpoint = settings.Apply(config, "S3", StandIn());
        if (endpoint is null || (!HasOwn && IsAmazons(endpoint)))
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }
        else
        {
            config.AuthenticationRegion = region;
        }

        // Elsewhere a bucket has no host name, and for a name with dots even Amazon's certificate does not cover it.
        config.ForcePathStyle = true;
        return config;
    }

    // What replaces one service (a simulator, an emulator) replaces the other, unless S3 has an endpoint of its own.
    private Uri? StandIn() => !HasOwn && service is not null && !IsAmazons(service) ? service : null;

    private bool HasOwn => environment["AWS_ENDPOINT_URL_S3"] is not null;

    private static bool IsAmazons(Uri endpoint) =>
        AmazonsDomains.Any(domain => endpoint.Host.EndsWith(domain, StringComparison.OrdinalIgnoreCase));
}
