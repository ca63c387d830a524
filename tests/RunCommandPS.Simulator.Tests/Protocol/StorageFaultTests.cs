using System.Net;

namespace RunCommandPS.Simulator.Tests.Protocol;

/// <summary>Reading a command's output from S3 goes wrong as S3 does, and only where a fault names its operation.</summary>
public sealed class StorageFaultTests : IDisposable
{
    private const string Bucket = "amzn-s3-demo-bucket";
    private const string Output = "all of the output";

    private readonly RunCommandSimulator _simulator =
        RunCommandSimulator.Start(
            new SimulatorOptions { NodeCount = 1, IsTimeStepped = true, Answers = [new() { StandardOutput = Output }] });

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });

    public void Dispose()
    {
        _http.Dispose();
        _simulator.Dispose();
    }

    [Theory]
    [InlineData(FaultKind.Throttle, 503, "<Code>SlowDown</Code>")]
    [InlineData(FaultKind.InternalServerError, 500, "<Code>InternalError</Code>")]
    [InlineData(FaultKind.ServiceUnavailable, 503, "<Code>ServiceUnavailable</Code>")]
    [InlineData(FaultKind.AccessDenied, 403, "<Code>AccessDenied</Code>")]
    [InlineData(FaultKind.ExpiredToken, 400, "<Code>ExpiredToken</Code>")]
    [InlineData(FaultKind.HtmlReply, 200, "<html>")]
    public async Task A_fault_answers_as_S3_does_and_the_next_call_is_served(FaultKind kind, int status, string text)
    {
        var path = await WriteAsync();
        _simulator.InjectFault(kind, "GetObject", 1);

        var (wrong, body) = await ReadAsync(HttpMethod.Get, path);
        Assert.Equal(status, (int)wrong);
        Assert.Contains(text, body, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, Output), await ReadAsync(HttpMethod.Get, path));
    }

    [Theory]
    [InlineData(FaultKind.Reset)]
    [InlineData(FaultKind.Close)]
    [InlineData(FaultKind.HalfReply)]
    public async Task A_reply_can_be_lost(FaultKind kind)
    {
        var path = await WriteAsync();
        // Every call: a client may ask again by itself where nothing came back at all.
        _simulator.InjectFault(kind, "GetObject");

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => ReadAsync(HttpMethod.Get, path));
        _simulator.ClearFaults();
        Assert.Equal((HttpStatusCode.OK, Output), await ReadAsync(HttpMethod.Get, path));
    }

    [Fact]
    public async Task Each_operation_has_its_name()
    {
        var path = await WriteAsync();
        _simulator.InjectFault(FaultKind.Throttle, "headobject");
        _simulator.InjectFault(FaultKind.AccessDenied, "ListObjectsV2");
        _simulator.InjectFault(FaultKind.InternalServerError, "HeadBucket");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, ""), await ReadAsync(HttpMethod.Head, path));
        Assert.Equal(HttpStatusCode.Forbidden, (await ReadAsync(HttpMethod.Get, $"/{Bucket}", "list-type=2")).Status);
        Assert.Equal(HttpStatusCode.InternalServerError, (await ReadAsync(HttpMethod.Head, $"/{Bucket}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await ReadAsync(HttpMethod.Get, path)).Status);
        Assert.Equal("HeadObject 503 SlowDown", _simulator.Requests.First(request => request.Operation == "HeadObject").ToString());
    }

    [Fact]
    public async Task A_fault_without_an_operation_leaves_S3_alone()
    {
        var path = await WriteAsync();
        _simulator.InjectFault(FaultKind.Throttle);

        Assert.Equal((HttpStatusCode.OK, Output), await ReadAsync(HttpMethod.Get, path));
    }

    [Fact]
    public async Task A_clock_that_is_off_refuses_signatures_here_too()
    {
        var path = await WriteAsync();
        _simulator.InjectFault(new(FaultKind.ClockSkew) { Operation = "GetObject", Time = TimeSpan.FromMinutes(10) });

        Assert.Equal(HttpStatusCode.Forbidden, (await ReadAsync(HttpMethod.Get, path)).Status);
    }

    private async Task<string> WriteAsync()
    {
        using var client = new SimulatorClient(_simulator);
        var node = _simulator.Nodes[0].InstanceId;
        await client.CallAsync(
            "SendCommand", new
            {
                DocumentName = "AWS-RunShellScript",
                InstanceIds = new[] { node },
                Parameters = new { commands = new[] { "uptime" } },
                OutputS3BucketName = Bucket,
            });
        _simulator.Advance(TimeSpan.FromMinutes(1));
        return $"/{Bucket}/{_simulator.Commands[0].CommandId}/{node}/awsrunShellScript/0.awsrunShellScript/stdout";
    }

    private async Task<(HttpStatusCode Status, string Body)> ReadAsync(HttpMethod method, string path, string query = "")
    {
        var signer = new RequestSigner(_simulator.AccessKeyId, _simulator.SecretAccessKey, _simulator.Region);
        using var request = new HttpRequestMessage(method, new Uri(_simulator.Endpoint, query.Length == 0 ? path : $"{path}?{query}"));
        foreach (var (name, value) in signer.SignStorage(method.Method, _simulator.Endpoint.Authority, path, query))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
