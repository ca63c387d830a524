namespace RunCommandPS.Simulator.Service;

/// <summary>
/// Is told of what happens to commands, as it happens and under the agenda's lock. All that the state machine
/// knows of those who keep, deliver and notify.
/// </summary>
internal interface ICommandObserver
{
    /// <summary>A command is accepted.</summary>
    void Sent(CommandState command)
    {
    }

    /// <summary>A command is to end on these nodes; none for all.</summary>
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

    /// <summary>The step that an invocation has begun last has ended, with the result it has.</summary>
    void StepEnded(InvocationState invocation);

    /// <summary>
    /// Returns once what was told so far is safe, so that a caller may be told of it. Called outside the lock: a disk is slow.
    /// </summary>
    /// <exception cref="IOException">It can't be kept.</exception>
    void Settle()
    {
    }
}
