using Amazon.Runtime;
using Amazon.SecurityToken;
using RunCommandPS.Aws.Addressing;
using RunCommandPS.Aws.Http;
using RunCommandPS.Connection;

namespace RunCommandPS.Aws.Credentials;

/// <summary>AWS STS as a connection reaches it: in its Region, through its proxy, within its time.</summary>
/// <param name="settings">The connection.</param>
/// <param name="environment">The environment.</param>
/// <param name="service">The Systems Manager endpoint that the connection goes to; null if it is the Region's own.</param>
internal sealed class TokenService(ServiceSettings settings, ConnectionEnvironment environment, Uri? service)
{
    /// <summary>A client with some credentials.</summary>
    public IAmazonSecurityTokenService NewClient(AWSCredentials credentials)
    {
        var config = new AmazonSecurityTokenServiceConfig { HttpClientFactory = new WholeReplyClientFactory(settings.Transport) };
        settings.Apply(config, "STS", StandIn);
        return new TokenClient(credentials, config);
    }

    // What replaces AWS on this machine (a simulator, an emulator) knows its own roles, and its keys must not leave the machine.
    private Uri? StandIn => service is { IsLoopback: true } && environment["AWS_ENDPOINT_URL_STS"] is null ? service : null;
}
