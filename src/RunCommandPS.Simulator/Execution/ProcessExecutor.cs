using System.Collections.Concurrent;

namespace RunCommandPS.Simulator.Execution;

/// <summary>Runs scripts on this machine, and fetches files for them. Any other action succeeds at once.</summary>
/// <remarks>Timeouts are in the machine's real time, because the scripts are, too.</remarks>
internal sealed class ProcessExecutor(string region, ContentSource contents) : IStepExecutor, IDisposable
{
    // A rollout over hundreds of nodes is still one machine.
    private const int MaximumProcesses = 64;

    private readonly SemaphoreSlim _places = new(MaximumProcesses);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<Task, byte> _running = new();

    public bool RunsForReal(StepTask task, SimulatedNode node) => true;

    public Func<bool>? Start(StepTask task, SimulatedNode node, int attempt, Action<StepResult, TimeSpan> complete)
    {
        if (task.Download is null && !ScriptHost.Runs(task.Step.Action))
        {
            complete(StepResult.Success, TimeSpan.Zero);
            return null;
        }

        var ending = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        var run = Task.Run(() => RunAsync(task, node, complete, ending));
        _running.TryAdd(run, 0);
        _ = run.ContinueWith(ended => _running.TryRemove(ended, out _), TaskScheduler.Default);
        return () =>
        {
            // Those who wait for the process are woken elsewhere; this is called under the service's lock.
            _ = ending.CancelAsync();
            return true;
        };
    }

    /// <summary>An executor for a start: what a killed one left behind is removed first.</summary>
    public static ProcessExecutor Start(string region, ContentSource contents)
    {
        ScriptFamily.Sweep();
        return new ProcessExecutor(region, contents);
    }

    /// <summary>Ends all processes and waits until they and their folders are gone.</summary>
    public void Dispose()
    {
        if (_stopping.IsCancellationRequested)
        {
            return;
        }

        _stopping.Cancel();
        Task.WhenAll(_running.Keys).GetAwaiter().GetResult();
        _stopping.Dispose();
        _places.Dispose();
    }

    private async Task RunAsync(StepTask task, SimulatedNode node, Action<StepResult, TimeSpan> complete, CancellationTokenSource ending)
    {
        // To its end: until the result is taken, the script may still have to be ended.
        using var ended = ending;
        StepResult result;
        try
        {
            await _places.WaitAsync(ending.Token).ConfigureAwait(false);
            try
            {
                result = task.Download is { } download ? ContentFolder.Save(contents, download)
                    : ScriptHost.Find(task.Step.Action, out var reason) is { } host
                    ? await new ScriptProcess(host, task, node, region, contents).RunAsync(ending.Token).ConfigureAwait(false)
                    : StepResult.NotRun(reason);
            }
            finally
            {
                _places.Release();
            }
        }
        catch (OperationCanceledException)
        {
            // It had no place yet.
            result = StepResult.Cancelled("", "");
        }
        catch (Exception error)
        {
            result = StepResult.NotRun($"The script could not be run: {error.Message}");
        }

        // Once the simulator stops, results are no longer requested.
        if (!_stopping.IsCancellationRequested)
        {
            complete(result, TimeSpan.Zero);
        }
    }
}
