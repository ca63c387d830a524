using static RunCommandPS.ErrorKind;

namespace RunCommandPS.Errors;

/// <summary>Errors of the files that reports are written to.</summary>
internal static class ReportErrors
{
    public static InvalidInputException UnknownExtension(string path, IEnumerable<string> known) => InputErrors.Input(
        $"'{Path.GetFileName(path)}' does not say what form the report is to have.",
        $"Give the file one of the extensions {string.Join(", ", known.Select(extension => extension.TrimStart('.')))}, or give -Format.");

    public static InvalidInputException NothingToReport() => InputErrors.Input(
        "There is nothing to report: neither a rollout nor results nor commands came.",
        "Pipe in a rollout, results of Invoke-RunCommand or commands, or name a rollout with -Name.");

    public static InvalidInputException NoReport(string why) => InputErrors.Input(
        why, "Pipe in a rollout, results of Invoke-RunCommand, commands or invocations.");

    public static InvalidInputException OneRollout(int count) => InputErrors.Input(
        $"A report is of one run, and {count} rollouts came.",
        "Make a file of each: Get-RunCommandRollout | ForEach-Object { $_ | Export-RunCommandReport \"$($_.Id).html\" }.");

    public static InvalidInputException RolloutAndOthers() => InputErrors.Input(
        "A rollout came together with results or commands, and a report is of one run.",
        "Make a file of each.");

    public static ReportNotWrittenException IsFolder(string path) => NotWritten(
        InvalidArgument, $"'{path}' is a folder.", "Name a file in it.");

    public static ReportNotWrittenException NoFolder(string path) => NotWritten(
        ObjectNotFound, $"There is no folder '{Path.GetDirectoryName(path)}' for the report.", "Make the folder first, or name another.");

    public static ReportNotWrittenException NoFile(string path, string why) => NotWritten(
        InvalidArgument, $"'{path}' is not the path of a file: {why.TrimEnd('.')}.", "Give -Path the path of a file.");

    public static ReportNotWrittenException Exists(string path) => NotWritten(
        InvalidOperation, $"The file '{path}' exists already, and -NoClobber keeps it.", "Name another file, or leave -NoClobber out.");

    public static ReportNotWrittenException ReadOnly(string path) => NotWritten(
        PermissionDenied, $"The file '{path}' is read-only.", "Name another file, or replace it with -Force.");

    public static ReportNotWrittenException Unwritable(string path, Exception cause) => NotWritten(
        cause is UnauthorizedAccessException ? PermissionDenied : ResourceUnavailable,
        $"The report can't be written to '{path}': {cause.Message}",
        "Free space or grant access there, or name another file. What was there before has not changed.", cause);

    private static ReportNotWrittenException NotWritten(ErrorKind kind, string message, string recommendation, Exception? cause = null) =>
        new(new(ErrorCode.ReportNotWritten, kind, message, recommendation) { Cause = cause });
}
