namespace RunCommandPS.Simulator.Execution;

/// <summary>Runs steps on nodes, or says what came of them.</summary>
internal interface IStepExecutor
{
    /// <summary>Begins a step on a node and returns at once.</summary>
    /// <param name="task">The step.</param>
    /// <param name="node">The node.</param>
    /// <param name="complete">Takes the result, once and from any thread; the time is how much later, on the simulator's clock, it is to come true.</param>
    void Start(StepTask task, SimulatedNode node, Action<StepResult, TimeSpan> complete);
}
