using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace RunCommandPS.Simulator.Tests.Protocol;

/// <summary>What the listener makes of requests, good and bad, down to the bytes.</summary>
public sealed class HttpTests : IDisposable
{
    private readonly RunCommandSimulator _simulator = RunCommandSimulator.Start(new SimulatorOptions { NodeCount = 1 });
    private readonly SimulatorClient _client;

    public HttpTests() => _client = new SimulatorClient(_simulator);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _client.Dispose();
        _simulator.Dispose();
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("192.168.1.1")]
    [InlineData("a b")]
    [InlineData("")]
    public async Task A_host_that_is_not_loopback_is_refused(string host)
    {
        var reply = await RawAsync(
            $"POST / HTTP/1.1\r\nHost: {host}\r\nX-Amz-Target: AmazonSSM.ListCommands\r\nContent-Length: 2\r\n\r\n{{}}");

        Assert.StartsWith("HTTP/1.1 403", reply, StringComparison.Ordinal);
        Assert.Contains("AccessDeniedException", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_was_accepted_opens_the_door_for_no_other()
    {
        async Task<string> CallAsync(string host) => await RawAsync(
            $"POST / HTTP/1.1\r\nHost: {host}\r\nX-Amz-Target: AmazonSSM.ListCommands\r\nContent-Length: 2\r\n\r\n{{}}");

        Assert.Contains("MissingAuthenticationToken", await CallAsync("localhost"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 403", await CallAsync("evil.example"), StringComparison.Ordinal);
        Assert.Contains("MissingAuthenticationToken", await CallAsync("localhost"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1:80")]
    [InlineData("[::1]:8000")]
    public async Task A_host_that_is_loopback_comes_as_far_as_the_signature(string host) =>
        Assert.Contains(
            "MissingAuthenticationToken",
            await RawAsync($"POST / HTTP/1.1\r\nHost: {host}\r\nX-Amz-Target: AmazonSSM.ListCommands\r\nContent-Length: 2\r\n\r\n{{}}"),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", 404, "UnknownOperationException")]
    [InlineData(
        "POST /other HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: AmazonSSM.ListCommands\r\n\r\n", 404, "UnknownOperationException")]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: DynamoDB.ListTables\r\n\r\n", 404, "UnknownOperationException")]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: AmazonSSM.NoSuchOperation\r\n\r\n", 400, "UnknownOperationException")]
    [InlineData("nonsense\r\n\r\n", 400, "SerializationException")]
    [InlineData("POST / HTTP/2.0\r\n\r\n", 400, "SerializationException")]
    [InlineData("POST / HTTP/1.1\r\nno colon\r\n\r\n", 400, "SerializationException")]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400, "SerializationException")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n", 400, "SerializationException")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400, "SerializationException")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400, "SerializationException")]
    [InlineData("POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", 400, "SerializationException")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: \v0\r\n\r\n", 400, "SerializationException")]
    [InlineData("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\f\r\n\r\n0\r\n\r\n", 400, "SerializationException")]
    [InlineData("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\v\r\n\r\n", 400, "SerializationException")]
    [InlineData("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nA: b\nC: d\r\n\r\n", 400, "SerializationException")]
    [InlineData("POST / HTTP/1.1\r\nA: b\nContent-Length: 0\r\n\r\n", 400, "SerializationException")]
    [InlineData("POST / HTTP/1.1\r\nA: b\rContent-Length: 0\r\n\r\n", 400, "SerializationException")]
    [InlineData("POST / HTTP/1.1\r\nA: b\0\r\n\r\n", 400, "SerializationException")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n", 413, "SerializationException")]
    [InlineData("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFF\r\n", 413, "SerializationException")]
    [InlineData("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400, "SerializationException")]
    public async Task Every_bad_request_gets_a_typed_answer_and_the_next_one_is_served(string request, int status, string code)
    {
        var reply = await RawAsync(request);

        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} "), reply, StringComparison.Ordinal);
        Assert.Contains($"\"__type\":\"{code}\"", reply, StringComparison.Ordinal);
        Assert.Contains("x-amzn-RequestId: ", reply, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await _client.CallAsync("ListCommands", "{}")).Status);
    }

    [Fact]
    public async Task Headers_without_end_are_refused_before_they_fill_the_memory()
    {
        var reply = await RawAsync("POST / HTTP/1.1\r\nX-Long: " + new string('x', 64 * 1024));

        Assert.StartsWith("HTTP/1.1 431 ", reply, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{ 'DocumentName': 'x' }")]
    [InlineData("{\"CommandId\":\"\\ud800\"}")]
    public async Task A_body_that_is_no_JSON_is_SerializationException(string body)
    {
        var reply = await _client.CallAsync("ListCommands", body);

        Assert.Equal((HttpStatusCode.BadRequest, "SerializationException"), (reply.Status, reply.ErrorCode));
    }

    [Fact]
    public async Task A_body_may_come_in_chunks()
    {
        using var request = _client.Request("ListCommands", "{ }");
        request.Headers.TransferEncodingChunked = true;

        using var response = await _client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_client_may_wait_for_the_word_to_go_on()
    {
        using var request = _client.Request("ListCommands", "{}");
        request.Headers.ExpectContinue = true;

        using var response = await _client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_request_may_arrive_byte_by_byte_and_two_may_arrive_at_once()
    {
        using var socket = await ConnectAsync();
        const string Request = "POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: AmazonSSM.ListCommands\r\nContent-Length: 2\r\n\r\n{}";
        foreach (var one in Encoding.ASCII.GetBytes(Request))
        {
            await socket.SendAsync(new[] { one }, Cancellation);
        }

        var closing = Request.Replace("Content-Length", "Connection: close\r\nContent-Length", StringComparison.Ordinal);
        await socket.SendAsync(Encoding.ASCII.GetBytes(Request + closing), Cancellation);

        var replies = await ReadToEndAsync(socket);
        Assert.Equal(3, replies.Split("HTTP/1.1 400 ").Length - 1);
        Assert.Single(replies.Split("Connection: close").Skip(1));
    }

    [Fact]
    public async Task Many_clients_are_served_at_a_time()
    {
        var body = JsonSerializer.Serialize(new
        {
            DocumentName = "AWS-RunShellScript",
            InstanceIds = new[] { _simulator.Nodes[0].InstanceId },
            Parameters = new { commands = new[] { "uptime" } },
        });

        var replies = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => _client.CallAsync("SendCommand", body)));

        Assert.All(replies, reply => Assert.Equal(HttpStatusCode.OK, reply.Status));
        Assert.Equal(
            200, replies.Select(reply => reply.Body.GetProperty("Command").GetProperty("CommandId").GetString()).Distinct().Count());
        Assert.Equal(200, _simulator.Requests.Count);
    }

    [Fact]
    public async Task Requests_are_kept_with_their_bodies()
    {
        await _client.CallAsync("ListCommands", """{ "MaxResults": 7 }""");
        var refused = await _client.CallAsync("ListCommands", """{ "MaxResults": 77 }""");

        Assert.Equal(2, _simulator.Requests.Count);
        Assert.Equal(
            ("ListCommands", """{ "MaxResults": 7 }""", 200, ""),
            (_simulator.Requests[0].Operation, _simulator.Requests[0].Body, _simulator.Requests[0].HttpStatusCode,
                _simulator.Requests[0].ErrorCode));
        Assert.Equal(
            (400, "ValidationException", refused.RequestId),
            (_simulator.Requests[1].HttpStatusCode, _simulator.Requests[1].ErrorCode, _simulator.Requests[1].RequestId));
    }

    [Fact]
    public async Task After_stopping_nobody_listens_and_what_is_known_stays_readable()
    {
        await _client.CallAsync("ListCommands", "{}");
        using var idle = await ConnectAsync();

        _simulator.Stop();
        _simulator.Stop();

        Assert.False(_simulator.IsRunning);
        Assert.Single(_simulator.Requests);
        Assert.Single(_simulator.Nodes);
        Assert.Empty(_simulator.RunsPerNode);
        Assert.True(await IsClosedAsync(idle));
        await Assert.ThrowsAsync<HttpRequestException>(() => _client.CallAsync("ListCommands", "{}"));
    }

    [Fact]
    public void A_port_that_is_taken_is_told()
    {
        Assert.Throws<SocketException>(() => RunCommandSimulator.Start(new SimulatorOptions { Port = _simulator.Endpoint.Port }));
    }

    // A connection that the server had not taken yet when it stopped is reset by the system; one it had is ended.
    private static async Task<bool> IsClosedAsync(Socket connection)
    {
        try
        {
            return await connection.ReceiveAsync(new byte[1], Cancellation) == 0;
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.ConnectionReset)
        {
            return true;
        }
    }

    private async Task<string> RawAsync(string request)
    {
        using var socket = await ConnectAsync();
        await socket.SendAsync(Encoding.ASCII.GetBytes(request), Cancellation);
        socket.Shutdown(SocketShutdown.Send);
        return await ReadToEndAsync(socket);
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, _simulator.Endpoint.Port, Cancellation);
        return socket;
    }

    private static async Task<string> ReadToEndAsync(Socket socket)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        int count;
        while ((count = await socket.ReceiveAsync(buffer, Cancellation)) > 0)
        {
            text.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }

        return text.ToString();
    }
}
