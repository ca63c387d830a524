using System.Text;

namespace RunCommandPS.Simulator.Notifications;

/// <summary>The newest log streams, up to a fixed number.</summary>
/// <remarks>
/// The agent sends what has accumulated every 30 seconds or 200 KB. Output here comes all at once, when a
/// step has ended, so only the size splits it.
/// </remarks>
internal sealed class LogStreamStore
{
    /// <summary>Most streams kept.</summary>
    public const int MaximumCount = 10_000;

    private const int EventBytes = 200_000;

    private readonly Queue<SimulatedLogStream> _streams = new();

    public void Write(string group, string stream, string text, DateTimeOffset now)
    {
        lock (_streams)
        {
            _streams.Enqueue(new SimulatedLogStream(
                group, stream, Array.AsReadOnly(Cut(text).Select(message => new SimulatedLogEvent(now, message)).ToArray())));
            if (_streams.Count > MaximumCount)
            {
                _streams.Dequeue();
            }
        }
    }

    public IReadOnlyList<SimulatedLogStream> Snapshot()
    {
        lock (_streams)
        {
            return Array.AsReadOnly(_streams.ToArray());
        }
    }

    private static IEnumerable<string> Cut(string text)
    {
        if (Encoding.UTF8.GetMaxByteCount(text.Length) <= EventBytes || Encoding.UTF8.GetByteCount(text) <= EventBytes)
        {
            yield return text;
            yield break;
        }

        var encoder = Encoding.UTF8.GetEncoder();
        var bytes = new byte[EventBytes];
        for (var start = 0; start < text.Length;)
        {
            encoder.Convert(text.AsSpan(start), bytes, flush: true, out var used, out _, out _);
            yield return text.Substring(start, used);
            start += used;
        }
    }
}
