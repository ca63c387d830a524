using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RunCommandPS.Simulator.Protocol.Http;

namespace RunCommandPS.Simulator.Tests.Protocol;

/// <summary>
/// Whatever comes, there is a typed answer or a closed connection, never an error of the simulator's own, and the next good request is
/// served. Seeded: what failed once fails again.
/// </summary>
public sealed class FuzzTests : IDisposable
{
    private const int Seed = 20260101;
    private const string Target = "X-Amz-Target: AmazonSSM.ListCommands\r\n";

    private static readonly string[] Operations =
    [
        "SendCommand", "ListCommands", "ListCommandInvocations", "GetCommandInvocation", "DescribeInstanceInformation", "ListDocuments",
        "DescribeDocument",
        "GetDocument", "CreateDocument", "DeleteDocument", "GetConnectionStatus", "ListTagsForResource", "CancelCommand", "NoSuchOperation",
    ];

    private static readonly string[] Texts =
    [
        "", "x", "AWS-RunShellScript", "i-0000000000000000a", "$LATEST", "00000000-0000-0000-0000-000000000000", "tag:a", "100%", "-1",
        "\0", "😀", "{{ a }}", "%s%n", "../..",
        "{\"schemaVersion\":\"2.2\",\"mainSteps\":[]}", "2024-02-21T00:00:00Z", "bGlzdA==", "99999999999999999999",
    ];

    private readonly RunCommandSimulator _simulator = RunCommandSimulator.Start(
        new SimulatorOptions { Nodes = [new() { InstanceId = "i-0000000000000000a" }] });
    private readonly SimulatorClient _client;
    private readonly Random _random = new(Seed);

