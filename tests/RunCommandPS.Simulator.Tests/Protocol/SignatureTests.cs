using System.Globalization;
using System.Net;
using Microsoft.Extensions.Time.Testing;

namespace RunCommandPS.Simulator.Tests.Protocol;

public sealed class SignatureTests : IDisposable
{
    // It stands still, so that a busy machine takes nothing off a skew.
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly RunCommandSimulator _simulator;
    private readonly SimulatorClient _client;

    public SignatureTests()
    {
        _simulator = RunCommandSimulator.Start(new SimulatorOptions { NodeCount = 1, WireClock = _clock });
        _client = new SimulatorClient(_simulator);
    }

    public void Dispose()
    {
        _client.Dispose();
        _simulator.Dispose();
    }

    [Fact]
    public async Task A_signed_request_is_answered()
    {
        var reply = await _client.CallAsync("ListCommands", "{}");

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.NotEqual("", reply.RequestId);
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, "a token")]
    [InlineData(true, "another token")]
    public async Task A_content_hash_and_a_session_token_may_be_there(bool sendsContentHash, string? token)
    {
        _client.Signer = _client.Signer with { SendsContentHash = sendsContentHash, SessionToken = token };

        Assert.Equal(HttpStatusCode.OK, (await _client.CallAsync("ListCommands", "{}")).Status);
    }

    [Fact]
    public async Task An_unknown_key_is_UnrecognizedClientException()
    {
        _client.Signer = _client.Signer with { AccessKeyId = "AKIAIOSFODNN7EXAMPLE" };

        await RefusedAsync("UnrecognizedClientException");
    }

    [Fact]
    public async Task A_wrong_secret_is_InvalidSignatureException()
    {
        _client.Signer = _client.Signer with { SecretAccessKey = "wrong" };

        await RefusedAsync("InvalidSignatureException");
    }

    [Fact]
    public async Task A_body_that_was_changed_after_signing_is_InvalidSignatureException()
    {
        var reply = await _client.CallAsync("ListCommands", "{}", request => request.Content = new StringContent("{ }"));

        Assert.Equal("InvalidSignatureException", reply.ErrorCode);
    }

    [Fact]
    public async Task An_unsigned_request_is_MissingAuthenticationTokenException()
    {
        var reply = await _client.CallAsync("ListCommands", "{}", request => request.Headers.Remove("authorization"));

        Assert.Equal("MissingAuthenticationTokenException", reply.ErrorCode);
        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
    }

    [Theory]
    [InlineData(-301)]
    [InlineData(301)]
    public async Task A_clock_more_than_five_minutes_off_is_InvalidSignatureException_that_names_the_skew(int seconds)
    {
        var time = _clock.GetUtcNow().AddSeconds(seconds);
        _client.Signer = _client.Signer with { Time = time };

        var reply = await RefusedAsync("InvalidSignatureException");

        Assert.Contains("5 min.", reply.Message, StringComparison.Ordinal);
        Assert.Contains(time.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture), reply.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-240)]
    [InlineData(240)]
    public async Task A_clock_less_than_five_minutes_off_is_taken(int seconds)
    {
        _client.Signer = _client.Signer with { Time = _clock.GetUtcNow().AddSeconds(seconds) };

        Assert.Equal(HttpStatusCode.OK, (await _client.CallAsync("ListCommands", "{}")).Status);
    }

    [Fact]
    public async Task An_expired_session_token_is_ExpiredTokenException()
    {
        _client.Signer = _client.Signer with { SessionToken = "old" };
        _simulator.ExpireSessionToken("old");

        await RefusedAsync("ExpiredTokenException");

        _client.Signer = _client.Signer with { SessionToken = "new" };
        Assert.Equal(HttpStatusCode.OK, (await _client.CallAsync("ListCommands", "{}")).Status);
    }

    [Fact]
    public async Task A_signature_for_another_region_or_service_is_refused_and_says_so()
    {
        var signer = _client.Signer;
        _client.Signer = signer with { Region = "eu-west-1" };
        Assert.Contains("eu-west-1", (await RefusedAsync("InvalidSignatureException")).Message, StringComparison.Ordinal);

        _client.Signer = signer with { ServiceName = "s3" };
        await RefusedAsync("InvalidSignatureException");
    }

    [Theory]
    [InlineData("host")]
    [InlineData("x-amz-target")]
    [InlineData("x-amz-security-token")]
    public async Task What_decides_where_a_request_goes_must_be_signed(string header)
    {
        _client.Signer = _client.Signer with { SessionToken = "token", UnsignedHeaders = [header] };

        Assert.Contains(header, (await RefusedAsync("InvalidSignatureException")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AWS4-HMAC-SHA256")]
    [InlineData("AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=1")]
    [InlineData("AWS4-HMAC-SHA256 Credential, SignedHeaders, Signature")]
    [InlineData("AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request, SignedHeaders=host")]
    public async Task A_broken_authorization_header_is_InvalidSignatureException(string value)
    {
        var reply = await _client.CallAsync("ListCommands", "{}", request =>
        {
            request.Headers.Remove("authorization");
            request.Headers.TryAddWithoutValidation("authorization", value);
        });

        Assert.Equal("InvalidSignatureException", reply.ErrorCode);
    }

    [Fact]
    public void Keys_are_new_at_every_start()
    {
        using var other = RunCommandSimulator.Start(new SimulatorOptions());

        Assert.NotEqual(_simulator.AccessKeyId, other.AccessKeyId);
        Assert.NotEqual(_simulator.SecretAccessKey, other.SecretAccessKey);
    }

    private async Task<Reply> RefusedAsync(string code)
    {
        var reply = await _client.CallAsync("ListCommands", "{}");
        Assert.Equal(code, reply.ErrorCode);
        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        return reply;
    }
}
