using RunCommandPS.Simulator.Execution;

namespace RunCommandPS.Simulator.Service;

/// <summary>Takes snapshots of the service's state: what a response says does not change while it is written.</summary>
internal sealed class CommandView(string region)
{
    public Command Of(CommandState command)
    {
        var request = command.Request;
        return new Command
        {
            CommandId = command.CommandId,
            DocumentName = request.DocumentName,
            DocumentVersion = request.DocumentVersion ?? ServiceLimits.DefaultVersion,
            Comment = request.Comment ?? "",
            Status = command.Status,
            StatusDetails = command.StatusDetails,
            RequestedDateTime = command.ToldRequested,
            ExpiresAfter = command.ExpiresAfter + command.Skew,
            Parameters = request.Parameters ?? new Dictionary<string, IReadOnlyList<string>>(),
            InstanceIds = request.InstanceIds ?? [],
            Targets = request.Targets ?? [],
            TargetCount = command.TargetCount,
            CompletedCount = command.CompletedCount,
            ErrorCount = command.ErrorCount,
            DeliveryTimedOutCount = command.DeliveryTimedOutCount,
            MaxConcurrency = request.MaxConcurrency ?? ServiceLimits.MaxConcurrencyDefault,
            MaxErrors = request.MaxErrors ?? ServiceLimits.MaxErrorsDefault,
            TimeoutSeconds = request.TimeoutSeconds ?? ServiceLimits.TimeoutSecondsDefault,
            OutputS3BucketName = request.OutputS3BucketName ?? "",
            OutputS3KeyPrefix = request.OutputS3KeyPrefix ?? "",
            OutputS3Region = region,
            ServiceRole = request.ServiceRoleArn ?? "",
            NotificationConfig = request.NotificationConfig ?? new(),
            CloudWatchOutputConfig = request.CloudWatchOutputConfig ?? new(),
            AlarmConfiguration = request.AlarmConfiguration ?? new(),
            TriggeredAlarms = command.TriggeredAlarms,
        };
    }

    public CommandInvocation Of(InvocationState invocation, bool withDetails)
    {
        var command = invocation.Command;
        var request = command.Request;
        return new CommandInvocation
        {
            CommandId = command.CommandId,
            InstanceId = invocation.Node.InstanceId,
            InstanceName = invocation.Node.ComputerName,
            Comment = request.Comment ?? "",
            DocumentName = request.DocumentName,
            DocumentVersion = request.DocumentVersion ?? ServiceLimits.DefaultVersion,
            RequestedDateTime = command.ToldRequested,
            Status = invocation.Status,
            StatusDetails = invocation.StatusDetails,
            ServiceRole = request.ServiceRoleArn ?? "",
            NotificationConfig = request.NotificationConfig ?? new(),
            CloudWatchOutputConfig = request.CloudWatchOutputConfig ?? new(),
            StandardOutputUrl = OnlyUrl(invocation, OutputLocation.StandardOutput),
            StandardErrorUrl = OnlyUrl(invocation, OutputLocation.StandardError),
            Steps = withDetails ? [.. Enumerable.Range(0, command.Tasks.Count).Select(index => InlineStep(invocation, index))] : [],
        };
    }

    /// <summary>A step with its output as GetCommandInvocation has it.</summary>
    public CommandStep FullStep(InvocationState invocation, int index) => Step(invocation, index) with
    {
        StandardOutput = StepOutput.StandardOutput(ResultOf(invocation, index)?.StandardOutput ?? ""),
        StandardError = StepOutput.StandardError(ResultOf(invocation, index)?.StandardError ?? ""),
    };

    // Null for a step that has not started.
    private static StepState? StateOf(InvocationState invocation, int index) =>
        index < invocation.Steps.Length ? invocation.Steps[index] : null;

    private static StepResult? ResultOf(InvocationState invocation, int index) => StateOf(invocation, index)?.Result;

    private CommandStep InlineStep(InvocationState invocation, int index) => Step(invocation, index) with
    {
        Output = ResultOf(invocation, index) is { } result ? StepOutput.Inline(result) : "",
    };

    private CommandStep Step(InvocationState invocation, int index)
    {
        var state = StateOf(invocation, index);
        var result = state?.Result;
        var request = invocation.Command.Request;

        // A step that has not ended when its invocation has shares the invocation's end.
        var status = result?.Status
            ?? (invocation.IsTerminal ? invocation.Status : state is null ? RunStatus.Pending : RunStatus.InProgress);
        return new CommandStep
        {
            Name = invocation.Command.Tasks[index].Step.Name,
            Status = status,
            StatusDetails = result?.StatusDetails ?? (invocation.IsTerminal ? invocation.StatusDetails : status),
            ResponseCode = result?.ExitCode ?? ServiceLimits.NotStartedResponseCode,
            ResponseStartDateTime = state?.Started,
            ResponseFinishDateTime = result is null ? null : state!.Value.Finished,
            StandardOutputUrl = Url(invocation, index, OutputLocation.StandardOutput),
            StandardErrorUrl = Url(invocation, index, OutputLocation.StandardError),
            OutputS3BucketName = request.OutputS3BucketName ?? "",
            OutputS3KeyPrefix = request.OutputS3KeyPrefix ?? "",
            OutputS3Region = region,
        };
    }

    // Both streams are reported once the step has ended, whether or not anything was written (seen in recordings).
    private string Url(InvocationState invocation, int index, string stream) =>
        ResultOf(invocation, index) is null ? "" : OutputLocation.Url(invocation, index, stream, region);

    // An invocation has its own URL if its document has only one step (API reference of CommandInvocation).
    private string OnlyUrl(InvocationState invocation, string stream) =>
        invocation.Command.Tasks.Count == 1 ? Url(invocation, 0, stream) : "";
}
