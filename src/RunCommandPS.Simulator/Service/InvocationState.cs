using RunCommandPS.Simulator.Execution;

namespace RunCommandPS.Simulator.Service;

/// <summary>A command on one node.</summary>
/// <param name="command">The command.</param>
/// <param name="node">The node as it was when the command was processed.</param>
/// <param name="position">The node's place among the command's nodes.</param>
internal sealed class InvocationState(CommandState command, SimulatedNode node, int position)
{
    private int _begun;

    public CommandState Command => command;

    public SimulatedNode Node => node;

    public int Position => position;

    public string Status { get; private set; } = RunStatus.Pending;

    public string StatusDetails { get; private set; } = RunStatus.Pending;

    /// <summary>Whether the node has been sent to and takes up one of the places of MaxConcurrency.</summary>
    public bool HoldsPlace { get; set; }

    /// <summary>Whether the node has begun to run the document.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>The steps begun so far.</summary>
    public ReadOnlySpan<StepState> Steps => command.StepsOf(this)[.._begun];

    /// <summary>Whether it has come to an end, which nothing changes any more.</summary>
    public bool IsTerminal => Status is not (RunStatus.Pending or RunStatus.InProgress or RunStatus.Delayed or RunStatus.Cancelling);

    /// <summary>Whether MaxErrors counts it: what ran and did not end well, not what never arrived.</summary>
    public bool IsError => NodeVerdicts.CountsAsError(NodeVerdicts.Of(Status, StatusDetails, IsTerminal));

    public void Become(string status, string? details = null)
    {
        var changes = Status != status;
        Status = status;
        StatusDetails = details ?? status;
        HasBegun |= status == RunStatus.InProgress;
        if (changes)
        {
            command.Observer?.InvocationChanged(this);
        }
    }

    /// <summary>Begins the next step.</summary>
    public void BeginStep(DateTimeOffset now)
    {
        HasBegun = true;
        command.StepsOf(this)[_begun++] = new StepState(now);
    }

    /// <summary>Ends the step begun last.</summary>
    public void EndStep(StepResult result, DateTimeOffset now, bool endsDocument = false)
    {
        ref var step = ref command.StepsOf(this)[_begun - 1];
        step = step with { Result = result, Finished = now, EndsDocument = endsDocument };
        command.Observer?.StepEnded(this);
    }
}
