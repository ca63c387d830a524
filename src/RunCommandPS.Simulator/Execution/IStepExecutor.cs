namespace RunCommandPS.Simulator.Execution;

/// <summary>Runs steps on nodes, or says what came of them.</summary>
internal interface IStepExecutor
{
    /// <summary>Whether a step's script really runs, so that it does not go on in a service that is started again.</summary>
    bool RunsForReal(StepTask task, SimulatedNode node);

    /// <summary>Begins a step on a node and returns at once.</summary>
    /// <param name="task">The step.</param>
    /// <param name="node">The node.</param>
    /// <param name="attempt">1, or more where the script runs again after a reboot.</param>
    /// <param name="complete">Takes the result from any thread; the time is how much later, on the simulator's clock, it is to come
    /// true. What comes true first counts.</param>
    /// <returns>
    /// Ends the step early, and says whether it can be; that it was cancelled, and what it had written, <paramref name="complete"/> is
    /// told. Null if there is nothing to be ended.
    /// </returns>
    Func<bool>? Start(StepTask task, SimulatedNode node, int attempt, Action<StepResult, TimeSpan> complete);
}
