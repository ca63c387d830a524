namespace RunCommandPS.Simulator.Service;

/// <summary>
/// Is notified of what happens to commands, as it happens and under the agenda's lock. This is all that the state machine
/// knows about persistence, delivery and notification.
/// </summary>
internal interface ICommandObserver
{
    /// <summary>A command is accepted.</summary>
    void Sent(CommandState command)
    {
    }

    /// <summary>A command should end on these nodes; none for all.</summary>
    void Cancelled(CommandState command, IReadOnlyList<string> instanceIds)
    {
    }

    /// <summary>A command has its nodes.</summary>
    void NodesChosen(CommandState command)
    {
    }

    /// <summary>A command has another status.</summary>
    void CommandChanged(CommandState command);

    /// <summary>An invocation has another status.</summary>
    void InvocationChanged(InvocationState invocation);

    /// <summary>The last step that an invocation has started has ended, with its result.</summary>
    void StepEnded(InvocationState invocation);

    /// <summary>
    /// Returns once everything reported so far is safe, so that a caller may be told. Called outside the lock: a disk is slow.
    /// </summary>
    /// <exception cref="IOException">It can't be kept.</exception>
    void Settle()
    {
    }
}
