namespace RunCommandPS;

/// <summary>How a rollout stands.</summary>
public enum RolloutCondition
{
    /// <summary>A process runs it, on this machine.</summary>
    Running,

    /// <summary>Every node has a result, however it ended.</summary>
    Finished,

    /// <summary>Its caller stopped it, here and on the nodes.</summary>
    Stopped,

    /// <summary>It came to a limit, and nodes were not started.</summary>
    Halted,

    /// <summary>Its process ended before it did, or could not follow it any more.</summary>
    Interrupted,
}
