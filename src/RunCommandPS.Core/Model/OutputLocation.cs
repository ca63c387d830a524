using System.Diagnostics.CodeAnalysis;

namespace RunCommandPS.Model;

/// <summary>Where one stream of a step's output is in S3.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The object.</param>
/// <param name="Region">The Region that the service names. It is the command's, so the bucket's may be
/// another; empty if none is named.</param>
public sealed record OutputLocation(string Bucket, string Key, string Region)
{
    /// <summary>Reads a URL as the service returns it, <c>https://s3.region.amazonaws.com/bucket/key</c>, and its older forms.</summary>
    /// <param name="url">The URL. Its key is not escaped, so it is not a valid URI.</param>
    /// <param name="location">The place.</param>
    /// <returns>Whether it is one.</returns>
    internal static bool TryParse(string url, [NotNullWhen(true)] out OutputLocation? location)
    {
        const string Scheme = "https://";
        const string Service = "s3";
        location = null;
        if (!url.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            || url[Scheme.Length..].Split('/', 3) is not [var host, var bucket, { Length: > 0 } key])
        {
            return false;
        }

        // s3.region.amazonaws.com, s3-region.amazonaws.com and s3.amazonaws.com.
        var names = host.Split('.');
        var isService = names[0] == Service || names[0].StartsWith(Service + "-", StringComparison.Ordinal);
        var end = Array.IndexOf(names, "amazonaws");
        if (bucket.Length == 0 || !isService || end is not (1 or 2))
        {
            return false;
        }

        location = new OutputLocation(
            bucket, key, end == 2 ? names[1] : names[0].Length > Service.Length ? names[0][(Service.Length + 1)..] : "");
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => $"s3://{Bucket}/{Key}";
}
