namespace RunCommandPS.Simulator.Service;

/// <summary>What the account has besides nodes and documents.</summary>
internal sealed record AccountSettings(
    string AccountId, string Region, IReadOnlyList<string> Buckets, IReadOnlyList<string> Topics, IReadOnlyList<string> Roles)
{
    /// <summary>The existing alarms; null if every name is that of one.</summary>
    public IReadOnlyDictionary<string, AlarmState>? Alarms { get; init; }

    /// <summary>How many invocations may be open at once; null for any number.</summary>
    public int? PendingInvocationsQuota { get; init; }

    /// <exception cref="ArgumentException">The account id or the ARN of a role is not valid.</exception>
    public void Check()
    {
        if (!SpecPattern.IsMatch(AccountId, "^[0-9]{12}$"))
        {
            throw new ArgumentException($"'{AccountId}' is not an account id, which has 12 digits.");
        }

        if (Roles.FirstOrDefault(role => !SpecPattern.IsMatch(role, "^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$")) is { } bad)
        {
            throw new ArgumentException($"'{bad}' is not the ARN of a role; an example is arn:aws:iam::{AccountId}:role/operators.");
        }
    }
}
