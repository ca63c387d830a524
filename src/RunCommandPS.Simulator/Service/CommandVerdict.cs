namespace RunCommandPS.Simulator.Service;

/// <summary>What a command's own status says once all its nodes have ended.</summary>
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

        // CHOICE: user guide and API reference disagree on the status of a command that stayed within its errors. We say Success, and Incomplete in detail,
        // also where nodes were Undeliverable or of an InvalidPlatform, which are not counted as errors.
        return command.DeliveryTimedOutCount == unsuccessful
            ? (RunStatus.TimedOut, DetailedStatus.DeliveryTimedOut)
            : (RunStatus.Success, DetailedStatus.Incomplete);
    }
}
