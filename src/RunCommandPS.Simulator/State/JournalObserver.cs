using RunCommandPS.Simulator.Service;

namespace RunCommandPS.Simulator.State;

/// <summary>Writes what happens to commands to a journal, and notifies another observer.</summary>
/// <remarks>
/// Cancelling is not written: the request to cancel is, and everything else follows from it again. While a journal is read, nothing is
/// written, and the other observer is notified again of what happened then, so that it has what it had.
/// </remarks>
/// <param name="journal">The journal.</param>
/// <param name="next">The other observer, which takes the time from <see cref="Now"/>.</param>
/// <param name="now">The time.</param>
internal sealed class JournalObserver(Journal journal, ICommandObserver next, Func<DateTimeOffset> now) : ICommandObserver
{
    private DateTimeOffset? _replayed;

    /// <summary>The time of what happens, or happened.</summary>
    public DateTimeOffset Now => _replayed ?? now();

    private Journal? Written => _replayed is null ? journal : null;

    /// <summary>Reads the journal.</summary>
    /// <exception cref="ArgumentException">It belongs to another fleet, or has lines that don't match the others.</exception>
    public void Replay(JournalReplay replay)
    {
        foreach (var entry in journal.Past)
        {
            _replayed = entry.Time;
            replay.Take(entry, this);
        }

        _replayed = null;
    }

    public void Sent(CommandState command)
    {
        if (Written is { } written)
        {
            written.Append(new(command.CommandId, command.Requested) { Sent = SentCommand.Of(command) }, command.Document);
        }
    }

    public void Cancelled(CommandState command, IReadOnlyList<string> instanceIds) =>
        Written?.Append(new(command.CommandId, Now) { Cancelled = instanceIds });

    public void NodesChosen(CommandState command) =>
        Written?.Append(
            new(command.CommandId, Now) { Chosen = [.. command.Invocations.Select(static invocation => invocation.Node.InstanceId)] });

    public void CommandChanged(CommandState command)
    {
        if (command.IsTerminal)
        {
            Written?.Append(new(command.CommandId, Now)
            {
                Status = command.Status,
                Details = command.StatusDetails,
                TargetCount = command.TargetCount,
                Alarms = command.TriggeredAlarms,
            });
        }
        else if (command.Status == RunStatus.InProgress)
        {
            Written?.Append(new(command.CommandId, Now) { Status = command.Status });
        }

        next.CommandChanged(command);
    }

    public void InvocationChanged(InvocationState invocation)
    {
        if (invocation.IsTerminal || invocation.Status == RunStatus.InProgress)
        {
            Written?.Append(new(invocation.Command.CommandId, Now)
            {
                InstanceId = invocation.Node.InstanceId,
                Status = invocation.Status,
                Details = invocation.StatusDetails,
            });
        }

        next.InvocationChanged(invocation);
    }

    public void StepEnded(InvocationState invocation)
    {
        if (Written is { } written)
        {
            var step = invocation.Steps[^1];
            written.Append(new(invocation.Command.CommandId, Now)
            {
                InstanceId = invocation.Node.InstanceId,
                Step = new EndedStep(invocation.Steps.Length - 1, step.Started, step.Finished, step.EndsDocument, step.Result!),
            });
        }

        next.StepEnded(invocation);
    }

    public void Settle() => journal.Flush();
}
