using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace RunCommandPS.Simulator.Tests.Protocol;

/// <summary>PutObject, with bodies in every form that clients send.</summary>
public sealed class UploadTests : IDisposable
{
    private const string Bucket = "amzn-s3-demo-bucket";
    private const string Text = "123456789";
    private const string ETag = "\"25f9e794323b453885f5181f1b624d0b\"";

    // The published check values of these nine digits.
    private const string Crc32 = "y/Q5Jg==";
    private const string Crc32C = "4waSgw==";
    private const string Crc64Nvme = "rosUhgp5mIg=";
    private const string Unsigned = "UNSIGNED-PAYLOAD";
    private const string Streaming = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

    private readonly RunCommandSimulator _simulator = RunCommandSimulator.Start(new SimulatorOptions { NodeCount = 1 });
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });

    public void Dispose()
    {
        _http.Dispose();
        _simulator.Dispose();
    }

    [Fact]
    public async Task An_object_is_put_read_replaced_and_recorded()
    {
        var (status, headers, _) = await PutAsync(
            "scripts/deploy.sh", Text, Hash(Text), ("content-type", "text/x-sh"), ("x-amz-meta-by", "me"));
        Assert.Equal((HttpStatusCode.OK, ETag), (status, headers["etag"]));

        var read = await GetAsync("scripts/deploy.sh");
        Assert.Equal(
            (Text, ETag, "text/x-sh", "me"),
            (read.Body, read.Headers["etag"], read.Headers["content-type"], read.Headers["x-amz-meta-by"]));
        Assert.Equal(["PutObject 200", "GetObject 200"], _simulator.Requests.Select(request => request.ToString()));
        Assert.Equal(Text, _simulator.Requests[0].Body);

        await PutAsync("scripts/deploy.sh", "", Hash(""));
        Assert.Equal("", (await GetAsync("scripts/deploy.sh")).Body);
    }

    [Theory]
    [InlineData("x-amz-checksum-crc32", Crc32)]
    [InlineData("x-amz-checksum-crc32c", Crc32C)]
    [InlineData("x-amz-checksum-crc64nvme", Crc64Nvme)]
    [InlineData("x-amz-checksum-sha1", "98O8HYCOBHMq32eZZczDTKeuNEE=")]
    [InlineData("x-amz-checksum-sha256", "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=")]
    [InlineData("content-md5", "JfnnlDI7RTiF9RgfG2JNCw==")]
    public async Task A_checksum_is_held_against_the_body(string name, string value)
    {
        Assert.Equal(HttpStatusCode.OK, (await PutAsync("one", Text, Unsigned, (name, value))).Status);

        var (status, _, body) = await PutAsync("two", Text + "0", Unsigned, (name, value));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("<Code>BadDigest</Code>", body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync("two")).Status);
    }

    [Fact]
    public async Task A_digest_that_is_none_is_InvalidDigest() => Assert.Contains(
        "<Code>InvalidDigest</Code>", (await PutAsync("one", Text, Unsigned, ("content-md5", "none"))).Body, StringComparison.Ordinal);

    [Theory]
    [InlineData(Streaming, "9\r\n123456789\r\n0\r\nx-amz-checksum-crc32:y/Q5Jg==\r\n\r\n")]
    [InlineData(Streaming, "4\r\n1234\r\n5\r\n56789\r\n0\r\nx-amz-checksum-crc32: y/Q5Jg== \r\n")]
    [InlineData(
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
        "9;chunk-signature=a\r\n123456789\r\n0;chunk-signature=b\r\nx-amz-checksum-crc32:y/Q5Jg==\r\nx-amz-trailer-signature:c\r\n\r\n")]
    public async Task A_body_in_pieces_is_put_together(string hash, string body)
    {
        var (status, headers, _) = await PutAsync(
            "one",
            body,
            hash,
            ("x-amz-trailer", "x-amz-checksum-crc32"),
            ("x-amz-decoded-content-length", "9"),
            ("content-encoding", "aws-chunked"));

        Assert.Equal((HttpStatusCode.OK, ETag, Crc32), (status, headers["etag"], headers["x-amz-checksum-crc32"]));
        Assert.Equal(Text, (await GetAsync("one")).Body);
    }

    [Theory]
    [InlineData("9\r\n123456789\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n", "BadDigest")]
    [InlineData("9\r\n123456789\r\n0\r\n\r\n", "MalformedTrailerError")]
    [InlineData("8\r\n123456789\r\n0\r\nx-amz-checksum-crc32:y/Q5Jg==\r\n\r\n", "IncompleteBody")]
    [InlineData("FF\r\n123456789\r\n0\r\n\r\n", "IncompleteBody")]
    [InlineData("8\r\n12345678\r\n0\r\nx-amz-checksum-crc32:y/Q5Jg==\r\n\r\n", "IncompleteBody")]
    [InlineData("x\r\n", "IncompleteBody")]
    [InlineData("123456789", "IncompleteBody")]
    [InlineData("9\r\n123456789\r\n", "IncompleteBody")]
    public async Task Pieces_that_do_not_fit_are_a_declared_error(string body, string code)
    {
        var (status, _, reply) = await PutAsync(
            "one", body, Streaming, ("x-amz-trailer", "x-amz-checksum-crc32"), ("x-amz-decoded-content-length", "9"));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains($"<Code>{code}</Code>", reply, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/no-such-bucket/one", "", 404, "NoSuchBucket")]
    [InlineData("/amzn-s3-demo-bucket", "", 405, "MethodNotAllowed")]
    [InlineData("/amzn-s3-demo-bucket/one", "if-none-match", 501, "NotImplemented")]
    [InlineData("/amzn-s3-demo-bucket/one", "x-amz-copy-source", 501, "NotImplemented")]
    public async Task What_is_not_there_or_not_modeled_is_refused(string path, string header, int status, string code)
    {
        var reply = await SendAsync(path, Text, Hash(Text), header.Length == 0 ? [] : [(header, "*")]);

        Assert.Equal(status, (int)reply.Status);
        Assert.Contains($"<Code>{code}</Code>", reply.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_of_another_hash_is_refused() => Assert.Contains(
        "<Code>SignatureDoesNotMatch</Code>", (await PutAsync("one", Text, Hash("other"))).Body, StringComparison.Ordinal);

    [Fact]
    public async Task A_key_has_1024_bytes_at_most()
    {
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(new string('k', 1024), Text, Unsigned)).Status);
        Assert.Contains(
            "<Code>KeyTooLongError</Code>", (await PutAsync(new string('k', 1025), Text, Unsigned)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_that_names_it_meets_it()
    {
        _simulator.InjectFault(FaultKind.Throttle, "putobject");

        Assert.Contains("<Code>SlowDown</Code>", (await PutAsync("one", Text, Unsigned)).Body, StringComparison.Ordinal);
    }

    private static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))).ToLowerInvariant();

    private Task<(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, string Body)> PutAsync(
        string key, string body, string hash, params (string Name, string Value)[] headers) =>
        SendAsync($"/{Bucket}/{key}", body, hash, headers);

    private Task<(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, string Body)> SendAsync(
        string path, string body, string hash, (string Name, string Value)[] headers)
    {
        var signed = Signer.SignUpload(
            _simulator.Endpoint.Authority, path, hash, headers.ToDictionary(header => header.Name, header => header.Value));
        return SendAsync(HttpMethod.Put, path, signed, new ByteArrayContent(Encoding.UTF8.GetBytes(body)));
    }

    private Task<(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, string Body)> GetAsync(string key) => SendAsync(
        HttpMethod.Get,
        $"/{Bucket}/{key}",
        Signer.SignStorage("GET", _simulator.Endpoint.Authority, $"/{Bucket}/{key}", ""),
        content: null);

    private RequestSigner Signer => new(_simulator.AccessKeyId, _simulator.SecretAccessKey, _simulator.Region);

    private async Task<(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, string Body)> SendAsync(
        HttpMethod method, string path, IReadOnlyDictionary<string, string> headers, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, new Uri(_simulator.Endpoint, path)) { Content = content };
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                content!.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await _http.SendAsync(request, SimulatorClient.Cancellation);
        var answered = response.Headers.Concat(response.Content.Headers).ToDictionary(
            header => header.Key.ToLowerInvariant(), header => string.Join(',', header.Value));
        return (response.StatusCode, answered, await response.Content.ReadAsStringAsync(SimulatorClient.Cancellation));
    }
}
