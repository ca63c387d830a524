using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RunCommandPS.Simulator.Tests.Protocol;

/// <summary>Signature Version 4, written from the published algorithm and sharing nothing with the simulator's check.</summary>
internal sealed record RequestSigner(string AccessKeyId, string SecretAccessKey, string Region)
{
    public string ServiceName { get; init; } = "ssm";

    public DateTimeOffset Time { get; init; } = DateTimeOffset.UtcNow;

    public string? SessionToken { get; init; }

    public bool SendsContentHash { get; init; }

    public string[] UnsignedHeaders { get; init; } = [];

    private string TimeText => Time.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The headers of a POST to the root, with this body to this host and target.</summary>
    public IReadOnlyDictionary<string, string> Sign(string host, string target, byte[] body)
    {
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["content-type"] = "application/x-amz-json-1.1",
            ["host"] = host,
            ["x-amz-date"] = TimeText,
            ["x-amz-target"] = target,
        };
        if (SessionToken is not null)
        {
            headers["x-amz-security-token"] = SessionToken;
        }

        var bodyHash = Hex(SHA256.HashData(body));
        if (SendsContentHash)
        {
            headers["x-amz-content-sha256"] = bodyHash;
        }

        return Sign("POST", "/", "", headers, bodyHash);
    }

    /// <summary>The headers of a POST of a form to the root.</summary>
    public IReadOnlyDictionary<string, string> SignForm(string host, byte[] body) => Sign(
        "POST",
        "/",
        "",
        new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["content-type"] = "application/x-www-form-urlencoded; charset=utf-8",
            ["host"] = host,
            ["x-amz-date"] = TimeText,
        },
        Hex(SHA256.HashData(body)));

    /// <summary>The headers of a request to S3 without a body.</summary>
    /// <param name="method">GET, for example.</param>
    /// <param name="host">The host.</param>
    /// <param name="path">The path, escaped.</param>
    /// <param name="query">The query, escaped and in the order of its names; empty for none.</param>
    public IReadOnlyDictionary<string, string> SignStorage(string method, string host, string path, string query)
    {
        const string BodyHash = "UNSIGNED-PAYLOAD";
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = host,
            ["x-amz-content-sha256"] = BodyHash,
            ["x-amz-date"] = TimeText,
        };
        return (this with { ServiceName = "s3" }).Sign(method, path, query, headers, BodyHash);
    }

    /// <summary>The headers of a PUT to S3.</summary>
    /// <param name="host">The host.</param>
    /// <param name="path">The path, escaped.</param>
    /// <param name="bodyHash">The hash of the body, or the word for how the body is sent.</param>
    /// <param name="more">Further headers, which are signed, too.</param>
    public IReadOnlyDictionary<string, string> SignUpload(
        string host, string path, string bodyHash, IReadOnlyDictionary<string, string> more)
    {
        var headers = new SortedDictionary<string, string>(more.ToDictionary(), StringComparer.Ordinal)
        {
            ["host"] = host,
            ["x-amz-content-sha256"] = bodyHash,
            ["x-amz-date"] = TimeText,
        };
        return (this with { ServiceName = "s3" }).Sign("PUT", path, "", headers, bodyHash);
    }

    private SortedDictionary<string, string> Sign(
        string method, string path, string query, SortedDictionary<string, string> headers, string bodyHash)
    {
        var signed = headers.Where(header => !UnsignedHeaders.Contains(header.Key)).ToList();
        var names = string.Join(';', signed.Select(header => header.Key));
        var canonical =
            $"{method}\n{path}\n{query}\n{string.Concat(signed.Select(header => $"{header.Key}:{header.Value}\n"))}\n{names}\n{bodyHash}";
        var scope = $"{TimeText[..8]}/{Region}/{ServiceName}/aws4_request";
        var toSign = $"AWS4-HMAC-SHA256\n{TimeText}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = Mac(Mac(Mac(Mac(Encoding.UTF8.GetBytes("AWS4" + SecretAccessKey), TimeText[..8]), Region), ServiceName), "aws4_request");
        headers["authorization"] =
            $"AWS4-HMAC-SHA256 Credential={AccessKeyId}/{scope}, SignedHeaders={names}, Signature={Hex(Mac(key, toSign))}";
        return headers;
    }

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexString(bytes).ToLowerInvariant();
}
