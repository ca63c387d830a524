using Amazon.Runtime;

namespace RunCommandPS.Aws;

/// <summary>
/// Makes the HTTP client of one S3 client, which is disposed with it. Redirects are left to the SDK, which signs the request anew for
/// where it goes; followed here, it would arrive unsigned.
/// </summary>
internal sealed class StreamedReplyClientFactory : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig)
    {
        var client = new HttpClient(EndpointHandler.Create(clientConfig));
        if (clientConfig.Timeout is { } timeout)
        {
            client.Timeout = timeout;
        }

        return client;
    }
}
