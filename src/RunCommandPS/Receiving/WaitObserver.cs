using System.Collections.Concurrent;
using RunCommandPS.Errors;
using RunCommandPS.Pipeline;
using RunCommandPS.Waiting;

namespace RunCommandPS.Receiving;

/// <summary>Passes what a wait sees to the pipeline: ended commands as objects, the others as errors, and a progress bar.</summary>
/// <param name="output">The pipeline.</param>
/// <param name="number">Distinguishes the progress bars of several waits.</param>
/// <param name="commandIds">The commands that are waited for.</param>
internal sealed class WaitObserver(PipelineOutput output, int number, IEnumerable<string> commandIds) : IWaitObserver
{
    private readonly ProgressBar _bar =
        new(output, number, progress => progress.Commands == 1 ? "Waiting for a command" : $"Waiting for {progress.Commands} commands");
    private readonly ConcurrentDictionary<string, bool> _open = new(commandIds.Distinct().Select(id => KeyValuePair.Create(id, true)));

    public async ValueTask EndedAsync(Command command)
    {
        Close(command.CommandId);
        await output.WriteAsync(command).ConfigureAwait(false);
        if (command.TargetCount == 0 && command.Targets.Count > 0)
        {
            // Its status is Success anyway.
            await output.WarnAsync(
                $"Command {command.CommandId} did not run on any node. {RunErrors.NoNodes(command).Message}").ConfigureAwait(false);
        }
    }

    public ValueTask GivenUpAsync(string commandId, Command? lastSeen, RunCommandException reason)
    {
        Close(commandId);
        return output.ErrorAsync(ErrorRecords.From(reason, lastSeen ?? (object)commandId));
    }

    public ValueTask PolledAsync(WaitProgress progress) => _bar.ShowAsync(progress);

    public ValueTask UnansweredAsync(Outage outage) => _bar.ShowAsync(outage);

    /// <summary>A command is no longer waited for.</summary>
    public void Close(string commandId) => _open.TryRemove(commandId, out _);

    /// <summary>Removes the progress bar, and reports which commands continue if the wait was stopped.</summary>
    /// <param name="stop">Tells whether it was.</param>
    public async ValueTask CloseAsync(CancellationToken stop)
    {
        if (stop.IsCancellationRequested && !_open.IsEmpty)
        {
            var ids = commandIds.Distinct().Where(_open.ContainsKey).ToArray();
            await output.ErrorAsync(ErrorRecords.From(WaitErrors.Stopped(ids), ids)).ConfigureAwait(false);
        }

        await _bar.CloseAsync().ConfigureAwait(false);
    }
}
