using System.Text.Json;
using RunCommandPS.Storage;

namespace RunCommandPS.Simulator.State;

/// <summary>Reads a journal entry by entry, however long it is.</summary>
internal static class JournalReader
{
    /// <summary>The entries. Damaged last lines are what a kill or a machine stop left of them: they are left out.</summary>
    /// <param name="stream">The journal, from its beginning.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="tell">Is told if whole lines are left out; null for none.</param>
    /// <exception cref="StateFileException">It is not a journal, or is damaged in the middle.</exception>
    public static IEnumerable<JournalEntry> Read(Stream stream, string name, Action<string>? tell = null)
    {
        SkipHeader(stream, name);
        var (last, damaged) = (1, 0);
        foreach (var line in LineReader.Read(stream, first: 2))
        {
            last = line.Number;
            if (ReadLine(line, name) is not { } entry)
            {
                damaged = damaged == 0 ? line.Number : damaged;
            }
            else if (damaged > 0)
            {
                throw new StateFileException($"Line {damaged} of the state file '{name}' is damaged. Remove the line, or the file.");
            }
            else
            {
                yield return entry with { Line = line.Number };
            }
        }

        if (damaged > 0)
        {
            tell?.Invoke($"The last {last - damaged + 1} lines of the state file '{name}' are damaged and were left out. "
                + "What they recorded about commands is lost.");
        }
    }

    // A file that is new, or whose header was not completely written, has none.
    private static void SkipHeader(Stream stream, string name)
    {
        var start = new byte[Journal.Header.Length];
        var length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (!Journal.Header.StartsWith(start.AsSpan(0, length)))
        {
            throw new StateFileException($"'{name}' is not a state file of this version of the simulator.");
        }
    }

    private static JournalEntry? ReadLine(StoredLine line, string name)
    {
        try
        {
            return JournalLine.Read(line);
        }
        catch (JsonException error)
        {
            throw new StateFileException($"Line {line.Number} of the state file '{name}' can't be read: {error.Message}", error);
        }
    }
}
