using System.Management.Automation;
using RunCommandPS.Waiting;

namespace RunCommandPS.Pipeline;

/// <summary>The progress bar of commands that are waited for.</summary>
/// <param name="output">The pipeline.</param>
/// <param name="number">Tells the bars of several waits apart.</param>
/// <param name="activity">What is being done, in words.</param>
internal sealed class ProgressBar(PipelineOutput output, int number, Func<WaitProgress, string> activity)
{
    private const int FirstActivityId = 0x5C0;

    private ProgressRecord? _shown;

    /// <summary>Shows how far it is.</summary>
    public ValueTask ShowAsync(WaitProgress progress)
    {
        _shown = new ProgressRecord(
            FirstActivityId + number,
            activity(progress),
            $"{progress.Completed} of {progress.Nodes} nodes done, {progress.Failed} failed, {progress.Nodes - progress.Completed} open, {progress.Waited:hh\\:mm\\:ss}")
        {
            PercentComplete = progress.Nodes > 0 ? (int)Math.Clamp(100L * progress.Completed / progress.Nodes, 0, 100) : -1,
            SecondsRemaining = progress.Left is { } left ? (int)Math.Min(left.TotalSeconds, int.MaxValue) : -1,
        };
        return output.ProgressAsync(_shown);
    }

    /// <summary>Takes the bar away.</summary>
    public async ValueTask CloseAsync()
    {
        if (_shown is { } shown)
        {
            await output.ProgressAsync(new ProgressRecord(shown.ActivityId, shown.Activity, shown.StatusDescription) { RecordType = ProgressRecordType.Completed }).ConfigureAwait(false);
        }
    }
}
