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
        FallbackRegionFactory.Reset();
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
        if (Endpoint(options, config) is { } endpoint)
        {
            config.GoTo(endpoint, region);
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

    // Asked before a region is set, because that makes the SDK forget what it found in the environment or the profile.
    private static string? Endpoint(ConnectionOptions options, AmazonSimpleSystemsManagementConfig config)
    {
        string? endpoint;
        try
        {
            endpoint = options.EndpointUrl?.OriginalString ?? config.ServiceURL;
        }
        catch (AmazonClientException exception)
        {
            throw ConnectionErrors.InvalidEndpoint(exception.Message);
        }

        return string.IsNullOrEmpty(endpoint) ? null
            : Uri.TryCreate(endpoint, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url.AbsoluteUri
            : throw ConnectionErrors.InvalidEndpoint($"'{endpoint}' is not an http or https address.");
    }

    // A profile that the call names goes before the environment, as it does for credentials.
    private static string Region(ConnectionOptions options, SharedProfile? profile)
    {
        var ofProfile = profile?.Profile.Region?.SystemName;
        return options.Region
            ?? (options.ProfileName is null ? null : ofProfile)
            ?? Variable("AWS_REGION")
            ?? Variable("AWS_DEFAULT_REGION")
            ?? ofProfile
            ?? UsualChain();
    }

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
