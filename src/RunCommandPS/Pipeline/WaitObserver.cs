using RunCommandPS.Errors;
using RunCommandPS.Waiting;

namespace RunCommandPS.Pipeline;

/// <summary>Carries what a wait sees to the pipeline: ended commands as objects, the others as errors, and a progress bar.</summary>
/// <param name="output">The pipeline.</param>
/// <param name="number">Tells the progress bars of several waits apart.</param>
internal sealed class WaitObserver(PipelineOutput output, int number) : IWaitObserver
{
    private readonly ProgressBar _bar = new(output, number, progress => progress.Commands == 1 ? "Waiting for a command" : $"Waiting for {progress.Commands} commands");

    public ValueTask EndedAsync(Command command) => output.WriteAsync(command);

    public ValueTask GivenUpAsync(string commandId, Command? lastSeen, RunCommandException reason) =>
        output.ErrorAsync(ErrorRecords.From(reason, lastSeen ?? (object)commandId));

    public ValueTask PolledAsync(WaitProgress progress) => _bar.ShowAsync(progress);

    public ValueTask UnansweredAsync(Outage outage) => _bar.ShowAsync(outage);

    /// <summary>Takes the progress bar away.</summary>
    public ValueTask CloseAsync() => _bar.CloseAsync();
}
