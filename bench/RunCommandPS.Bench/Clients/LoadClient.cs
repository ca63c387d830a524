using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace RunCommandPS.Bench.Clients;

/// <summary>Many clients at once, each with a connection of its own, each sending its next command when it has the answer to the last.</summary>
internal static class LoadClient
{
    public const string Milliseconds = "milliseconds";
    public const string Seconds = "seconds";

    private const int Clients = 16;

    /// <param name="warmUp">How many commands are sent before any is measured.</param>
    /// <param name="count">How many are measured.</param>
    /// <param name="instanceIds">The nodes of each command.</param>
    /// <returns>Milliseconds of each call, and seconds of all.</returns>
    public static async Task<IReadOnlyDictionary<string, double[]>> RunAsync(int warmUp, int count, IReadOnlyList<string> instanceIds)
    {
        static string Variable(string name) => Environment.GetEnvironmentVariable(name)!;
        var endpoint = new Uri(Variable("AWS_ENDPOINT_URL_SSM"));
        var signer = new RequestSigner(Variable("AWS_ACCESS_KEY_ID"), Variable("AWS_SECRET_ACCESS_KEY"), Variable("AWS_REGION"), endpoint.Authority);
        var body = JsonSerializer.SerializeToUtf8Bytes(new { DocumentName = "AWS-RunShellScript", InstanceIds = instanceIds, Parameters = new { commands = new[] { "uptime" } } });
        async Task<(double[] Milliseconds, TimeSpan Elapsed)> Measure(int calls)
        {
            var (times, next) = (new double[calls], -1);
            var clock = Stopwatch.StartNew();
            await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
            {
                using var connection = new Connection(endpoint);
                while (Interlocked.Increment(ref next) is var number && number < calls)
                {
                    var started = Stopwatch.GetTimestamp();
                    await connection.CallAsync(signer.Request("AmazonSSM.SendCommand", body, DateTimeOffset.UtcNow)).ConfigureAwait(false);
                    times[number] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                }
            }))).ConfigureAwait(false);
            return (times, clock.Elapsed);
        }

        await Measure(warmUp).ConfigureAwait(false);
        var (milliseconds, elapsed) = await Measure(count).ConfigureAwait(false);
        return new Dictionary<string, double[]> { [Milliseconds] = milliseconds, [Seconds] = [elapsed.TotalSeconds] };
    }

    /// <summary>As much of HTTP as both endpoints' answers take. One that closes its connection after an answer is connected to again.</summary>
    private sealed class Connection(Uri endpoint) : IDisposable
    {
        private readonly byte[] _buffer = new byte[64 * 1024];
        private Socket? _socket;

        public async Task CallAsync(byte[] request)
        {
            if (_socket is null)
            {
                _socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await _socket.ConnectAsync(endpoint.Host, endpoint.Port).ConfigureAwait(false);
            }

            await _socket.SendAsync(request).ConfigureAwait(false);
            var (filled, head, length, closes) = (0, 0, 0, false);
            do
            {
                var read = await _socket.ReceiveAsync(_buffer.AsMemory(filled)).ConfigureAwait(false);
                filled += read > 0 ? read : throw new InvalidDataException("The answer is cut short.");
                if (head == 0 && _buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8) is > 0 and var end)
                {
                    (head, (length, closes)) = (end + 4, ReadHead(Encoding.ASCII.GetString(_buffer, 0, end)));
                }
            }
            while (head == 0 || filled < head + length);
            if (closes)
            {
                Dispose();
            }
        }

        public void Dispose()
        {
            _socket?.Dispose();
            _socket = null;
        }

        private static (int Length, bool Closes) ReadHead(string head)
        {
            var lines = head.Split("\r\n");
            string? Header(string name) => lines.FirstOrDefault(line => line.StartsWith(name, StringComparison.OrdinalIgnoreCase))?[name.Length..].Trim();
            return lines[0].Split(' ')[1] == "200"
                ? (int.Parse(Header("Content-Length:")!, CultureInfo.InvariantCulture), lines[0].StartsWith("HTTP/1.0", StringComparison.Ordinal) || Header("Connection:") is "close")
                : throw new InvalidDataException($"A command was not taken: {lines[0]}");
        }
    }
}
