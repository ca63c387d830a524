namespace RunCommandPS.Simulator.Service;

/// <summary>A command on one node.</summary>
internal sealed class InvocationState(CommandState command, SimulatedNode node, int position)
{
    public CommandState Command => command;

    public SimulatedNode Node => node;

    /// <summary>The node's place among the command's nodes.</summary>
    public int Position => position;

    public string Status { get; private set; } = RunStatus.Pending;

    public string StatusDetails { get; private set; } = RunStatus.Pending;

    /// <summary>The steps begun so far; null where none is.</summary>
    public List<StepState>? Steps { get; private set; }

    /// <summary>Whether it has come to an end, which nothing changes any more.</summary>
    public bool IsTerminal => Status is not (RunStatus.Pending or RunStatus.InProgress or RunStatus.Delayed or RunStatus.Cancelling);

    /// <summary>Whether MaxErrors counts it: what ran and did not end well, not what never arrived.</summary>
    public bool IsError => (Status == RunStatus.Failed && StatusDetails == RunStatus.Failed) || StatusDetails == DetailedStatus.ExecutionTimedOut;

    public void Become(string status, string? details = null)
    {
        Status = status;
        StatusDetails = details ?? status;
    }

    public StepState BeginStep(DateTimeOffset now)
    {
        var step = new StepState(now);
        (Steps ??= new(command.Document.Content.Steps.Count)).Add(step);
        return step;
    }
}
