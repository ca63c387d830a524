namespace RunCommandPS.Reporting;

/// <summary>Verdicts in words, and the order in which a reader wants them.</summary>
internal static class VerdictText
{
    /// <summary>All verdicts: failures first, successes last.</summary>
    public static IReadOnlyList<NodeVerdict> Order { get; } =
    [
        NodeVerdict.Failed, NodeVerdict.TimedOut, NodeVerdict.Cancelled, NodeVerdict.NotDelivered, NodeVerdict.Refused,
        NodeVerdict.Terminated, NodeVerdict.Unknown, NodeVerdict.NotStarted, NodeVerdict.Open, NodeVerdict.Succeeded,
    ];

    /// <summary>A verdict in words, in lower case.</summary>
    public static string Of(NodeVerdict verdict) => verdict switch
    {
        NodeVerdict.Succeeded => "succeeded",
        NodeVerdict.Failed => "failed",
        NodeVerdict.TimedOut => "timed out",
        NodeVerdict.Cancelled => "cancelled",
        NodeVerdict.NotDelivered => "not delivered",
        NodeVerdict.Refused => "refused",
        NodeVerdict.Terminated => "terminated",
        NodeVerdict.NotStarted => "not started",
        NodeVerdict.Open => "not ended",
        _ => "unknown",
    };

    /// <summary>The verdicts of some nodes in a few words, such as <c>2 failed, 14 succeeded</c>.</summary>
    public static string Counts(IEnumerable<(NodeVerdict Verdict, int Nodes)> counts) =>
        string.Join(", ", counts.Select(count => $"{ReportNumber.Of(count.Nodes)} {Of(count.Verdict)}"));

    /// <summary>The verdicts of some nodes, in the order of <see cref="Order"/>, with how many have each.</summary>
    public static IReadOnlyList<(NodeVerdict Verdict, int Nodes)> Count(IEnumerable<ReportNode> nodes)
    {
        var counts = nodes.GroupBy(node => node.Verdict).ToDictionary(same => same.Key, same => same.Count());
        return [.. Order.Where(counts.ContainsKey).Select(verdict => (verdict, counts[verdict]))];
    }
}
