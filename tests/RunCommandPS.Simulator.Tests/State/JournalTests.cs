using System.Text;
using RunCommandPS.Simulator.State;

namespace RunCommandPS.Simulator.Tests.State;

/// <summary>The file of a journal: whose it is, how long it gets, and what becomes of it when something goes wrong.</summary>
public sealed class JournalTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private string File => Path.Combine(_folder, "state");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Only_one_simulator_at_a_time_has_a_file()
    {
        using (var first = Journal.Open(File, () => Now))
        {
            Assert.Contains(
                "Another simulator", Assert.Throws<IOException>(() => Journal.Open(File, () => Now)).Message, StringComparison.Ordinal);
        }

        Journal.Open(File, () => Now).Dispose();
    }

    [Fact]
    public void Nobody_else_can_read_it_and_nothing_is_written_through_a_link()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var other = Path.Combine(_folder, "other");
        System.IO.File.WriteAllText(other, "mine");
        System.IO.File.CreateSymbolicLink(File + ".new", other);

        using var journal = Journal.Open(File, () => Now);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        Assert.Equal("mine", System.IO.File.ReadAllText(other));
        Assert.Null(new FileInfo(File).LinkTarget);
    }

    [Fact]
    public void It_is_made_shorter_while_it_is_written()
    {
        const int Minimum = 4096;
        using var journal = Journal.Open(File, () => Now, compactionMinimum: Minimum);
        for (var number = 0; number < 2000; number++)
        {
            journal.Append(new JournalEntry("", Now) { Deleted = $"document-{number}" });
            journal.Flush();
        }

        journal.Append(new JournalEntry("last", Now) { IsForgotten = true });
        journal.Flush();

        Assert.InRange(new FileInfo(File).Length, Journal.Header.Length, 2 * Minimum);
        Assert.Equal("last", Read()[^1].CommandId);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Last_lines_that_are_damaged_are_left_out_and_told(int lines)
    {
        System.IO.File.WriteAllText(
            File, Encoding.UTF8.GetString(Journal.Header) + string.Concat(Enumerable.Repeat("0123456789ABCDEF {}\n", lines)) + "0123");
        var told = new List<string>();

        Journal.Open(File, () => Now, told.Add).Dispose();

        Assert.Contains($"The last {lines} lines", Assert.Single(told), StringComparison.Ordinal);
        Assert.Empty(Read());
    }

    [Fact]
    public void A_line_that_was_not_written_to_its_end_is_no_news()
    {
        System.IO.File.WriteAllText(File, Encoding.UTF8.GetString(Journal.Header) + "0123456789ABCDEF {");

        Journal.Open(File, () => Now, static _ => Assert.Fail("Nobody is to be told.")).Dispose();
    }

    [Fact]
    public void A_full_disk_is_told_once_and_every_flush_fails()
    {
        var told = new List<string>();
        using var journal = new Journal(new FullStream(), [], told.Add);

        journal.Append(new JournalEntry("one", Now) { Status = "Success" });
        journal.Append(new JournalEntry("two", Now) { Status = "Success" });

        Assert.Throws<IOException>(journal.Flush);
        Assert.Contains("No space left", Assert.Single(told), StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_line_is_read_across_blocks()
    {
        using (var journal = Journal.Open(File, () => Now))
        {
            journal.Append(new JournalEntry(new string('x', 300_000), Now) { IsForgotten = true });
            journal.Append(new JournalEntry("short", Now) { IsForgotten = true });
        }

        Assert.Equal([300_000, 5], Read().Select(entry => entry.CommandId.Length));
    }

    // CONTRIBUTING has the command. It takes 5 GB of the disk.
    [Fact(Explicit = true)]
    public void A_journal_of_more_than_2_GiB_is_read_made_anew_and_written_on()
    {
        const int Lines = 2200;
        const int MemoryMaximum = 256 * 1024 * 1024;
        using (var journal = Journal.Open(File, () => Now))
        {
            for (var number = 0; number < Lines; number++)
            {
                journal.Append(new JournalEntry(new string('x', 1_000_000), Now) { IsForgotten = true });
            }

            journal.Append(new JournalEntry("first", Now) { IsForgotten = true });
            journal.Flush();
        }

        using (var journal = Journal.Open(File, () => Now))
        {
            journal.Append(new JournalEntry("second", Now) { IsForgotten = true });
            journal.Flush();
            Assert.InRange(GC.GetTotalMemory(forceFullCollection: true), 0, MemoryMaximum);
        }

        Assert.InRange(new FileInfo(File).Length, int.MaxValue, long.MaxValue);
        using var stream = System.IO.File.OpenRead(File);
        var last = new Queue<(int Line, string CommandId)>();
        foreach (var entry in JournalReader.Read(stream, File))
        {
            last.Enqueue((entry.Line, entry.CommandId));
            _ = last.Count > 2 && last.Dequeue().Line > 0;
        }

        Assert.Equal([(Lines + 2, "first"), (Lines + 3, "second")], last);
    }

    private IReadOnlyList<JournalEntry> Read() => RecordedLife.Read(System.IO.File.ReadAllBytes(File));

    private sealed class FullStream : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("No space left on device");

        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("No space left on device");
    }
}
