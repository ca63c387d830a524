using System.Collections.Concurrent;
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
/// Carries what a run does to the pipeline: a result for every node as it ends, an error for every one that did not end well.
/// </summary>
/// <param name="output">The pipeline.</param>
/// <param name="reader">Reads what a node wrote.</param>
/// <param name="summary">Counts.</param>
/// <param name="bar">The progress bar.</param>
/// <param name="settings">What is written.</param>
/// <param name="stop">Stops reading.</param>
internal sealed class RunObserver(
    PipelineOutput output, OutputReader reader, RunSummaryBuilder summary, ProgressBar bar, RunSettings settings, CancellationToken stop)
    : IFleetObserver
{
    private const string ComputerName = "PSComputerName";

    private readonly SendObserver _sending = new(output);

    // Commands whose nodes were chosen by criteria: how many they are comes to light later.
    private readonly ConcurrentDictionary<string, bool> _byCriteria = new(StringComparer.Ordinal);
    private readonly List<(Command Command, Exception? Failure)> _cancels = [];

    public ValueTask SentAsync(Command command, SendCommandRequest request)
    {
        summary.Sent(command.CommandId);
        if (request.InstanceIds is null or { Count: 0 })
        {
            _byCriteria[command.CommandId] = true;
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask FoundAsync(Command command, SendCommandRequest request) => _sending.FoundAsync(command, request);

    public ValueTask FailedAsync(SendFailure failure)
    {
        var nodes = failure.Request.InstanceIds ?? [];
        if (failure.Error.MayHaveRun)
        {
            summary.Unknown(nodes);
        }
        else
        {
            summary.NotRun(nodes);
        }

        return _sending.FailedAsync(failure);
    }

    public ValueTask ThrottledAsync(SendCommandRequest request, TimeSpan waited) => bar.ShowThrottledAsync(waited);

    public ValueTask SkippedAsync(IReadOnlyList<string> instanceIds)
    {
        summary.NotRun(instanceIds);
        return settings.SkipInvalidNode
            ? _sending.SkippedAsync(instanceIds)
            : output.ErrorAsync(ErrorRecords.From(RunErrors.Refused(instanceIds), instanceIds.ToArray()));
    }

    public async ValueTask NodeEndedAsync(CommandInvocation invocation)
    {
        summary.Ended(invocation);
        var reading = await reader.ReadAsync(invocation, stop).ConfigureAwait(false);
        var result = new NodeResult { Invocation = invocation, Outputs = reading.Outputs.ToArray() };
        if (settings.AsObject)
        {
            await WriteObjectsAsync(result).ConfigureAwait(false);
        }
        else
        {
            if (result.IsTruncated)
            {
                summary.Cut();
            }

            await output.WriteAsync(result).ConfigureAwait(false);
        }

        foreach (var error in reading.Errors)
        {
            await output.ErrorAsync(ErrorRecords.From(error, invocation)).ConfigureAwait(false);
        }

        if (!result.Succeeded)
        {
            await output.ErrorAsync(ErrorRecords.From(RunErrors.NodeFailed(result), result)).ConfigureAwait(false);
        }
    }

    public async ValueTask CommandEndedAsync(Command command, UnseenNodes unseen)
    {
        PlanChosen(command);

        if (command.TargetCount == 0 && command.Targets.Count > 0)
        {
            await output.ErrorAsync(ErrorRecords.From(RunErrors.NoNodes(command), command.Targets.ToArray())).ConfigureAwait(false);
        }

        if (unseen.Count > 0)
        {
            summary.Unknown(unseen);
            var unheard = RunErrors.Unheard(command.CommandId, unseen.InstanceIds, unseen.Count);
            await output.ErrorAsync(ErrorRecords.From(unheard, unseen.InstanceIds.ToArray())).ConfigureAwait(false);
        }
    }

    public ValueTask GivenUpAsync(string commandId, Command? lastSeen, RunCommandException reason, UnseenNodes unseen)
    {
        if (lastSeen is not null)
        {
            PlanChosen(lastSeen);
        }

        summary.Unknown(unseen);
        return output.ErrorAsync(ErrorRecords.From(reason, unseen.InstanceIds.ToArray()));
    }

    public ValueTask PolledAsync(WaitProgress progress) => bar.ShowAsync(progress);

    public ValueTask UnansweredAsync(Outage outage) => bar.ShowAsync(outage);

    public ValueTask NotStartedAsync(IReadOnlyList<string> instanceIds, RolloutHalt reason)
    {
        summary.NotRun(instanceIds);
        var error = reason == RolloutHalt.NoPlaces ? RunErrors.PlacesHeld(instanceIds) : RunErrors.TooManyErrors(instanceIds);
        return output.ErrorAsync(ErrorRecords.From(error, instanceIds.ToArray()));
    }

    public ValueTask LeftRunningAsync(IReadOnlyList<Command> commands)
    {
        summary.Unknown(commands.SelectMany(command => command.InstanceIds));
        return output.ErrorAsync(ErrorRecords.From(RunErrors.LeftRunning(commands, TimeProvider.System.GetUtcNow()), commands.ToArray()));
    }

    public ValueTask StoppedAsync(Command command, Exception? failure)
    {
        summary.Unknown(command.InstanceIds);
        lock (_cancels)
        {
            _cancels.Add((command, failure));
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Reports what became of the commands of a run that was stopped.</summary>
    public ValueTask CloseAsync() => _cancels.Count == 0
        ? ValueTask.CompletedTask
        : output.ErrorAsync(ErrorRecords.From(RunErrors.Stopped(_cancels, TimeProvider.System.GetUtcNow()),
            _cancels.Select(cancel => cancel.Command.CommandId).ToArray()));

    // Only now is it known how many nodes the criteria chose.
    private void PlanChosen(Command command)
    {
        if (_byCriteria.TryRemove(command.CommandId, out _))
        {
            summary.Plan(command.TargetCount);
        }
    }

    private async Task WriteObjectsAsync(NodeResult result)
    {
        var received = ObjectChannel.Receive(result.StandardOutput);
        foreach (var item in received.Objects)
        {
            // It may have one of its own, as instances of CIM do, or be there twice.
            item.Properties.Remove(ComputerName);
            item.Properties.Add(new PSNoteProperty(ComputerName, result.InstanceId), preValidated: true);
            await output.WriteAsync(item).ConfigureAwait(false);
        }

        if (received.TooLarge is { } size)
        {
            await output.ErrorAsync(ErrorRecords.From(RunErrors.ObjectsTooLarge(result.Invocation, size), result)).ConfigureAwait(false);
        }
        else if (!received.AreWhole && result.Succeeded)
        {
            await output.ErrorAsync(
                ErrorRecords.From(RunErrors.ObjectsUnreadable(result.Invocation, result.IsTruncated), result)).ConfigureAwait(false);
        }
    }
}
