using System.Text.Json;

namespace RunCommandPS.Simulator.State;

/// <summary>
/// What happened to commands, line by line. An entry is with the operating system once it is appended, so that a killed process loses none; and on the disk once
/// it is flushed, so that a machine that stops does not either.
/// </summary>
/// <param name="stream">Where entries go.</param>
/// <param name="past">What happened before.</param>
internal sealed class Journal(Stream stream, IReadOnlyList<JournalEntry> past) : IDisposable
{
    private readonly object _writing = new();
    private readonly object _flushing = new();
    private long _appended;
    private long _flushed;
    private IOException? _failure;

    /// <summary>The first line of every journal, so that no other file is taken for one.</summary>
    public static ReadOnlySpan<byte> Header => "RunCommandPS simulator, state 1\n"u8;

    public IReadOnlyList<JournalEntry> Past => past;

    /// <summary>Frees what happened before, once everybody has started from it.</summary>
    public void LetGoOfPast() => past = [];

    /// <summary>Opens a file, or makes one; what it no longer needs to hold is left out from then on.</summary>
    /// <param name="path">The file.</param>
    /// <param name="now">The time that commands live by, which decides what is no longer told of.</param>
    /// <exception cref="ArgumentException">The file is no journal, or is damaged.</exception>
    /// <exception cref="IOException">The file can't be read or written, or another simulator has it.</exception>
    public static Journal Open(string path, DateTimeOffset now)
    {
        var full = Path.GetFullPath(path);
        byte[] text;
        using (var file = new FileStream(full, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            text = new byte[file.Length];
            file.ReadExactly(text);
        }

        var past = JournalCompaction.Of(Read(text, path), now);
        var fresh = full + ".new";
        using (var file = new FileStream(fresh, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(Header);
            foreach (var entry in past)
            {
                file.Write(JournalLine.Write(entry));
            }

            file.Flush(flushToDisk: true);
        }

        File.Move(fresh, full, overwrite: true);

        // Unbuffered: what is appended leaves the process at once.
        return new Journal(new FileStream(full, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0), past);
    }

    /// <summary>Reads a journal. What a kill left of the last line is ignored.</summary>
    /// <exception cref="ArgumentException">It is no journal, or is damaged.</exception>
    public static IReadOnlyList<JournalEntry> Read(ReadOnlySpan<byte> text, string name)
    {
        var header = Header[..Math.Min(Header.Length, text.Length)];
        if (!text.StartsWith(header))
        {
            throw new ArgumentException($"'{name}' is not a state file of this version of the simulator.");
        }

        var entries = new List<JournalEntry>();
        var number = 1;
        var damaged = 0;
        for (var rest = text[header.Length..]; rest.IndexOf((byte)'\n') is >= 0 and var end; rest = rest[(end + 1)..])
        {
            number++;
            if (ReadLine(rest[..end], name, number) is not { } entry)
            {
                damaged = damaged == 0 ? number : damaged;
            }
            else if (damaged > 0)
            {
                throw new ArgumentException($"Line {damaged} of the state file '{name}' is damaged. Remove the line, or the file.");
            }
            else
            {
                entries.Add(entry);
            }
        }

        return entries;
    }

    /// <summary>Writes an entry. That it could not be written the next flush tells.</summary>
    public void Append(JournalEntry entry)
    {
        lock (_writing)
        {
            // After a line that is half there, nothing may follow.
            if (_failure is not null)
            {
                return;
            }

            try
            {
                stream.Write(JournalLine.Write(entry));
                _appended++;
            }
            catch (IOException error)
            {
                _failure = error;
            }
        }
    }

    /// <summary>Returns once everything appended so far is on the disk. Of several callers, one does it for all.</summary>
    /// <exception cref="IOException">Something could not be written.</exception>
    public void Flush()
    {
        var wanted = AppendedOrFailure();
        lock (_flushing)
        {
            if (_flushed >= wanted)
            {
                return;
            }

            wanted = AppendedOrFailure();
            if (stream is FileStream file)
            {
                file.Flush(flushToDisk: true);
            }

            _flushed = wanted;
        }
    }

    public void Dispose()
    {
        lock (_writing)
        {
            _failure ??= new IOException("The state file is closed.");
            stream.Dispose();
        }
    }

    private static JournalEntry? ReadLine(ReadOnlySpan<byte> line, string name, int number)
    {
        try
        {
            return JournalLine.Read(line);
        }
        catch (JsonException error)
        {
            throw new ArgumentException($"Line {number} of the state file '{name}' can't be read: {error.Message}");
        }
    }

    private long AppendedOrFailure()
    {
        lock (_writing)
        {
            return _failure is null ? _appended : throw new IOException($"The state file can't be written: {_failure.Message}", _failure);
        }
    }
}
