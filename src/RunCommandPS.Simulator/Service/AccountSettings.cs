namespace RunCommandPS.Simulator.Service;

/// <summary>What the account has besides nodes and documents.</summary>
internal sealed record AccountSettings(string Region, IReadOnlyList<string> Buckets, IReadOnlyList<string> Topics, IReadOnlyList<string> Roles)
{
    /// <summary>The account of AWS's own documentation.</summary>
    public const string AccountId = "111122223333";
}
