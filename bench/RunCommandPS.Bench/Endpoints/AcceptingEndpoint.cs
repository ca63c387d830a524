using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace RunCommandPS.Bench.Endpoints;

/// <summary>
/// Takes every SendCommand and keeps nothing of it but counts: a simulator of a million nodes would measure the simulator.
/// It reads as much of HTTP/1.1 as the SDK writes.
/// </summary>
internal sealed class AcceptingEndpoint : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private int _calls;
    private int _nodes;

    public AcceptingEndpoint()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>How many commands it has taken.</summary>
    public int Calls => _calls;

    /// <summary>How many ids they named.</summary>
    public int Nodes => _nodes;

    /// <summary>The environment that leads a client here.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["AWS_ACCESS_KEY_ID"] = "none",
        ["AWS_SECRET_ACCESS_KEY"] = "none",
        ["AWS_REGION"] = "us-east-1",
        ["AWS_ENDPOINT_URL_SSM"] = $"http://{_listener.LocalEndpoint}",
    };

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptSocketAsync().ConfigureAwait(false));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // It was stopped.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        socket.NoDelay = true;
        using var stream = new NetworkStream(socket, ownsSocket: true);
        var buffer = new byte[64 * 1024];
        try
        {
            while (await ReadBodyAsync(stream, buffer).ConfigureAwait(false) is { } body)
            {
                await stream.WriteAsync(Reply(body.Span)).ConfigureAwait(false);
            }
        }
        catch (IOException)
        {
            // The client is gone.
        }
    }

    private static async Task<ReadOnlyMemory<byte>?> ReadBodyAsync(NetworkStream stream, byte[] buffer)
    {
        var filled = 0;
        while (true)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(filled)).ConfigureAwait(false);
            if (read == 0)
            {
                return null;
            }

            filled += read;
            var head = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8) + 4;
            if (head >= 4 && filled >= head + BodyLength(buffer.AsSpan(0, head)))
            {
                return buffer.AsMemory(head, filled - head);
            }
        }
    }

    private static int BodyLength(ReadOnlySpan<byte> head)
    {
        var name = "\r\nContent-Length: "u8;
        return Utf8Parser.TryParse(head[(head.IndexOf(name) + name.Length)..], out int length, out _)
            ? length
            : throw new InvalidDataException("The length is missing.");
    }

    private byte[] Reply(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        var nodes = JsonElement.ParseValue(ref reader).GetProperty("InstanceIds").GetArrayLength();
        Interlocked.Add(ref _nodes, nodes);
        var id = new Guid(Interlocked.Increment(ref _calls), 0, 0, new byte[8]);
        var json = $$$"""{"Command":{"CommandId":"{{{id}}}","Status":"Pending","TargetCount":{{{nodes}}}}}""";
        return Encoding.ASCII.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: {json.Length}\r\n\r\n{json}");
    }
}
