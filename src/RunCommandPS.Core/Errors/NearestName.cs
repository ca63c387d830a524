namespace RunCommandPS.Errors;

/// <summary>Finds the name that was probably meant by a misspelled one.</summary>
internal static class NearestName
{
    /// <summary>
    /// The candidate with the fewest letters added and left out, ignoring case; the first of several. A replaced letter counts as one
    /// of each, so that an abbreviation is nearer to the long name it abbreviates than to any short one.
    /// </summary>
    /// <param name="name">What was written.</param>
    /// <param name="candidates">The existing names.</param>
    /// <returns>The nearest candidate, however far it is; null if there is none.</returns>
    public static string? Of(string name, IEnumerable<string> candidates) =>
        candidates.MinBy(candidate => Distance(name, candidate));

    /// <summary>The nearest candidate, if it is near enough to be worth suggesting.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="candidates">The existing names.</param>
    /// <returns>The nearest candidate; null if more than a third of the name would have to be replaced.</returns>
    public static string? To(string name, IEnumerable<string> candidates) =>
        Of(name, candidates) is { } nearest && Distance(name, nearest) <= Math.Max(2, name.Length * 2 / 3) ? nearest : null;

    /// <summary>How many letters are added and left out, ignoring case.</summary>
    // One row of the table at a time.
    public static int Distance(string left, string right)
    {
        var (from, to) = (left.ToUpperInvariant(), right.ToUpperInvariant());
        var previous = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var current = new int[to.Length + 1];
            current[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                current[j] = from[i - 1] == to[j - 1] ? previous[j - 1] : Math.Min(previous[j], current[j - 1]) + 1;
            }

            previous = current;
        }

        return previous[^1];
    }
}
