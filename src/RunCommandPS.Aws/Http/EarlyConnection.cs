using System.Net.Security;
using System.Net.Sockets;

namespace RunCommandPS.Aws.Http;

/// <summary>
/// A connection to the service that is opened before there is a request for it: the name is resolved, and TLS negotiated, while the
/// caller still collects what to send. The first request takes it; whatever goes wrong with it is not reported, because the request then
/// connects by itself.
/// </summary>
/// <param name="transport">How requests travel.</param>
/// <param name="endpoint">The service.</param>
/// <param name="clock">Tells how old the connection is.</param>
internal sealed class EarlyConnection(TransportSettings transport, Uri endpoint, TimeProvider clock) : IDisposable
{
    /// <summary>
    /// How long it may wait for a request. A server closes idle connections, and a request on one that is just being closed would be a call
    /// whose answer is lost; no server does it as soon as this.
    /// </summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _end = new(Timeout.InfiniteTimeSpan, clock);
    private Task<Opened>? _opening;
    private int _isOpened;

    /// <summary>Begins to connect, once; not at all if requests go by a proxy, or one has connected already.</summary>
    public void Open()
    {
        if (Interlocked.Exchange(ref _isOpened, 1) == 0 && !transport.HasProxy(endpoint))
        {
            Volatile.Write(ref _opening, OpenAsync(_end.Token));
            _end.Token.Register(() => _ = CloseAsync());
            _end.CancelAfter(LongestWait);
        }
    }

    /// <summary>Connects a request: with what was opened early, if it is there and fresh.</summary>
    /// <param name="context">Where to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        Volatile.Write(ref _isOpened, 1);
        var target = context.DnsEndPoint;
        if (target.Host == endpoint.IdnHost && target.Port == endpoint.Port && Interlocked.Exchange(ref _opening, null) is { } opening)
        {
            try
            {
                var opened = await opening.WaitAsync(cancellationToken).ConfigureAwait(false);
                if (clock.GetElapsedTime(opened.At) < LongestWait && !opened.IsClosed)
                {
                    return opened.Stream;
                }

                await opened.Stream.DisposeAsync().ConfigureAwait(false);
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                // The request says it, if it meets it too.
            }
        }

        return await ConnectAsync(target.Host, target.Port, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closes what no request has taken.</summary>
    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    private async Task<Opened> OpenAsync(CancellationToken cancellationToken)
    {
        var stream = await ConnectAsync(endpoint.IdnHost, endpoint.Port, cancellationToken).ConfigureAwait(false);
        if (endpoint.Scheme != Uri.UriSchemeHttps)
        {
            return new Opened(stream, stream.Socket, clock.GetTimestamp());
        }

        // An HTTP handler takes a stream that is encrypted already as it is.
        var encrypted = new SslStream(stream);
        try
        {
            await encrypted.AuthenticateAsClientAsync(transport.Tls(endpoint.IdnHost), cancellationToken).ConfigureAwait(false);
            return new Opened(encrypted, stream.Socket, clock.GetTimestamp());
        }
        catch
        {
            await encrypted.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task CloseAsync()
    {
        if (Interlocked.Exchange(ref _opening, null) is { } opening)
        {
            try
            {
                var opened = await opening.ConfigureAwait(false);
                await opened.Stream.DisposeAsync().ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException
                or System.Security.Authentication.AuthenticationException)
            {
                // It never came about.
            }
        }
    }

    private static async Task<NetworkStream> ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(host, port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed record Opened(Stream Stream, Socket Socket, long At)
    {
        /// <summary>Whether the server has closed it: there is something to read, and it is the end.</summary>
        public bool IsClosed => Socket.Poll(TimeSpan.Zero, SelectMode.SelectRead) && Socket.Available == 0;
    }
}
