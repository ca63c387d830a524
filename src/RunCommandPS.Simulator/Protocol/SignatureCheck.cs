using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Protocol.Http;

namespace RunCommandPS.Simulator.Protocol;

/// <summary>
/// Verifies AWS Signature Version 4 over the whole request. A signature is valid for five minutes, so a recorded request can't
/// be replayed later.
/// </summary>
/// <param name="keys">The keys.</param>
/// <param name="region">The region.</param>
/// <param name="wireClock">The machine's clock, which clients sign by at first.</param>
/// <param name="toldClock">
/// The clock of the Date header. Some clients sign by the Date header, so if time is stepped or scaled (CHOICE) every time between
/// the two clocks is accepted.
/// </param>
/// <remarks>Source: "Create a signed AWS API request", AWS General Reference; codes of the errors: AWS Common Errors.</remarks>
internal sealed class SignatureCheck(KeyRing keys, string region, TimeProvider wireClock, TimeProvider toldClock)
{
    /// <summary>The name that requests to Run Command are signed for.</summary>
    public const string CommandService = "ssm";

    /// <summary>The name that requests to S3 are signed for.</summary>
    public const string StorageService = "s3";

    /// <summary>The name that requests to STS are signed for.</summary>
    public const string TokenService = "sts";

    /// <summary>The name that requests to CloudWatch Logs are signed for.</summary>
    public const string LogService = "logs";

    /// <summary>The name that requests to EC2 are signed for.</summary>
    public const string ComputeService = "ec2";

    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";

    private static readonly TimeSpan MaximumSkew = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, byte> _expiredTokens = new(StringComparer.Ordinal);

    // The key is valid for a day, and deriving it costs four times as much as a signature.
    private volatile SigningKey? _lastKey;

    /// <summary>From now on, requests with this session token are refused as expired.</summary>
    public void Expire(string sessionToken) => _expiredTokens[sessionToken] = 0;

    /// <summary>Passes requests signed with a key of this simulator.</summary>
    /// <param name="request">The request.</param>
    /// <param name="service">The service it must be signed for.</param>
    /// <param name="skew">How much the service's clock is ahead of the real one.</param>
    /// <returns>Who signed it.</returns>
    /// <exception cref="ServiceException">The code says what is wrong.</exception>
    public Caller Verify(HttpRequest request, string service, TimeSpan skew = default)
    {
        if (!request.TryGetHeader("authorization", out var value)
            || !value.StartsWith(AuthorizationHeader.Algorithm, StringComparison.Ordinal))
        {
            throw new ServiceException(ErrorCode.MissingAuthenticationTokenException, "Missing Authentication Token");
        }

        var authorization = AuthorizationHeader.Parse(value);
        request.TryGetHeader("x-amz-security-token", out var token);
        if (!keys.TryGet(authorization.AccessKeyId, out var credentials)
            || (credentials.SessionToken is not null && credentials.SessionToken != token))
        {
            throw new ServiceException(ErrorCode.UnrecognizedClientException, "The security token included in the request is invalid.");
        }

        if (keys.IsExpired(credentials) || (token is not null && _expiredTokens.ContainsKey(token)))
        {
            throw new ServiceException(ErrorCode.ExpiredTokenException, "The security token included in the request is expired");
        }

        CheckScope(authorization, service);
        var time = CheckTime(request, authorization, skew);
        var expected = Sign(request, authorization, credentials, time);
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(authorization.Signature)))
        {
            throw Invalid("The request signature we calculated does not match the signature you provided. "
                + "Check your AWS Secret Access Key and signing method.");
        }

        return credentials.Caller;
    }

    /// <summary>The error for an invalid signature.</summary>
    public static ServiceException Invalid(string message) => new(ErrorCode.InvalidSignatureException, message);

    private void CheckScope(AuthorizationHeader authorization, string service)
    {
        if (authorization.Service != service)
        {
            throw Invalid($"Credential should be scoped to correct service: '{service}'.");
        }

        if (authorization.Region != region)
        {
            throw Invalid($"Credential should be scoped to a valid region: this endpoint is '{region}', "
                + $"the request was signed for '{authorization.Region}'.");
        }
    }

    private string CheckTime(HttpRequest request, AuthorizationHeader authorization, TimeSpan skew)
    {
        if (!request.TryGetHeader("x-amz-date", out var text)
            || !DateTimeOffset.TryParseExact(
                text,
                TimeFormat,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var time)
            || !text.StartsWith(authorization.Date, StringComparison.Ordinal))
        {
            throw Invalid(
                "The header 'x-amz-date' is missing, is not in the form 20240221T000322Z, or is of another day than the credential.");
        }

        var (wire, told) = (wireClock.GetUtcNow(), toldClock.GetUtcNow());
        if (time >= Earlier(wire, told) + skew - MaximumSkew && time <= Later(wire, told) + skew + MaximumSkew)
        {
            return text;
        }

        var now = wire + skew;
        var nowText = now.ToString(TimeFormat, CultureInfo.InvariantCulture);
        if (time < now - MaximumSkew)
        {
            var bound = (now - MaximumSkew).ToString(TimeFormat, CultureInfo.InvariantCulture);
            throw Invalid($"Signature expired: {text} is now earlier than {bound} ({nowText} - 5 min.)");
        }

        var latest = (now + MaximumSkew).ToString(TimeFormat, CultureInfo.InvariantCulture);
        throw Invalid($"Signature not yet current: {text} is still later than {latest} ({nowText} + 5 min.)");
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private string Sign(HttpRequest request, AuthorizationHeader authorization, Credentials credentials, string time)
    {
        // Header values came in as Latin-1, one character per byte, and go into the hash as the same bytes.
        var canonicalHash =
            Convert.ToHexString(SHA256.HashData(Encoding.Latin1.GetBytes(CanonicalRequest.Of(request, authorization)))).ToLowerInvariant();
        var toSign = $"{AuthorizationHeader.Algorithm}\n{time}\n{authorization.Scope}\n{canonicalHash}";
        return Convert.ToHexString(HMACSHA256.HashData(Key(authorization, credentials), Encoding.UTF8.GetBytes(toSign))).ToLowerInvariant();
    }

    private byte[] Key(AuthorizationHeader authorization, Credentials credentials)
    {
        if (_lastKey is { } last && last.Scope == authorization.Scope && last.AccessKeyId == credentials.AccessKeyId)
        {
            return last.Key;
        }

        var key = Encoding.UTF8.GetBytes("AWS4" + credentials.SecretAccessKey);
        foreach (var part in authorization.Scope.Split('/'))
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        _lastKey = new SigningKey(credentials.AccessKeyId, authorization.Scope, key);
        return key;
    }

    private sealed record SigningKey(string AccessKeyId, string Scope, byte[] Key);
}
