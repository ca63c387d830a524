using Amazon.Runtime;
using Amazon.Runtime.Internal;
using RunCommandPS.Aws.Http;
using RunCommandPS.Aws.Profiles;
using RunCommandPS.Connection;
using RunCommandPS.Errors;

namespace RunCommandPS.Aws.Addressing;

/// <summary>What every SDK client of a connection is configured with: region or endpoint, retries, transport.</summary>
/// <param name="options">What the caller specified.</param>
/// <param name="environment">The environment.</param>
/// <param name="profile">The profile in use; null if there is none.</param>
internal sealed class ServiceSettings(ConnectionOptions options, ConnectionEnvironment environment, SharedProfile? profile)
{
    private static readonly TimeSpan UsualTimeout = TimeSpan.FromSeconds(100);

    private readonly (string Region, string Source) _choice = RegionChoice.Choose(options, environment, profile);

    /// <summary>The region.</summary>
    public string Region => _choice.Region.ToLowerInvariant();

    /// <summary>The source of the Region.</summary>
    public string RegionSource => _choice.Source;

    /// <summary>How requests are transported.</summary>
    public TransportSettings Transport { get; } = new(environment);

    /// <summary>How long one call may take, retries included.</summary>
    public TimeSpan Timeout { get; } = options.RequestTimeout ?? UsualTimeout;

    /// <summary>Completes an SDK configuration.</summary>
    /// <param name="config">The configuration, new.</param>
    /// <param name="service">The service as its own variable names it: SSM, S3, STS.</param>
    /// <param name="given">The endpoint, if the caller specifies one.</param>
    /// <returns>The endpoint if it is not the Region's own; otherwise null.</returns>
    /// <exception cref="RunCommandException">The Region or endpoint is not valid.</exception>
    public Uri? Apply(ClientConfig config, string service, Uri? given = null)
    {
        // The SDK keeps what it read from the environment and the default profile for the life of the process. Both may have changed.
        FallbackInternalConfigurationFactory.Reset();

        // The SDK would retry a call whose connection was reset up to ten times, past any retry policy: it may have been carried out.
        config.MaxStaleConnectionRetries = 0;
        config.Profile = profile?.ToSdk();
        config.Timeout = Timeout;

        // Read now and kept: later the SDK would take them from the environment at that time.
        config.RetryMode = config.RetryMode;
        config.MaxErrorRetry = config.MaxErrorRetry;

        var endpoint = given is not null ? Checked(given) : EndpointChoice.Of(config, service, environment, profile);
        if (endpoint is not null)
        {
            // The two are refused together with an endpoint, and there is only one way to reach it.
            config.UseFIPSEndpoint = false;
            config.UseDualstackEndpoint = false;
            config.ServiceURL = endpoint.AbsoluteUri;
            config.AuthenticationRegion = RegionChoice.OfOwnEndpoint(Region);
        }
        else
        {
            config.UseFIPSEndpoint = Flag("AWS_USE_FIPS_ENDPOINT") ?? profile?.Profile.UseFIPSEndpoint ?? false;
            config.UseDualstackEndpoint = Flag("AWS_USE_DUALSTACK_ENDPOINT") ?? profile?.Profile.UseDualstackEndpoint ?? false;
            config.RegionEndpoint = RegionChoice.Known(_choice.Region);
        }

        return endpoint;
    }

    private static Uri Checked(Uri given) =>
        EndpointAddress.Of(given.OriginalString) ?? throw ConnectionErrors.InvalidEndpoint("-EndpointUrl", given.OriginalString);

    private bool? Flag(string name) => environment[name] is null ? null : environment.IsTrue(name);
}
