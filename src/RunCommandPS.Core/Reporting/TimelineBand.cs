namespace RunCommandPS.Reporting;

/// <summary>A band of nodes as counts over time: how many run at a moment, and how many have ended in each way by then.</summary>
/// <param name="Layers">
/// For each verdict that occurs, how many nodes have it at each of the moments; <see cref="NodeVerdict.Open"/> for those running. What
/// succeeded comes first, what is running last, so that layers can be stacked.
/// </param>
internal sealed record TimelineBand(IReadOnlyList<(NodeVerdict Verdict, IReadOnlyList<int> Counts)> Layers)
{
    /// <summary>Counts the nodes of a row.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="start">The first moment.</param>
    /// <param name="length">How much time there is to divide.</param>
    /// <param name="moments">How many parts of it are counted.</param>
    public static TimelineBand Of(IReadOnlyList<ReportNode> nodes, DateTimeOffset start, TimeSpan length, int moments)
    {
        var changes = new Dictionary<NodeVerdict, int[]>();
        foreach (var node in nodes.Where(node => node.StartedAt is not null))
        {
            Add(NodeVerdict.Open, node.StartedAt!.Value, 1);
            if (node.EndedAt is { } ended)
            {
                Add(NodeVerdict.Open, ended, -1);
                Add(node.Verdict, ended, 1);
            }
        }

        return new TimelineBand(
        [
            .. VerdictText.Order.Where(changes.ContainsKey)
                .OrderBy(verdict => verdict switch
                {
                    NodeVerdict.Succeeded => 0,
                    NodeVerdict.Open => 2,
                    _ => 1,
                })
                .Select(verdict => (verdict, Sums(changes[verdict]))),
        ]);

        void Add(NodeVerdict verdict, DateTimeOffset moment, int change)
        {
            var place = (int)Math.Clamp((moment - start) / length * moments, 0, moments - 1);
            if (!changes.TryGetValue(verdict, out var counts))
            {
                changes[verdict] = counts = new int[moments];
            }

            counts[place] += change;
        }
    }

    private static IReadOnlyList<int> Sums(int[] changes)
    {
        var sum = 0;
        return [.. changes.Select(change => sum += change)];
    }
}
