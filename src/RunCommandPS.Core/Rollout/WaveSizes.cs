namespace RunCommandPS.Rollout;

/// <summary>How many nodes each wave of a rollout has.</summary>
internal static class WaveSizes
{
    /// <summary>The waves of a number of nodes.</summary>
    /// <param name="sizes">
    /// Numbers or percentages of all nodes (<see cref="ServiceLimits.MaxConcurrencyPattern"/>), rounded up, so that a wave has at least one
    /// node. The last one repeats until all nodes are in a wave.
    /// </param>
    /// <param name="all">All nodes of the rollout, to which percentages refer.</param>
    /// <param name="left">The nodes to put into waves.</param>
    /// <returns>Sizes that add up to <paramref name="left"/>.</returns>
    public static IReadOnlyList<int> Of(IReadOnlyList<string> sizes, int all, int left)
    {
        var waves = new List<int>();
        for (var rest = left; rest > 0; rest -= waves[^1])
        {
            var size = RateLimit.Concurrency(sizes[Math.Min(waves.Count, sizes.Count - 1)], all);
            waves.Add(Math.Min(size, rest));
        }

        return waves;
    }
}
