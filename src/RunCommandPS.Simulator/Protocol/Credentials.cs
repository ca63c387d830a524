using System.Security.Cryptography;

namespace RunCommandPS.Simulator.Protocol;

/// <summary>A key pair that may sign requests, and its owner. Known only to those who were told.</summary>
internal sealed record Credentials(string AccessKeyId, string SecretAccessKey, Caller Caller)
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const string SecretCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    /// <summary>The token that belongs to the pair; null for one that is valid by itself.</summary>
    public string? SessionToken { get; private init; }

    /// <summary>When the pair expires, on the clock of signatures; null for never.</summary>
    public DateTimeOffset? Expiration { get; private init; }

    /// <summary>A pair in the form of real ones, from the system's random source: the seed must not reveal it.</summary>
    public static Credentials Create(Caller caller) => new("AKIA" + Key(), Secret(40), caller);

    /// <summary>A temporary pair.</summary>
    public static Credentials Temporary(Caller caller, DateTimeOffset expiration) => new("ASIA" + Key(), Secret(40), caller)
    {
        SessionToken = Secret(256),
        Expiration = expiration,
    };

    /// <inheritdoc/>
    public override string ToString() => AccessKeyId;

    private static string Key() => RandomNumberGenerator.GetString(Letters, 16);

    private static string Secret(int length) => RandomNumberGenerator.GetString(SecretCharacters, length);
}
