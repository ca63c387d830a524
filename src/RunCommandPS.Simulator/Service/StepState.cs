using RunCommandPS.Simulator.Execution;

namespace RunCommandPS.Simulator.Service;

/// <summary>A step that a node has begun.</summary>
internal sealed class StepState(InvocationState invocation, DateTimeOffset started)
{
    public DateTimeOffset Started { get; } = started;

    public DateTimeOffset Finished { get; private set; }

    /// <summary>Whether no further step runs after it.</summary>
    public bool EndsDocument { get; set; }

    /// <summary>What came of it; null while it runs.</summary>
    public StepResult? Result { get; private set; }

    public void Finish(StepResult result, DateTimeOffset now)
    {
        Result = result;
        Finished = now;
        invocation.Command.Observer?.StepEnded(invocation, this);
    }
}
