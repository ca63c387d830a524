namespace RunCommandPS.Storage;

/// <summary>A line of a file.</summary>
/// <param name="Number">Which one, from 1.</param>
/// <param name="Bytes">What is in it, without its line feed; good until the next line is read.</param>
/// <param name="IsWhole">Whether it is as it was written.</param>
internal readonly record struct StoredLine(int Number, ReadOnlyMemory<byte> Bytes, bool IsWhole);

/// <summary>Reads the lines of a file one by one, however long it is.</summary>
internal static class LineReader
{
    private const int BlockSize = 64 * 1024;

    /// <summary>
    /// The lines that end with a line feed. What stands after the last one was not written to its end, and is left out.
    /// </summary>
    /// <param name="stream">The file, from where the first line begins.</param>
    /// <param name="first">The number of the first line.</param>
    public static IEnumerable<StoredLine> Read(Stream stream, int first = 1)
    {
        var buffer = new byte[BlockSize];
        var (number, start, end) = (first, 0, 0);
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
            if (read == 0)
            {
                yield break;
            }

            var searched = end;
            end += read;
            while (Array.IndexOf(buffer, (byte)'\n', searched, end - searched) is >= 0 and var feed)
            {
                var line = buffer.AsMemory(start, feed - start);
                yield return new StoredLine(number++, line, CheckedLine.IsWhole(line.Span));
                searched = start = feed + 1;
            }
        }
    }
}
