using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace RunCommandPS.Pipeline;

/// <summary>The progress bar of a cmdlet that reads page after page. It is shown only where that takes longer than a moment.</summary>
/// <param name="activity">What the cmdlet does, in words.</param>
/// <param name="things">What it reads, in the plural.</param>
/// <param name="time">The clock; the system's if null.</param>
internal sealed class ReadingProgress(string activity, string things, TimeProvider? time = null)
{
    private const int ActivityId = 0x5BF;
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly object _gate = new();
    private long? _next;
    private int _count;
    private ProgressRecord? _shown;

    /// <summary>Passes on what is read, and shows how much it is by now. Several may be read side by side.</summary>
    public async IAsyncEnumerable<T> Over<T>(
        IAsyncEnumerable<T> items, PipelineOutput output, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Start();
        await foreach (var item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (Count() is { } progress)
            {
                await output.ProgressAsync(progress).ConfigureAwait(false);
            }

            yield return item;
        }
    }

    /// <summary>Takes the bar away.</summary>
    public void Close(Cmdlet cmdlet)
    {
        if (_shown is { } shown)
        {
            cmdlet.WriteProgress(new ProgressRecord(shown.ActivityId, shown.Activity, shown.StatusDescription)
            {
                RecordType = ProgressRecordType.Completed,
            });
        }
    }

    private void Start()
    {
        lock (_gate)
        {
            _next ??= After(Moment);
        }
    }

    private ProgressRecord? Count()
    {
        lock (_gate)
        {
            _count++;
            if (_time.GetTimestamp() < _next)
            {
                return null;
            }

            _next = After(Interval);
            return _shown = new ProgressRecord(ActivityId, activity, $"{_count} {things} so far");
        }
    }

    private long After(TimeSpan span) => _time.GetTimestamp() + (long)(span.TotalSeconds * _time.TimestampFrequency);
}
