using System.Text;

namespace RunCommandPS.Simulator.Protocol.Logs;

/// <summary>
/// How many events go into one response: as many as requested, and no more than 1 MB of them, except for a single larger one.
/// </summary>
/// <remarks>Source: the API reference of GetLogEvents. CHOICE: what counts is the messages in UTF-8.</remarks>
internal static class EventPage
{
    private const int MaximumBytes = 1024 * 1024;

    /// <summary>How many of the events fit, from the first on.</summary>
    public static int Count(IEnumerable<SimulatedLogEvent> events, int limit)
    {
        var count = 0;
        var bytes = 0L;
        foreach (var one in events.Take(limit))
        {
            bytes += Encoding.UTF8.GetByteCount(one.Message);
            if (bytes > MaximumBytes && count > 0)
            {
                break;
            }

            count++;
        }

        return count;
    }
}
