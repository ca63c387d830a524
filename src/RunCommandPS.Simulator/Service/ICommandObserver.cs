namespace RunCommandPS.Simulator.Service;

/// <summary>Is told of what happens to commands, as it happens.</summary>
internal interface ICommandObserver
{
    /// <summary>A command has another status.</summary>
    void CommandChanged(CommandState command);

    /// <summary>A command has its nodes.</summary>
    void NodesChosen(CommandState command)
    {
    }

    /// <summary>An invocation has another status.</summary>
    void InvocationChanged(InvocationState invocation);

    /// <summary>The step that an invocation has begun last has ended, with the result it has.</summary>
    void StepEnded(InvocationState invocation);
}
