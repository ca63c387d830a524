using RunCommandPS.Documents;
using RunCommandPS.Simulator.Execution;

namespace RunCommandPS.Simulator.Service;

/// <summary>
/// How the steps of a document follow one another on a node, whether it is a command's own document or one that a step runs.
/// </summary>
/// <remarks>Source: the agent. A failed step does not stop the next one unless it says so.</remarks>
internal static class StepRules
{
    // Older documents may not contain steps for other platforms; such a step fails there.
    private const string SchemaWithPreconditions = "2.2";

    /// <summary>The result of a step that is not run; null if it runs.</summary>
    /// <param name="step">The step.</param>
    /// <param name="schema">The document's schema.</param>
    /// <param name="platformType">The node's platform.</param>
    /// <param name="parameters">The document's parameters.</param>
    /// <param name="hasEnded">Whether a step before it has ended the document.</param>
    public static StepResult? Passed(
        DocumentStep step, string schema, string platformType, BoundParameters parameters, bool hasEnded)
    {
        var runs = step.RunsOn(platformType, parameters);
        return (hasEnded && !step.IsFinally) || (!runs && schema == SchemaWithPreconditions) ? StepResult.Skipped
            : runs ? null
            : StepResult.NotRun($"The action {step.Action} is not supported on {platformType}.");
    }

    /// <summary>Whether no further step runs after one with this result.</summary>
    public static bool EndsDocument(DocumentStep step, StepResult result) => result.EndsDocument
        || step.IsEnd
        || (Failed(result) ? step.OnFailure : step.OnSuccess) is StepModifier.Exit or StepModifier.SuccessAndExit;

    /// <summary>What a step's result counts as.</summary>
    public static StepResult Counted(DocumentStep step, StepResult result) =>
        Failed(result) && step.OnFailure == StepModifier.SuccessAndExit
            ? result with { Status = RunStatus.Success, StatusDetails = RunStatus.Success }
            : result;

    /// <summary>The worse of two results: Failed, then TimedOut, Cancelled and Success; of equals the first.</summary>
    public static StepResult Worse(StepResult first, StepResult second) => Weight(second) > Weight(first) ? second : first;

    private static bool Failed(StepResult result) => result.Status != RunStatus.Success;

    private static int Weight(StepResult result) => result.Status switch
    {
        RunStatus.Failed => 3,
        RunStatus.TimedOut => 2,
        RunStatus.Cancelled => 1,
        _ => 0,
    };
}
