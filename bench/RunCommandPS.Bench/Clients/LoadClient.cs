using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace RunCommandPS.Bench.Clients;

/// <summary>
/// Many clients at once, each a thread with a connection of its own, each sending its next command when it has the answer to the last.
/// </summary>
internal static class LoadClient
{
    public const string Milliseconds = "milliseconds";
    public const string Seconds = "seconds";

    private const int Clients = 16;

    /// <param name="warmUp">How long commands are sent before any is measured.</param>
    /// <param name="time">How long they are measured.</param>
    /// <param name="instanceIds">The nodes of each command.</param>
    /// <returns>Milliseconds of each call, and seconds of all.</returns>
    public static IReadOnlyDictionary<string, double[]> Run(TimeSpan warmUp, TimeSpan time, IReadOnlyList<string> instanceIds)
    {
        static string Variable(string name) => Environment.GetEnvironmentVariable(name)!;
        var endpoint = new Uri(Variable("AWS_ENDPOINT_URL_SSM"));
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new { DocumentName = "AWS-RunShellScript", InstanceIds = instanceIds, Parameters = new { commands = new[] { "uptime" } } });
        var requests = new SignedRequests(
            new RequestSigner(Variable("AWS_ACCESS_KEY_ID"), Variable("AWS_SECRET_ACCESS_KEY"), Variable("AWS_REGION"), endpoint.Authority),
            "AmazonSSM.SendCommand",
            body);
        var place = IPEndPoint.Parse(endpoint.Authority);
        Measure(place, requests, warmUp);
        var clock = Stopwatch.StartNew();
        var milliseconds = Measure(place, requests, time);
        return new Dictionary<string, double[]> { [Milliseconds] = milliseconds, [Seconds] = [clock.Elapsed.TotalSeconds] };
    }

    private static double[] Measure(IPEndPoint place, SignedRequests requests, TimeSpan time)
    {
        var times = new List<double>[Clients];
        var failures = new Exception?[Clients];
        var threads = Enumerable.Range(0, Clients).Select(number => new Thread(() =>
        {
            try
            {
                times[number] = Call(place, requests, time);
            }
            catch (Exception error)
            {
                failures[number] = error;
            }
        })).ToList();
        threads.ForEach(static thread => thread.Start());
        threads.ForEach(static thread => thread.Join());
        return Array.Find(failures, static failure => failure is not null) is { } failure
            ? throw failure
            : [.. times.SelectMany(static all => all)];
    }

    private static List<double> Call(IPEndPoint place, SignedRequests requests, TimeSpan time)
    {
        using var connection = new Connection(place);
        var times = new List<double>();
        var begun = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begun) < time)
        {
            var started = Stopwatch.GetTimestamp();
            connection.Call(requests.Current);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return times;
    }

    /// <summary>
    /// As much of HTTP as both endpoints' answers take. One that closes its connection after an answer is connected to again.
    /// </summary>
    private sealed class Connection(IPEndPoint place) : IDisposable
    {
        private readonly byte[] _buffer = new byte[64 * 1024];
        private Socket? _socket;

        public void Call(byte[] request)
        {
            if (_socket is null)
            {
                _socket = new Socket(place.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                _socket.Connect(place);
            }

            _socket.Send(request);
            var (filled, head, length, closes) = (0, 0, 0, false);
            do
            {
                var read = _socket.Receive(_buffer.AsSpan(filled));
                filled += read > 0 ? read : throw new InvalidDataException("The answer is cut short.");
                if (head == 0 && _buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8) is > 0 and var end)
                {
                    (head, (length, closes)) = (end + 4, ReadHead(_buffer.AsSpan(0, end + 2)));
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

        private static (int Length, bool Closes) ReadHead(ReadOnlySpan<byte> head)
        {
            var version = head[.."HTTP/1.x".Length];
            return head[version.Length..].StartsWith(" 200 "u8)
                ? (int.Parse(Header(head, "\r\nContent-Length:"u8), CultureInfo.InvariantCulture),
                    version.EndsWith("0"u8) || Header(head, "\r\nConnection:"u8).SequenceEqual("close"u8))
                : throw new InvalidDataException($"A command was not taken: {System.Text.Encoding.ASCII.GetString(head)}");
        }

        private static ReadOnlySpan<byte> Header(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name)
        {
            // Both endpoints write names in this case.
            var start = head.IndexOf(name);
            var value = start < 0 ? default : head[(start + name.Length)..];
            return value[..Math.Max(0, value.IndexOf("\r\n"u8))].Trim((byte)' ');
        }
    }
}
