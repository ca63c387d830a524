using Amazon.Runtime;

namespace RunCommandPS.Aws.Http;

/// <summary>
/// Makes the HTTP client of one S3 client, which is disposed with it. Redirects are left to the SDK, which signs the request again for
/// where it goes; followed here, it would arrive unsigned.
/// </summary>
/// <param name="transport">How requests are transported.</param>
internal sealed class StreamedReplyClientFactory(TransportSettings transport) : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig)
    {
        var client = new HttpClient(transport.NewHandler());
        if (clientConfig.Timeout is { } timeout)
        {
            client.Timeout = timeout;
        }

        return client;
    }
}
