using RunCommandPS.Aws.Tests.Fixture;
using RunCommandPS.Model;
using RunCommandPS.Simulator;

namespace RunCommandPS.Aws.Tests;

/// <summary>Reading S3, on what the simulator serves and on answers that only S3 itself would give.</summary>
public sealed class OutputStoreTests : IDisposable
{
    private const string Bucket = "amzn-s3-demo-bucket";
    private const string Body = "all of it";

    private static readonly OutputLocation Location = new(Bucket, "folder/stdout", "eu-west-1");

    private readonly RunCommandSimulator _simulator = RunCommandSimulator.Start(new SimulatorOptions { NodeCount = 1, Buckets = [Bucket] });

    public void Dispose() => _simulator.Dispose();

    [Fact]
    public async Task An_object_that_is_not_there_is_null()
    {
        using var store = Connect.ToStore(Connect.Options(_simulator));

        Assert.Null(await store.ReadAsync(new OutputLocation(Bucket, "none", ""), Connect.Cancellation));
    }

    [Fact]
    public async Task A_bucket_that_is_not_there_is_an_error_that_names_it()
    {
        using var store = Connect.ToStore(Connect.Options(_simulator));

        var error = await Assert.ThrowsAsync<OutputBucketNotFoundException>(
            () => store.ReadAsync(new OutputLocation("gone", "none", ""), Connect.Cancellation));

        Assert.Contains("'gone'", error.Message, StringComparison.Ordinal);
        Assert.Equal((404, ErrorKind.ObjectNotFound), (error.HttpStatusCode, error.Kind));
    }

    [Fact]
    public async Task Keys_that_S3_does_not_know_are_refused_as_Systems_Manager_refuses_them()
    {
        using var store = Connect.ToStore(Connect.Options(_simulator.Endpoint));

        await Assert.ThrowsAsync<UnrecognizedClientException>(() => store.ReadAsync(Location, Connect.Cancellation));
    }

    [Fact]
    public async Task What_S3_forbids_says_what_to_ask_for()
    {
        using var server = CannedServer.Answering(
            "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>", 403, "application/xml");
        using var store = Connect.ToStore(Connect.Options(server.Endpoint));

        var error = await Assert.ThrowsAsync<OutputAccessDeniedException>(() => store.ReadAsync(Location, Connect.Cancellation));

        Assert.Contains("s3://amzn-s3-demo-bucket/folder/stdout", error.Message, StringComparison.Ordinal);
        Assert.Contains("s3:GetObject", error.Recommendation, StringComparison.Ordinal);
        Assert.Single(server.Heads);
    }

    [Theory]
    [InlineData(301, "PermanentRedirect", "Use another endpoint.", "x-amz-bucket-region: ap-south-1")]
    [InlineData(400, "AuthorizationHeaderMalformed", "the region 'eu-west-1' is wrong; expecting 'ap-south-1'", "Server: Canned")]
    public async Task A_bucket_elsewhere_is_read_in_the_region_that_S3_names(int status, string code, string message, string header)
    {
        using var server = CannedServer.Answering(
            $"<Error><Code>{code}</Code><Message>{message}</Message></Error>", status, "application/xml", header);
        server.Then(request => request.Contains("/ap-south-1/s3/", StringComparison.Ordinal), Body);
        using var store = Connect.ToStore(Connect.Options(server.Endpoint));

        Assert.Equal(Body, await store.ReadAsync(Location, Connect.Cancellation));
        Assert.Equal(Body, await store.ReadAsync(Location, Connect.Cancellation));

        // The second read knows the way.
        Assert.All(server.Heads, head => Assert.StartsWith("GET /amzn-s3-demo-bucket/folder/stdout ", head, StringComparison.Ordinal));
        Assert.Equal(["eu-west-1", "ap-south-1", "ap-south-1"], server.Heads.Select(SignedFor));
    }

    [Fact]
    public async Task A_region_that_does_not_help_is_tried_once()
    {
        using var server = CannedServer.Answering(
            "<Error><Code>PermanentRedirect</Code><Message>Elsewhere.</Message></Error>",
            301,
            "application/xml",
            "x-amz-bucket-region: ap-south-1");
        using var store = Connect.ToStore(Connect.Options(server.Endpoint));

        await Assert.ThrowsAsync<OutputUnavailableException>(() => store.ReadAsync(Location, Connect.Cancellation));

        Assert.Equal(["eu-west-1", "ap-south-1"], server.Heads.Select(SignedFor));
    }

    [Fact]
    public async Task A_redirect_to_a_stranger_is_not_followed()
    {
        using var there = CannedServer.Answering(Body, type: "binary/octet-stream");
        using var here = CannedServer.Answering("", 307, "application/xml", $"Location: {there.Endpoint}{Bucket}/folder/stdout");
        using var store = Connect.ToStore(Connect.Options(here.Endpoint));

        await Assert.ThrowsAsync<OutputUnavailableException>(() => store.ReadAsync(Location, Connect.Cancellation));

        Assert.Single(here.Heads);
        Assert.Empty(there.Heads);
    }

    [Fact]
    public async Task Redirects_in_a_circle_end()
    {
        using var server = CannedServer.Answering("", 307, "application/xml", "Location: /again");
        using var store = Connect.ToStore(Connect.Options(server.Endpoint));

        await Assert.ThrowsAnyAsync<RunCommandException>(() => store.ReadAsync(Location, Connect.Cancellation));
        Assert.InRange(server.Heads.Count, 1, 20);
    }

    [Fact]
    public async Task An_object_that_breaks_off_is_not_taken_for_whole()
    {
        using var server = CannedServer.BreakingOff();
        using var store = Connect.ToStore(Connect.Options(server.Endpoint));

        await Assert.ThrowsAsync<ConnectionLostException>(() => store.ReadAsync(Location, Connect.Cancellation));
    }

    [Fact]
    public async Task An_object_that_stops_half_way_is_not_waited_for_without_end()
    {
        using var server = CannedServer.FallingSilent();
        using var store = Connect.ToStore(Connect.Options(server.Endpoint) with { RequestTimeout = TimeSpan.FromMilliseconds(300) });

        await Assert.ThrowsAsync<RequestTimeoutException>(() => store.ReadAsync(Location, Connect.Cancellation));
    }

    private static string SignedFor(string head)
    {
        var scope = head[head.IndexOf("Credential=", StringComparison.Ordinal)..].Split('/');
        return scope[2];
    }
}
