namespace RunCommandPS.Waiting;

/// <summary>How to wait.</summary>
internal sealed record WaitOptions
{
    /// <summary>
    /// How long after ExpiresAfter a command is still waited for. By then the service has ended every node that was open (some 15 seconds
    /// late, as seen), so what is open later will stay so.
    /// </summary>
    public static readonly TimeSpan ExpiryGrace = TimeSpan.FromMinutes(2);

    /// <summary>How long after it was sent a command that the service does not know may still appear.</summary>
    public static readonly TimeSpan VisibilityWindow = TimeSpan.FromSeconds(15);

    /// <summary>The longest wait; null to wait until the commands expire.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The time between two polls; null to adapt.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>Whether the first command that ends is enough.</summary>
    public bool Any { get; init; }
}
