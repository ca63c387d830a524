namespace RunCommandPS;

/// <summary>
/// What came of a command on one node, in one word. It is the node's own: the command may say Success while nodes were never reached.
/// </summary>
public enum NodeVerdict
{
    /// <summary>It has not ended.</summary>
    Open,

    /// <summary>It ran and ended well.</summary>
    Succeeded,

    /// <summary>It ran and failed.</summary>
    Failed,

    /// <summary>It ran and was not done in its time.</summary>
    TimedOut,

    /// <summary>Somebody cancelled it.</summary>
    Cancelled,

    /// <summary>It never reached the node: Undeliverable, DeliveryTimedOut.</summary>
    NotDelivered,

    /// <summary>The node may not run it: InvalidPlatform, AccessDenied. Sent again as it is, it will be refused again.</summary>
    Refused,

    /// <summary>The command came to an end first, by its errors or its alarm.</summary>
    Terminated,

    /// <summary>
    /// It may have run, and nobody can tell how it ended: an answer was lost, the node was lost after it had begun, or it ended in a status
    /// that this module does not know.
    /// </summary>
    Unknown,

    /// <summary>A rollout did not come to it: nothing was sent to the node.</summary>
    NotStarted,
}
