using System.Globalization;
using System.Text;

namespace RunCommandPS.Simulator.Protocol.Http;

/// <summary>The request line and headers of a request, and what they say about its body.</summary>
internal sealed class HttpHead
{
    // What the SDKs send; more is no problem.
    private const int UsualHeaders = 12;

    private HttpHead(string method, string path, Dictionary<string, string> headers, bool isVersion11)
    {
        Method = method;
        Path = path;
        Headers = headers;

        var hasLength = headers.TryGetValue("content-length", out var length);
        IsChunked = headers.TryGetValue("transfer-encoding", out var encoding);
        if (IsChunked && (hasLength || !encoding!.Equals("chunked", StringComparison.OrdinalIgnoreCase)))
        {
            throw new HttpFormatException(400, "The length of the body is not clear.");
        }

        var parsed = 0L;
        if (hasLength && !long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out parsed))
        {
            throw new HttpFormatException(400, "Content-Length is not a number.");
        }

        ContentLength = parsed;
        ExpectsContinue = headers.TryGetValue("expect", out var expect)
            && expect.Equals("100-continue", StringComparison.OrdinalIgnoreCase);
        headers.TryGetValue("connection", out var connection);
        KeepsAlive = isVersion11
            ? !string.Equals(connection, "close", StringComparison.OrdinalIgnoreCase)
            : string.Equals(connection, "keep-alive", StringComparison.OrdinalIgnoreCase);
    }

    public string Method { get; }

    public string Path { get; }

    public IReadOnlyDictionary<string, string> Headers { get; }

    public long ContentLength { get; }

    public bool IsChunked { get; }

    public bool ExpectsContinue { get; }

    public bool KeepsAlive { get; }

    /// <summary>Reads a head.</summary>
    /// <param name="bytes">Everything before the empty line, without the last line's ending.</param>
    public static HttpHead Parse(ReadOnlySpan<byte> bytes)
    {
        // Header values are octets; Latin-1 keeps every one of them, which a signature needs.
        var rest = Encoding.Latin1.GetString(bytes).AsSpan();
        var request = NextLine(ref rest).ToString().Split(' ');
        if (request.Length != 3 || request[2] is not ("HTTP/1.1" or "HTTP/1.0"))
        {
            throw new HttpFormatException(400, "The request line is not HTTP/1.1.");
        }

        var headers = new Dictionary<string, string>(UsualHeaders, StringComparer.Ordinal);
        while (!rest.IsEmpty)
        {
            var line = NextLine(ref rest);
            var colon = line.IndexOf(':');
            if (colon <= 0 || line[..colon].ContainsAny(" \t"))
            {
                throw new HttpFormatException(400, "A header line can't be read.");
            }

            var name = line[..colon].ToString().ToLowerInvariant();
            var value = line[(colon + 1)..].Trim(HttpText.WhiteSpace).ToString();
            if (headers.TryGetValue(name, out var earlier))
            {
                // Two lengths or two hosts are an attempt to make two readers see two different requests.
                if (name is "content-length" or "host" or "transfer-encoding" or "authorization")
                {
                    throw new HttpFormatException(400, $"The header {name} stands twice.");
                }

                value = $"{earlier},{value}";
            }

            headers[name] = value;
        }

        return new HttpHead(request[0], request[1], headers, request[2] == "HTTP/1.1");
    }

    private static ReadOnlySpan<char> NextLine(ref ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf("\r\n");
        var line = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[(end + 2)..];
        return HttpText.HasStrayBreak(line)
            ? throw new HttpFormatException(400, "A line of the head has a bare CR, LF or NUL in it.")
            : line;
    }
}
