namespace RunCommandPS.Simulator.Execution;

/// <summary>Runs steps on nodes, or simulates their results.</summary>
internal interface IStepExecutor
{
    /// <summary>Whether a step's script really runs, so that it does not continue in a service that is restarted.</summary>
    bool RunsForReal(StepTask task, SimulatedNode node);

    /// <summary>Starts a step on a node and returns at once.</summary>
    /// <param name="task">The step.</param>
    /// <param name="node">The node.</param>
    /// <param name="attempt">1, or more if the script runs again after a reboot.</param>
    /// <param name="complete">Takes the result from any thread; the time is how much later, on the simulator's clock, it takes
    /// effect. The first one to take effect counts.</param>
    /// <returns>
    /// Ends the step early, and reports whether it can be; <paramref name="complete"/> is told that it was cancelled, and what it had
    /// written. Null if there is nothing to end.
    /// </returns>
    Func<bool>? Start(StepTask task, SimulatedNode node, int attempt, Action<StepResult, TimeSpan> complete);
}
