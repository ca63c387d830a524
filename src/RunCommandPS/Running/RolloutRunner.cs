using RunCommandPS.Errors;
using RunCommandPS.Output;
using RunCommandPS.Pipeline;
using RunCommandPS.Rollout;
using RunCommandPS.Rollout.Record;
using RunCommandPS.Session;

namespace RunCommandPS.Running;

/// <summary>Runs a rollout, or what is left of it, for the pipeline or a job: results, errors, progress, and the summary.</summary>
/// <param name="log">The rollout.</param>
/// <param name="places">Its connections, in the order of its plan.</param>
/// <param name="settings">How.</param>
/// <param name="summary">Counts.</param>
/// <param name="output">The pipeline.</param>
internal sealed class RolloutRunner(
    RolloutLog log, IReadOnlyList<RolloutPlace> places, RunSettings settings, RunSummaryBuilder summary, PipelineOutput output)
        : IRolloutObserver
{
    private readonly FailureDigest _digest = new();
    private readonly WaveGate _waves = new(settings.Waves, output);
    private readonly TaskCompletionSource<string?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _stopped;

    // How to resume it; null if it leaves no record.
    private string? Resumption => log.IsRecorded ? $"Resume-RunCommandRollout {log.Planned.Name ?? log.Planned.Id}" : null;

    /// <summary>Runs, from the first command to the summary.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="RunCommandException">The only connection can't be used, or the process ends.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var registration = ModuleSession.Current.End.Register(() =>
        {
            try
            {
                end.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It ended at the same moment.
            }

            return _ended.Task;
        });
        try
        {
            await RunUntilStoppedAsync(end.Token).ConfigureAwait(false);
            await ReportAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw RunErrors.ProcessEnds(_stopped ?? $"Rollout {log.Planned.Id} was stopped.");
        }
        finally
        {
            _ended.TrySetResult(_stopped);
        }
    }

    public ValueTask NotStartedAsync(IReadOnlyList<RolloutNode> nodes, RolloutHalt reason)
    {
        var soFar = summary.Summary;
        RunCommandException error = _waves.Refusal is { } refusal
            ? RolloutErrors.HaltedAfterWave(refusal, nodes.Count, _waves.Failed, Resumption)
            : RolloutErrors.Halted(
                reason, nodes.Count, soFar.Failed + soFar.TimedOut, soFar.Unknown, log.Read(state => state.MaxErrors), Resumption);
        return output.ErrorAsync(ErrorRecords.From(error, nodes.Select(node => node.InstanceId).ToArray()));
    }

    public ValueTask LostConnectionAsync(int connection, RunCommandException error) => output.ErrorAsync(ErrorRecords.From(
        error, log.Read(state => state.Nodes.Where(node => node.Connection == connection).Select(node => node.InstanceId).ToArray())));

    public ValueTask RecordFailedAsync(RunCommandException error) => output.ErrorAsync(ErrorRecords.From(error, log.Planned.Id));

    public ValueTask ClosedAsync(RolloutNode node, NodeVerdict verdict, string? commandId) => settings.Form != ResultForm.Result
        ? ValueTask.CompletedTask
        : output.WriteAsync(new NodeResult
        {
            Invocation = new CommandInvocation
            {
                CommandId = commandId ?? "",
                InstanceId = node.InstanceId,
                InstanceName = places[node.Connection].Connection?.Names.Find(node.InstanceId) ?? "",
                Origin = places[node.Connection].Connection?.Origin ?? ConnectionOrigin.None,
            },
            Outcome = verdict,
        });

    private async Task RunUntilStoppedAsync(CancellationToken stop)
    {
        var observers = places.Select((place, index) => place.Connection is null ? null : Observer(place, index, stop)).ToList();
        summary.Begin(log);
        await output.HostAsync(Opening()).ConfigureAwait(false);
        try
        {
            var connections = observers.Select((observer, index) =>
                observer is null ? null : new RolloutConnection(
                    new SessionService(places[index].Connection!, output, namesNodes: true), observer)).ToList();
            await new RolloutRun(log, connections, settings.Fleet, this, TimeProvider.System, _waves).RunAsync(stop).ConfigureAwait(false);
        }
        finally
        {
            summary.End();
            await CloseAsync([.. observers.OfType<RunObserver>()], stop.IsCancellationRequested).ConfigureAwait(false);
        }
    }

    private string Opening()
    {
        var nodes = log.Read(state => state.Nodes.Count);
        var name = log.Planned.Name is { } given ? $" '{given}'" : "";
        var waves = log.Read(state => state.Waves is { } waves ? $" in {waves.Count} {(waves.Count == 1 ? "wave" : "waves")}" : "");
        return $"Rollout {log.Planned.Id}{name}{(nodes == 0 ? "" : $": {nodes} {(nodes == 1 ? "node" : "nodes")}")}{waves}.";
    }

    private RunObserver Observer(RolloutPlace place, int index, CancellationToken stop)
    {
        var documents = log.Planned.Parts.Where(part => part.Connection == index).Select(part => part.Request.DocumentName).Distinct();
        var bar = new ProgressBar(output, index, _ => $"Running {string.Join(" and ", documents)}{_waves.Progress}");
        var reader = new OutputReader(new SessionService(place.Connection!, output), new SessionStore(place.Options, output));
        return new RunObserver(output, reader, summary, _digest, bar, settings, _waves, stop);
    }

    private async Task CloseAsync(IReadOnlyList<RunObserver> observers, bool isStopped)
    {
        foreach (var observer in observers)
        {
            await observer.CloseAsync().ConfigureAwait(false);
        }

        // The nodes of a send that was not answered are named by the error of that send.
        var cancels = observers.SelectMany(observer => observer.Cancels).ToList();
        if (cancels.Count > 0 || (isStopped && Resumption is not null))
        {
            var error = RunErrors.Stopped(cancels, TimeProvider.System.GetUtcNow(), Resumption);
            _stopped = error.Message;
            await output.ErrorAsync(
                ErrorRecords.From(error, cancels.Select(cancel => cancel.Command.CommandId).ToArray())).ConfigureAwait(false);
        }
    }

    private async Task ReportAsync()
    {
        if (summary.Truncated is > 0 and var truncated)
        {
            var inS3 = log.Planned.Parts.Any(part => part.Request.OutputS3BucketName is not null);
            await output.WarnAsync(
                $"The output of {(truncated == 1 ? "1 node" : $"{truncated} nodes")} is truncated: the service keeps "
                + $"{ServiceLimits.StandardOutputMaximumLength:N0} characters. "
                + (inS3 ? "All of it may be in S3." : "With -OutputS3BucketName, all of it goes to S3 and is read from there."))
                    .ConfigureAwait(false);
        }

        await output.HostAsync(summary.Summary.ToString()).ConfigureAwait(false);
        if (_digest.Text is { } causes)
        {
            var (verdicts, nodes) = _digest.Among(RestartPlan.Usual);
            await output.HostAsync(causes + (Resumption is { } resumption && nodes > 0
                ? $" {resumption} -Retry {string.Join(", ", verdicts)} runs {(nodes == 1 ? "this node" : $"these {nodes}")} again."
                : "")).ConfigureAwait(false);
        }
    }
}