    public FuzzTests() => _client = new SimulatorClient(_simulator);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _client.Dispose();
        _simulator.Dispose();
    }

    [Fact]
    public async Task Broken_HTTP_is_answered_or_closed()
    {
        for (var i = 0; i < 400; i++)
        {
            var request = BrokenRequest();
            var reply = (await RawConnection.SendAsync(_simulator, request, Cancellation))
                .Replace("HTTP/1.1 100 Continue\r\n\r\n", "", StringComparison.Ordinal);
            Assert.True(
                reply.Length == 0 || IsTyped(reply),
                $"{i}: {Encoding.Latin1.GetString(request.AsSpan(0, Math.Min(200, request.Length)))} -> {reply}");
        }

        await AssertServesAsync();
    }

    [Fact]
    public async Task Signed_requests_with_broken_or_odd_bodies_get_typed_answers()
    {
        for (var i = 0; i < 600; i++)
        {
            var (operation, body) = (Pick(Operations), Body());
            var reply = await _client.CallAsync(operation, body);
            Assert.True(
                reply.Status == HttpStatusCode.OK || (reply.Status == HttpStatusCode.BadRequest && reply.ErrorCode.Length > 0),
                $"{i}: {operation} {body} -> {reply.Status} {reply.Body}");
            Assert.NotEqual("InternalServerError", reply.ErrorCode);
        }

        await AssertServesAsync();
    }

    [Fact]
    public async Task Signed_paths_and_queries_with_tricks_in_them_get_typed_answers()
    {
        string[] parts =
            ["..", ".", "%2e%2e", "%2f", "a", "amzn-s3-demo-bucket", "%00", "%ff", "+", "%20", "~", "%C3%A9", "%", "%zz", "\\", "a:b"];
        string[] queries =
        [
            "", "list-type=2", "list-type=2&prefix=%ff", "list-type=2&max-keys=x", "list-type=2&max-keys=0",
            "continuation-token=%25&list-type=2", "=", "&&", "list-type=2&prefix=%EF%BF%BF&start-after=%00", "acl",
        ];
        for (var i = 0; i < 300; i++)
        {
            var bucket = _random.Next(2) == 0 ? "/amzn-s3-demo-bucket" : "";
            var path = bucket + string.Concat(Enumerable.Range(0, _random.Next(1, 5)).Select(_ => "/" + Pick(parts)));
            var (method, query) = (Pick(["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "get"]), Pick(queries));
            var headers = _client.Signer.SignStorage(method, "localhost", path, query)
                .Select(header => $"{header.Key}: {header.Value}\r\n");
            var range = _random.Next(3) == 0
                ? $"Range: bytes={Pick(["0-", "-1", "5-2", "99999999999999999999-", "a-b", "-", "0-0,1-1"])}\r\n"
                : "";
            var reply = await RawConnection.SendAsync(_simulator, Encoding.Latin1.GetBytes(
                $"{method} {path}{(query.Length > 0 ? "?" + query : "")} HTTP/1.1\r\n{string.Concat(headers)}{range}\r\n"), Cancellation);

            // A key may be anything, and what was put has no body in its answer.
            var isPut = method == "PUT" && reply.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal);
            Assert.True(method == "HEAD" || isPut ? IsStatus(reply) : IsTyped(reply), $"{i}: {method} {path}?{query} -> {reply}");
        }

        await AssertServesAsync();
    }

    [Fact]
    public async Task Large_requests_cost_no_memory_that_stays()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < 40; i++)
        {
            var announced = _random.Next(2) == 0 ? 1024 * 1024 : int.MaxValue;
            var body = new byte[_random.Next(1, 1024 * 1024)];
            var head = Encoding.ASCII.GetBytes($"POST / HTTP/1.1\r\nHost: localhost\r\n{Target}Content-Length: {announced}\r\n\r\n");
            var reply = await RawConnection.SendAsync(_simulator, [.. head, .. body], Cancellation);
            Assert.True(reply.Length == 0 || IsTyped(reply), reply);
        }

        // Nobody who can't sign fills the record of requests either.
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 16 * 1024 * 1024);
        await AssertServesAsync();
    }

    [Fact]
    public async Task A_request_that_never_ends_is_given_up()
    {
        using var server = new HttpServer(
            new IPEndPoint(IPAddress.Loopback, 0),
            static _ => HttpReply.Reset,
            static _ => HttpReply.Reset,
            HttpTimes.Default with { Request = TimeSpan.FromMilliseconds(200) });
        foreach (var start in new[]
        {
            "P", "POST / HTTP/1.1\r\nHost: loc", "POST / HTTP/1.1\r\nContent-Length: 100\r\n\r\n{",
            "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        })
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, server.Port, Cancellation);
            var time = Stopwatch.StartNew();
            await socket.SendAsync(Encoding.ASCII.GetBytes(start), Cancellation);

            Assert.Equal(0, await ReceiveAsync(socket));
            Assert.InRange(time.Elapsed.TotalMilliseconds, 100, 20_000);
        }
    }

    private static async Task<int> ReceiveAsync(Socket socket)
    {
        try
        {
            return await socket.ReceiveAsync(new byte[1], Cancellation);
        }
        catch (SocketException)
        {
            return 0;
        }
    }

    private static bool IsStatus(string reply) => reply.StartsWith("HTTP/1.1 ", StringComparison.Ordinal)
        && int.Parse(reply.AsSpan(9, 3), CultureInfo.InvariantCulture) is >= 200 and < 500;

    // Of several answers to what was pipelined, the first is looked at.
    private static bool IsTyped(string reply)
    {
        var end = reply.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return end > 0 && IsStatus(reply) && reply[(end + 4)..] is var body
            && (body.StartsWith("{\"__type\":\"", StringComparison.Ordinal)
                || body.Contains("<Error><Code>", StringComparison.Ordinal)
                || body.Contains("<ListBucketResult", StringComparison.Ordinal));
    }

    private T Pick<T>(T[] values) => values[_random.Next(values.Length)];

    private byte[] BrokenRequest()
    {
        var good =
            $"POST / HTTP/1.1\r\nHost: localhost\r\n{Target}Content-Type: application/x-amz-json-1.1\r\nContent-Length: 2\r\n\r\n{{}}";
        switch (_random.Next(7))
        {
            case 0:
                // Some bytes are others.
                var bytes = Encoding.Latin1.GetBytes(good);
                for (var i = _random.Next(1, 10); i > 0; i--)
                {
                    bytes[_random.Next(bytes.Length)] = (byte)_random.Next(256);
                }

                return bytes;
            case 1:
                return Encoding.Latin1.GetBytes(good[.._random.Next(good.Length)]);
            case 2:
                var noise = new byte[_random.Next(1, 40_000)];
                _random.NextBytes(noise);
                return noise;
            case 3:
                return Encoding.Latin1.GetBytes(good + good + "\r\n\r\n" + new string('A', _random.Next(2000)) + "\r\n\r\n");
            case 4:
                string[] headers =
                [
                    "Content-Length: 2\r\n", "Content-Length: +2\r\n", "Transfer-Encoding: chunked\r\n",
                    "Transfer-Encoding: chunked, gzip\r\n", "Host: localhost\r\n", " folded\r\n", ": none\r\n", "A:\r\n",
                    "Expect: 100-continue\r\n", "Connection: upgrade\r\n", "\0: x\r\n",
                ];
                var chosen = string.Concat(Enumerable.Range(0, _random.Next(1, 5)).Select(_ => Pick(headers)));
                return Encoding.Latin1.GetBytes($"POST / HTTP/1.1\r\n{chosen}{Target}\r\n{{}}");
            case 5:
                string[] targets =
                    ["//", "/../", "/?", "*", "http://evil.example/", "/%", "/" + new string('a', 5000), "/\u00e9", "", "/a b"];
                return Encoding.Latin1.GetBytes($"{Pick(["GET", "POST", "PUT", "\t", "HEADER"])} {Pick(targets)} "
                    + $"{Pick(["HTTP/1.1", "HTTP/1.0", "HTTP/3", ""])}\r\nHost: localhost\r\n{Target}\r\n");
            default:
                string[] authorizations =
                [
                    "", "Basic eDp5", "AWS4-HMAC-SHA256", "AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request, SignedHeaders=;, Signature=0",
                    "AWS4-HMAC-SHA256 Credential=////, SignedHeaders=host, Signature=x", "AWS4-HMAC-SHA256 ,,=,=",
                    $"AWS4-HMAC-SHA256 Credential={_simulator.AccessKeyId}/20260101/us-east-1/ssm/aws4_request, "
                        + $"SignedHeaders=host;x-amz-target;none, Signature={new string('\u00ff', 64)}",
                ];
                return Encoding.Latin1.GetBytes($"POST / HTTP/1.1\r\nHost: localhost\r\nAuthorization: {Pick(authorizations)}\r\n"
                    + $"X-Amz-Date: {Pick(["20260101T000000Z", "x", ""])}\r\n{Target}Content-Length: 2\r\n\r\n{{}}");
        }
    }

    private string Body()
    {
        string[] names =
        [
            "InstanceIds", "Targets", "DocumentName", "Name", "Parameters", "Filters", "MaxResults", "NextToken", "CommandId", "InstanceId",
            "PluginName", "Content", "DocumentFormat",
            "DocumentVersion", "VersionName", "DocumentHash", "TimeoutSeconds", "MaxConcurrency", "MaxErrors", "Tags", "Target",
            "ResourceType", "ResourceId", "NotificationConfig",
            "CloudWatchOutputConfig", "AlarmConfiguration", "OutputS3BucketName", "OutputS3KeyPrefix", "DocumentFilterList",
            "InstanceInformationFilterList", "Details", "Requires", "Attachments",
        ];
        var body = new JsonObject();
        for (var i = _random.Next(8); i > 0; i--)
        {
            body[Pick(names)] = Value(0);
        }

        // Right as far as it goes, so that what is odd is looked at further in.
        if (_random.Next(2) == 0)
        {
            (body["DocumentName"], body["Name"],
                body["InstanceIds"]) = ("AWS-RunShellScript", "Fuzz-Document", new JsonArray("i-0000000000000000a"));
            body["Parameters"] = new JsonObject { ["commands"] = new JsonArray(Pick(Texts)) };
        }

        var text = body.ToJsonString();
        return _random.Next(6) switch
        {
            0 => text[.._random.Next(text.Length)],
            1 => text.Replace("\"", Pick(["\\", "\"\"", "'", "\\ud800\""]), StringComparison.Ordinal),
            2 when _random.Next(4) == 0 => new string(Pick(['[', '{', '"', '1']), _random.Next(1, 100_000)),
            _ => text,
        };
    }

    private JsonNode? Value(int depth) => _random.Next(depth > 3 ? 6 : 9) switch
    {
        0 => null,
        1 => _random.Next(2) == 0,
        2 => Pick([0, 1, 50, 51, -1, int.MaxValue]),
        3 => Pick([1.5, 1e300, -0.0]),
        4 or 5 => Pick(Texts),
        6 => new JsonArray([.. Enumerable.Range(0, _random.Next(4)).Select(_ => Value(depth + 1))]),
        7 => new JsonObject
        {
            [Pick(["Key", "key"])] = Value(depth + 1),
            [Pick(["Values", "Value", "value", "valueSet"])] = Value(depth + 1),
        },
        _ => new JsonObject { ["commands"] = Value(depth + 1), ["executionTimeout"] = Value(depth + 1) },
    };

    private async Task AssertServesAsync() => Assert.Equal(
        HttpStatusCode.OK, (await _client.CallAsync("ListDocuments", JsonSerializer.Serialize(new { MaxResults = 1 }))).Status);
}
