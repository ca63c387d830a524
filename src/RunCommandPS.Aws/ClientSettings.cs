using Amazon;
using Amazon.Runtime;
using Amazon.SimpleSystemsManagement;

namespace RunCommandPS.Aws;

/// <summary>The SDK client's configuration: region, endpoint, time-out.</summary>
internal static class ClientSettings
{
    public static AmazonSimpleSystemsManagementConfig Build(ConnectionOptions options, SharedProfile? profile)
    {
        // With the profile named, the SDK also takes the profile's endpoint and retry settings.
        var config = new AmazonSimpleSystemsManagementConfig();
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
