using System.Buffers;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace RunCommandPS.Simulator.Protocol.Http;

/// <summary>Reads requests from one connection, one after another, with limited memory.</summary>
internal sealed class HttpReader(Socket socket) : IDisposable
{
    private static readonly byte[] Continue = "HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray();

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(HttpLimits.HeadBytes);
    private int _start;
    private int _end;

    /// <summary>Waits for the first byte of a request.</summary>
    /// <returns>False if the client has closed the connection.</returns>
    public async ValueTask<bool> WaitAsync(CancellationToken cancellationToken) =>
        _start < _end || await FillAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Reads the head of a request.</summary>
    public async ValueTask<HttpHead> ReadHeadAsync(CancellationToken cancellationToken)
    {
        int length;
        while ((length = _buffer.AsSpan(_start, _end - _start).IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (_end - _start >= HttpLimits.HeadBytes)
            {
                throw new HttpFormatException(431, "The headers are too large.");
            }

            await FillOrThrowAsync(cancellationToken).ConfigureAwait(false);
        }

        var head = HttpHead.Parse(_buffer.AsSpan(_start, length));
        _start += length + 4;
        return head;
    }

    /// <summary>Reads the body that <paramref name="head"/> announces.</summary>
    public async ValueTask<byte[]> ReadBodyAsync(HttpHead head, CancellationToken cancellationToken)
    {
        if (head.ContentLength > HttpLimits.BodyBytes)
        {
            throw new HttpFormatException(413, "The body is too large.");
        }

        if (head.ExpectsContinue)
        {
            await socket.SendAsync(Continue, SocketFlags.None, cancellationToken).ConfigureAwait(false);
        }

        if (head.IsChunked)
        {
            return await ReadChunksAsync(cancellationToken).ConfigureAwait(false);
        }

        var body = head.ContentLength == 0 ? [] : new byte[head.ContentLength];
        await ReadExactlyAsync(body, cancellationToken).ConfigureAwait(false);
        return body;
    }

    /// <summary>Waits until the client has closed the connection, and discards what it still sends.</summary>
    public async Task WaitForCloseAsync(CancellationToken cancellationToken)
    {
        do
        {
            _start = _end = 0;
        }
        while (await FillAsync(cancellationToken).ConfigureAwait(false));
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private async ValueTask<byte[]> ReadChunksAsync(CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        while (true)
        {
            var line = await ReadLineAsync(cancellationToken).ConfigureAwait(false);
            var sizeText = line.Split(';')[0].AsSpan().Trim(HttpText.WhiteSpace);
            if (!int.TryParse(sizeText, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) || size < 0)
            {
                throw new HttpFormatException(400, "A chunk's size can't be read.");
            }

            if (size == 0)
            {
                break;
            }

            if (body.Length + size > HttpLimits.BodyBytes)
            {
                throw new HttpFormatException(413, "The body is too large.");
            }

            var chunk = new byte[size];
            await ReadExactlyAsync(chunk, cancellationToken).ConfigureAwait(false);
            body.Write(chunk);
            if (await ReadLineAsync(cancellationToken).ConfigureAwait(false) != "")
            {
                throw new HttpFormatException(400, "A chunk is longer than it says.");
            }
        }

        while (await ReadLineAsync(cancellationToken).ConfigureAwait(false) != "")
        {
            // Trailers mean nothing to this protocol.
        }

        return body.ToArray();
    }

    private async ValueTask<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        int length;
        while ((length = _buffer.AsSpan(_start, _end - _start).IndexOf("\r\n"u8)) < 0)
        {
            if (_end - _start >= HttpLimits.HeadBytes)
            {
                throw new HttpFormatException(400, "A line of the body's framing is too long.");
            }

            await FillOrThrowAsync(cancellationToken).ConfigureAwait(false);
        }

        var line = Encoding.Latin1.GetString(_buffer, _start, length);
        _start += length + 2;
        return HttpText.HasStrayBreak(line)
            ? throw new HttpFormatException(400, "A line of the body's framing has a bare CR, LF or NUL in it.")
            : line;
    }

    private async ValueTask ReadExactlyAsync(Memory<byte> target, CancellationToken cancellationToken)
    {
        while (target.Length > 0)
        {
            if (_start == _end)
            {
                await FillOrThrowAsync(cancellationToken).ConfigureAwait(false);
            }

            var count = Math.Min(target.Length, _end - _start);
            _buffer.AsSpan(_start, count).CopyTo(target.Span);
            _start += count;
            target = target[count..];
        }
    }

    private async ValueTask FillOrThrowAsync(CancellationToken cancellationToken)
    {
        if (!await FillAsync(cancellationToken).ConfigureAwait(false))
        {
            throw new EndOfStreamException("The client closed the connection within a request.");
        }
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            _end -= _start;
            _start = 0;
        }

        var count = await socket.ReceiveAsync(_buffer.AsMemory(_end), SocketFlags.None, cancellationToken).ConfigureAwait(false);
        _end += count;
        return count > 0;
    }
}
