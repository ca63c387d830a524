using System.Security.Cryptography;
using System.Text;
using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Protocol.Http;

namespace RunCommandPS.Simulator.Protocol;

/// <summary>The form of a request from which its signature is made.</summary>
/// <remarks>Source: "Create a signed AWS API request", AWS General Reference.</remarks>
internal static class CanonicalRequest
{
    private const string HashHeader = "x-amz-content-sha256";
    private const string UnsignedPayload = "UNSIGNED-PAYLOAD";
    private const string SignedInPieces = "STREAMING-";

    /// <exception cref="ServiceException">InvalidSignatureException if something that must be signed
    /// is not, or the body is different.</exception>
    public static string Of(HttpRequest request, AuthorizationHeader authorization)
    {
        var names = authorization.SignedHeaders.Split(';');
        CheckSignedHeaders(request, authorization, names);

        var (path, query) = request.Path.Split('?', 2) is [var before, var after] ? (before, after) : (request.Path, "");
        var canonical = new StringBuilder(512).Append(request.Method).Append('\n').Append(Encode(path)).Append('\n')
            .Append(Query(query)).Append('\n');
        foreach (var name in names)
        {
            if (!request.TryGetHeader(name, out var value))
            {
                throw SignatureCheck.Invalid($"The signed header '{name}' is not in the request.");
            }

            canonical.Append(name).Append(':').Append(Collapse(value)).Append('\n');
        }

        return canonical.Append('\n').Append(authorization.SignedHeaders).Append('\n')
            .Append(PayloadHash(request, authorization)).ToString();
    }

    // What decides where a request goes and what it does must be covered by the signature.
    private static void CheckSignedHeaders(HttpRequest request, AuthorizationHeader authorization, string[] names)
    {
        foreach (var required in (ReadOnlySpan<string>)["host", "x-amz-target", "x-amz-security-token"])
        {
            if (request.Headers.ContainsKey(required) && !names.Contains(required, StringComparer.Ordinal))
            {
                throw SignatureCheck.Invalid($"The header '{required}' must be a signed header.");
            }
        }

        if (authorization.Service == SignatureCheck.StorageService && !names.Contains(HashHeader, StringComparer.Ordinal))
        {
            throw SignatureCheck.Invalid($"The header '{HashHeader}' must be there and be a signed header.");
        }
    }

    private static string PayloadHash(HttpRequest request, AuthorizationHeader authorization)
    {
        request.TryGetHeader(HashHeader, out var claimed);

        // S3 clients may leave the body unsigned, or sign it piece by piece.
        if (authorization.Service == SignatureCheck.StorageService
            && claimed is not null
            && (claimed == UnsignedPayload || claimed.StartsWith(SignedInPieces, StringComparison.Ordinal)))
        {
            return claimed;
        }

        var hash = Convert.ToHexString(SHA256.HashData(request.Body.Span)).ToLowerInvariant();
        return claimed is null || claimed == hash
            ? hash
            : throw SignatureCheck.Invalid($"The body does not have the hash in {HashHeader}.");
    }

    private static string Query(string query) => string.Join('&', query
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .Select(pair => (Name: EncodeAll(pair[0]), Value: EncodeAll(pair.Length == 2 ? pair[1] : "")))
        .OrderBy(pair => pair.Name, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal)
        .Select(pair => $"{pair.Name}={pair.Value}"));

    private static string Encode(string path) => string.Join('/', path.Split('/').Select(EncodeAll));

    // Clients differ in what they escape on the wire, not in what they sign.
    private static string EncodeAll(string text) => Uri.EscapeDataString(Uri.UnescapeDataString(text));

    private static string Collapse(string value)
    {
        var text = value.Trim();
        while (text.Contains("  ", StringComparison.Ordinal))
        {
            text = text.Replace("  ", " ", StringComparison.Ordinal);
        }

        return text;
    }
}
