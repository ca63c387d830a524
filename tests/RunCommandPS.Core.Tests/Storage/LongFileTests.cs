using RunCommandPS.Storage;

namespace RunCommandPS.Core.Tests.Storage;

/// <summary>Files of more bytes than an int can count, with no more of them in memory than a line.</summary>
public sealed class LongFileTests : IDisposable
{
    // A little beyond 2 GiB.
    private const long Beyond = int.MaxValue + 1_000_000L;

    // Blocks that double until they are the longest line there may be.
    private const long MemoryMaximum = 3L * LineReader.LineMaximum;

    private static readonly byte[] Line = CheckedLine.Write("{\"a\":1}"u8);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("RunCommandPS.Tests-");

    private string Target => Path.Combine(_folder.FullName, "lines");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Lines_beyond_2_GiB_are_read_one_by_one()
    {
        const long LineLength = 1024 * 1024;
        using var stream = new GeneratedStream((byte)'x', LineLength, 2200 * LineLength, Line);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var (count, last) = (0, default((int Number, int Length, bool IsWhole)));

        foreach (var line in LineReader.Read(stream))
        {
            (count, last) = (count + 1, (line.Number, line.Bytes.Length, line.IsWhole));
        }

        Assert.Equal((2201, (2201, Line.Length - 1, true)), (count, last));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MemoryMaximum);
    }

    [Fact]
    public void A_line_that_is_longer_than_any_that_was_written_is_a_damaged_one_and_not_kept()
    {
        using var stream = new GeneratedStream(0, long.MaxValue, Beyond, [(byte)'\n', .. Line]);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var lines = LineReader.Read(stream).Select(line => (line.Number, line.IsWhole)).ToList();

        Assert.Equal([(1, false), (2, true)], lines);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MemoryMaximum);
    }

    [Fact]
    public void A_hole_of_more_than_2_GiB_at_the_end_is_no_line()
    {
        using var stream = new GeneratedStream(0, long.MaxValue, Beyond, []);

        Assert.Empty(LineReader.Read(stream));
    }

    [Fact]
    public void The_end_of_the_lines_is_found_beyond_2_GiB()
    {
        const int Rest = 200_000;
        using (var stream = File.Create(Target))
        {
            // What is skipped takes no room on the disk.
            stream.Position = Beyond;
            stream.Write(Line);
            stream.SetLength(Beyond + Line.Length + Rest);
        }

        using var file = LineFile.TryTake(Target)!;
        using (var stream = file.Append())
        {
            stream.Write(Line);
        }

        Assert.Equal(Beyond + (2 * Line.Length), new FileInfo(Target).Length);
    }
}
