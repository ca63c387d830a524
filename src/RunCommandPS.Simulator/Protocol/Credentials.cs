using System.Security.Cryptography;

namespace RunCommandPS.Simulator.Protocol;

/// <summary>The one key pair that may sign requests. It is made at start and known to nobody who was not told.</summary>
internal sealed record Credentials(string AccessKeyId, string SecretAccessKey)
{
    /// <summary>A pair in the form of real ones, from the system's random source: the seed must not give it away.</summary>
    public static Credentials Create() => new(
        "AKIA" + RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16),
        RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", 40));

    /// <inheritdoc/>
    public override string ToString() => AccessKeyId;
}
