namespace RunCommandPS.Simulator.Protocol;

/// <summary>The newest requests, up to a fixed number.</summary>
internal sealed class RequestLog
{
    /// <summary>Most requests kept.</summary>
    public const int MaximumCount = 10_000;

    /// <summary>Most bytes of bodies kept.</summary>
    public const int MaximumBytes = 32 * 1024 * 1024;

    private readonly Queue<RecordedRequest> _requests = new();
    private long _bytes;

    /// <summary>Is told about every request, on the thread that answers it.</summary>
    public Action<RecordedRequest>? Added { get; init; }

    public void Add(RecordedRequest request)
    {
        lock (_requests)
        {
            _requests.Enqueue(request);
            _bytes += request.Content.Length;
            while (_requests.Count > MaximumCount || (_bytes > MaximumBytes && _requests.Count > 1))
            {
                _bytes -= _requests.Dequeue().Content.Length;
            }
        }

        Added?.Invoke(request);
    }

    public IReadOnlyList<RecordedRequest> Snapshot()
    {
        lock (_requests)
        {
            // A common collection type: PowerShell can't index the compiler's own, which a collection expression makes.
            return Array.AsReadOnly(_requests.ToArray());
        }
    }
}
