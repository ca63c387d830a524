namespace RunCommandPS.Sending;

/// <summary>What the service still accepts but advises against.</summary>
internal static class Deprecations
{
    /// <summary>The deprecated members of a request, one warning each.</summary>
    public static IEnumerable<string> In(SendCommandRequest request)
    {
        if (request.DocumentHashType == ServiceLimits.Sha1)
        {
            yield return "Sha1 document hashes are deprecated; use Sha256.";
        }

        if (request.OutputS3Region is { } region)
        {
            yield return $"OutputS3Region '{region}' is ignored: the service finds the bucket's region itself.";
        }
    }
}
