namespace RunCommandPS.Simulator;

/// <summary>What it means that a node runs a script.</summary>
public enum ExecutionMode
{
    /// <summary>Nothing is run; the <see cref="SimulatorOptions.Answers"/> say what came of it.</summary>
    None,

    /// <summary>The script really runs on this machine, each node in a folder of its own, where no answer says otherwise.</summary>
    Process,
}
