using System.Management.Automation;
using RunCommandPS.Errors;
using RunCommandPS.Waiting;

namespace RunCommandPS.Pipeline;

/// <summary>Carries what a wait sees to the pipeline: ended commands as objects, the others as errors, and a progress bar.</summary>
/// <param name="output">The pipeline.</param>
/// <param name="number">Tells the progress bars of several waits apart.</param>
internal sealed class WaitSink(PipelineOutput output, int number) : IWaitSink
{
    private const int FirstActivityId = 0x5C0;

    private ProgressRecord? _shown;

    public ValueTask EndedAsync(Command command) => output.WriteAsync(command);

    public ValueTask GivenUpAsync(string commandId, Command? lastSeen, RunCommandException reason) =>
        output.ErrorAsync(ErrorRecords.From(reason, lastSeen ?? (object)commandId));

    public ValueTask LookedAsync(WaitProgress progress)
    {
        _shown = new ProgressRecord(
            FirstActivityId + number,
            progress.Commands == 1 ? "Waiting for a command" : $"Waiting for {progress.Commands} commands",
            $"{progress.Completed} of {progress.Nodes} nodes done, {progress.Failed} failed, {progress.Nodes - progress.Completed} open, {progress.Waited:hh\\:mm\\:ss}")
        {
            PercentComplete = progress.Nodes > 0 ? (int)(100L * progress.Completed / progress.Nodes) : -1,
            SecondsRemaining = progress.Left is { } left ? (int)Math.Min(left.TotalSeconds, int.MaxValue) : -1,
        };
        return output.ProgressAsync(_shown);
    }

    /// <summary>Takes the progress bar away.</summary>
    public async ValueTask CloseAsync()
    {
        if (_shown is { } shown)
        {
            await output.ProgressAsync(new ProgressRecord(shown.ActivityId, shown.Activity, shown.StatusDescription) { RecordType = ProgressRecordType.Completed }).ConfigureAwait(false);
        }
    }
}
