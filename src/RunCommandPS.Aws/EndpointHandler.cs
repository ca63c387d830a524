using Amazon.Runtime;

namespace RunCommandPS.Aws;

/// <summary>The connections of an SDK client, as its endpoint needs them.</summary>
internal static class EndpointHandler
{
    /// <summary>A handler that follows no redirect and asks no proxy for this machine: a proxy's own loopback is another one.</summary>
    public static SocketsHttpHandler Create(IClientConfig config) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = !(Uri.TryCreate(config.ServiceURL, UriKind.Absolute, out var endpoint) && endpoint.IsLoopback),
    };

    /// <summary>Sends a client to an endpoint that somebody named. FIPS and dual-stack choose among the region's own endpoints and mean nothing to it; the SDK refuses them there.</summary>
    public static void GoTo(this ClientConfig config, string endpoint, string region)
    {
        config.UseFIPSEndpoint = false;
        config.UseDualstackEndpoint = false;
        config.ServiceURL = endpoint;
        config.AuthenticationRegion = region;
    }
}
