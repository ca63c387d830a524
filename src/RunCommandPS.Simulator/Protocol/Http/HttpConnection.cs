using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RunCommandPS.Simulator.Protocol.Http;

/// <summary>One client's connection: request, answer, request, answer, until either side has had enough.</summary>
internal sealed class HttpConnection(
    Socket socket, Func<HttpRequest, HttpReply> handle, Func<HttpFormatException, HttpReply> refuse, HttpTimes times,
    TimeProvider wireClock, TimeProvider toldClock)
{
    public async Task RunAsync(CancellationToken stopping)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var reader = new HttpReader(socket);
        try
        {
            time.CancelAfter(times.Idle);
            while (await reader.WaitAsync(time.Token).ConfigureAwait(false))
            {
                time.CancelAfter(times.Request);
                if (!await ServeAsync(reader, time, stopping).ConfigureAwait(false))
                {
                    return;
                }

                time.CancelAfter(times.Idle);
            }
        }
        catch (Exception error) when (error is SocketException
            or OperationCanceledException
            or EndOfStreamException
            or ObjectDisposedException)
        {
            // The client went away, was too slow, or the server is stopping: there is no one left to answer.
        }
    }

    private async Task<bool> ServeAsync(HttpReader reader, CancellationTokenSource time, CancellationToken stopping)
    {
        var cancellationToken = time.Token;
        HttpReply reply;
        bool keepsAlive;
        try
        {
            var head = await reader.ReadHeadAsync(cancellationToken).ConfigureAwait(false);
            var body = await reader.ReadBodyAsync(head, cancellationToken).ConfigureAwait(false);
            reply = handle(new HttpRequest(head.Method, head.Path, head.Headers, body));
            keepsAlive = head.KeepsAlive && reply.Ending == HttpEnding.KeepAlive;
        }
        catch (HttpFormatException error)
        {
            await SendAsync(refuse(error), keepsAlive: false, cancellationToken).ConfigureAwait(false);

            // Closing with unread bytes is a reset, which can overtake the answer; so the rest of the request is read and discarded for a
            // while.
            socket.Shutdown(SocketShutdown.Send);
            await reader.WaitForCloseAsync(cancellationToken).ConfigureAwait(false);
            return false;
        }

        if (reply.Latency > TimeSpan.Zero)
        {
            // The client is waited for no longer than a request may take; how long the client waits is up to it.
            time.CancelAfter(Timeout.InfiniteTimeSpan);
            await Task.Delay(reply.Latency, wireClock, stopping).ConfigureAwait(false);
            time.CancelAfter(times.Request);
        }

        switch (reply.Ending)
        {
            case HttpEnding.Reset:
                // Without lingering, closing a socket is a reset and not an orderly end.
                socket.LingerState = new LingerOption(enable: true, seconds: 0);
                return false;
            case HttpEnding.Silence:
                return false;
            case HttpEnding.Hang:
                await reader.WaitForCloseAsync(stopping).ConfigureAwait(false);
                return false;
            default:
                await SendAsync(reply, keepsAlive, cancellationToken).ConfigureAwait(false);
                return keepsAlive;
        }
    }

    // One packet for head and body: in two, the second waits for the client's delayed acknowledgement (about 40 ms).
    private async Task SendAsync(HttpReply reply, bool keepsAlive, CancellationToken cancellationToken)
    {
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {reply.Status} {(HttpStatusCode)reply.Status}\r\nDate: {toldClock.GetUtcNow() + reply.ClockSkew:R}\r\n"
                + $"Content-Type: {reply.ContentType}\r\nContent-Length: {reply.Body.Length}\r\nx-amzn-RequestId: {reply.RequestId}\r\n"
                + $"{string.Concat(reply.Headers.Select(header => $"{header.Key}: {header.Value}\r\n"))}"
                + $"{(keepsAlive ? "" : "Connection: close\r\n")}\r\n");
        var body = reply.IsHeadOnly ? default : reply.Ending == HttpEnding.Half ? reply.Body[..(reply.Body.Length / 2)] : reply.Body;
        var packet = ArrayPool<byte>.Shared.Rent(head.Length + body.Length);
        try
        {
            var length = Encoding.Latin1.GetBytes(head, packet);
            body.Span.CopyTo(packet.AsSpan(length));
            length += body.Length;
            for (var sent = 0; sent < length;)
            {
                sent += await socket.SendAsync(
                    packet.AsMemory(sent, length - sent), SocketFlags.None, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(packet);
        }
    }
}
