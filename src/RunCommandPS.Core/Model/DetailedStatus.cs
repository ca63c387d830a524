namespace RunCommandPS;

/// <summary>
/// Values of StatusDetails that are not a status of their own. On the wire they have no spaces; older texts show them with spaces.
/// </summary>
public static class DetailedStatus
{
    /// <summary>Ran, and timed out (TimedOut).</summary>
    public const string ExecutionTimedOut = "ExecutionTimedOut";

    /// <summary>Could not be delivered before the command expired (TimedOut).</summary>
    public const string DeliveryTimedOut = "DeliveryTimedOut";

    /// <summary>The node does not exist, or does not respond (Failed).</summary>
    public const string Undeliverable = "Undeliverable";

    /// <summary>The document does not run on the node's platform (Failed).</summary>
    public const string InvalidPlatform = "InvalidPlatform";

    /// <summary>The caller may not send commands to the node (Failed).</summary>
    public const string AccessDenied = "AccessDenied";

    /// <summary>The command ended, because of its errors or its alarm, before the node was done (Cancelled or Failed).</summary>
    public const string Terminated = "Terminated";

    /// <summary>Of a command: not all nodes succeeded, and its errors were within the limit.</summary>
    public const string Incomplete = "Incomplete";

    /// <summary>Of a command: no node matches its criteria (Success).</summary>
    public const string NoInstancesInTag = "NoInstancesInTag";

    /// <summary>Of a command: the account has too many invocations pending (Cancelled).</summary>
    public const string RateExceeded = "RateExceeded";

    /// <summary>Of a command: its alarm was triggered (Failed).</summary>
    public const string FailedDueToAlarm = "FailedDueToAlarm";

    /// <summary>A detail as it is on the wire: without spaces.</summary>
    /// <param name="details">A detail, with or without spaces.</param>
    /// <returns>One of the constants of this class or of <see cref="RunStatus"/>; anything else stays what it is.</returns>
    public static string Canonical(string details)
    {
        ArgumentNullException.ThrowIfNull(details);
        return details.Replace(" ", "", StringComparison.Ordinal);
    }
}
