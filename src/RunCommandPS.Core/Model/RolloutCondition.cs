namespace RunCommandPS;

/// <summary>The condition of a rollout.</summary>
public enum RolloutCondition
{
    /// <summary>A process on this machine is running it.</summary>
    Running,

    /// <summary>Every node has a result, however it ended.</summary>
    Finished,

    /// <summary>Its caller stopped it, here and on the nodes.</summary>
    Stopped,

    /// <summary>It reached a limit, and nodes were not started.</summary>
    Halted,

    /// <summary>Its process ended before it did, or could no longer follow it.</summary>
    Interrupted,
}
