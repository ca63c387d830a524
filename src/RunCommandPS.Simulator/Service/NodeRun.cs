using RunCommandPS.Documents;
using RunCommandPS.Simulator.Execution;

namespace RunCommandPS.Simulator.Service;

/// <summary>Runs a document's steps on one node, one after another.</summary>
/// <remarks>Source of the order and of the verdict: the agent. A failed step does not stop the next one unless it says so.</remarks>
internal sealed class NodeRun(InvocationState invocation, IStepExecutor executor, Agenda agenda, Action<string, string> ended)
{
    private bool _hasExited;

    public void Begin() => Next(0);

    private void Next(int index)
    {
        var tasks = invocation.Command.Tasks;
        for (; index < tasks.Count; index++)
        {
            var task = tasks[index];
            var step = invocation.BeginStep(agenda.Now);
            if ((!_hasExited || task.Step.IsFinally) && task.Step.RunsOn(invocation.Node.PlatformType, invocation.Command.Parameters))
            {
                var current = index;
                executor.Start(task, invocation.Node, (result, delay) => agenda.Do(() => agenda.Add(delay, () => Finish(step, current, result))));
                return;
            }

            step.Finish(StepResult.Skipped, agenda.Now);
        }

        var (status, details) = Verdict();
        ended(status, details);
    }

    private void Finish(StepState state, int index, StepResult result)
    {
        // A command that expired meanwhile has its end already; what the node reports later changes nothing.
        if (invocation.IsTerminal)
        {
            return;
        }

        var step = invocation.Command.Tasks[index].Step;
        var failed = result.Status != RunStatus.Success;
        _hasExited |= result.EndsDocument || step.IsEnd || (failed ? step.OnFailure : step.OnSuccess) is StepModifier.Exit or StepModifier.SuccessAndExit;
        state.Finish(failed && step.OnFailure == StepModifier.SuccessAndExit ? result with { Status = RunStatus.Success, StatusDetails = RunStatus.Success } : result, agenda.Now);
        Next(index + 1);
    }

    private (string Status, string Details) Verdict()
    {
        var worst = invocation.Steps!.Select(step => step.Result!).MaxBy(result => result.Status switch
        {
            RunStatus.Failed => 3,
            RunStatus.TimedOut => 2,
            RunStatus.Cancelled => 1,
            _ => 0,
        })!;
        return (worst.Status, worst.StatusDetails);
    }
}
