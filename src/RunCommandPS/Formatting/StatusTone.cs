namespace RunCommandPS.Formatting;

/// <summary>What a status means at a glance.</summary>
internal enum StatusTone
{
    /// <summary>Nothing: there is no status.</summary>
    None,

    /// <summary>All is well.</summary>
    Good,

    /// <summary>It is still open, was left undone on purpose, or is unknown.</summary>
    Open,

    /// <summary>Something failed.</summary>
    Bad,
}

/// <summary>The one table of words and their tones.</summary>
internal static class StatusTones
{
    /// <summary>The tone of a status, a detail of one, a verdict, a ping status or the result of a check.</summary>
    /// <param name="status">The word, with or without spaces.</param>
    /// <returns>Its tone. An unknown word is open.</returns>
    public static StatusTone Of(string status) => DetailedStatus.Canonical(status) switch
    {
        "" => StatusTone.None,
        RunStatus.Success or nameof(NodeVerdict.Succeeded) or TestFinding.Success or PingStatus.Online or Running => StatusTone.Good,
        RunStatus.Failed or RunStatus.TimedOut or nameof(NodeVerdict.NotDelivered) or nameof(NodeVerdict.Refused)
            or DetailedStatus.ExecutionTimedOut or DetailedStatus.DeliveryTimedOut or DetailedStatus.Undeliverable
            or DetailedStatus.InvalidPlatform or DetailedStatus.AccessDenied or DetailedStatus.FailedDueToAlarm
            or PingStatus.Inactive => StatusTone.Bad,
        _ => StatusTone.Open,
    };

    // The machine behind a simulated node.
    private const string Running = "Running";
}
