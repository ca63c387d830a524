namespace RunCommandPS.Simulator.Service;

/// <summary>What a command keeps about one of its nodes.</summary>
/// <param name="node">The node as it was when the command was processed.</param>
/// <remarks>A value like <see cref="StepState"/>, and for the same reason.</remarks>
internal struct KeptInvocation(SimulatedNode node)
{
    public readonly SimulatedNode Node = node;

    public string Status = RunStatus.Pending;

    public string StatusDetails = RunStatus.Pending;

    public int StepsBegun;

    public bool HoldsPlace;

    public bool HasBegun;
}
