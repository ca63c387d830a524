using System.Globalization;

namespace RunCommandPS.Rollout;

/// <summary>What MaxConcurrency and MaxErrors mean for a number of nodes.</summary>
public static class RateLimit
{
    /// <summary>
    /// Nodes at a time. The API does not mention rounding; a percentage is rounded up here, so that at least one node runs.
    /// </summary>
    /// <param name="value">A number or a percentage (<see cref="ServiceLimits.MaxConcurrencyPattern"/>).</param>
    /// <param name="targets">The nodes it is a limit for.</param>
    /// <returns>A number of nodes, at least 1.</returns>
    public static int Concurrency(string value, int targets) => Math.Max(1, Of(value, targets, roundUp: true));

    /// <summary>
    /// Errors that are tolerated. The API does not mention rounding; a percentage is rounded down here. 10% of 50 nodes is 5, and the sixth
    /// error is one too many.
    /// </summary>
    /// <param name="value">A number or a percentage (<see cref="ServiceLimits.MaxErrorsPattern"/>).</param>
    /// <param name="targets">The nodes it is a limit for.</param>
    /// <returns>A number of errors, 0 or more.</returns>
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
