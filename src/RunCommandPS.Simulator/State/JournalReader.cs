using System.Text.Json;

namespace RunCommandPS.Simulator.State;

/// <summary>Reads a journal entry by entry, however long it is.</summary>
internal static class JournalReader
{
    private const int BlockSize = 64 * 1024;

    /// <summary>The entries. Damaged last lines are what a kill, or a machine that stopped, left of them: they are left out.</summary>
    /// <param name="stream">The journal, from its beginning.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="tell">Told where whole lines are left out; null where nobody is.</param>
    /// <exception cref="StateFileException">It is no journal, or is damaged in the middle.</exception>
    public static IEnumerable<JournalEntry> Read(Stream stream, string name, Action<string>? tell = null)
    {
        var (number, damaged) = (1, 0);
        foreach (var line in Lines(stream, name))
        {
            number++;
            if (ReadLine(line.Span, name, number) is not { } entry)
            {
                damaged = damaged == 0 ? number : damaged;
            }
            else if (damaged > 0)
            {
                throw new StateFileException($"Line {damaged} of the state file '{name}' is damaged. Remove the line, or the file.");
            }
            else
            {
                yield return entry with { Line = number };
            }
        }

        if (damaged > 0)
        {
            tell?.Invoke($"The last {number - damaged + 1} lines of the state file '{name}' are damaged and were left out. "
                + "What they told of commands is lost.");
        }
    }

    // Without their line feeds, but for the header, which is checked, and what stands after the last
    // line feed, which was not written to its end.
    private static IEnumerable<ReadOnlyMemory<byte>> Lines(Stream stream, string name)
    {
        var buffer = new byte[BlockSize];
        var (start, end, isHeaderRead) = (0, 0, false);
        while (true)
        {
            if (end == buffer.Length)
            {
                if (start == 0)
                {
                    Array.Resize(ref buffer, buffer.Length * 2);
                }

                Buffer.BlockCopy(buffer, start, buffer, 0, end - start);
                (start, end) = (0, end - start);
            }

            var read = stream.Read(buffer, end, buffer.Length - end);
            end += read;
            if (!isHeaderRead && (end >= Journal.Header.Length || read == 0))
            {
                var header = Journal.Header[..Math.Min(Journal.Header.Length, end)];
                start = buffer.AsSpan(0, end).StartsWith(header)
                    ? header.Length
                    : throw new StateFileException($"'{name}' is not a state file of this version of the simulator.");
                isHeaderRead = true;
            }

            while (isHeaderRead && Array.IndexOf(buffer, (byte)'\n', start, end - start) is >= 0 and var feed)
            {
                yield return buffer.AsMemory(start, feed - start);
                start = feed + 1;
            }

            if (read == 0)
            {
                yield break;
            }
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
            throw new StateFileException($"Line {number} of the state file '{name}' can't be read: {error.Message}", error);
        }
    }
}
