using System.Text;
using CsCheck;
using RunCommandPS.Rollout.Record;

namespace RunCommandPS.Core.Tests.Rollout.Record;

public sealed class RecordFileTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 25, 22, 41, 0, TimeSpan.Zero);

    private static readonly RolloutEvent.Planned Planned = new(Start)
    {
        Id = "20261125-2241-k3f9",
        Name = "deploy",
        Module = "1.2.3",
        By = new Runner("ann", "laptop", 17),
        Description = "uptime",
        MaxErrors = "2",
        Connections =
            [new RecordedConnection { Region = "eu-west-1", ProfileName = "prod", EndpointUrl = new Uri("https://ssm.example.com") }],
        Parts = [new PlannedPart(0, new SendCommandRequest { DocumentName = "AWS-RunShellScript" }, ["i-1", "i-2", "i-3"])],
    };

    private static readonly RolloutEvent[] Events =
    [
        Planned,
        new RolloutEvent.Sending(Start, 1, 0, ["i-1", "i-2"]),
        new RolloutEvent.Sent(Start, 1, "c-1"),
        new RolloutEvent.Ended(Start, "c-1", "i-1", NodeVerdict.Succeeded) { Output = "zwölf\u2028\n", Status = "Success" },
        new RolloutEvent.Sending(Start, 2, 0, ["i-3"]),
        new RolloutEvent.Refused(Start, 2, "ConnectionLost", MayHaveRun: true, IsRetryable: true),
        new RolloutEvent.Ended(Start, "c-1", "i-2", NodeVerdict.Failed) { ResponseCode = 3 },
        new RolloutEvent.Found(Start, 2, "c-2"),
        new RolloutEvent.Closed(Start, "c-2", 1, ["i-3"]),
        new RolloutEvent.Interrupted(Start, "AccessDeniedException"),
        new RolloutEvent.Resumed(Start, new Runner("bob", "desktop", 18), [new RolloutNode(0, "i-2")]),
        new RolloutEvent.Stopped(Start),
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("RunCommandPS.Tests-");
    private readonly RolloutHome _home;

    public RecordFileTests() => _home = new RolloutHome(Path.Combine(_folder.FullName, "rollouts"));

    private string File_ => _home.FileOf(Planned.Id);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Two_rollouts_with_one_id_keep_records_of_their_own()
    {
        using (RolloutLog.Begin(Planned, _home, TimeProvider.System))
        {
        }

        using var second = RolloutLog.Begin(Planned with { Name = "other" }, _home, TimeProvider.System);

        Assert.NotEqual(Planned.Id, second.Planned.Id);
        Assert.Equal("deploy", RecordFile.Read(_home, Planned.Id).Planned.Name);
        Assert.Equal("other", RecordFile.Read(_home, second.Planned.Id).Planned.Name);
        Assert.Throws<RolloutRecordUnavailableException>(() => RecordFile.Create(_home, Planned));
    }

    [Fact]
    public void What_is_read_is_what_was_written()
    {
        Write(Events);

        var heard = new List<RolloutEvent>();
        var state = RecordFile.Read(_home, Planned.Id, heard.Add);

        Assert.Equal(Events.Select(Text), heard.Select(Text));
        Assert.Equal(Text(state), Text(Folded(Events)));
    }

    [Fact]
    public void A_record_that_ends_anywhere_says_what_its_whole_lines_say()
    {
        Write(Events);
        var bytes = File.ReadAllBytes(File_);
        var ends = Enumerable.Range(0, bytes.Length).Where(i => bytes[i] == '\n').Select(i => i + 1).ToList();
        for (var length = ends[0]; length <= bytes.Length; length++)
        {
            var whole = ends.Count(end => end <= length);

            var state = RecordFile.Replay(new MemoryStream(bytes, 0, length), "record");

            Assert.Equal(Text(Folded(Events[..whole])), Text(state));
        }
    }

    [Fact]
    public void A_record_that_was_cut_goes_on_where_its_whole_lines_end()
    {
        Write(Events[..3]);
        var bytes = File.ReadAllBytes(File_);
        File.WriteAllBytes(File_, bytes[..^5]);

        var (file, state) = RecordFile.TryOpen(_home, Planned.Id)!.Value;
        Assert.Equal(Text(Folded(Events[..2])), Text(state));
        using (file)
        {
            file.Append(Events[2], isFlushed: false);
        }

        Assert.Equal(bytes, File.ReadAllBytes(File_));
    }

    [Fact]
    public void Damage_is_one_error_that_names_the_line() => Gen.Int[0, Events.Length - 1].Select(Gen.Int[0, 10_000]).ForEach(100, chosen =>
    {
        var (line, at) = chosen;
        Write(Events);
        var lines = File.ReadAllText(File_).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var bytes = Encoding.UTF8.GetBytes(lines[line]);
        bytes[at % bytes.Length] ^= 0x11;
        Assert.SkipWhen(bytes.Contains((byte)'\n'), "It would be two lines.");
        lines[line] = Encoding.UTF8.GetString(bytes);
        File.WriteAllText(File_, string.Join('\n', lines) + "\n");

        var error = Assert.ThrowsAny<RunCommandException>(() => RecordFile.Read(_home, Planned.Id));

        Assert.Equal(ErrorCode.RolloutRecordDamaged, error.Code);
        Assert.Contains($"Line {line + 1} of", error.Message, StringComparison.Ordinal);
        _folder.GetDirectories()[0].Delete(recursive: true);
    });

    [Fact]
    public void A_record_of_a_newer_version_says_so()
    {
        Write([Planned with { Version = RolloutEvent.Planned.CurrentVersion + 1, Module = "9.0.0" }]);

        var error = Assert.Throws<RolloutRecordDamagedException>(() => RecordFile.Read(_home, Planned.Id));

        Assert.Contains("newer version, RunCommandPS 9.0.0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_process_has_a_record_at_a_time()
    {
        using (RecordFile.Create(_home, Planned))
        {
            Assert.Null(RecordFile.TryOpen(_home, Planned.Id));
            Assert.Equal(3, RecordFile.Read(_home, Planned.Id).Nodes.Count);
        }

        var (file, _) = RecordFile.TryOpen(_home, Planned.Id)!.Value;
        file.Dispose();
    }

    [Fact]
    public void A_home_that_can_not_be_written_is_an_error_before_anything_else()
    {
        var path = Path.Combine(_folder.FullName, "file");
        File.WriteAllText(path, "");

        var error = Assert.Throws<RolloutRecordUnavailableException>(() => RecordFile.Create(new RolloutHome(path), Planned));

        Assert.Contains("-NoRecord", error.Recommendation, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_are_not_recorded()
    {
        var options = new ConnectionOptions { Region = "eu-west-1", AccessKey = "AKIDEXAMPLE", SecretKey = "hush", SessionToken = "token" };

        var written = Text(Planned with { Connections = [RecordedConnection.Of(options, null)] });

        Assert.DoesNotContain("hush", written, StringComparison.Ordinal);
        Assert.DoesNotContain("\"token\"", written, StringComparison.Ordinal);
        Assert.Contains("\"hadKeys\":true", written, StringComparison.Ordinal);
    }

    private static RolloutState Folded(RolloutEvent[] events)
    {
        var state = new RolloutState((RolloutEvent.Planned)events[0]);
        foreach (var happened in events.Skip(1))
        {
            state.Apply(happened);
        }

        return state;
    }

    private static string Text(RolloutEvent happened) => Encoding.UTF8.GetString(RecordJson.Write(happened));

    private static string Text(RolloutState state) => RolloutText.Of(state);

    private void Write(RolloutEvent[] events)
    {
        using var file = RecordFile.Create(_home, (RolloutEvent.Planned)events[0]);
        foreach (var happened in events.Skip(1))
        {
            file.Append(happened, isFlushed: false);
        }
    }
}
