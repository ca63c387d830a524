using System.Security.Cryptography;
using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Protocol.Http;
using RunCommandPS.Simulator.Storage;

namespace RunCommandPS.Simulator.Protocol.Storage;

/// <summary>Checks an upload against the checksums that came with it.</summary>
/// <remarks>Source: "Checking object integrity" in the user guide of S3; the texts are those that programs ran into.</remarks>
internal static class UploadCheck
{
    private const string ChecksumHeader = "x-amz-checksum-";

    private static readonly Dictionary<string, Func<byte[], byte[]>> Algorithms =
        new(StringComparer.Ordinal)
        {
            ["crc32"] = static bytes => Crc.Crc32.Of(bytes),
            ["crc32c"] = static bytes => Crc.Crc32C.Of(bytes),
            ["crc64nvme"] = static bytes => Crc.Crc64Nvme.Of(bytes),
#pragma warning disable CA5350 // The API has this kind of checksum; it protects nothing here.
            ["sha1"] = SHA1.HashData,
#pragma warning restore CA5350
            ["sha256"] = SHA256.HashData,
        };

    /// <summary>Checks Content-MD5 and checksums, in headers and after the body.</summary>
    /// <returns>The checksums as headers, for the response.</returns>
    /// <exception cref="ServiceException">InvalidDigest, BadDigest or MalformedTrailerError.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Check(HttpRequest request, UploadedBody body, StoredObject stored)
    {
        if (request.TryGetHeader("content-md5", out var digest))
        {
            CheckDigest(digest, stored.Md5);
        }

        var given = request.Headers.Concat(body.Trailers)
            .Where(header => header.Key.StartsWith(ChecksumHeader, StringComparison.Ordinal)
                && Algorithms.ContainsKey(header.Key[ChecksumHeader.Length..]))
            .ToList();
        foreach (var (name, value) in given)
        {
            var algorithm = name[ChecksumHeader.Length..];
            if (value != Convert.ToBase64String(Algorithms[algorithm](body.Bytes)))
            {
                throw new ServiceException(
                    "BadDigest", $"The {algorithm.ToUpperInvariant()} you specified did not match the calculated checksum.");
            }
        }

        // What is announced must arrive.
        return request.TryGetHeader("x-amz-trailer", out var announced) && !body.Trailers.ContainsKey(announced.Trim().ToLowerInvariant())
            ? throw new ServiceException("MalformedTrailerError", "The request contained trailing data that was not well-formed.")
            : given;
    }

    private static void CheckDigest(string digest, byte[] actual)
    {
        var bytes = new byte[actual.Length];
        if (!Convert.TryFromBase64String(digest, bytes, out var length) || length != actual.Length)
        {
            throw new ServiceException("InvalidDigest", "The Content-MD5 you specified was invalid.");
        }

        if (!bytes.AsSpan().SequenceEqual(actual))
        {
            throw new ServiceException("BadDigest", "The Content-MD5 you specified did not match what we received.");
        }
    }
}
