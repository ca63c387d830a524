using System.Management.Automation;
using RunCommandPS.Errors;
using RunCommandPS.Pipeline;
using RunCommandPS.Rollout;

namespace RunCommandPS.Jobs;

/// <summary>A run in the background: a job for Get-Job, Wait-Job, Receive-Job and Stop-Job. Stopping it stops the commands, too.</summary>
public sealed class RunCommandJob : Job
{
    private readonly CancellationTokenSource _stop = new();
    private readonly RunSummaryBuilder _summary;
    private readonly object _gate = new();
    private bool _hasEnded;

    internal RunCommandJob(string command, string? name, string location, RunSummaryBuilder summary)
        : base(command, name)
    {
        PSJobTypeName = "RunCommand";
        Location = location;
        _summary = summary;
    }

    /// <summary>The result of the run so far.</summary>
    public RunSummary Summary => _summary.Summary;

    /// <summary>Whether there is something to receive.</summary>
    public override bool HasMoreData =>
        Output.Count + Error.Count + Warning.Count + Verbose.Count + Information.Count > 0
            || JobStateInfo.State is JobState.NotStarted or JobState.Running;

    /// <summary>The region or regions it runs in.</summary>
    public override string Location { get; }

    /// <summary>Its progress, in one line.</summary>
    public override string StatusMessage => Summary.ToString();

    /// <summary>Stops the run, here and on the nodes, and waits until it has stopped.</summary>
    public override void StopJob()
    {
        lock (_gate)
        {
            if (!_hasEnded && JobStateInfo.State == JobState.Running)
            {
                SetJobState(JobState.Stopping);
            }
        }

        // A second caller waits as well: a job that is removed must not continue.
        if (JobStateInfo.State is JobState.NotStarted or JobState.Completed or JobState.Failed or JobState.Stopped)
        {
            return;
        }

        try
        {
            _stop.Cancel();
            Finished.WaitOne();
        }
        catch (ObjectDisposedException)
        {
            // It ended, and was removed, in the same moment.
        }
    }

    /// <summary>Starts the run.</summary>
    internal void Begin(Func<PipelineOutput, CancellationToken, Task> work)
    {
        SetJobState(JobState.Running);
        _ = Task.Run(() => RunAsync(work));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            StopJob();
            _stop.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task RunAsync(Func<PipelineOutput, CancellationToken, Task> work)
    {
        var output = new PipelineOutput();
        var running = Task.Run(() => work(output, _stop.Token));
        _ = running.ContinueWith(
            _ => output.Complete(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        await foreach (var item in output.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            Take(item);
        }

        var outcome = await OutcomeAsync(running).ConfigureAwait(false);
        lock (_gate)
        {
            // From here on, nothing can make it Stopping again.
            _hasEnded = true;
        }

        SetJobState(outcome);
    }

    private async Task<JobState> OutcomeAsync(Task running)
    {
        try
        {
            await running.ConfigureAwait(false);

            // Those who wait for a job check its state first. One that did not succeed on every node has not done its work.
            return _summary.Summary.ExitCode == 0 ? JobState.Completed : JobState.Failed;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return JobState.Stopped;
        }
        catch (RunCommandException exception)
        {
            Error.Add(ErrorRecords.From(exception, null));
            return JobState.Failed;
        }
        catch (Exception exception)
        {
            // It would never be noticed otherwise.
            Error.Add(ErrorRecords.From(UnexpectedErrors.Of(exception), null));
            return JobState.Failed;
        }
    }

    private void Take(PipelineOutput.Item item)
    {
        switch (item)
        {
            case PipelineOutput.Item.Value value:
                Output.Add(PSObject.AsPSObject(value.Content));
                break;
            case PipelineOutput.Item.Error error:
                Error.Add(error.Record);
                break;
            case PipelineOutput.Item.Warning warning:
                Warning.Add(new WarningRecord(warning.Message));
                break;
            case PipelineOutput.Item.Verbose verbose:
                Verbose.Add(new VerboseRecord(verbose.Message));
                break;
            case PipelineOutput.Item.Progress progress:
                Progress.Add(progress.Record);
                break;
            case PipelineOutput.Item.Call call:
                // There is no user at a job.
                call.Run(host: null);
                break;
            case PipelineOutput.Item.Host host:
                Information.Add(host.ToRecord());
                break;
        }
    }
}
