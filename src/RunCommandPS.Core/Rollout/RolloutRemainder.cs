using RunCommandPS.Rollout.Record;

namespace RunCommandPS.Rollout;

/// <summary>What is left of a rollout: the nodes to start, under what is left of its limits, and the commands to follow.</summary>
internal static class RolloutRemainder
{
    // The longest time within which a command must start, plus the longest it may then take: after that, none of it is running.
    private static readonly TimeSpan LongestRun =
        TimeSpan.FromSeconds(ServiceLimits.TimeoutSecondsMaximum) + TimeSpan.FromSeconds(ServiceLimits.ExecutionTimeoutMaximum);

    /// <summary>The nodes that are still to start.</summary>
    /// <param name="state">The rollout.</param>
    /// <param name="now">The time now, which decides what can no longer be running.</param>
    public static FleetRollout Of(RolloutState state, DateTimeOffset now)
    {
        var planned = state.Planned;
        var parts = planned.Parts.Select(part => new FleetPart(
            part.Request,
            part.InstanceIds.Where(id => IsWaiting(state, new RolloutNode(part.Connection, id))).ToArray(),
            part.Connection));
        return new FleetRollout(parts, state.MaxConcurrency, state.MaxErrors, Past(state, now));
    }

    private static bool IsWaiting(RolloutState state, RolloutNode node) =>
        state[node] == NodeVerdict.NotStarted && state.Waves?.MayStart(node) != false;

    /// <summary>The requests with criteria that are still to be sent at a connection; null if its nodes are named.</summary>
    public static IReadOnlyList<SendCommandRequest>? Criteria(RolloutState state, int connection)
    {
        var parts = state.Planned.Parts.Select((part, index) => (part, index))
            .Where(pair => pair.part.Connection == connection && pair.part.Request.Targets is { Count: > 0 })
            .ToList();
        return parts.Count == 0
            ? null
            : [.. parts.Where(pair => state.Sends.All(send => send.Part != pair.index || send.IsRefused))
                .Select(pair => pair.part.Request)];
    }

    /// <summary>The commands of a connection that have not ended, with the nodes that have not.</summary>
    public static IReadOnlyList<(SendState Send, IReadOnlyList<string> Open)> Open(RolloutState state, int connection) =>
        [.. state.OpenSends().Where(open => state.Planned.Parts[open.Send.Part].Connection == connection)];

    /// <summary>The requests, one after another.</summary>
    public static async IAsyncEnumerable<SendCommandRequest> ToAsync(this IReadOnlyList<SendCommandRequest> requests)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var request in requests)
        {
            yield return request;
        }
    }

    private static FleetPast Past(RolloutState state, DateTimeOffset now)
    {
        var (all, running, lost, errors) = (0, 0, 0, 0);
        foreach (var node in state.Nodes)
        {
            var verdict = state[node];
            all += IsWaiting(state, node) ? 0 : 1;
            running += verdict == NodeVerdict.Open ? 1 : 0;
            errors += NodeVerdicts.CountsAsError(verdict) ? 1 : 0;
            if (verdict == NodeVerdict.Unknown)
            {
                // It counts as an error for good, and holds its place for as long as it may run.
                var isOver = state.SendOf(node) is { } send && now > send.At + LongestRun;
                errors += isOver ? 1 : 0;
                lost += isOver ? 0 : 1;
            }
        }

        return new FleetPast(all, running, lost, errors);
    }
}
