namespace RunCommandPS.Simulator;

/// <summary>What it means for a node to run a script.</summary>
public enum ExecutionMode
{
    /// <summary>Nothing is run; the <see cref="SimulatorOptions.Answers"/> determine the result.</summary>
    None,

    /// <summary>The script runs on this machine, each node in its own folder, unless an answer says otherwise.</summary>
    Process,
}
