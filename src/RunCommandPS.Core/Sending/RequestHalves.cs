using System.Globalization;

namespace RunCommandPS.Sending;

/// <summary>
/// Splits a request that was refused for a node that can't be identified, so that the refusal applies to ever fewer nodes.
/// </summary>
internal static class RequestHalves
{
    private const string All = "100%";

    /// <summary>The request as two.</summary>
    /// <param name="request">A request that names its nodes.</param>
    /// <returns>Two requests that together keep its limits; null if there is one node, or a limit that two commands could not
    /// keep.</returns>
    public static (SendCommandRequest First, SendCommandRequest Second)? Of(SendCommandRequest request)
    {
        if (request.InstanceIds is not { Count: > 1 } ids)
        {
            return null;
        }

        var half = (ids.Count + 1) / 2;
        if (Shares(request.MaxConcurrency, half, ids.Count, least: 1) is not { } concurrency
            || Shares(request.MaxErrors, half, ids.Count, least: 0) is not { } errors)
        {
            return null;
        }

        return (
            request with { InstanceIds = ids.Take(half).ToArray(), MaxConcurrency = concurrency.First, MaxErrors = errors.First },
            request with { InstanceIds = ids.Skip(half).ToArray(), MaxConcurrency = concurrency.Second, MaxErrors = errors.Second });
    }

    // A number is divided. A percentage of each half is rounded separately, so two halves may be more than the whole.
    private static (string? First, string? Second)? Shares(string? limit, int half, int count, int least)
    {
        if (limit is null or All)
        {
            return (limit, limit);
        }

        if (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var first = Math.Max(least, (int)((long)number * half / count));
        var second = number - first;
        return second < least ? null : (Text(first), Text(second));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
