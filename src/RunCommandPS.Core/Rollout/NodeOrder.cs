using RunCommandPS.Rollout.Record;

namespace RunCommandPS.Rollout;

/// <summary>The order in which the nodes of a rollout start.</summary>
internal static class NodeOrder
{
    /// <summary>The order of waves for nodes that were passed in an order of their own.</summary>
    /// <param name="parts">The parts of the plan, which have all nodes of a platform and a connection together.</param>
    /// <param name="came">When a node was passed, by its connection and id.</param>
    /// <returns>Places in the plan; null if it already has them in that order.</returns>
    public static IReadOnlyList<int>? AsTheyCame(IReadOnlyList<PlannedPart> parts, Func<RolloutNode, int> came)
    {
        var keys = parts.SelectMany(part => part.InstanceIds.Select(id => came(new RolloutNode(part.Connection, id)))).ToArray();
        var places = Enumerable.Range(0, keys.Length).ToArray();
        if (keys.Zip(keys.Skip(1)).All(pair => pair.First <= pair.Second))
        {
            return null;
        }

        Array.Sort(keys, places);
        return places;
    }

    /// <summary>Shuffles the nodes of parts, so that neighbors do not start together.</summary>
    /// <param name="parts">The parts of the plan.</param>
    /// <param name="seed">The same seed shuffles the same nodes in the same way.</param>
    /// <returns>The parts, and an order of waves across them.</returns>
    public static (IReadOnlyList<PlannedPart> Parts, IReadOnlyList<int> Order) Shuffled(IReadOnlyList<PlannedPart> parts, int seed)
    {
        var random = new Random(seed);
        var mixed = parts.Select(part => part with { InstanceIds = Mixed(part.InstanceIds, random) }).ToList();
        return (mixed, Mixed(Enumerable.Range(0, parts.Sum(part => part.InstanceIds.Count)), random));
    }

    private static T[] Mixed<T>(IEnumerable<T> items, Random random)
    {
        var mixed = items.ToArray();
        random.Shuffle(mixed);
        return mixed;
    }
}
