using System.Globalization;
using System.Text;
using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Protocol.Http;

namespace RunCommandPS.Simulator.Protocol.Storage;

/// <summary>The body of an upload without the framing that it may have, and what followed it.</summary>
/// <param name="Bytes">The actual bytes.</param>
/// <param name="Trailers">Headers that came after them; names are lower case.</param>
/// <remarks>
/// Source: "Signature calculations for the Authorization header" in the API reference of S3. CHOICE: pieces may have signatures of their
/// own, which are not checked; the request's is.
/// </remarks>
internal sealed record UploadedBody(byte[] Bytes, IReadOnlyDictionary<string, string> Trailers)
{
    private const string Framed = "STREAMING-";

    /// <summary>Reads the body of a request.</summary>
    /// <exception cref="ServiceException">IncompleteBody if the framing is not valid.</exception>
    public static UploadedBody Read(HttpRequest request)
    {
        if (!request.TryGetHeader("x-amz-content-sha256", out var hash) || !hash.StartsWith(Framed, StringComparison.Ordinal))
        {
            return new UploadedBody(request.Body.ToArray(), new Dictionary<string, string>());
        }

        var body = Unframe(request.Body.Span);
        return request.TryGetHeader("x-amz-decoded-content-length", out var length)
            && length == body.Bytes.Length.ToString(CultureInfo.InvariantCulture)
                ? body
                : throw Incomplete();
    }

    // A line with the length of a piece, which may be followed by a signature; the piece; and so on, until one is empty.
    private static UploadedBody Unframe(ReadOnlySpan<byte> rest)
    {
        using var bytes = new MemoryStream(rest.Length);
        while (true)
        {
            var line = Line(ref rest).Split(';')[0];
            if (!int.TryParse(line, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length)
                || length < 0
                || length > rest.Length)
            {
                throw Incomplete();
            }

            if (length == 0)
            {
                return new UploadedBody(bytes.ToArray(), Headers(rest));
            }

            bytes.Write(rest[..length]);
            rest = rest[length..];
            if (Line(ref rest).Length > 0)
            {
                throw Incomplete();
            }
        }
    }

    private static Dictionary<string, string> Headers(ReadOnlySpan<byte> rest)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        while (rest.Length > 0 && Line(ref rest) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[(colon < 0 ? line : line[..colon]).Trim().ToLowerInvariant()] = colon < 0 ? "" : line[(colon + 1)..].Trim();
        }

        return headers;
    }

    private static string Line(ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf("\r\n"u8);
        if (end < 0)
        {
            throw Incomplete();
        }

        var line = Encoding.Latin1.GetString(rest[..end]);
        rest = rest[(end + 2)..];
        return line;
    }

    private static ServiceException Incomplete() => new(
        "IncompleteBody", "You did not provide the number of bytes specified by the Content-Length HTTP header");
}
