namespace RunCommandPS.Simulator.Execution;

/// <summary>The result of a step on a node.</summary>
internal sealed record StepResult(string Status, string StatusDetails, int ExitCode, string StandardOutput, string StandardError)
{
    // What a script's exit code means to the agent.
    private const int TimedOutCode = 137;
    private const int UnixRebootCode = 194;
    private const int WindowsRebootCode = 3010;

    /// <summary>The most common result, shared.</summary>
    public static StepResult Success { get; } = new(RunStatus.Success, RunStatus.Success, 0, "", "");

    /// <summary>A step that was not run because of its precondition or an earlier step. It counts as a success.</summary>
    public static StepResult Skipped { get; } = Success with { StandardOutput = "The step was skipped." };

    /// <summary>Whether the script requested that no further step runs: 168 as a success, 169 as a failure.</summary>
    public bool EndsDocument => ExitCode is OutputMarks.SucceedAndStopCode or 169;

    /// <summary>A step whose script was ended because its command was cancelled. What it had written stays.</summary>
    public static StepResult Cancelled(string output, string error) =>
        new(RunStatus.Cancelled, RunStatus.Cancelled, TimedOutCode, output, error);

    /// <summary>A script that ended by itself.</summary>
    public static StepResult Exited(int exitCode, string output, string error)
    {
        if (exitCode is 0 or OutputMarks.SucceedAndStopCode)
        {
            return exitCode == 0 && output.Length == 0 && error.Length == 0
                ? Success
                : new(RunStatus.Success, RunStatus.Success, exitCode, output, error);
        }

        var told = $"{error}{(error.Length == 0 || error.EndsWith('\n') ? "" : "\n")}failed to run commands: exit status {exitCode}";
        return exitCode == TimedOutCode
            ? new(RunStatus.TimedOut, DetailedStatus.ExecutionTimedOut, exitCode, output, told)
            : new(RunStatus.Failed, RunStatus.Failed, exitCode, output, told);
    }

    /// <summary>
    /// Whether the script requested a reboot, after which it runs again from the top: 194 on Linux and macOS, 3010 on Windows.
    /// </summary>
    public bool AsksForReboot(string platformType) =>
        ExitCode == (platformType == PlatformType.Windows ? WindowsRebootCode : UnixRebootCode);

    /// <summary>A script that was ended because it took too long. What it had written stays, and nothing is added to it.</summary>
    public static StepResult TimedOut(string output, string error) =>
        new(RunStatus.TimedOut, DetailedStatus.ExecutionTimedOut, TimedOutCode, output, error);

    /// <summary>A step that could not be run at all.</summary>
    public static StepResult NotRun(string reason) => new(RunStatus.Failed, RunStatus.Failed, 1, "", reason);
}
