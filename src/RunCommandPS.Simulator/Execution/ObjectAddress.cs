using System.Text.RegularExpressions;

namespace RunCommandPS.Simulator.Execution;

/// <summary>An object of S3, or a folder of them.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The key, or what the keys in the folder begin with; empty for the whole bucket.</param>
internal sealed partial record ObjectAddress(string Bucket, string Key)
{
    /// <summary>Reads a URL with the bucket in its path or in its host; null if it is not an S3 URL.</summary>
    public static ObjectAddress? TryRead(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address)
            || address.Scheme is not ("https" or "http")
            || Host().Match(address.Host) is not { Success: true } host)
        {
            return null;
        }

        // A space may be written as a plus, as S3 writes it.
        var path = Uri.UnescapeDataString(address.AbsolutePath.TrimStart('/').Replace('+', ' '));
        if (host.Groups["bucket"] is { Success: true, Value: var bucket })
        {
            return new ObjectAddress(bucket, path);
        }

        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return path.Length == 0 ? null : slash < 0 ? new ObjectAddress(path, "") : new ObjectAddress(path[..slash], path[(slash + 1)..]);
    }

    // Source: the user guide of S3: path style and virtual-hosted style, the Region after a dot, or after a hyphen in the older form.
    [GeneratedRegex(
        @"^((?<bucket>[a-z0-9][a-z0-9.-]*)\.)?s3([.-][a-z]{2}(-[a-z]+)+-[0-9]+)?\.amazonaws\.com(\.cn)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Host();
}
