namespace RunCommandPS.Simulator;

/// <summary>
/// Life cycle of the machine behind a node. Source: the API reference of SendCommand, InvalidInstanceId; recordings for Stopped.
/// </summary>
public enum NodeState
{
    /// <summary>It is running.</summary>
    Running,

    /// <summary>It is starting. A command waits for it.</summary>
    Pending,

    /// <summary>It is stopping. A command waits for it.</summary>
    Stopping,

    /// <summary>
    /// It is stopped. Commands that name it are refused; those sent before it stopped, and those to its tags, wait for it.
    /// </summary>
    Stopped,

    /// <summary>It is being terminated. Commands are refused.</summary>
    ShuttingDown,

    /// <summary>It is gone. Commands are refused.</summary>
    Terminated,
}
