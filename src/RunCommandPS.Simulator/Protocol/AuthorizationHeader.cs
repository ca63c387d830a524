using RunCommandPS.Simulator.Contract;

namespace RunCommandPS.Simulator.Protocol;

/// <summary>The Authorization header of Signature Version 4, parsed.</summary>
internal sealed record AuthorizationHeader(
    string AccessKeyId, string Date, string Region, string Service, string SignedHeaders, string Signature)
{
    public const string Algorithm = "AWS4-HMAC-SHA256";

    private const string Terminator = "aws4_request";

    /// <summary>Date, region, service and terminator, as the string to sign has them.</summary>
    public string Scope => $"{Date}/{Region}/{Service}/{Terminator}";

    /// <exception cref="ServiceException">InvalidSignatureException if a part is missing.</exception>
    public static AuthorizationHeader Parse(string value)
    {
        string credential = "", headers = "", signature = "";
        foreach (var part in value[Algorithm.Length..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            switch (equals < 0 ? part : part[..equals])
            {
                case "Credential":
                    credential = part[(equals + 1)..];
                    break;
                case "SignedHeaders":
                    headers = part[(equals + 1)..];
                    break;
                case "Signature":
                    signature = part[(equals + 1)..];
                    break;
            }
        }

        var scope = credential.Split('/');
        return scope.Length == 5 && scope[4] == Terminator && headers.Length > 0 && signature.Length > 0
            ? new AuthorizationHeader(scope[0], scope[1], scope[2], scope[3], headers, signature)
            : throw new ServiceException(
                ErrorCode.InvalidSignatureException,
                "The Authorization header needs Credential (with a scope of four parts), SignedHeaders and Signature.");
    }
}
