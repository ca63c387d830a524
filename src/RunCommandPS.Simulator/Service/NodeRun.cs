using RunCommandPS.Documents;
using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Execution;
using RunCommandPS.Simulator.Parameters;

namespace RunCommandPS.Simulator.Service;

/// <summary>Runs a document's steps on one node, one after another.</summary>
/// <remarks>
/// Source: the agent, which starts a document that reboots its node 15 times in all; a request for yet another reboot then fails.
/// </remarks>
internal sealed class NodeRun(
    InvocationState invocation, IStepExecutor executor, ParameterReferences references, Agenda agenda, NodeAgent agent, Rollout rollout)
{
    private const int RunsMaximum = 15;

    // The steps as this node runs them: with the values that Parameter Store parameters had when it started the command.
    private IReadOnlyList<StepTask> _tasks = invocation.Command.Tasks;
    private bool _hasExited;
    private DateTimeOffset? _resumedFrom;
    private bool _isOver;
    private int _reboots;
    private Func<bool>? _stop;

    // The running step: never more than one, so it need not be passed along.
    private int _index;
    private int _attempt;
    private TimeSpan _headStart;

    public InvocationState Invocation => invocation;

    public Rollout Rollout => rollout;

    public void Begin() => Take(0);

    /// <summary>
    /// Continues what a killed service had started: the node continued, so the steps after those
    /// that were reported are as far as the time is.
    /// </summary>
    /// <param name="since">When the node was last heard from.</param>
    public void Resume(DateTimeOffset since)
    {
        _resumedFrom = since < agenda.Now ? since : agenda.Now;
        _hasExited = AnyEndsDocument(invocation.Steps);
        Take(invocation.Steps.Length);
    }

    /// <summary>Ends the running step. If it can't be ended, it continues to its own end.</summary>
    public void Cancel()
    {
        if (_stop is null)
        {
            Finish(StepResult.Cancelled("", ""), agenda.Now);
        }
        else
        {
            _ = _stop();
        }
    }

    /// <summary>Ends with its node: nothing more is heard of it.</summary>
    public void Abandon()
    {
        _isOver = true;
        _ = _stop?.Invoke();
    }

    // Source: the agent, which runs no step of a document that has a reference it can't resolve. CHOICE: the first step reports why.
    private void Take(int index)
    {
        var command = invocation.Command;
        if (!command.HasReferences || index == command.Tasks.Count)
        {
            Next(index);
            return;
        }

        try
        {
            _tasks = references.Resolve(
                command.Tasks,
                command.Document.Content,
                command.Request.Parameters ?? new Dictionary<string, IReadOnlyList<string>>());
        }
        catch (ServiceException error)
        {
            RefuseWhenConnected(error.Message);
            return;
        }

        Next(index);
    }

    private void RefuseWhenConnected(string reason)
    {
        var now = agenda.Now;
        invocation.BeginStep(now);
        agent.WhenConnected(invocation, () => Refuse(reason, now));
    }

    private void Refuse(string reason, DateTimeOffset finished)
    {
        if (_isOver)
        {
            return;
        }

        if (!invocation.IsTerminal)
        {
            invocation.EndStep(StepResult.NotRun(reason), finished, endsDocument: true);
        }

        agent.Complete(
            this,
            invocation.IsTerminal ? invocation.Status : RunStatus.Failed,
            invocation.IsTerminal ? invocation.StatusDetails : RunStatus.Failed);
    }

    private void Next(int index)
    {
        var command = invocation.Command;
        for (; index < command.Tasks.Count; index++)
        {
            var step = command.Tasks[index].Step;
            var headStart = agenda.Now - (_resumedFrom ?? agenda.Now);
            _resumedFrom = null;
            invocation.BeginStep(agenda.Now - headStart);
            _index = index;
            var passed = StepRules.Passed(
                step, command.Document.Content.SchemaVersion, invocation.Node.PlatformType, command.Parameters, _hasExited);
            if (passed is null)
            {
                Start(attempt: 1, headStart);
                return;
            }

            // A step that is skipped ends nothing, whatever it says.
            if (passed == StepResult.Skipped)
            {
                invocation.EndStep(passed, agenda.Now);
            }
            else
            {
                Apply(step, passed, agenda.Now);
            }
        }

        var (status, details) = Verdict();
        agent.Complete(this, status, details);
    }

    private void Start(int attempt, TimeSpan headStart)
    {
        _attempt = attempt;
        _headStart = headStart;
        _stop = executor.Start(_tasks[_index], invocation.Node, attempt, Complete);
    }

    private void Complete(StepResult result, TimeSpan delay) =>
        agenda.Post(delay > _headStart ? delay - _headStart : TimeSpan.Zero, () => Report(result));

    private void Report(StepResult result)
    {
        if (_isOver)
        {
            return;
        }

        _stop = null;
        if (agent.IsConnected)
        {
            Finish(result, agenda.Now);
        }
        else
        {
            ReportLater(result, agenda.Now);
        }
    }

    private void ReportLater(StepResult result, DateTimeOffset finished) => agent.WhenConnected(invocation, () => Finish(result, finished));

    private void Finish(StepResult result, DateTimeOffset finished)
    {
        if (_isOver)
        {
            return;
        }

        if (invocation.IsTerminal)
        {
            // The command has already ended; what the node reports later changes nothing, and CHOICE: no further step is started.
            agent.Complete(this, invocation.Status, invocation.StatusDetails);
        }
        else if (result.Status == RunStatus.Cancelled)
        {
            _isOver = true;
            invocation.EndStep(result, finished);
            agent.Complete(this, RunStatus.Cancelled, RunStatus.Cancelled);
        }
        else if (result.AsksForReboot(invocation.Node.PlatformType) && _reboots + 1 < RunsMaximum)
        {
            _reboots++;
            agenda.Add(ServiceTimings.Reboot, RunAgain);
        }
        else
        {
            Apply(invocation.Command.Tasks[_index].Step, result, finished);
            Next(_index + 1);
        }
    }

    private void RunAgain()
    {
        if (!_isOver && !invocation.IsTerminal)
        {
            Start(_attempt + 1, TimeSpan.Zero);
        }
        else if (!_isOver)
        {
            agent.Complete(this, invocation.Status, invocation.StatusDetails);
        }
    }

    private void Apply(DocumentStep step, StepResult result, DateTimeOffset finished)
    {
        var endsDocument = StepRules.EndsDocument(step, result);
        _hasExited |= endsDocument;
        invocation.EndStep(StepRules.Counted(step, result), finished, endsDocument);
    }

    private (string Status, string Details) Verdict()
    {
        var worst = invocation.Steps[0].Result!;
        foreach (var step in invocation.Steps)
        {
            worst = StepRules.Worse(worst, step.Result!);
        }

        return (worst.Status, worst.StatusDetails);
    }

    private static bool AnyEndsDocument(ReadOnlySpan<StepState> steps)
    {
        foreach (var step in steps)
        {
            if (step.EndsDocument)
            {
                return true;
            }
        }

        return false;
    }
}
