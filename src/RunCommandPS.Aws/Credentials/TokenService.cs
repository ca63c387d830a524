using Amazon.Runtime;
using Amazon.SecurityToken;
using RunCommandPS.Aws.Addressing;
using RunCommandPS.Aws.Http;
using RunCommandPS.Connection;

namespace RunCommandPS.Aws.Credentials;

/// <summary>AWS STS as a connection reaches it: in its region, by its proxy, within its time.</summary>
/// <param name="settings">The connection.</param>
/// <param name="environment">What the environment says.</param>
/// <param name="service">The endpoint of Systems Manager that the connection goes to; null if it is the region's own.</param>
internal sealed class TokenService(ServiceSettings settings, ConnectionEnvironment environment, Uri? service)
{
    /// <summary>A client that calls as somebody.</summary>
    public IAmazonSecurityTokenService NewClient(AWSCredentials credentials)
    {
        var config = new AmazonSecurityTokenServiceConfig { HttpClientFactory = new WholeReplyClientFactory(settings.Transport) };
        settings.Apply(config, "STS", StandIn);
        return new AmazonSecurityTokenServiceClient(credentials, config);
    }

    // What stands in for AWS on this machine (a simulator, an emulator) knows its own roles, and its keys are nobody's business elsewhere.
    private Uri? StandIn => service is { IsLoopback: true } && environment["AWS_ENDPOINT_URL_STS"] is null ? service : null;
}
