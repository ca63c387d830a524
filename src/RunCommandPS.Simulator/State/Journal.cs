using RunCommandPS.Simulator.Documents;
using RunCommandPS.Storage;

namespace RunCommandPS.Simulator.State;

/// <summary>
/// What happened to commands, line by line. An entry is with the operating system once it is appended, so a killed process loses none;
/// and on disk once it is flushed, so a machine that stops does not either.
/// </summary>
internal sealed class Journal : IDisposable
{
    /// <summary>Below this size, in bytes, a journal is not worth compacting.</summary>
    public const long CompactionMinimum = 16 * 1024 * 1024;

    private readonly object _writing = new();
    private readonly object _flushing = new();
    private readonly HashSet<string> _documents = new(StringComparer.Ordinal);
    private readonly LineFile? _file;
    private readonly Func<DateTimeOffset> _now;
    private readonly Action<string>? _tell;
    private readonly long _compactionMinimum;
    private Func<IEnumerable<JournalEntry>> _past;
    private Stream _stream;
    private long _compactAt = long.MaxValue;
    private long _size;
    private long _appended;
    private long _flushed;
    private IOException? _failure;

    /// <param name="stream">Where entries go.</param>
    /// <param name="past">What happened before.</param>
    /// <param name="tell">Is told if entries can no longer be written; null for none.</param>
    public Journal(Stream stream, IEnumerable<JournalEntry> past, Action<string>? tell = null)
    {
        _stream = stream;
        _tell = tell;
        _past = () => past;
        _now = static () => default;
        _documents.UnionWith(past.Select(static entry => entry.DocumentKey).OfType<string>());
    }

    private Journal(LineFile file, Func<DateTimeOffset> now, Action<string>? tell, long compactionMinimum)
    {
        _file = file;
        _now = now;
        _tell = tell;
        _compactionMinimum = compactionMinimum;
        _past = () => ReadFile(tell: null);
        _stream = Compacted(tell);
    }

    /// <summary>The first line of every journal, so that no other file is mistaken for one.</summary>
    public static ReadOnlySpan<byte> Header => "RunCommandPS simulator, state 3\n"u8;

    /// <summary>What happened before. It is read each time it is requested.</summary>
    public IEnumerable<JournalEntry> Past => _past();

    /// <summary>Frees what happened before, once everything has started from it.</summary>
    public void LetGoOfPast() => _past = static () => [];

    /// <summary>Opens a file, or creates one; what it no longer needs to hold is left out from then on, even while it is written.</summary>
    /// <param name="path">The file.</param>
    /// <param name="now">The time of commands, which decides what is no longer reported.</param>
    /// <param name="tell">Is told what is lost outside of a call; null for none.</param>
    /// <param name="compactionMinimum">The size, in bytes, from which it is compacted while it is written.</param>
    /// <exception cref="ArgumentException">The file is not a journal, or is damaged.</exception>
    /// <exception cref="IOException">The file can't be read or written, or another simulator is using it.</exception>
    public static Journal Open(
        string path, Func<DateTimeOffset> now, Action<string>? tell = null, long compactionMinimum = CompactionMinimum)
    {
        var file = LineFile.TryTake(path) ?? throw new IOException($"Another simulator is using the state file '{path}'.");
        try
        {
            return new Journal(file, now, tell, compactionMinimum);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Writes an entry. If it could not be written, the next flush reports it.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="document">A document that the entry refers to by its key; it is written once.</param>
    public void Append(JournalEntry entry, StoredDocument? document = null)
    {
        lock (_writing)
        {
            // After an incomplete line, nothing may follow.
            if (_failure is not null)
            {
                return;
            }

            try
            {
                if (document is not null && SentDocument.KeyOf(document) is var key && _documents.Add(key))
                {
                    Write(new JournalEntry("", entry.Time) { Document = SentDocument.Of(document), DocumentKey = key });
                }

                Write(entry);
                _appended++;
            }
            catch (IOException error)
            {
                Fail(error);
            }
        }
    }

    /// <summary>Returns once everything appended so far is on disk. Of several callers, one does it for all.</summary>
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
            CompactIfLarge();
            if (_stream is FileStream file)
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
            _stream.Dispose();
            _file?.Dispose();
        }
    }

    private void Write(JournalEntry entry)
    {
        var line = JournalLine.Write(entry);
        _stream.Write(line);
        _size += line.Length;
    }

    private void CompactIfLarge()
    {
        lock (_writing)
        {
            if (_size < _compactAt || _failure is not null)
            {
                return;
            }

            try
            {
                _stream.Dispose();
                _stream = Compacted(tell: null);
            }
            catch (Exception error) when (error is IOException or ArgumentException or UnauthorizedAccessException)
            {
                Fail(new IOException(error.Message, error));
            }
        }
    }

    private FileStream Compacted(Action<string>? tell)
    {
        // The first reading reports what is left out, and the second one does not repeat it.
        var isTold = false;
        var entries = JournalCompaction.Of(Read, _now());
        _documents.Clear();
        var stream = _file!.Rewrite(fresh =>
        {
            fresh.Write(Header);
            foreach (var entry in entries)
            {
                fresh.Write(JournalLine.Write(Noted(entry)));
            }
        });
        _size = stream.Length;
        _compactAt = Math.Max(_compactionMinimum, 2 * _size);
        return stream;

        IEnumerable<JournalEntry> Read()
        {
            var teller = isTold ? null : tell;
            isTold = true;
            return ReadFile(teller);
        }

        JournalEntry Noted(JournalEntry entry)
        {
            if (entry.DocumentKey is { } key)
            {
                _documents.Add(key);
            }

            return entry;
        }
    }

    private IEnumerable<JournalEntry> ReadFile(Action<string>? tell)
    {
        using var stream = _file!.Read();
        foreach (var entry in JournalReader.Read(stream, _file.Path, tell))
        {
            yield return entry;
        }
    }

    private void Fail(IOException error)
    {
        _failure = error;
        _tell?.Invoke($"The state file can no longer be written: {error.Message} Commands are refused from now on.");
    }

    private long AppendedOrFailure()
    {
        lock (_writing)
        {
            return _failure is null ? _appended : throw new IOException($"The state file can't be written: {_failure.Message}", _failure);
        }
    }
}
