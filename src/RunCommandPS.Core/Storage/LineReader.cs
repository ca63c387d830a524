namespace RunCommandPS.Storage;

/// <summary>A line of a file.</summary>
/// <param name="Number">Which one, from 1.</param>
/// <param name="Bytes">What is in it, without its line feed; good until the next line is read.</param>
/// <param name="IsWhole">Whether it is intact.</param>
internal readonly record struct StoredLine(int Number, ReadOnlyMemory<byte> Bytes, bool IsWhole);

/// <summary>Reads the lines of a file one by one, however long it is.</summary>
internal static class LineReader
{
    /// <summary>
    /// More bytes than any line that is ever written. A machine that stopped can leave a hole of any size, which is one line of zeros.
    /// </summary>
    internal const int LineMaximum = 128 * 1024 * 1024;

    private const int BlockSize = 64 * 1024;

    /// <summary>
    /// The lines that end with a line feed. What comes after the last one was not completely written, and is left out. A line of more than
    /// <see cref="LineMaximum"/> bytes is not intact, and is returned without them.
    /// </summary>
    /// <param name="stream">The file, positioned at the start of the first line.</param>
    /// <param name="first">The number of the first line.</param>
    public static IEnumerable<StoredLine> Read(Stream stream, int first = 1)
    {
        var buffer = new byte[BlockSize];
        var (number, start, end) = (first, 0, 0);
        var isTooLong = false;
        while (true)
        {
            if (end == buffer.Length)
            {
                if (start == 0 && buffer.Length < LineMaximum)
                {
                    Array.Resize(ref buffer, buffer.Length * 2);
                }
                else if (start == 0)
                {
                    isTooLong = true;
                    start = end;
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
                var line = isTooLong ? default : buffer.AsMemory(start, feed - start);
                yield return new StoredLine(number++, line, CheckedLine.IsWhole(line.Span));
                searched = start = feed + 1;
                isTooLong = false;
            }
        }
    }
}
