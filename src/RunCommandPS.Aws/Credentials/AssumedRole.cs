namespace RunCommandPS.Aws.Credentials;

/// <summary>A role to assume, and how.</summary>
/// <param name="Arn">The role.</param>
internal sealed record AssumedRole(string Arn)
{
    /// <summary>The session's name, as CloudTrail shows it; null for a name made by this module.</summary>
    public string? SessionName { get; init; }

    /// <summary>What the role's owner requires; null for nothing.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The MFA device whose code is required; null for none.</summary>
    public string? Device { get; init; }

    /// <summary>The file with the token of a web identity; null if keys are used.</summary>
    public string? TokenFile { get; init; }

    /// <summary>The account of the role; empty if the ARN names none.</summary>
    public string Account => AccountOf(Arn);

    /// <summary>The account in an ARN, 12 digits; empty if it has none.</summary>
    public static string AccountOf(string arn) => arn.Split(':') is [_, _, _, _, var account, ..] ? account : "";

    /// <summary>The name to send: 2 to 64 characters.</summary>
    public string SessionNameOrOwn =>
        string.IsNullOrEmpty(SessionName) ? $"RunCommandPS-{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}" : SessionName;
}
