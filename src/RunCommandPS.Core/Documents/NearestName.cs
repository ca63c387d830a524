namespace RunCommandPS.Documents;

/// <summary>Finds what a misspelled name was meant to be.</summary>
internal static class NearestName
{
    /// <summary>
    /// The name with the fewest letters added and left out, whatever their case; the first of several; null where there is none to
    /// choose from. A letter exchanged is one of each, so that an abbreviation is nearer to the long name it stands for than to any
    /// short one.
    /// </summary>
    internal static string? Of(string name, IEnumerable<string> known) =>
        known.MinBy(candidate => Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant()));

    private static int Distance(string from, string to)
    {
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
