using System.IO.Enumeration;

namespace RunCommandPS.Simulator.Execution;

/// <summary>Returns the configured answers, and leaves the rest to another executor.</summary>
/// <param name="answers">The answers; the first matching one counts.</param>
/// <param name="otherwise">For steps without an answer; null if they succeed at once and write nothing.</param>
internal sealed class ScriptedExecutor(IReadOnlyList<ScriptedAnswer> answers, IStepExecutor? otherwise) : IStepExecutor
{
    public bool RunsForReal(StepTask task, SimulatedNode node) =>
        otherwise?.RunsForReal(task, node) == true && AnswerTo(task, node, attempt: 1) is null;

    public Func<bool>? Start(StepTask task, SimulatedNode node, int attempt, Action<StepResult, TimeSpan> complete)
    {
        if (AnswerTo(task, node, attempt) is { } answer)
        {
            return Give(answer, task, complete);
        }

        if (otherwise is not null)
        {
            return otherwise.Start(task, node, attempt, complete);
        }

        complete(StepResult.Success, TimeSpan.Zero);
        return null;
    }

    // Separate, so that steps without an answer, which are most of a large fleet's, allocate no closure.
    private static Func<bool> Give(ScriptedAnswer answer, StepTask task, Action<StepResult, TimeSpan> complete)
    {
        complete(
            answer.Duration <= task.Timeout
                ? StepResult.Exited(answer.ExitCode, answer.StandardOutput, answer.StandardError)
                : StepResult.TimedOut(answer.StandardOutput, answer.StandardError),
            answer.Duration <= task.Timeout ? answer.Duration : task.Timeout);
        return answer.IgnoresCancel ? static () => false : Cancel;

        // CHOICE: whatever an answer writes, it has written at once.
        bool Cancel()
        {
            complete(StepResult.Cancelled(answer.StandardOutput, answer.StandardError), TimeSpan.Zero);
            return true;
        }
    }

    private ScriptedAnswer? AnswerTo(StepTask task, SimulatedNode node, int attempt)
    {
        foreach (var answer in answers)
        {
            if (Fits(answer, task, node, attempt))
            {
                return answer;
            }
        }

        return null;
    }

    private static bool Fits(ScriptedAnswer answer, StepTask task, SimulatedNode node, int attempt) =>
        (answer.Attempt is null || answer.Attempt == attempt)
        && (FileSystemName.MatchesSimpleExpression(answer.Node, node.InstanceId)
            || FileSystemName.MatchesSimpleExpression(answer.Node, node.Name))
        && (answer.Contains is null || task.Script.Contains(answer.Contains, StringComparison.Ordinal));
}
