using Amazon.Runtime;
using Amazon.SecurityToken;
using RunCommandPS.Aws.Addressing;
using RunCommandPS.Aws.Http;

namespace RunCommandPS.Aws.Credentials;

/// <summary>AWS STS as a connection reaches it: in its region, by its proxy, within its time.</summary>
/// <param name="settings">The connection.</param>
internal sealed class TokenService(ServiceSettings settings)
{
    /// <summary>A client that calls as somebody.</summary>
    public IAmazonSecurityTokenService NewClient(AWSCredentials credentials)
    {
        var config = new AmazonSecurityTokenServiceConfig { HttpClientFactory = new WholeReplyClientFactory(settings.Transport) };
        settings.Apply(config, "STS");
        return new AmazonSecurityTokenServiceClient(credentials, config);
    }
}
