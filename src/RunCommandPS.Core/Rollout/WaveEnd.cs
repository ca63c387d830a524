using RunCommandPS.Rollout.Record;

namespace RunCommandPS.Rollout;

/// <summary>A wave whose nodes have all ended.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Of">How many waves there are.</param>
/// <param name="Nodes">Its nodes.</param>
/// <param name="Succeeded">How many of them succeeded.</param>
/// <param name="Elapsed">How long it took.</param>
internal sealed record WaveEnd(int Number, int Of, IReadOnlyList<RolloutNode> Nodes, int Succeeded, TimeSpan Elapsed)
{
    /// <summary>How many of its nodes did not succeed, for whatever reason.</summary>
    public int Failed => Nodes.Count - Succeeded;
}
