using static RunCommandPS.ErrorKind;

namespace RunCommandPS.Errors;

/// <summary>Errors of the records of rollouts.</summary>
internal static class RecordErrors
{
    public static RolloutRecordUnavailableException Unavailable(string path, Exception cause) => new(new(
        ErrorCode.RolloutRecordUnavailable, ResourceUnavailable,
        $"The record '{path}' can't be read or written: {cause.Message}",
        "Free up space or grant access there, or set $env:RUNCOMMANDPS_HOME to another folder. -NoRecord runs without a record.")
    { Cause = cause });

    public static RolloutRecordUnavailableException NoHome() => new(new(
        ErrorCode.RolloutRecordUnavailable, ResourceUnavailable,
        "This account has no folder for the records of rollouts.",
        "Set $env:RUNCOMMANDPS_HOME to a folder of your own. -NoRecord runs without a record."));

    public static RolloutRecordDamagedException Damaged(string path, int line) => new(new(
        ErrorCode.RolloutRecordDamaged, InvalidData,
        $"Line {line} of the record '{path}' is damaged.",
        "Restore the file from a copy, or remove the record with Remove-RunCommandRollout."));

    public static RolloutRecordDamagedException Unreadable(string path, int line, Exception cause) => new(new(
        ErrorCode.RolloutRecordDamaged, InvalidData,
        $"Line {line} of the record '{path}' contains something that this version does not know: {cause.Message}",
        "Use the version of RunCommandPS that wrote it, or a newer one.")
    { Cause = cause });

    public static RolloutRecordDamagedException Newer(string path, string version) => new(new(
        ErrorCode.RolloutRecordDamaged, InvalidData,
        $"The record '{path}' was written by a newer version, RunCommandPS {version}.",
        "Update RunCommandPS: Update-PSResource RunCommandPS."));

    public static RolloutNotFoundException NotFound(string name, string? nearest) => new(new(
        ErrorCode.RolloutNotFound, ObjectNotFound,
        $"There is no rollout '{name}' on this machine.{(nearest is null ? "" : $" Did you mean '{nearest}'?")}",
        "Get-RunCommandRollout lists the rollouts that have a record."));

    public static RolloutNotFoundException NothingToResume() => new(new(
        ErrorCode.RolloutNotFound, ObjectNotFound,
        "There is no unfinished rollout on this machine.",
        "To run one again on failed nodes, name it: Resume-RunCommandRollout <name> -Retry Failed. Get-RunCommandRollout lists them."));

    public static RolloutDocumentChangedException DocumentChanged(string rollout, string document) => new(new(
        ErrorCode.RolloutDocumentChanged, InvalidOperation,
        $"Document {document} has changed since rollout {rollout} started, so the remaining nodes would run something else.",
        "Review it with Get-RunCommandDocument. -Force continues with the document as it is now."));

    public static RolloutRunningException Running(string id, string by) => new(new(
        ErrorCode.RolloutRunning, InvalidOperation,
        $"Rollout {id} is being run by {by}.",
        "Wait until it has ended, or stop it there. Get-RunCommandRollout shows its status."));
}
