using static RunCommandPS.ErrorKind;

namespace RunCommandPS.Errors;

/// <summary>Errors of waiting: the command continues, the wait does not.</summary>
internal static class WaitErrors
{
    public static WaitTimeoutException TimedOut(string commandId, Command? lastSeen, TimeSpan limit) => new(new(
        ErrorCode.WaitTimeout, OperationTimeout,
        $"Command '{commandId}' had not ended after {limit.TotalSeconds:0} s{State(lastSeen)}. It continues.",
        "Wait again, with a longer -Timeout or none."));

    public static WaitTimeoutException NeverEnded(Command command) => new(new(
        ErrorCode.WaitTimeout, OperationTimeout,
        $"Command '{command.CommandId}' expired at {command.ExpiresAfter:u} and the service has not ended it{State(command)}.",
        "Look at its nodes with Get-RunCommandInvocation; nothing more will come from those that are still open."));

    public static RunStoppedException Stopped(IReadOnlyList<string> commandIds) => new(new(
        ErrorCode.RunStopped, OperationTimeout,
        $"The wait was stopped, and {(commandIds.Count == 1 ? "command" : $"{commandIds.Count} commands:")} "
            + $"{string.Join(", ", commandIds)} {(commandIds.Count == 1 ? "continues" : "continue")}."
            + " Stop-RunCommand stops what is running, and Wait-RunCommand waits again.",
        "Stop it with Stop-RunCommand, or wait again with Wait-RunCommand."));

    private static string State(Command? command) =>
        command is null ? "" : $": it is {command.Status}, {command.CompletedCount} of {command.TargetCount} nodes are done";
}
