using System.Management.Automation;
using RunCommandPS.Waiting;

namespace RunCommandPS.Pipeline;

/// <summary>The progress bar of a wait for commands or nodes.</summary>
/// <param name="output">The pipeline.</param>
/// <param name="number">Distinguishes the bars of several waits.</param>
/// <param name="activity">What is being done, in words.</param>
internal sealed class ProgressBar(PipelineOutput output, int number, Func<WaitProgress, string> activity)
{
    private const int FirstActivityId = 0x5C0;

    private readonly RemainingTime _remaining = new();
    private ProgressRecord? _shown;
    private WaitProgress _progress = new(0, 0, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The progress, in words.</summary>
    public Func<WaitProgress, string> Words { get; init; } = Text;

    /// <summary>Shows the progress.</summary>
    public ValueTask ShowAsync(WaitProgress progress)
    {
        _progress = progress;
        return ShowAsync("");
    }

    /// <summary>Shows that nothing can be read, and warns about it once.</summary>
    public async ValueTask ShowAsync(Outage outage)
    {
        if (outage.IsNew)
        {
            await output.WarnAsync(outage.ToString()).ConfigureAwait(false);
        }

        await ShowAsync($"no response for {outage.Length.TotalSeconds:0} s, ").ConfigureAwait(false);
    }

    /// <summary>Shows that the service throttles what is sent.</summary>
    /// <param name="waited">For how long.</param>
    public ValueTask ShowThrottledAsync(TimeSpan waited) => ShowAsync($"sending is throttled for {waited.TotalSeconds:0} s, ");

    private ValueTask ShowAsync(string trouble)
    {
        var progress = _progress;
        _shown = new ProgressRecord(
            FirstActivityId + number,
            activity(progress),
            $"{Clock(progress.Waited)} {trouble}{Words(progress)}")
        {
            PercentComplete = progress.Nodes > 0 ? (int)Math.Clamp(100L * progress.Completed / progress.Nodes, 0, 100) : -1,
            SecondsRemaining = _remaining.After(progress) is { } left ? (int)Math.Min(left.TotalSeconds, int.MaxValue) : -1,
        };
        return output.ProgressAsync(_shown);
    }

    /// <summary>The progress of commands.</summary>
    public static string Text(WaitProgress progress) => $"{progress.Completed} of {progress.Nodes} done, {progress.Failed} failed"
        + (progress.Left.Count > 0 ? $", waiting for {string.Join(", ", progress.Left)}" : "");

    // First, because a console of 80 columns has room for 30 characters. Hours continue past 24.
    private static string Clock(TimeSpan waited) => $"{(int)waited.TotalHours:00}:{waited:mm\\:ss}";

    /// <summary>Removes the bar.</summary>
    public async ValueTask CloseAsync()
    {
        if (_shown is { } shown)
        {
            var done = new ProgressRecord(shown.ActivityId, shown.Activity, shown.StatusDescription)
            {
                RecordType = ProgressRecordType.Completed,
            };
            await output.ProgressAsync(done).ConfigureAwait(false);
        }
    }
}
