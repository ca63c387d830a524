namespace RunCommandPS.Aws.Local;

/// <summary>Requests to servers of this machine or its host: never through a proxy, which would see the keys.</summary>
internal static class LocalClient
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>A client.</summary>
    /// <param name="patience">How long one attempt may take.</param>
    public static HttpClient New(TimeSpan patience) =>
        new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, ConnectTimeout = patience }) { Timeout = patience };

    /// <summary>Sends a request, and retries if it fails.</summary>
    /// <param name="client">The client.</param>
    /// <param name="request">Makes the request, which can be sent only once.</param>
    /// <param name="attempts">How often it is sent at most.</param>
    /// <returns>The successful response.</returns>
    /// <exception cref="HttpRequestException">There is no response, or an unsuccessful one.</exception>
    public static async Task<HttpResponseMessage> SendAsync(HttpClient client, Func<HttpRequestMessage> request, int attempts)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var message = request();
                var reply = await client.SendAsync(message).ConfigureAwait(false);
                return reply.EnsureSuccessStatusCode();
            }
            catch (Exception exception) when (attempt < attempts && exception is (HttpRequestException or OperationCanceledException))
            {
                await Task.Delay(Pause).ConfigureAwait(false);
            }
        }
    }
}
