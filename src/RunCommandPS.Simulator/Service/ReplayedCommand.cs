namespace RunCommandPS.Simulator.Service;

/// <summary>The progress of a command when the service was killed.</summary>
internal sealed class ReplayedCommand(CommandState command)
{
    public CommandState Command => command;

    /// <summary>What should be cancelled: lists of nodes, null for all.</summary>
    public List<IReadOnlyList<string>?> Cancels { get; } = [];

    /// <summary>When each node last reported on the command, by id. Nodes that never started are left out.</summary>
    public Dictionary<string, DateTimeOffset> LastHeard { get; } = new(StringComparer.Ordinal);
}
