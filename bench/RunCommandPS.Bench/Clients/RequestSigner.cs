using System.Security.Cryptography;
using System.Text;

namespace RunCommandPS.Bench.Clients;

/// <summary>
/// Signs requests in Signature Version 4 and does no more: on a machine that client and endpoint share, what the
/// client needs is missing from what is measured.
/// </summary>
internal sealed class RequestSigner(string accessKeyId, string secretAccessKey, string region, string host)
{
    private const string SignedHeaders = "content-type;host;x-amz-date;x-amz-target";

    private readonly byte[] _secret = Encoding.UTF8.GetBytes("AWS4" + secretAccessKey);

    /// <summary>A whole request, head and body.</summary>
    public byte[] Request(string target, byte[] body, DateTimeOffset now)
    {
        var time = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        var scope = $"{time[..8]}/{region}/ssm/aws4_request";
        var canonical = $"POST\n/\n\ncontent-type:application/x-amz-json-1.1\nhost:{host}\nx-amz-date:{time}\nx-amz-target:{target}\n\n"
            + $"{SignedHeaders}\n{Hash(body)}";
        var key = scope.Split('/').Aggregate(_secret, static (key, part) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part)));
        var signature = Hex(HMACSHA256.HashData(
            key, Encoding.UTF8.GetBytes($"AWS4-HMAC-SHA256\n{time}\n{scope}\n{Hash(Encoding.UTF8.GetBytes(canonical))}")));
        var head = $"POST / HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-amz-json-1.1\r\nX-Amz-Date: {time}\r\n"
            + $"X-Amz-Target: {target}\r\nContent-Length: {body.Length}\r\n"
            + $"Authorization: AWS4-HMAC-SHA256 Credential={accessKeyId}/{scope}, SignedHeaders={SignedHeaders}, "
            + $"Signature={signature}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    private static string Hash(byte[] bytes) => Hex(SHA256.HashData(bytes));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
