using Amazon.Runtime;

namespace RunCommandPS.Aws;

/// <summary>
/// Makes the HTTP client of one SDK client, which is disposed with it. The SDK's own is shared by the whole process and stays; it
/// also limits the time until a reply begins and no more, and reads the rest without a way to give up.
/// </summary>
internal sealed class WholeReplyClientFactory : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig)
    {
        var client = new HttpClient(new WholeReplyHandler(clientConfig));
        if (clientConfig.Timeout is { } timeout)
        {
            client.Timeout = timeout;
        }

        return client;
    }

    // A redirect is not followed: the service knows none, and a 307 would have SendCommand sent a second time.
    private sealed class WholeReplyHandler(IClientConfig config) : DelegatingHandler(EndpointHandler.Create(config))
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var reply = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            try
            {
                await reply.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
                return reply;
            }
            catch
            {
                reply.Dispose();
                throw;
            }
        }
    }
}
