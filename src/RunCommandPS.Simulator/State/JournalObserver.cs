using RunCommandPS.Simulator.Service;

namespace RunCommandPS.Simulator.State;

/// <summary>Writes what happens to commands into a journal, then tells another observer.</summary>
/// <remarks>Cancelling is not written: the request to cancel is, and from it all of that follows again.</remarks>
internal sealed class JournalObserver(Journal? journal, ICommandObserver next, Func<DateTimeOffset> now) : ICommandObserver
{
    /// <summary>Whether what happens happens now, and not in a journal that is being read.</summary>
    public bool IsLive { get; set; }

    // Asked before an entry is made: most simulators keep no journal, and these are the most frequent calls there are.
    private Journal? Written => IsLive ? journal : null;

    public void Sent(CommandState command) => Written?.Append(new(command.CommandId, command.Requested)
    {
        Sent = new SentCommand(command.Number, command.Request, SentDocument.Of(command.Document)),
    });

    public void Cancelled(CommandState command, IReadOnlyList<string> instanceIds) => Written?.Append(new(command.CommandId, now()) { Cancelled = instanceIds });

    public void NodesChosen(CommandState command) =>
        Written?.Append(new(command.CommandId, now()) { Chosen = [.. command.Invocations.Select(static invocation => invocation.Node.InstanceId)] });

    public void CommandChanged(CommandState command)
    {
        if (command.IsTerminal)
        {
            Written?.Append(new(command.CommandId, now())
            {
                Status = command.Status,
                Details = command.StatusDetails,
                TargetCount = command.TargetCount,
                Alarms = command.TriggeredAlarms,
            });
        }

        if (IsLive)
        {
            next.CommandChanged(command);
        }
    }

    public void InvocationChanged(InvocationState invocation)
    {
        if (invocation.IsTerminal || invocation.Status == RunStatus.InProgress)
        {
            Written?.Append(new(invocation.Command.CommandId, now()) { InstanceId = invocation.Node.InstanceId, Status = invocation.Status, Details = invocation.StatusDetails });
        }

        if (IsLive)
        {
            next.InvocationChanged(invocation);
        }
    }

    public void StepEnded(InvocationState invocation)
    {
        var step = invocation.Steps[^1];
        Written?.Append(new(invocation.Command.CommandId, now())
        {
            InstanceId = invocation.Node.InstanceId,
            Step = new EndedStep(step.Started, step.Finished, step.EndsDocument, step.Result!),
        });
        if (IsLive)
        {
            next.StepEnded(invocation);
        }
    }
}
