namespace RunCommandPS.Storage;

/// <summary>
/// A file of <see cref="CheckedLine">checked lines</see>, which belongs to one process from before it is read until it is closed, and
/// which only the user can read.
/// </summary>
internal sealed class LineFile : IDisposable
{
    private const string LockSuffix = ".lock";
    private const int Attempts = 5;

    private readonly FileStream _lock;

    private LineFile(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    /// <summary>The file, by its full path.</summary>
    public string Path { get; }

    /// <summary>
    /// Takes the file, whether or not it exists. The lock is a file of its own, because the file may be replaced while it is held; it
    /// ends with the process, whatever ends that.
    /// </summary>
    /// <returns>The file; null if another process, or another part of this one, has it.</returns>
    /// <exception cref="IOException">It can't be made.</exception>
    /// <exception cref="UnauthorizedAccessException">Making it is not allowed.</exception>
    public static LineFile? TryTake(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new LineFile(full, Open(full + LockSuffix, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (attempt < Attempts && File.Exists(full + LockSuffix))
            {
                // Another process may only be checking whether it is taken, which is over in a moment.
                Thread.Sleep(attempt);
            }
            catch (IOException) when (File.Exists(full + LockSuffix))
            {
                return null;
            }
        }
    }

    /// <summary>Whether a file is in use at the moment.</summary>
    public static bool IsTaken(string path)
    {
        if (!File.Exists(System.IO.Path.GetFullPath(path) + LockSuffix))
        {
            return false;
        }

        using var file = TryTake(path);
        return file is null;
    }

    /// <summary>Reads the file from its beginning; creates it if it does not exist.</summary>
    public FileStream Read() => Open(Path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite);

    /// <summary>Opens the file for more lines. What is appended leaves the process at once, so that a kill loses none of it.</summary>
    /// <remarks>A last line that was not completely written is removed, so that the next one begins at the start of a line.</remarks>
    public FileStream Append()
    {
        using (var file = Open(Path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read))
        {
            var end = EndOfLines(file);
            if (end < file.Length)
            {
                file.SetLength(end);
            }
        }

        return new FileStream(Path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    /// <summary>Replaces the whole content, atomically: a process that is killed meanwhile leaves the old one.</summary>
    /// <param name="write">Writes it.</param>
    /// <returns>The file, open for more lines.</returns>
    public FileStream Rewrite(Action<Stream> write)
    {
        var fresh = Path + ".new";

        // An existing file is not written to: it could be a link to another file.
        File.Delete(fresh);
        using (var file = Open(fresh, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            write(file);
            file.Flush(flushToDisk: true);
        }

        File.Move(fresh, Path, overwrite: true);
        return Append();
    }

    public void Dispose() => _lock.Dispose();

    // Only the user can read them.
    private static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share };
        if (!OperatingSystem.IsWindows() && mode is FileMode.OpenOrCreate or FileMode.CreateNew)
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    private static long EndOfLines(FileStream file)
    {
        var block = new byte[64 * 1024];
        for (var end = file.Length; end > 0;)
        {
            var start = Math.Max(0, end - block.Length);
            file.Position = start;
            var read = file.ReadAtLeast(block.AsSpan(0, (int)(end - start)), (int)(end - start));
            if (Array.LastIndexOf(block, (byte)'\n', read - 1, read) is >= 0 and var feed)
            {
                return start + feed + 1;
            }

            end = start;
        }

        return 0;
    }
}
