namespace RunCommandPS.Simulator.Service;

/// <summary>What the account has besides nodes and documents.</summary>
internal sealed record AccountSettings(
    string Region, IReadOnlyList<string> Buckets, IReadOnlyList<string> Topics, IReadOnlyList<string> Roles)
{
    /// <summary>The account of AWS's own documentation.</summary>
    public const string AccountId = "111122223333";

    /// <summary>The alarms there are; null where every name is that of one.</summary>
    public IReadOnlyDictionary<string, AlarmState>? Alarms { get; init; }

    /// <summary>How many invocations may be open at once; null for any number.</summary>
    public int? PendingInvocationsQuota { get; init; }
}
