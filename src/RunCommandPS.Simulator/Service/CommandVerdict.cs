namespace RunCommandPS.Simulator.Service;

/// <summary>A command's own status once all its nodes have ended.</summary>
internal static class CommandVerdict
{
    public static (string Status, string Details) Of(CommandState command, int maxErrors)
    {
        if (command.ErrorCount > maxErrors)
        {
            return (RunStatus.Failed, RunStatus.Failed);
        }

        var unsuccessful = command.Invocations.Count(invocation => invocation.Status != RunStatus.Success);
        if (unsuccessful == 0)
        {
            return (RunStatus.Success, RunStatus.Success);
        }

        if (command.DeliveryTimedOutCount == unsuccessful)
        {
            return (RunStatus.TimedOut, DetailedStatus.DeliveryTimedOut);
        }

        // CHOICE: a command is Cancelled if this was requested and at least one node was in time for it, or
        // if all its nodes were cancelled one by one.
        var cancelled = command.Invocations.Count(invocation => invocation.Status == RunStatus.Cancelled);
        return (command.Status == RunStatus.Cancelling && cancelled > 0) || cancelled == command.TargetCount
            ? (RunStatus.Cancelled, RunStatus.Cancelled)

            // CHOICE: user guide and API reference disagree on the status of a command that stayed within its error limit. We say Success,
            // and Incomplete in detail, also if nodes were Undeliverable or of an InvalidPlatform, which do not count as errors.
            : (RunStatus.Success, DetailedStatus.Incomplete);
    }
}
