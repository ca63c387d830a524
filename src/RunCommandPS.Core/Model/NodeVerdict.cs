namespace RunCommandPS;

/// <summary>
/// The outcome of a command on one node, in one word. It is the node's own: the command may report Success although nodes were never
/// reached.
/// </summary>
public enum NodeVerdict
{
    /// <summary>It has not ended.</summary>
    Open,

    /// <summary>It ran and succeeded.</summary>
    Succeeded,

    /// <summary>It ran and failed.</summary>
    Failed,

    /// <summary>It ran and timed out.</summary>
    TimedOut,

    /// <summary>It was cancelled.</summary>
    Cancelled,

    /// <summary>It never reached the node: Undeliverable, DeliveryTimedOut.</summary>
    NotDelivered,

    /// <summary>
    /// The node is not allowed to run it: InvalidPlatform, AccessDenied. If it is sent again unchanged, it will be refused again.
    /// </summary>
    Refused,

    /// <summary>The command ended first, because of its errors or its alarm.</summary>
    Terminated,

    /// <summary>
    /// It may have run, but how it ended is unknown: an answer was lost, the node was lost after it had started, or it ended in a status
    /// that this module does not know.
    /// </summary>
    Unknown,

    /// <summary>A rollout did not get to it: nothing was sent to the node.</summary>
    NotStarted,
}
