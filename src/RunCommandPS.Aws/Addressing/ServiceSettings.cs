using Amazon.Runtime;
using Amazon.Runtime.Internal;
using RunCommandPS.Aws.Http;
using RunCommandPS.Aws.Profiles;
using RunCommandPS.Connection;
using RunCommandPS.Errors;

namespace RunCommandPS.Aws.Addressing;

/// <summary>What every SDK client of a connection is configured with: region or endpoint, retries, transport.</summary>
/// <param name="options">What the caller said.</param>
/// <param name="environment">What the environment says.</param>
/// <param name="profile">The profile in use; null if there is none.</param>
internal sealed class ServiceSettings(ConnectionOptions options, ConnectionEnvironment environment, SharedProfile? profile)
{
    private static readonly TimeSpan UsualTimeout = TimeSpan.FromSeconds(100);

    private readonly (string Region, string Source) _choice = RegionChoice.Choose(options, environment, profile);

    /// <summary>The region.</summary>
    public string Region => _choice.Region.ToLowerInvariant();

    /// <summary>What has the region.</summary>
    public string RegionSource => _choice.Source;

    /// <summary>How requests travel.</summary>
    public TransportSettings Transport { get; } = new(environment);

    /// <summary>How long one call may take, its retries included.</summary>
    public TimeSpan Timeout { get; } = options.RequestTimeout ?? UsualTimeout;

    /// <summary>Completes a configuration of the SDK's.</summary>
    /// <param name="config">The configuration, new.</param>
    /// <param name="service">The service as its own variable names it: SSM, S3, STS.</param>
    /// <param name="given">The endpoint, where the caller gives one.</param>
    /// <returns>The endpoint that is not the region's own; null if it is.</returns>
    /// <exception cref="RunCommandException">Region or endpoint can't be one.</exception>
    public Uri? Apply(ClientConfig config, string service, Uri? given = null)
    {
        // What the SDK has read from the environment and the default profile it keeps for the life of the process. Both may have changed.
        FallbackInternalConfigurationFactory.Reset();

        // Repeats of the SDK's, up to ten and past any retry policy, of a call whose connection was reset: it may have been carried out.
        config.MaxStaleConnectionRetries = 0;
        config.Profile = profile?.ToSdk();
        config.Timeout = Timeout;

        // Read now and kept: later the SDK would take them from whatever the environment says then.
        config.RetryMode = config.RetryMode;
        config.MaxErrorRetry = config.MaxErrorRetry;

        var endpoint = given is not null ? Checked(given) : EndpointChoice.Of(config, service, environment, profile);
        if (endpoint is not null)
        {
            // The two are refused beside an endpoint, and there is only one way to reach it.
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
