using static RunCommandPS.ErrorKind;

namespace RunCommandPS.Rollout;

/// <summary>Errors of a rollout as a whole.</summary>
internal static class RolloutErrors
{
    /// <summary>A rollout reached a limit, or may no longer send.</summary>
    /// <param name="reason">Which.</param>
    /// <param name="notStarted">How many nodes did not start.</param>
    /// <param name="failed">How many failed.</param>
    /// <param name="unknown">How many may have failed.</param>
    /// <param name="maxErrors">The limit, as the caller specified it.</param>
    /// <param name="resumption">What resumes it; null if it leaves no record.</param>
    public static TooManyErrorsException Halted(
        RolloutHalt reason, int notStarted, int failed, int unknown, string? maxErrors, string? resumption) =>
        new(new(
            ErrorCode.TooManyErrors, InvalidOperation,
            NotStarted(Why(reason, maxErrors, failed, unknown), notStarted),
            Advice(reason, resumption)));

    /// <summary>A rollout was not allowed to continue with its next wave.</summary>
    /// <param name="why">Why not, as the beginning of a sentence.</param>
    /// <param name="notStarted">How many nodes did not start.</param>
    /// <param name="failed">How many nodes of the wave did not succeed.</param>
    /// <param name="resumption">What resumes it; null if it leaves no record.</param>
    public static RolloutHaltedException HaltedAfterWave(string why, int notStarted, int failed, string? resumption) => new(new(
        ErrorCode.RolloutHalted, InvalidOperation,
        NotStarted(why, notStarted),
        resumption is null ? Advice(RolloutHalt.None, null)
        : $"{resumption} continues with the next wave"
            + (failed > 0 ? $"; {resumption} -Retry Failed, TimedOut first runs it again where it failed." : ".")));

    private static string NotStarted(string why, int notStarted) =>
        $"{why}, so {Nodes(notStarted)} {(notStarted == 1 ? "was" : "were")} not started.";

    private static string Advice(RolloutHalt reason, string? resumption) => (reason, resumption) switch
    {
        (_, null) => "Fix the cause, then run it on the nodes that were not started: they are the error's TargetObject.",
        (RolloutHalt.TooManyErrors, _) =>
            $"Fix the cause, then {resumption} -Retry Failed, TimedOut runs it again where it failed and on the nodes that were not "
                + "started; "
                + "a higher -MaxErrors continues past the failures.",
        (RolloutHalt.NoPlaces, _) =>
            $"Check the unknown nodes with Get-RunCommandInvocation; {resumption} with a higher -MaxConcurrency continues.",
        _ => $"Check the network and the disk here, then continue with {resumption}.",
    };

    private static string Why(RolloutHalt reason, string? maxErrors, int failed, int unknown) => reason switch
    {
        RolloutHalt.TooManyErrors => $"The limit of -MaxErrors {maxErrors} was reached: {Nodes(failed)} failed"
            + (unknown > 0 ? $" and {unknown} may have" : ""),
        RolloutHalt.NoPlaces => $"Nodes that may still be running ({unknown}) take up all of -MaxConcurrency",
        RolloutHalt.AnswersLost => $"The responses to several sends in a row were lost, to {Nodes(unknown)}",
        RolloutHalt.RecordFailed => "The record can no longer be written",
        _ => "The rollout could not continue",
    };

    private static string Nodes(int count) => count == 1 ? "1 node" : $"{count} nodes";
}
