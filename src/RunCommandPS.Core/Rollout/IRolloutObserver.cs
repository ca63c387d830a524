using RunCommandPS.Rollout.Record;

namespace RunCommandPS.Rollout;

/// <summary>
/// Is notified of a rollout as a whole. An <see cref="IFleetObserver"/> is notified of what happens at one of its connections.
/// </summary>
internal interface IRolloutObserver
{
    /// <summary>Nodes to which nothing was sent.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="reason">Why the rollout did not get to them.</param>
    ValueTask NotStartedAsync(IReadOnlyList<RolloutNode> nodes, RolloutHalt reason);

    /// <summary>A connection can no longer be used; the others continue.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="error">Why.</param>
    ValueTask LostConnectionAsync(int connection, RunCommandException error);

    /// <summary>The record can no longer be written. What was sent is followed, and nothing more is sent.</summary>
    ValueTask RecordFailedAsync(RunCommandException error);

    /// <summary>A node whose end no invocation reports: it was not started, was refused, or is unknown. Each such node is reported once,
    /// when all others have ended.</summary>
    ValueTask ClosedAsync(RolloutNode node, NodeVerdict verdict, string? commandId);
}
