using RunCommandPS.Documents;

namespace RunCommandPS.Simulator.Execution;

/// <summary>A step of a command, its placeholders resolved: the same for all nodes of the command.</summary>
/// <param name="CommandId">The command.</param>
/// <param name="Step">The step as the document has it.</param>
/// <param name="Script">Script of the step, its lines joined; for an action that has none, the inputs as JSON.</param>
/// <param name="WorkingDirectory">Folder that the script requests; empty for the node's own.</param>
/// <param name="Timeout">How long the step may run.</param>
/// <param name="Environment">Variables the document passes to the script.</param>
internal sealed record StepTask(
    string CommandId,
    DocumentStep Step,
    string Script,
    string WorkingDirectory,
    TimeSpan Timeout,
    IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>What the step itself fetches; null if it has another action.</summary>
    public ContentDownload? Download { get; init; }

    /// <summary>What steps before it in the document fetch, which is in the folder that its script runs in.</summary>
    public IReadOnlyList<ContentDownload> Earlier { get; init; } = [];

    /// <summary>How many documents run this one, each with a step.</summary>
    public int Depth { get; init; }
}
