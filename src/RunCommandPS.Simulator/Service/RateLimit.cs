using System.Globalization;

namespace RunCommandPS.Simulator.Service;

/// <summary>What MaxConcurrency and MaxErrors mean for a number of nodes.</summary>
internal static class RateLimit
{
    /// <summary>Nodes at a time. CHOICE: a percentage is rounded up, so that at least one node runs.</summary>
    public static int Concurrency(string value, int targets) => Math.Max(1, Of(value, targets, roundUp: true));

    /// <summary>Errors that are borne. CHOICE: a percentage is rounded down; 10% of 50 nodes are 5, and the sixth error is one too many.</summary>
    public static int Errors(string value, int targets) => Of(value, targets, roundUp: false);

    private static int Of(string value, int targets, bool roundUp)
    {
        if (value.EndsWith('%'))
        {
            var hundredths = long.Parse(value.AsSpan(0, value.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture) * targets;
            return (int)((hundredths + (roundUp ? 99 : 0)) / 100);
        }

        return int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
