using static RunCommandPS.ErrorKind;

namespace RunCommandPS.Errors;

/// <summary>Errors of a run on a fleet: a node on which it failed, nodes that it did not reach, and a run that was stopped.</summary>
internal static class RunErrors
{
    private const int LongestReason = 200;
    private const int MostNamed = 10;

    public static NodeFailedException NodeFailed(NodeResult result) => new(new(
        ErrorCode.NodeFailed, InvalidOperation,
        $"{Name(result.Invocation)} {How(result)}{InStep(result)}{Reason(result)}",
        Advice(result.Outcome)));

    /// <summary>Several nodes on which a run did not succeed.</summary>
    /// <param name="failed">The nodes.</param>
    /// <param name="others">How many other errors there are.</param>
    /// <param name="first">The error of the first node.</param>
    public static NodeFailedException NodesFailed(IReadOnlyList<CommandInvocation> failed, int others, Exception first) => new(new(
        ErrorCode.NodeFailed, InvalidOperation,
        $"The run did not succeed on {Nodes(failed.Count)}: {Some([.. failed.Select(Id)])}"
            + $"{(others > 0 ? $"; there are {others} more errors" : "")}. The first: {first.Message}",
        "Look at the StandardError of the results in the error's TargetObject.")
    { Cause = first });

    public static InvalidInstanceIdException Refused(IReadOnlyList<string> instanceIds) => new(new(
        ErrorCode.InvalidInstanceId, ObjectNotFound,
        $"The service does not accept commands for {string.Join(", ", instanceIds)}: unknown or terminated, "
            + "SSM Agent not running or not registered, or not allowed for you. The run continues on the other nodes.",
        "Check the ids and -Region, and with Get-RunCommandNode whether the nodes are online; -SkipInvalidNode makes this a warning."));

    public static NodeUnheardException Unheard(string commandId, IReadOnlyList<string> instanceIds, int count) => new(new(
        ErrorCode.NodeUnheard, ObjectNotFound,
        $"The service reported nothing about "
            + $"{(instanceIds.Count > 0 ? string.Join(", ", instanceIds) : Nodes(count))} in command '{commandId}', which has ended.",
        "Check with Get-RunCommandNode whether the nodes are online, and check again with Get-RunCommandInvocation."));

    public static NoNodesException NoNodes(Command command) => new(new(
        ErrorCode.NoNodes, ObjectNotFound,
        $"No managed node matches {string.Join(" and ", command.Targets)}{(command.Region.Length > 0 ? $" in {command.Region}" : "")}.",
        "Check -Target and -Region; Get-RunCommandNode -Tag lists the nodes with a tag."));

    public static CommandNotEndedException NotEnded(Command command) => new(new(
        ErrorCode.CommandNotEnded, InvalidOperation,
        $"Command '{command.CommandId}' has not ended: it is {command.Status}, {command.CompletedCount} of {command.TargetCount} nodes "
            + "are done.",
        "Wait for it with Wait-RunCommand, or stop it with Stop-RunCommand; -Force uses the nodes that have already ended."));

    /// <summary>A run was stopped, and the service was asked to cancel its commands.</summary>
    /// <param name="cancels">The commands: with null if the service accepted the call, otherwise with its failure.</param>
    /// <param name="at">When it was stopped.</param>
    /// <param name="resumption">What resumes it; null if it leaves no record.</param>
    public static RunStoppedException Stopped(
        IReadOnlyList<(Command Command, Exception? Failure)> cancels, DateTimeOffset at, string? resumption)
    {
        var requested = cancels.Where(cancel => cancel.Failure is null).Select(cancel => cancel.Command).ToList();
        var unanswered = cancels.Where(cancel => IsUnanswered(cancel.Failure)).Select(cancel => cancel.Command).ToList();
        var refused = cancels.Where(cancel => cancel.Failure is not null && !IsUnanswered(cancel.Failure)).ToList();
        var sentences = new List<string> { $"The run was stopped at {at.UtcDateTime:u}." };
        if (requested.Count > 0)
        {
            sentences.Add($"The service was asked to cancel {Commands(requested)}.");
        }

        if (unanswered.Count > 0)
        {
            sentences.Add(
                $"The service was asked to cancel {Commands(unanswered)} but did not respond in time: "
                + $"{(unanswered.Count == 1 ? "it" : "they")} may stop or continue.");
        }

        if (refused.Count > 0)
        {
            sentences.Add(
                $"The service could not be asked to cancel {Commands(refused.Select(cancel => cancel.Command).ToList())}: "
                + $"{(refused.Count == 1 ? "it continues" : "they continue")}. {refused[0].Failure!.Message}");
        }

        if (resumption is not null)
        {
            sentences.Add($"{resumption} resumes it.");
        }

        var first = (refused.Count > 0 ? refused[0].Command : unanswered.Count > 0 ? unanswered[0] : requested.FirstOrDefault())?.CommandId;
        return new(new(
            ErrorCode.RunStopped, OperationTimeout,
            string.Join(' ', sentences),
            (refused.Count + unanswered.Count > 0 ? $"Stop what is still running with Stop-RunCommand {first}. " : "")
                + (first is null
                    ? "Get-RunCommand shows what was sent."
                    : $"A node may have finished anyway; Get-RunCommandInvocation {first} shows the status of the nodes.")));
    }

    /// <summary>A run was stopped because the process that runs it is ending.</summary>
    /// <param name="message">What happened to it.</param>
    public static RunStoppedException ProcessEnds(string message) => new(new(
        ErrorCode.RunStopped, OperationTimeout, message, "Get-RunCommandRollout shows its status."));

