using static RunCommandPS.ErrorKind;

namespace RunCommandPS.Errors;

/// <summary>Errors of waiting: the command goes on, the wait does not.</summary>
internal static class WaitErrors
{
    public static WaitTimeoutException TimedOut(string commandId, Command? lastSeen, TimeSpan limit) => new(new(
        ErrorCode.WaitTimeout, OperationTimeout,
        $"Command '{commandId}' had not ended after {limit.TotalSeconds:0} s{State(lastSeen)}. It goes on.",
        "Wait again, with a longer -Timeout or none."));

    public static WaitTimeoutException NeverEnded(Command command) => new(new(
        ErrorCode.WaitTimeout, OperationTimeout,
        $"Command '{command.CommandId}' expired at {command.ExpiresAfter:u} and the service has not ended it{State(command)}.",
        "Look at its nodes with Get-RunCommandInvocation; nothing more is to be expected of those that are open."));

    public static RunStoppedException Stopped(IReadOnlyList<string> commandIds) => new(new(
        ErrorCode.RunStopped, OperationTimeout,
        $"Nobody waits any more, and {(commandIds.Count == 1 ? "command" : $"{commandIds.Count} commands:")} "
            + $"{string.Join(", ", commandIds)} {(commandIds.Count == 1 ? "goes" : "go")} on."
            + " Stop-RunCommand stops what runs, and Wait-RunCommand waits again.",
        "Stop it with Stop-RunCommand, or wait again with Wait-RunCommand."));

    private static string State(Command? command) =>
        command is null ? "" : $": it is {command.Status}, {command.CompletedCount} of {command.TargetCount} nodes are done";
}
