using RunCommandPS.Simulator.Execution;

namespace RunCommandPS.Simulator.Service;

/// <summary>A command on one node: a place in what the command keeps about its nodes.</summary>
/// <param name="Command">The command.</param>
/// <param name="Position">The node's place among the command's nodes.</param>
internal readonly record struct InvocationState(CommandState Command, int Position)
{
    /// <summary>The node as it was when the command was processed.</summary>
    public SimulatedNode Node => Kept.Node;

    public string Status => Kept.Status;

    public string StatusDetails => Kept.StatusDetails;

    /// <summary>Whether the command was sent to the node, which takes up one of the places of MaxConcurrency.</summary>
    public bool HoldsPlace => Kept.HoldsPlace;

    /// <summary>Whether the node has started to run the document.</summary>
    public bool HasBegun => Kept.HasBegun;

    /// <summary>The steps started so far.</summary>
    public ReadOnlySpan<StepState> Steps => Command.StepsOf(this)[..Kept.StepsBegun];

    /// <summary>Whether it has ended, which is final.</summary>
    public bool IsTerminal => Status is not (RunStatus.Pending or RunStatus.InProgress or RunStatus.Delayed or RunStatus.Cancelling);

    /// <summary>Whether MaxErrors counts it: what ran and did not succeed, not what never arrived.</summary>
    public bool IsError => NodeVerdicts.CountsAsError(NodeVerdicts.Of(Status, StatusDetails, IsTerminal));

    private ref KeptInvocation Kept => ref Command.KeptOf(this);

    public void TakePlace() => Kept.HoldsPlace = true;

    public void LeavePlace() => Kept.HoldsPlace = false;

    public void Become(string status, string? details = null)
    {
        ref var kept = ref Kept;
        var changes = kept.Status != status;
        kept.Status = status;
        kept.StatusDetails = details ?? status;
        kept.HasBegun |= status == RunStatus.InProgress;
        if (changes)
        {
            Command.Observer?.InvocationChanged(this);
        }
    }

    /// <summary>Starts the next step.</summary>
    public void BeginStep(DateTimeOffset now)
    {
        ref var kept = ref Kept;
        kept.HasBegun = true;
        Command.StepsOf(this)[kept.StepsBegun++] = new StepState(now);
    }

    /// <summary>Ends the last started step.</summary>
    public void EndStep(StepResult result, DateTimeOffset now, bool endsDocument = false)
    {
        ref var step = ref Command.StepsOf(this)[Kept.StepsBegun - 1];
        step = step with { Result = result, Finished = now, EndsDocument = endsDocument };
        Command.Observer?.StepEnded(this);
    }
}
