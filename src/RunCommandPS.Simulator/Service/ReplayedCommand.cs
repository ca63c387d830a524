namespace RunCommandPS.Simulator.Service;

/// <summary>A command as far as it had come when the service was killed.</summary>
internal sealed class ReplayedCommand(CommandState command)
{
    public CommandState Command => command;

    /// <summary>What was to be cancelled: lists of nodes, null for all.</summary>
    public List<IReadOnlyList<string>?> Cancels { get; } = [];

    /// <summary>When each node last told of the command, by id. Nodes that never began are left out.</summary>
    public Dictionary<string, DateTimeOffset> LastHeard { get; } = new(StringComparer.Ordinal);
}