    public static RunStoppedException LeftRunning(IReadOnlyList<Command> commands, DateTimeOffset at) => new(new(
        ErrorCode.RunStopped, OperationTimeout,
        $"The run could no longer be followed at {at.UtcDateTime:u}, and {Commands(commands)} may still be running.",
        $"Follow {(commands.Count == 1 ? "it" : "them")} with Receive-RunCommandOutput {commands[0].CommandId} -Follow, "
            + $"or stop {(commands.Count == 1 ? "it" : "them")} with Stop-RunCommand."));

    public static ObjectsUnavailableException ObjectsTooLarge(NodeResult result, int size) => new(new(
        ErrorCode.ObjectsUnavailable, LimitsExceeded,
        $"The objects from {Id(result.Invocation)} take {size:N0} characters, and {ServiceLimits.StandardOutputMaximumLength:N0} fit in a "
            + $"response, so none came back{Reason(result)}",
        "Specify -OutputS3BucketName to return them through S3; or return less: select properties with Select-Object in the script, or "
            + "use a smaller -Depth."));

    public static ObjectsUnavailableException ObjectsUnreadable(CommandInvocation invocation, bool isTruncated) => new(new(
        ErrorCode.ObjectsUnavailable, InvalidData,
        $"{Name(invocation)} returned no objects: "
            + (isTruncated ? "its output was truncated before them." : "there are none in its output."),
        isTruncated
            ? "Specify -OutputS3BucketName to return them through S3, or write less."
            : "Look at the output with Receive-RunCommandOutput; a script that ends the process itself returns none."));

    private static string Id(CommandInvocation invocation) =>
        invocation.InstanceName.Length > 0 ? $"{invocation.InstanceId} ({invocation.InstanceName})" : invocation.InstanceId;

    private static string Name(CommandInvocation invocation) => "Node " + Id(invocation);

    private static string How(NodeResult result) => result.Outcome switch
    {
        NodeVerdict.Failed when result.ResponseCode > 0 => $"failed with exit code {result.ResponseCode}",
        NodeVerdict.TimedOut => "timed out",
        NodeVerdict.Cancelled => "was cancelled",
        NodeVerdict.NotDelivered => $"was not reached ({result.StatusDetails})",
        NodeVerdict.Refused => $"is not allowed to run this ({result.StatusDetails})",
        NodeVerdict.Terminated => $"was not started because the command had already ended ({result.StatusDetails})",
        _ => $"ended as {(result.StatusDetails.Length > 0 ? result.StatusDetails : result.Status)}",
    };

    private static string Advice(NodeVerdict verdict) => verdict switch
    {
        NodeVerdict.NotDelivered =>
            "Check with Get-RunCommandNode whether the node is online; Restart-RunCommand "
                + "runs the command again on the nodes that were not reached.",
        NodeVerdict.Terminated =>
            "Fix what made the other nodes fail; Restart-RunCommand runs the command again on them and on those that never started.",
        NodeVerdict.Refused => "Test-RunCommand shows beforehand which nodes a document can run on.",
        NodeVerdict.TimedOut => "Give the script more time: -ExecutionTimeout, or the document's own executionTimeout.",
        _ => "Look at the result's StandardError, or read it again with Receive-RunCommandOutput; "
            + "Restart-RunCommand runs the command again on the nodes that failed.",
    };

    // With one step there is nothing to distinguish.
    private static string InStep(NodeResult result) => result.Invocation.Steps.Count > 1 ? $" in step '{result.DecidingStep}'" : "";

    // The first line is a reason, if rarely the whole one; Python writes it after the lines that led to it. The agent adds a line of
    // its own, which only repeats the exit code.
    private static string Reason(NodeResult result)
    {
        var isTraceback = false;
        foreach (var line in (result.DecidingOutput?.StandardError ?? "").AsSpan().EnumerateLines())
        {
            var reason = line.Trim();
            isTraceback |= reason.StartsWith("Traceback (most recent call last)", StringComparison.Ordinal);
            var isPlace = isTraceback && (line.StartsWith("Traceback", StringComparison.Ordinal) || line is [' ', ..]);
            if (!reason.IsEmpty && !isPlace && !reason.StartsWith("failed to run commands: ", StringComparison.Ordinal))
            {
                return reason.Length > LongestReason ? $": {reason[..LongestReason]}…." : $": {reason.TrimEnd('.')}.";
            }
        }

        return ".";
    }

    private static string Some(IReadOnlyList<string> instanceIds) =>
        string.Join(", ", instanceIds.Take(MostNamed))
            + (instanceIds.Count > MostNamed ? $" and {instanceIds.Count - MostNamed} more nodes" : "");

    private static string Nodes(int count) => count == 1 ? "1 node" : $"{count} nodes";

    private static string Commands(IReadOnlyList<Command> commands) => (commands.Count == 1 ? "command " : $"{commands.Count} commands: ")
        + string.Join(", ", commands.Select(command => command.CommandId))
        + (commands[0].DocumentName.Length > 0 ? $" ({commands[0].DocumentName})" : "")
        + (commands[0].Region.Length > 0 ? $" in {commands[0].Region}" : "");

    // The service may have accepted it: the answer is lost or late, not the call.
    private static bool IsUnanswered(Exception? failure) =>
        failure is OperationCanceledException or RequestTimeoutException or ConnectionLostException or InvalidReplyException
        or RunCommandException { HttpStatusCode: >= 500 };
}
