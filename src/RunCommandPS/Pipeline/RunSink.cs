using System.Management.Automation;
using RunCommandPS.Errors;
using RunCommandPS.Output;
using RunCommandPS.Rollout;
using RunCommandPS.Scripts;
using RunCommandPS.Sending;
using RunCommandPS.Waiting;

namespace RunCommandPS.Pipeline;

/// <summary>Carries what a run does to the pipeline: a result for every node as it ends, an error for every one that did not end well.</summary>
/// <param name="output">The pipeline.</param>
/// <param name="reader">Reads what a node wrote.</param>
/// <param name="tally">Counts.</param>
/// <param name="bar">The progress bar.</param>
/// <param name="settings">What is written.</param>
/// <param name="stop">Stops reading.</param>
internal sealed class RunSink(PipelineOutput output, OutputReader reader, RunTally tally, ProgressBar bar, RunSettings settings, CancellationToken stop) : IFleetSink
{
    private const string ComputerName = "PSComputerName";

    private readonly SendSink _sending = new(output);
    private readonly List<(Command Command, Exception? Failure)> _cancels = [];

    public ValueTask SentAsync(Command command, SendCommandRequest request)
    {
        tally.Sent(command.CommandId);
        return ValueTask.CompletedTask;
    }

    public ValueTask FailedAsync(SendFailure failure)
    {
        var nodes = failure.Request.InstanceIds ?? [];
        if (failure.Error.MayHaveRun)
        {
            tally.Unknown(nodes);
        }
        else
        {
            tally.NotRun(nodes);
        }

        return _sending.FailedAsync(failure);
    }

    public ValueTask SkippedAsync(IReadOnlyList<string> instanceIds)
    {
        tally.NotRun(instanceIds);
        return settings.SkipInvalidNode ? _sending.SkippedAsync(instanceIds) : output.ErrorAsync(ErrorRecords.From(RunErrors.Refused(instanceIds), instanceIds.ToArray()));
    }

    public async ValueTask NodeEndedAsync(CommandInvocation invocation)
    {
        tally.Ended(invocation);
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
                tally.Cut();
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
        if (command.InstanceIds.Count == 0)
        {
            // Only now is it known how many nodes the criteria chose.
            tally.Plan(command.TargetCount);
        }

        if (command.TargetCount == 0 && command.Targets.Count > 0)
        {
            await output.ErrorAsync(ErrorRecords.From(RunErrors.NoNodes(command), command.Targets.ToArray())).ConfigureAwait(false);
        }

        if (unseen.Count > 0)
        {
            tally.Unknown(unseen.InstanceIds);
            await output.ErrorAsync(ErrorRecords.From(RunErrors.Unheard(command.CommandId, unseen.InstanceIds, unseen.Count), unseen.InstanceIds.ToArray())).ConfigureAwait(false);
        }
    }

    public ValueTask GivenUpAsync(string commandId, Command? lastSeen, RunCommandException reason, UnseenNodes unseen)
    {
        if (lastSeen is { InstanceIds.Count: 0 })
        {
            tally.Plan(lastSeen.TargetCount);
        }

        tally.Unknown(unseen.InstanceIds);
        return output.ErrorAsync(ErrorRecords.From(reason, unseen.InstanceIds.ToArray()));
    }

    public ValueTask LookedAsync(WaitProgress progress) => bar.ShowAsync(progress);

    public ValueTask NotStartedAsync(IReadOnlyList<string> instanceIds)
    {
        tally.NotRun(instanceIds);
        return output.ErrorAsync(ErrorRecords.From(RunErrors.TooManyErrors(instanceIds), instanceIds.ToArray()));
    }

    public ValueTask LeftRunningAsync(IReadOnlyList<Command> commands)
    {
        tally.Unknown(commands.SelectMany(command => command.InstanceIds));
        return output.ErrorAsync(ErrorRecords.From(RunErrors.LeftRunning(commands, TimeProvider.System.GetUtcNow()), commands.ToArray()));
    }

    public ValueTask StoppedAsync(Command command, Exception? failure)
    {
        tally.Unknown(command.InstanceIds);
        lock (_cancels)
        {
            _cancels.Add((command, failure));
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Tells what became of the commands of a run that was stopped.</summary>
    public ValueTask CloseAsync() => _cancels.Count == 0
        ? ValueTask.CompletedTask
        : output.ErrorAsync(ErrorRecords.From(RunErrors.Stopped(_cancels, TimeProvider.System.GetUtcNow()), _cancels.Select(cancel => cancel.Command.CommandId).ToArray()));

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
            await output.ErrorAsync(ErrorRecords.From(RunErrors.ObjectsUnreadable(result.Invocation, result.IsTruncated), result)).ConfigureAwait(false);
        }
    }
}
