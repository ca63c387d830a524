namespace RunCommandPS.Connection;

/// <summary>The connections that the words of a call lead to: every Region of every account of every profile.</summary>
internal static class ConnectionProduct
{
    /// <summary>The placeholder for the account in the ARN of a role.</summary>
    public const string AccountPlaceholder = "{AccountId}";

    /// <summary>The connections, in the order of the words: profile by profile, account by account, region by region.</summary>
    /// <param name="common">What is the same for all of them.</param>
    /// <param name="profiles">Profiles; empty for that of <paramref name="common"/>.</param>
    /// <param name="accounts">Accounts, to be put into the role's ARN; empty for none.</param>
    /// <param name="regions">Regions; empty for that of <paramref name="common"/>.</param>
    public static IReadOnlyList<ConnectionOptions> Of(
        ConnectionOptions common, IReadOnlyList<string> profiles, IReadOnlyList<string> accounts, IReadOnlyList<string> regions) =>
    [
        .. from profile in OrOnly(profiles, common.ProfileName)
           from account in OrOnly(accounts, null)
           from region in OrOnly(regions, common.Region)
           select common with { ProfileName = profile, Region = region, RoleArn = RoleIn(common.RoleArn, account) },
    ];

    /// <summary>Whether the ARN of a role leaves open which account it is in.</summary>
    public static bool WantsAccount(string? roleArn) =>
        roleArn?.Contains(AccountPlaceholder, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The ARN of a role in an account.</summary>
    /// <param name="roleArn">The ARN, which may leave the account open; null if no role is assumed.</param>
    /// <param name="account">The account; null if none was specified.</param>
    public static string? RoleIn(string? roleArn, string? account) =>
        account is null ? roleArn : roleArn?.Replace(AccountPlaceholder, account, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string?> OrOnly(IReadOnlyList<string> given, string? otherwise) =>
        given.Count > 0 ? given.Distinct(StringComparer.Ordinal) : Enumerable.Repeat(otherwise, 1);
}
