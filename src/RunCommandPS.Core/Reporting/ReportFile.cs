using RunCommandPS.Errors;

namespace RunCommandPS.Reporting;

/// <summary>A file that is written completely or not at all: next to its place first, and then moved there.</summary>
internal static class ReportFile
{
    /// <summary>Checks whether a file can be written there, before there is anything to write.</summary>
    /// <param name="path">The file's full path.</param>
    /// <param name="isForced">Whether a read-only one is replaced.</param>
    /// <param name="isKept">Whether an existing one is an error.</param>
    /// <exception cref="ReportNotWrittenException">It can't.</exception>
    public static void Check(string path, bool isForced, bool isKept)
    {
        if (Directory.Exists(path))
        {
            throw ReportErrors.IsFolder(path);
        }

        if (!Directory.Exists(Path.GetDirectoryName(path)))
        {
            throw ReportErrors.NoFolder(path);
        }

        if (!File.Exists(path))
        {
            return;
        }

        if (isKept)
        {
            throw ReportErrors.Exists(path);
        }

        if (!isForced && File.GetAttributes(path).HasFlag(FileAttributes.ReadOnly))
        {
            throw ReportErrors.ReadOnly(path);
        }
    }

    /// <summary>Writes a file.</summary>
    /// <param name="path">The file's full path.</param>
    /// <param name="isForced">Whether a read-only one is replaced.</param>
    /// <param name="isKept">Whether an existing one is an error.</param>
    /// <param name="write">Writes its content.</param>
    /// <returns>The file.</returns>
    /// <exception cref="ReportNotWrittenException">It can't be written; what was there before is still there.</exception>
    public static FileInfo Write(string path, bool isForced, bool isKept, Action<Stream> write)
    {
        Check(path, isForced, isKept);
        try
        {
            // A link still points to the file, which gets the new content.
            var target = new FileInfo(path) is { LinkTarget: not null } link
                ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName
                : path;
            var part = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Path.GetRandomFileName()}");
            try
            {
                using (var stream = new FileStream(part, FileMode.CreateNew, FileAccess.Write))
                {
                    write(stream);
                }

                Replace(part, target, isKept);
            }
            finally
            {
                // There is none if it was moved.
                File.Delete(part);
            }

            return new FileInfo(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw ReportErrors.Unwritable(path, exception);
        }
    }

    private static void Replace(string part, string target, bool isKept)
    {
        if (File.Exists(target) && !isKept)
        {
            // All who could read the file before can still read it.
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(part, File.GetUnixFileMode(target));
            }
            else if (File.GetAttributes(target) is var attributes && attributes.HasFlag(FileAttributes.ReadOnly))
            {
                File.SetAttributes(target, attributes & ~FileAttributes.ReadOnly);
            }
        }

        File.Move(part, target, overwrite: !isKept);
    }
}
