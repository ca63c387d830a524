namespace RunCommandPS.Rollout.Record;

/// <summary>Reads records for people.</summary>
internal static class RolloutReading
{
    /// <summary>The current state of a rollout.</summary>
    /// <param name="home">Where its record is.</param>
    /// <param name="id">The rollout.</param>
    /// <param name="withNodes">Whether to include its nodes.</param>
    /// <exception cref="RunCommandException">Its record can't be read.</exception>
    public static RunCommandRollout Read(RolloutHome home, string id, bool withNodes)
    {
        // The last report on a node is the one that counts.
        var ended = new Dictionary<(string CommandId, string InstanceId), RolloutEvent.Ended>();
        var state = RecordFile.Read(home, id, withNodes ? Note : null);
        var condition = new RolloutCatalog(home).ConditionOf(id, state);
        return new RunCommandRollout
        {
            Id = id,
            Name = state.Planned.Name,
            Standing = condition,
            StartedAt = state.Planned.At,
            LastEventAt = state.LastAt,
            Description = state.Planned.Description,
            RunBy = state.By.ToString(),
            Regions = state.Planned.Connections.Select(connection => connection.Region).OfType<string>().Distinct().ToArray(),
            Waves = state.Waves?.Count ?? 0,
            WavesPassed = state.Waves?.Passed ?? 0,
            Summary = RunSummaryBuilder.Of(state, hasEnded: condition != RolloutCondition.Running) with
            {
                Elapsed = state.LastAt - state.Planned.At,
            },
            Nodes = withNodes ? state.Nodes.Select(node => Node(state, node, ended)).ToArray() : [],
            RecordPath = home.FileOf(id),
        };

        void Note(RolloutEvent happened)
        {
            if (happened is RolloutEvent.Ended end)
            {
                ended[(end.CommandId, end.InstanceId)] = end;
            }
        }
    }

    private static RunCommandRolloutNode Node(
        RolloutState state, RolloutNode node, Dictionary<(string CommandId, string InstanceId), RolloutEvent.Ended> ended)
    {
        var commandId = state.SendOf(node)?.CommandId ?? "";
        var end = ended.GetValueOrDefault((commandId, node.InstanceId));
        return new RunCommandRolloutNode
        {
            InstanceId = node.InstanceId,
            InstanceName = end?.InstanceName ?? "",
            Region = state.Planned.Connections[node.Connection].Region ?? "",
            Account = state.Planned.Connections[node.Connection].Account ?? "",
            Wave = state.Waves?.NumberOf(node) ?? 0,
            Outcome = state[node],
            CommandId = commandId,
            Status = end?.Status ?? "",
            StatusDetails = end?.StatusDetails ?? "",
            ResponseCode = end?.ResponseCode ?? ServiceLimits.NotStartedResponseCode,
            StartedAt = end?.StartedAt,
            EndedAt = end?.EndedAt,
            Output = end?.Output ?? "",
        };
    }
}
