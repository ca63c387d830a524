using System.Collections.Concurrent;

namespace RunCommandPS.Simulator.Execution;

/// <summary>Knows what the actions do here: fetch, run a script, or just write a line that says so.</summary>
/// <param name="contents">What can be fetched.</param>
/// <param name="processes">Runs scripts; null if they succeed at once and write nothing.</param>
internal sealed class PluginExecutor(ContentSource contents, IStepExecutor? processes) : IStepExecutor
{
    // One for all nodes of a fleet.
    private static readonly ConcurrentDictionary<string, StepResult> Nothing = new(StringComparer.Ordinal);

    public bool RunsForReal(StepTask task, SimulatedNode node) => processes is not null && Acts(task);

    public Func<bool>? Start(StepTask task, SimulatedNode node, int attempt, Action<StepResult, TimeSpan> complete)
    {
        if (processes is not null && Acts(task))
        {
            return processes.Start(task, node, attempt, complete);
        }

        complete(
            task.Download is { } download ? ContentFolder.Look(contents, download)
                : ScriptHost.Runs(task.Step.Action) ? StepResult.Success
                : Nothing.GetOrAdd(
                    task.Step.Action,
                    static action => StepResult.Success with { StandardOutput = $"Simulated: {action} changes nothing here.\n" }),
            TimeSpan.Zero);
        return null;
    }

    private static bool Acts(StepTask task) => task.Download is not null || ScriptHost.Runs(task.Step.Action);
}
