using static RunCommandPS.ErrorKind;

namespace RunCommandPS.Errors;

/// <summary>Errors of the files that reports are written to.</summary>
internal static class ReportErrors
{
    public static InvalidInputException UnknownExtension(string path, IEnumerable<string> known) => InputErrors.Input(
        $"The name '{Path.GetFileName(path)}' does not say what format the report should have.",
        $"Use one of the extensions {string.Join(", ", known.Select(extension => extension.TrimStart('.')))}, or specify -Format.");

    public static InvalidInputException NothingToReport() => InputErrors.Input(
        "There is nothing to report: no rollout, results or commands were piped in.",
        "Pipe in a rollout, results of Invoke-RunCommand or commands, or specify a rollout with -Name.");

    public static InvalidInputException NoReport(string why) => InputErrors.Input(
        why, "Pipe in a rollout, results of Invoke-RunCommand, commands or invocations.");

    public static InvalidInputException OneRollout(int count) => InputErrors.Input(
        $"A report covers one run, but {count} rollouts were piped in.",
        "Export each to its own file: Get-RunCommandRollout | ForEach-Object { $_ | Export-RunCommandReport \"$($_.Id).html\" }.");

    public static InvalidInputException RolloutAndOthers() => InputErrors.Input(
        "A rollout was piped in together with results or commands, but a report covers one run.",
        "Export each to its own file.");

    public static ReportNotWrittenException IsFolder(string path) => NotWritten(
        InvalidArgument, $"'{path}' is a folder.", "Specify a file in it.");

    public static ReportNotWrittenException NoFolder(string path) => NotWritten(
        ObjectNotFound, $"There is no folder '{Path.GetDirectoryName(path)}' for the report.",
        "Create the folder first, or specify another one.");

    public static ReportNotWrittenException NoFile(string path, string why) => NotWritten(
        InvalidArgument, $"'{path}' is not a file path: {why.TrimEnd('.')}.", "Set -Path to a file path.");

    public static ReportNotWrittenException Exists(string path) => NotWritten(
        InvalidOperation, $"The file '{path}' already exists, and -NoClobber keeps it.", "Specify another file, or leave out -NoClobber.");

    public static ReportNotWrittenException ReadOnly(string path) => NotWritten(
        PermissionDenied, $"The file '{path}' is read-only.", "Specify another file, or replace it with -Force.");

    public static ReportNotWrittenException Unwritable(string path, Exception cause) => NotWritten(
        cause is UnauthorizedAccessException ? PermissionDenied : ResourceUnavailable,
        $"The report can't be written to '{path}': {cause.Message}",
        "Free up space or grant access there, or specify another file. What was there before is unchanged.", cause);

    private static ReportNotWrittenException NotWritten(ErrorKind kind, string message, string recommendation, Exception? cause = null) =>
        new(new(ErrorCode.ReportNotWritten, kind, message, recommendation) { Cause = cause });
}
