using RunCommandPS.Documents;
using RunCommandPS.Simulator.Execution;

namespace RunCommandPS.Simulator.Service;

/// <summary>Runs a document's steps on one node, one after another.</summary>
/// <remarks>
/// Source of the order, of the exit codes and of the verdict: the agent. A failed step does not stop the next one unless it says so. The agent takes up
/// a document that reboots its node 15 times in all; what asks for yet another reboot then has failed.
/// </remarks>
internal sealed class NodeRun(InvocationState invocation, IStepExecutor executor, Agenda agenda, NodeAgent agent, Rollout rollout)
{
    private const int RunsMaximum = 15;

    // Older documents may not hold steps for other platforms; such a step fails there.
    private const string SchemaWithPreconditions = "2.2";

    private bool _hasExited;
    private DateTimeOffset? _resumedFrom;
    private bool _isOver;
    private int _reboots;
    private Func<bool>? _stop;

    public InvocationState Invocation => invocation;

    public Rollout Rollout => rollout;

    public void Begin() => Next(0);

    /// <summary>Goes on with what a service that was killed had begun: the node went on, so the steps after those that were heard of are as far as the time is.</summary>
    /// <param name="since">When the node was last heard of.</param>
    public void Resume(DateTimeOffset since)
    {
        _resumedFrom = since < agenda.Now ? since : agenda.Now;
        _hasExited = invocation.Steps?.Any(static step => step.EndsDocument) == true;
        Next(invocation.Steps?.Count ?? 0);
    }

    /// <summary>Ends the step that runs; false where it can't be ended and goes on.</summary>
    public bool TryCancel()
    {
        if (_stop?.Invoke() == false)
        {
            return false;
        }

        _isOver = true;
        invocation.Steps![^1].Finish(StepResult.Cancelled, agenda.Now);
        return true;
    }

    /// <summary>Ends with its node: nothing is heard of it any more.</summary>
    public void Abandon()
    {
        _isOver = true;
        _ = _stop?.Invoke();
    }

    private void Next(int index)
    {
        var command = invocation.Command;
        for (; index < command.Tasks.Count; index++)
        {
            var step = command.Tasks[index].Step;
            var headStart = agenda.Now - (_resumedFrom ?? agenda.Now);
            _resumedFrom = null;
            var state = invocation.BeginStep(agenda.Now - headStart);
            var runs = step.RunsOn(invocation.Node.PlatformType, command.Parameters);
            if ((_hasExited && !step.IsFinally) || (!runs && command.Document.Content.SchemaVersion == SchemaWithPreconditions))
            {
                state.Finish(StepResult.Skipped, agenda.Now);
            }
            else if (runs)
            {
                Start(state, index, attempt: 1, headStart);
                return;
            }
            else
            {
                Apply(state, step, StepResult.NotRun($"The action {step.Action} is not supported on {invocation.Node.PlatformType}."), agenda.Now);
            }
        }

        var (status, details) = Verdict();
        agent.Complete(this, status, details);
    }

    private void Start(StepState state, int index, int attempt, TimeSpan headStart) => _stop = executor.Start(
        invocation.Command.Tasks[index],
        invocation.Node,
        attempt,
        (result, delay) => agenda.Post(delay > headStart ? delay - headStart : TimeSpan.Zero, () => Report(state, index, attempt, result)));

    private void Report(StepState state, int index, int attempt, StepResult result)
    {
        _stop = null;
        if (agent.IsConnected)
        {
            Finish(state, index, attempt, result, agenda.Now);
        }
        else
        {
            ReportLater(state, index, attempt, result, agenda.Now);
        }
    }

    private void ReportLater(StepState state, int index, int attempt, StepResult result, DateTimeOffset finished) =>
        agent.WhenConnected(() => Finish(state, index, attempt, result, finished));

    private void Finish(StepState state, int index, int attempt, StepResult result, DateTimeOffset finished)
    {
        if (_isOver)
        {
            return;
        }

        if (invocation.IsTerminal)
        {
            // The command has its end already; what the node reports later changes nothing, and CHOICE: no further step is begun.
            agent.Complete(this, invocation.Status, invocation.StatusDetails);
        }
        else if (result.AsksForReboot(invocation.Node.PlatformType) && _reboots + 1 < RunsMaximum)
        {
            _reboots++;
            agenda.Add(ServiceTimings.Reboot, () => RunAgain(state, index, attempt + 1));
        }
        else
        {
            Apply(state, invocation.Command.Tasks[index].Step, result, finished);
            Next(index + 1);
        }
    }

    private void RunAgain(StepState state, int index, int attempt)
    {
        if (!_isOver && !invocation.IsTerminal)
        {
            Start(state, index, attempt, TimeSpan.Zero);
        }
        else if (!_isOver)
        {
            agent.Complete(this, invocation.Status, invocation.StatusDetails);
        }
    }

    private void Apply(StepState state, DocumentStep step, StepResult result, DateTimeOffset finished)
    {
        var failed = result.Status != RunStatus.Success;
        state.EndsDocument = result.EndsDocument || step.IsEnd || (failed ? step.OnFailure : step.OnSuccess) is StepModifier.Exit or StepModifier.SuccessAndExit;
        _hasExited |= state.EndsDocument;
        state.Finish(failed && step.OnFailure == StepModifier.SuccessAndExit ? result with { Status = RunStatus.Success, StatusDetails = RunStatus.Success } : result, finished);
    }

    // Failed > TimedOut > Cancelled > Success; of equals the first.
    private (string Status, string Details) Verdict()
    {
        var worst = invocation.Steps![0].Result!;
        foreach (var step in invocation.Steps)
        {
            worst = Weight(step.Result!) > Weight(worst) ? step.Result! : worst;
        }

        return (worst.Status, worst.StatusDetails);
    }

    private static int Weight(StepResult result) => result.Status switch
    {
        RunStatus.Failed => 3,
        RunStatus.TimedOut => 2,
        RunStatus.Cancelled => 1,
        _ => 0,
    };
}
