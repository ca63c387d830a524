using RunCommandPS.Rollout.Record;

namespace RunCommandPS.Rollout;

/// <summary>Hears of a rollout as a whole. What happens at one of its connections an <see cref="IFleetObserver"/> hears.</summary>
internal interface IRolloutObserver
{
    /// <summary>Nodes that nothing was sent to.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="reason">Why the rollout did not come to them.</param>
    ValueTask NotStartedAsync(IReadOnlyList<RolloutNode> nodes, RolloutHalt reason);

    /// <summary>A connection can't be used any more; the others go on.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="error">Why.</param>
    ValueTask LostConnectionAsync(int connection, RunCommandException error);

    /// <summary>The record can't be written any more. What was sent is followed, and nothing more is sent.</summary>
    ValueTask RecordFailedAsync(RunCommandException error);

    /// <summary>A node that no invocation tells the end of: it was not started, refused, or nobody knows. Each such node is told of once,
    /// when all others have ended.</summary>
    ValueTask ClosedAsync(RolloutNode node, NodeVerdict verdict, string? commandId);
}
