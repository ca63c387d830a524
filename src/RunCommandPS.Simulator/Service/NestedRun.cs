using RunCommandPS.Simulator.Execution;

namespace RunCommandPS.Simulator.Service;

/// <summary>Runs the steps of a document that is itself a step, one after another, and combines their results into one.</summary>
/// <remarks>
/// Source: the agent, which joins the outputs with line endings and takes the worst status. CHOICE: the exit code is that of the step that
/// decides; a reboot runs the nested document again from its top; a script that really runs does not wait for the time that a scripted
/// answer before it pretends to have taken, although its result does.
/// </remarks>
internal sealed class NestedRun(
    NestedDocument document, SimulatedNode node, int attempt, IStepExecutor executor, Agenda agenda, Action<StepResult, TimeSpan> complete)
{
    private readonly List<StepResult> _results = [];

    // How to end the steps that were answered at once, for a time that is still to come, and the one that is running.
    private readonly List<Func<bool>> _answered = [];
    private Func<bool>? _running;

    private TimeSpan _elapsed;
    private bool _hasEnded;
    private bool _isOver;

    /// <summary>Starts the first step. What is called here is called from the agenda.</summary>
    /// <returns>Ends the running step, as an executor's Start returns it.</returns>
    public Func<bool> Start()
    {
        Next();
        return Stop;
    }

    private void Next()
    {
        while (_results.Count < document.Tasks.Count)
        {
            var task = document.Tasks[_results.Count];
            if (StepRules.Passed(task.Step, document.Schema, node.PlatformType, document.Parameters, _hasEnded) is not { } passed)
            {
                var index = _results.Count;
                var stop = executor.Start(
                    task, node, attempt, (result, delay) => agenda.Do(() => Take(index, result, delay)));
                if (index == _results.Count)
                {
                    _running = stop;
                }
                else if (stop is not null)
                {
                    _answered.Add(stop);
                }

                return;
            }

            if (passed == StepResult.Skipped)
            {
                _results.Add(passed);
            }
            else
            {
                Add(task, passed);
            }
        }

        End(_results.Aggregate(StepRules.Worse));
    }

    private void Take(int index, StepResult result, TimeSpan delay)
    {
        // A step that was answered is told to end anyway when the whole is ended early, and answers again.
        if (index != _results.Count || _isOver)
        {
            return;
        }

        _running = null;
        _elapsed += delay;
        Add(document.Tasks[index], result);
        if (result.Status == RunStatus.Cancelled || result.AsksForReboot(node.PlatformType))
        {
            End(result);
        }
        else
        {
            Next();
        }
    }

    private void Add(StepTask task, StepResult result)
    {
        _hasEnded |= StepRules.EndsDocument(task.Step, result);
        _results.Add(StepRules.Counted(task.Step, result));
    }

    // A nested document that requests an end ends itself, not the document that it is a step of.
    private void End(StepResult deciding)
    {
        _isOver = true;
        complete(
            deciding with
            {
                ExitCode = !deciding.EndsDocument ? deciding.ExitCode : deciding.Status == RunStatus.Success ? 0 : 1,
                StandardOutput = Joined(static result => result.StandardOutput),
                StandardError = Joined(static result => result.StandardError),
            },
            deciding.Status == RunStatus.Cancelled ? TimeSpan.Zero : _elapsed);
    }

    private string Joined(Func<StepResult, string> text)
    {
        var texts = _results.Select(text).Where(static one => one.Length > 0).ToList();
        return string.Join("", texts.Select((one, index) => index == texts.Count - 1 || one.EndsWith('\n') ? one : one + "\n"));
    }

    private bool Stop()
    {
        if (!_isOver)
        {
            return _running?.Invoke() != false;
        }

        // All steps are answered, and their time is not over yet.
        if (_answered.Exists(static stop => !stop()))
        {
            return false;
        }

        complete(
            StepResult.Cancelled(Joined(static result => result.StandardOutput), Joined(static result => result.StandardError)),
            TimeSpan.Zero);
        return true;
    }
}
