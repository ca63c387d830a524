using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.SimpleSystemsManagement;

namespace RunCommandPS.Aws;

/// <summary>The SDK client's configuration: region, endpoint, time-out.</summary>
internal static class ClientSettings
{
    public static AmazonSimpleSystemsManagementConfig Build(ConnectionOptions options, SharedProfile? profile)
    {
        // What the SDK has read from the environment and the default profile it keeps for the life of the process. Both may have changed.
        FallbackInternalConfigurationFactory.Reset();
        var config = new AmazonSimpleSystemsManagementConfig
        {
            HttpClientFactory = new WholeReplyClientFactory(),
            // Repeats of the SDK's, up to ten and past any retry policy, of a call whose connection was reset: it may have been carried out.
            MaxStaleConnectionRetries = 0,
        };

        // With the profile named, the SDK also takes the profile's endpoint.
        if (profile is not null)
        {
            config.Profile = new Profile(profile.Profile.Name, options.ProfileLocation);
        }

        var region = Region(options, profile);
        if (options.EndpointUrl is { } endpoint)
        {
            config.ServiceURL = endpoint.AbsoluteUri;
            config.AuthenticationRegion = region;
        }
        else if (config.ServiceURL is not null || Variable("AWS_ENDPOINT_URL_SSM") is not null || Variable("AWS_ENDPOINT_URL") is not null)
        {
            config.AuthenticationRegion = region;
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }
        else
        {
            config.RegionEndpoint = Known(region);
        }

        if (options.RequestTimeout is { } timeout)
        {
            config.Timeout = timeout;
        }

        return config;
    }

    private static string Region(ConnectionOptions options, SharedProfile? profile) =>
        options.Region ?? Variable("AWS_REGION") ?? Variable("AWS_DEFAULT_REGION") ?? profile?.Profile.Region?.SystemName ?? UsualChain();

    private static string UsualChain()
    {
        try
        {
            return FallbackRegionFactory.GetRegionEndpoint()?.SystemName ?? throw ConnectionErrors.NoRegion();
        }
        catch (AmazonClientException exception)
        {
            throw ConnectionErrors.NoRegion(exception);
        }
    }

    // The SDK makes up a host name for any region; the typing mistake would show only as a failed look-up of that name.
    private static RegionEndpoint Known(string region) =>
        RegionEndpoint.EnumerableAllRegions.FirstOrDefault(known => string.Equals(known.SystemName, region, StringComparison.OrdinalIgnoreCase))
        ?? throw ConnectionErrors.UnknownRegion(region, NearestName.To(region, RegionEndpoint.EnumerableAllRegions.Select(known => known.SystemName)));

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
