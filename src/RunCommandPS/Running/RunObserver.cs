using System.Management.Automation;
using RunCommandPS.Errors;
using RunCommandPS.Model;
using RunCommandPS.Output;
using RunCommandPS.Pipeline;
using RunCommandPS.Rollout;
using RunCommandPS.Scripts;
using RunCommandPS.Sending;
using RunCommandPS.Waiting;

namespace RunCommandPS.Running;

/// <summary>
/// Passes what a run does to the pipeline: a result for every node as it ends, an error for every one that did not succeed.
/// </summary>
/// <param name="output">The pipeline.</param>
/// <param name="reader">Reads what a node wrote.</param>
/// <param name="summary">Counts what the rollout does not know about.</param>
/// <param name="digest">Collects causes.</param>
/// <param name="bar">The progress bar.</param>
/// <param name="settings">What is written.</param>
/// <param name="waves">Collects results of the current wave.</param>
/// <param name="stop">Stops reading.</param>
internal sealed class RunObserver(
    PipelineOutput output,
    OutputReader reader,
    RunSummaryBuilder summary,
    FailureDigest digest,
    ProgressBar bar,
    RunSettings settings,
    WaveGate waves,
    CancellationToken stop) : IFleetObserver
{
    private const string ComputerName = "PSComputerName";

    private readonly SendObserver _sending = new(output);
    private readonly ProgressMilestones _milestones = new();
    private readonly List<(Command Command, Exception? Failure)> _cancels = [];

    /// <summary>The commands that the service was asked to cancel, with null if it accepted.</summary>
    public IReadOnlyList<(Command Command, Exception? Failure)> Cancels
    {
        get
        {
            lock (_cancels)
            {
                return [.. _cancels];
            }
        }
    }

    public ValueTask SentAsync(Command command, SendCommandRequest request) => ValueTask.CompletedTask;

    public ValueTask FoundAsync(Command command, SendCommandRequest request) => _sending.FoundAsync(command, request);

    public ValueTask FailedAsync(SendFailure failure) => _sending.FailedAsync(failure);

    public ValueTask ThrottledAsync(SendCommandRequest request, TimeSpan waited) => bar.ShowThrottledAsync(waited);

    public ValueTask SkippedAsync(IReadOnlyList<string> instanceIds) => settings.SkipInvalidNode
        ? _sending.SkippedAsync(instanceIds)
        : output.ErrorAsync(ErrorRecords.From(RunErrors.Refused(instanceIds), instanceIds.ToArray()));

    public async ValueTask NodeEndedAsync(CommandInvocation invocation)
    {
        var reading = await reader.ReadAsync(invocation, stop).ConfigureAwait(false);
        var result = new NodeResult { Invocation = invocation, Outputs = reading.Outputs.ToArray() };
        digest.Add(result);
        waves.Add(result);
        if (result.IsTruncated && settings.Form == ResultForm.Result)
        {
            summary.Cut();
        }

        var isTold = settings.Form switch
        {
            ResultForm.Objects => await WriteObjectsAsync(result).ConfigureAwait(false),
            ResultForm.Json => await WriteJsonAsync(result).ConfigureAwait(false),
            _ => await WriteAsync(result).ConfigureAwait(false),
        };

        foreach (var error in reading.Errors)
        {
            await output.ErrorAsync(ErrorRecords.From(error, invocation)).ConfigureAwait(false);
        }

        if (!result.Succeeded && !isTold)
        {
            await output.ErrorAsync(ErrorRecords.From(RunErrors.NodeFailed(result), result)).ConfigureAwait(false);
        }
    }

    public async ValueTask CommandEndedAsync(Command command, UnseenNodes unseen)
    {
        if (command.TargetCount == 0 && command.Targets.Count > 0)
        {
            await output.ErrorAsync(ErrorRecords.From(RunErrors.NoNodes(command), command.Targets.ToArray())).ConfigureAwait(false);
        }

        if (unseen.Count > 0)
        {
            var unheard = RunErrors.Unheard(command.CommandId, unseen.InstanceIds, unseen.Count);
            await output.ErrorAsync(ErrorRecords.From(unheard, unseen.InstanceIds.ToArray())).ConfigureAwait(false);
        }
    }

    public ValueTask GivenUpAsync(string commandId, Command? lastSeen, RunCommandException reason, UnseenNodes unseen) =>
        output.ErrorAsync(ErrorRecords.From(reason, unseen.InstanceIds.ToArray()));

    public async ValueTask PolledAsync(WaitProgress progress)
    {
        await bar.ShowAsync(progress).ConfigureAwait(false);

        // A log shows no progress bar.
        if (Console.IsOutputRedirected && _milestones.IsReached(progress))
        {
            await output.HostAsync($"{ProgressBar.Text(progress)} after {progress.Waited:hh\\:mm\\:ss}.").ConfigureAwait(false);
        }
    }

    public ValueTask UnansweredAsync(Outage outage) => bar.ShowAsync(outage);

    public ValueTask LeftRunningAsync(IReadOnlyList<Command> commands) =>
        output.ErrorAsync(ErrorRecords.From(RunErrors.LeftRunning(commands, TimeProvider.System.GetUtcNow()), commands.ToArray()));

    public ValueTask StoppedAsync(Command command, Exception? failure)
    {
        lock (_cancels)
        {
            _cancels.Add((command, failure));
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Removes the progress bar.</summary>
    public ValueTask CloseAsync() => bar.CloseAsync();

    private async Task<bool> WriteAsync(NodeResult result)
    {
        await output.WriteAsync(result).ConfigureAwait(false);
        return false;
    }

    // Whether there was already an error for the node. One is enough if it says why the node failed.
    private async Task<bool> WriteObjectsAsync(NodeResult result)
    {
        var received = ObjectChannel.Receive(result.StandardOutput);
        foreach (var item in received.Objects)
        {
            // It may have one of its own, as CIM instances do, or be there twice.
            item.Properties.Remove(ComputerName);
            item.Properties.Add(new PSNoteProperty(ComputerName, result.InstanceId), preValidated: true);
            if (result.InstanceName.Length > 0 && item.Properties[nameof(NodeResult.InstanceName)] is null)
            {
                item.Properties.Add(new PSNoteProperty(nameof(NodeResult.InstanceName), result.InstanceName), preValidated: true);
            }

            await output.WriteAsync(item).ConfigureAwait(false);
        }

        RunCommandException? error = received.TooLarge is { } size ? RunErrors.ObjectsTooLarge(result, size)
            : !received.AreWhole && result.Succeeded ? RunErrors.ObjectsUnreadable(result.Invocation, result.IsTruncated)
            : null;
        return await ReportAsync(error, result).ConfigureAwait(false);
    }

    private async Task<bool> WriteJsonAsync(NodeResult result)
    {
        // One of several steps may have nothing to report.
        var outputs = result.Outputs.Any(step => step.StandardOutput.Length > 0)
            ? result.Outputs.Where(step => step.StandardOutput.Length > 0) : result.Outputs.Take(1);
        RunCommandException? error = null;
        foreach (var step in outputs)
        {
            try
            {
                foreach (var item in JsonObjects.Of(step))
                {
                    await output.WriteAsync(item).ConfigureAwait(false);
                }
            }
            catch (OutputNotJsonException exception)
            {
                error ??= exception;
            }
        }

        // If it failed, that is what to report.
        return result.Succeeded && await ReportAsync(error, result).ConfigureAwait(false);
    }

    private async Task<bool> ReportAsync(RunCommandException? error, NodeResult result)
    {
        if (error is not null)
        {
            await output.ErrorAsync(ErrorRecords.From(error, result)).ConfigureAwait(false);
        }

        return error is not null;
    }
}
