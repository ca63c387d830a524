using Amazon.Runtime;

namespace RunCommandPS.Aws.Http;

/// <summary>
/// Makes the HTTP client of one SDK client, which is disposed with it. The SDK's own is shared by the whole process and stays; it
/// also limits only the time until a response begins, and reads the rest without a way to cancel.
/// </summary>
/// <param name="transport">How requests are transported.</param>
/// <param name="clock">Is told the time of every response; null if it is not needed.</param>
/// <param name="connect">Connects to the service; null for the default of the handler.</param>
internal sealed class WholeReplyClientFactory(
    TransportSettings transport,
    ServiceClock? clock = null,
    Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>? connect = null) : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig)
    {
        var handler = transport.NewHandler();
        handler.ConnectCallback = connect;
        var client = new HttpClient(new WholeReplyHandler(handler, clock));
        if (clientConfig.Timeout is { } timeout)
        {
            client.Timeout = timeout;
        }

        return client;
    }

    private sealed class WholeReplyHandler(SocketsHttpHandler inner, ServiceClock? clock) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var reply = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            clock?.See(reply.Headers.Date);
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
