namespace RunCommandPS.Simulator.State;

/// <summary>The file of a journal, which is one simulator's from before it is read until it is closed, and nobody else's to read.</summary>
internal sealed class JournalFile : IDisposable
{
    private readonly FileStream _lock;

    private JournalFile(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    public string Path { get; }

    /// <summary>
    /// Takes the file, whether or not it is there. The lock is a file of its own, because the journal's is replaced while it is held.
    /// </summary>
    /// <exception cref="IOException">Another simulator has it, or it can't be made.</exception>
    public static JournalFile Take(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            return new JournalFile(full, Open($"{full}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException error) when (File.Exists($"{full}.lock"))
        {
            throw new IOException($"Another simulator has the state file '{path}'.", error);
        }
    }

    /// <summary>Reads it from its beginning.</summary>
    public FileStream Read() => new(Path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite);

    /// <summary>Puts these entries in the place of all there were, in one go: whoever is killed meanwhile leaves the old ones.</summary>
    /// <returns>The file, open for more entries; unbuffered, so that what is appended leaves the process at once.</returns>
    public FileStream Rewrite(IEnumerable<JournalEntry> entries)
    {
        var fresh = Path + ".new";

        // What stands there is not written to: it could be a link to another file.
        File.Delete(fresh);
        using (var file = Open(fresh, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            file.Write(Journal.Header);
            foreach (var entry in entries)
            {
                file.Write(JournalLine.Write(entry));
            }

            file.Flush(flushToDisk: true);
        }

        File.Move(fresh, Path, overwrite: true);
        return new FileStream(Path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    public void Dispose() => _lock.Dispose();

    private static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }
}
