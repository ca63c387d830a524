using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace RunCommandPS.Simulator.Protocol.Http;

/// <summary>
/// HTTP/1.1, as much of it as the clients of this protocol use.
/// </summary>
/// <remarks>
/// Not HttpListener: on Windows that needs a reservation for 127.0.0.1 or an administrator, anywhere it answers a
/// foreign Host header in its own untyped way, and it can neither reset a connection nor notice that a client has left.
/// </remarks>
internal sealed class HttpServer : IDisposable
{
    private readonly Socket _listener;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<Task, Socket> _connections = new();
    private readonly Func<HttpRequest, HttpReply> _handle;
    private readonly Func<HttpFormatException, HttpReply> _refuse;
    private readonly HttpTimes _times;

    // The connection whose request is being answered here: a stop from within an answer must not wait for that answer's end.
    private readonly AsyncLocal<Socket?> _own = new();
    private readonly TimeProvider _wireClock;
    private readonly TimeProvider _toldClock;
    private readonly Task _accepting;

    /// <summary>Starts listening.</summary>
    /// <param name="place">Address and TCP port; port 0 lets the system pick one.</param>
    /// <param name="handle">Answers a request.</param>
    /// <param name="refuse">Answers what is not a request.</param>
    /// <param name="times">How long a client is waited for; null for <see cref="HttpTimes.Default"/>.</param>
    /// <param name="wireClock">The clock of delayed answers; null for the machine's.</param>
    /// <param name="toldClock">The clock of Date; null for <paramref name="wireClock"/>.</param>
    /// <exception cref="SocketException">The port is taken or not allowed.</exception>
    public HttpServer(
        IPEndPoint place, Func<HttpRequest, HttpReply> handle, Func<HttpFormatException, HttpReply> refuse, HttpTimes? times = null,
        TimeProvider? wireClock = null, TimeProvider? toldClock = null)
    {
        _handle = handle;
        _refuse = refuse;
        _times = times ?? HttpTimes.Default;
        _wireClock = wireClock ?? TimeProvider.System;
        _toldClock = toldClock ?? _wireClock;
        _listener = new Socket(place.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            _listener.Bind(place);
            _listener.Listen(512);
        }
        catch (SocketException)
        {
            _listener.Dispose();
            throw;
        }

        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _accepting = Task.Run(AcceptAsync);
    }

    public int Port { get; }

    /// <summary>Stops listening, ends every connection and waits for their tasks.</summary>
    public void Dispose()
    {
        if (_stopping.IsCancellationRequested)
        {
            return;
        }

        _stopping.Cancel();
        _listener.Dispose();
        _accepting.GetAwaiter().GetResult();
        foreach (var socket in _connections.Values)
        {
            socket.Dispose();
        }

        Task.WhenAll(_connections.Where(connection => connection.Value != _own.Value)
            .Select(static connection => connection.Key)).GetAwaiter().GetResult();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptAsync(_stopping.Token).ConfigureAwait(false);
            }
            catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // A client that gave up while it was being accepted, or a lack of file descriptors, is not a reason to stop serving the
                // others.
                await Task.Delay(HttpLimits.AcceptPause).ConfigureAwait(false);
                continue;
            }

            if (_connections.Count >= HttpLimits.Connections)
            {
                socket.Dispose();
                continue;
            }

            socket.NoDelay = true;
            // The connection's work must not begin on this loop, nor end before it is listed.
            var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var connection = RunAsync(socket, started.Task);
            _connections.TryAdd(connection, socket);
            _ = connection.ContinueWith(ended => _connections.TryRemove(ended, out _), TaskScheduler.Default);
            started.SetResult();
        }
    }

    private async Task RunAsync(Socket socket, Task started)
    {
        await started.ConfigureAwait(false);
        _own.Value = socket;
        using (socket)
        {
            await new HttpConnection(socket, _handle, _refuse, _times, _wireClock, _toldClock)
                .RunAsync(_stopping.Token).ConfigureAwait(false);
        }
    }
}
