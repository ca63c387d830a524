namespace RunCommandPS.Reporting;

/// <summary>A row of a timeline.</summary>
/// <param name="Label">Its label.</param>
/// <param name="Nodes">Its nodes: one, or a band of them.</param>
internal sealed record TimelineRow(string Label, IReadOnlyList<ReportNode> Nodes)
{
    /// <summary>The wave of its nodes; 0 if they are in none, or in several.</summary>
    public int Wave => Nodes[0].Wave == Nodes[^1].Wave ? Nodes[0].Wave : 0;
}
