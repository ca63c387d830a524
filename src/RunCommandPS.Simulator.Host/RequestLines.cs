namespace RunCommandPS.Simulator.Host;

/// <summary>
/// Writes the log: a line per request. Lines of the same few milliseconds are written together, because a system call each
/// would be a good part of the cost of a request.
/// </summary>
/// <param name="output">Where lines go, which does not flush by itself.</param>
internal sealed class RequestLines(TextWriter output) : IDisposable
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(5);

    private readonly object _gate = new();
    private Timer? _timer;
    private bool _isWaiting;
    private bool _hasFailed;

    public void Add(RecordedRequest request)
    {
        var line = RequestLine.Of(request);
        Write(() =>
        {
            output.WriteLine(line);
            if (!_isWaiting)
            {
                _isWaiting = true;
                _timer ??= new Timer(
                    static lines => ((RequestLines)lines!).Flush(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                _timer.Change(Delay, Timeout.InfiniteTimeSpan);
            }
        });
    }

    public void Dispose()
    {
        Flush();
        _timer?.Dispose();
    }

    private void Flush() => Write(() =>
    {
        _isWaiting = false;
        output.Flush();
    });

    private void Write(Action write)
    {
        lock (_gate)
        {
            if (_hasFailed)
            {
                return;
            }

            try
            {
                write();
            }
            catch (IOException)
            {
                // A full disk ends the log, not the service.
                _hasFailed = true;
            }
        }
    }
}
