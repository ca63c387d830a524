namespace RunCommandPS.Simulator.Host;

/// <summary>Writes the log: a line per request. Lines of the same few milliseconds leave together, for a system call each would be a good part of what a request costs.</summary>
/// <param name="output">Where lines go, which does not flush by itself.</param>
internal sealed class RequestLines(TextWriter output) : IDisposable
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(5);

    private readonly object _gate = new();
    private Timer? _timer;
    private bool _isWaiting;

    public void Add(RecordedRequest request)
    {
        var line = RequestLine.Of(request);
        lock (_gate)
        {
            output.WriteLine(line);
            if (!_isWaiting)
            {
                _isWaiting = true;
                _timer ??= new Timer(static lines => ((RequestLines)lines!).Flush(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                _timer.Change(Delay, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose()
    {
        Flush();
        _timer?.Dispose();
    }

    private void Flush()
    {
        lock (_gate)
        {
            _isWaiting = false;
            output.Flush();
        }
    }
}
