using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace RunCommandPS.Aws.Tests.Fixture;

/// <summary>
/// An endpoint that answers every request with the same bytes, whatever was asked: for answers that neither the service nor the
/// simulator would give. It listens on loopback, on a port the system picks.
/// </summary>
internal sealed class CannedServer : IDisposable
{
    private const string HalfReply = "HTTP/1.1 200 Canned\r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: 1000\r\n\r\n"
        + "{\"Command\": {\"CommandId\": \"1111";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<(string Head, string Body)> _requests = [];
    private readonly byte[] _reply;
    private readonly Manner _manner;
    private readonly X509Certificate2? _certificate;
    private int _open;
    private int _accepted;
    private readonly List<(Func<string, bool> Fits, byte[] Reply)> _others = [];

    private CannedServer(string reply, Manner manner, X509Certificate2? certificate = null)
    {
        _certificate = certificate;
        _reply = Encoding.UTF8.GetBytes(reply);
        _manner = manner;
        _listener.Start();
        _ = AcceptAsync();
    }

    private enum Manner
    {
        Polite,
        Closing,
        Hasty,
        HangingUpFirst,
    }

    /// <summary>Where it listens.</summary>
    public Uri Endpoint => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{(_certificate is null ? "http://127.0.0.1" : "https://localhost")}:{((IPEndPoint)_listener.LocalEndpoint).Port}"));

    /// <summary>Request lines and headers of all requests, oldest first.</summary>
    public IReadOnlyList<string> Heads => [.. _requests.Select(request => request.Head)];

    /// <summary>The bodies of all requests, oldest first.</summary>
    public IReadOnlyList<string> Bodies => [.. _requests.Select(request => request.Body)];

    /// <summary>How many connections clients hold open.</summary>
    public int OpenConnections => Volatile.Read(ref _open);

    /// <summary>How many connections clients have ever opened.</summary>
    public int AcceptedConnections => Volatile.Read(ref _accepted);

    /// <summary>Answers with a body, over TLS, to whom trusts the certificate of localhost.</summary>
    public static CannedServer AnsweringSecurely(string body, X509Certificate2 certificate) =>
        new(Ok(body), Manner.Polite, certificate);

    /// <summary>Answers with a body.</summary>
    public static CannedServer Answering(
        string body, int status = 200, string type = "application/x-amz-json-1.1", string header = "Server: Canned") =>
            new(
                $"HTTP/1.1 {status} Canned\r\nContent-Type: {type}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n"
                    + $"x-amzn-RequestId: {RequestId}\r\n{header}\r\n\r\n{body}",
                Manner.Polite);

    /// <summary>Answers requests whose head fits with 200 and another body.</summary>
    public void Then(Func<string, bool> fits, string body) =>
        _others.Add(
            (fits, Encoding.UTF8.GetBytes($"HTTP/1.1 200 Canned\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}")));

    /// <summary>Says how long its body is, sends less, and closes the connection.</summary>
    public static CannedServer BreakingOff() => new(HalfReply, Manner.Closing);

    /// <summary>Says how long its body is, sends less, and leaves the connection open.</summary>
    public static CannedServer FallingSilent() => new(HalfReply, Manner.Polite);

    /// <summary>Closes the first connection at once, and answers on the others.</summary>
    public static CannedServer HangingUpFirst(string body) => new(Ok(body), Manner.HangingUpFirst);

    /// <summary>Talks before it was asked, as an endpoint of another protocol does, and closes the connection.</summary>
    public static CannedServer TalkingFirst() => new("220 smtp.example.com ready\r\n", Manner.Hasty);

    /// <summary>The request id of every answer.</summary>
    public const string RequestId = "0d4b9fa4-1c9e-4c8e-8f34-3a6e9c1b7a11";

    public void Dispose() => _listener.Dispose();

    private static string Ok(string body) =>
        $"HTTP/1.1 200 Canned\r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n"
            + $"x-amzn-RequestId: {RequestId}\r\n\r\n{body}";

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                _ = ServeAsync(client);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The listener was disposed, which is how a test ends.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        Interlocked.Increment(ref _open);
        var isFirst = Interlocked.Increment(ref _accepted) == 1;
        using (client)
        {
            try
            {
                if (_manner == Manner.HangingUpFirst && isFirst)
                {
                    return;
                }

                if (_manner == Manner.Hasty)
                {
                    await client.GetStream().WriteAsync(_reply);
                    return;
                }

                using var stream = await StreamAsync(client);
                var reader = new StreamReader(stream, Encoding.Latin1);
                while (await ReadRequestAsync(reader) is { } request)
                {
                    _requests.Enqueue(request);
                    await stream.WriteAsync(_others.FirstOrDefault(other => other.Fits(request.Head)).Reply ?? _reply);
                    if (_manner == Manner.Closing)
                    {
                        break;
                    }
                }
            }
            catch (IOException)
            {
                // The client has gone.
            }
            finally
            {
                Interlocked.Decrement(ref _open);
            }
        }
    }

    private async Task<Stream> StreamAsync(TcpClient client)
    {
        if (_certificate is null)
        {
            return client.GetStream();
        }

        var encrypted = new SslStream(client.GetStream());
        await encrypted.AuthenticateAsServerAsync(_certificate);
        return encrypted;
    }

    private static async Task<(string Head, string Body)?> ReadRequestAsync(StreamReader reader)
    {
        const string LengthHeader = "Content-Length:";
        var head = new StringBuilder();
        var length = 0;
        for (var line = await reader.ReadLineAsync(); line != ""; line = await reader.ReadLineAsync())
        {
            if (line is null)
            {
                return null;
            }

            head.AppendLine(line);
            if (line.StartsWith(LengthHeader, StringComparison.OrdinalIgnoreCase))
            {
                length = int.Parse(line.AsSpan(LengthHeader.Length), CultureInfo.InvariantCulture);
            }
        }

        var body = new char[length];
        if (length > 0)
        {
            await reader.ReadBlockAsync(body);
        }

        return (head.ToString(), Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(body)));
    }
}
