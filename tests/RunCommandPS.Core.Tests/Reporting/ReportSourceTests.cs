using RunCommandPS.Reporting;
using RunCommandPS.Rollout;
using RunCommandPS.Rollout.Record;

namespace RunCommandPS.Core.Tests.Reporting;

public sealed class ReportSourceTests : IDisposable
{
    private const string Id = "20261126-1503-r44z";
    private static readonly DateTimeOffset Start = SampleReport.Start;
    private static readonly SendCommandRequest Request = new()
    {
        DocumentName = "AWS-RunShellScript",
        Parameters = new Dictionary<string, IReadOnlyList<string>> { ["commands"] = ["uptime"] },
    };

    private static readonly RolloutEvent[] Events =
    [
        new RolloutEvent.Planned(Start)
        {
            Id = Id,
            Name = "deploy",
            By = new Runner("ada", "laptop", 17),
            Description = "uptime",
            MaxErrors = "2",
            MaxConcurrency = "1",
            Waves = new PlannedWaves(["1", "100%"]) { SoakTime = TimeSpan.FromSeconds(3) },
            Connections =
            [
                new RecordedConnection { Region = "eu-west-1", Account = "111122223333", ProfileName = "prod" },
                new RecordedConnection { Region = "us-east-1" },
            ],
            Parts = [new PlannedPart(0, Request, ["i-1", "i-2"]), new PlannedPart(1, Request with { Comment = null }, ["i-3", "i-4"])],
            Unreadable = 1,
        },
        new RolloutEvent.Sending(Start, 1, 0, ["i-1"]),
        new RolloutEvent.Sent(Start, 1, "c-1"),
        new RolloutEvent.Ended(Start, "c-1", "i-1", NodeVerdict.Succeeded)
        {
            Status = "Success", StatusDetails = "Success", StartedAt = Start, EndedAt = Start.AddSeconds(2), InstanceName = "web",
            Output = "up\n",
        },
        new RolloutEvent.Resumed(Start, new Runner("bob", "desktop", 18), []) { MaxConcurrency = "5" },
        new RolloutEvent.Sending(Start, 2, 0, ["i-2"]),
        new RolloutEvent.Sent(Start, 2, "c-2"),
        new RolloutEvent.Ended(Start, "c-2", "i-2", NodeVerdict.Failed)
        {
            Status = "Failed", StatusDetails = "Failed", ResponseCode = 3, StartedAt = Start, EndedAt = Start.AddSeconds(2),
            Output = "out\n----------ERROR-------\nno space\n",
        },
        new RolloutEvent.Sending(Start, 3, 1, ["i-3"]),
        new RolloutEvent.Refused(Start, 3, "InvalidInstanceId", MayHaveRun: false, IsRetryable: false),
        new RolloutEvent.Halted(Start.AddSeconds(9), RolloutHalt.TooManyErrors),
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("RunCommandPS.Tests-");
    private readonly RolloutHome _home;

    public ReportSourceTests()
    {
        _home = new RolloutHome(Path.Combine(_folder.FullName, "rollouts"));
        using var record = RecordFile.Create(_home, (RolloutEvent.Planned)Events[0]);
        foreach (var happened in Events.Skip(1))
        {
            record.Append(happened, isFlushed: false);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_record_says_everything()
    {
        var report = ReportOfRollout.Read(_home, Id);

        Assert.Equal(("deploy", Id, RolloutCondition.Halted), (report.Title, report.RolloutId, report.Condition));
        Assert.Equal("process 18 of bob on desktop", report.RunBy);
        Assert.Equal(TimeSpan.FromSeconds(9), report.Elapsed);
        Assert.Equal(("5", "2", "0", TimeSpan.FromSeconds(3)),
            (report.Limits.MaxConcurrency, report.Limits.MaxErrors, report.Limits.WaveErrors, report.Limits.SoakTime));
        Assert.Equal(
            [NodeVerdict.Succeeded, NodeVerdict.Failed, NodeVerdict.Refused, NodeVerdict.NotStarted],
            report.Nodes.Select(node => node.Verdict));
        Assert.Equal((5, 1, 1), (report.Total, report.Unnamed, report.Succeeded));
        Assert.Equal([1, 2, 2, 2], report.Nodes.Select(node => node.Wave));
        Assert.Equal(["eu-west-1", "eu-west-1", "us-east-1", "us-east-1"], report.Nodes.Select(node => node.Result.Region));
    }

    [Fact]
    public void A_record_divides_what_a_node_wrote()
    {
        var failed = ReportOfRollout.Read(_home, Id).Nodes[1];

        Assert.Equal(("out", "no space\n", "no space"), (failed.Result.StandardOutput, failed.Result.StandardError, failed.LastLine));
        Assert.Equal((3, TimeSpan.FromSeconds(2)), (failed.ExitCode, failed.Duration));
    }

    [Fact]
    public void Equal_requests_to_several_places_are_one()
    {
        var sent = Assert.Single(ReportOfRollout.Read(_home, Id).Requests);

        Assert.Equal(4, sent.Nodes);
        Assert.Equal(["eu-west-1, account 111122223333, profile prod", "us-east-1"], sent.Places);
    }

    [Fact]
    public void Results_of_a_rollout_take_what_was_asked_for_from_its_record()
    {
        var report = ReportOfResults.Of([Result("i-2", $"nightly [rollout {Id}/2]")], [], _home);

        Assert.Equal(("deploy", "5", 1, 2), (report.Title, report.Limits.MaxConcurrency, report.Total, report.Nodes[0].Wave));
        Assert.Equal("whole output", report.Nodes[0].Result.StandardOutput);
    }

    [Theory]
    [InlineData("nightly")]
    [InlineData("nightly [rollout 20200101-0000-aaaa/2]")]
    public void Results_without_a_record_say_what_they_can(string comment)
    {
        var report = ReportOfResults.Of([Result("i-2", comment), Result("i-3", comment)], [], _home);

        Assert.Equal(("AWS-RunShellScript", "", (RolloutCondition?)null), (report.Title, report.RolloutId, report.Condition));
        Assert.Equal((Start, TimeSpan.FromSeconds(4)), (report.StartedAt, report.Elapsed));
        Assert.Equal((2, "nightly"), (Assert.Single(report.Requests).Nodes, report.Requests[0].Request.Comment));
    }

    [Fact]
    public void Results_of_two_rollouts_are_of_none()
    {
        var report = ReportOfResults.Of([Result("i-2", $"[rollout {Id}/2]"), Result("i-3", "[rollout 20200101-0000-aaaa/1]")], [], _home);

        Assert.Equal(("", 2), (report.RolloutId, report.Total));
    }

    [Fact]
    public void A_record_that_is_damaged_takes_nothing_from_results()
    {
        File.WriteAllText(_home.FileOf(Id), "no record");

        Assert.Equal(1, ReportOfResults.Of([Result("i-2", $"[rollout {Id}/2]")], [], _home).Total);
        Assert.Throws<RolloutRecordDamagedException>(() => ReportOfRollout.Read(_home, Id));
    }

    [Fact]
    public void Commands_say_what_was_asked_for()
    {
        var command = new Command
        {
            CommandId = "c-9",
            DocumentName = "AWS-RunPatchBaseline",
            Parameters = new Dictionary<string, IReadOnlyList<string>> { ["Operation"] = ["Scan"] },
            Targets = [new Target { Key = "tag:Role", Values = ["web"] }],
            TargetCount = 7,
            MaxErrors = "0",
            RequestedDateTime = Start,
            Origin = ConnectionOrigin.None with { Region = "eu-west-1" },
        };
        var report = ReportOfResults.Of([], [command], home: null);

        var sent = Assert.Single(report.Requests);
        Assert.Equal(("AWS-RunPatchBaseline", 7, "0"), (report.Title, sent.Nodes, sent.Request.MaxErrors));
        Assert.Equal("tag:Role=web", Assert.Single(sent.Request.Targets!).ToString());
        Assert.Equal("eu-west-1", Assert.Single(sent.Places));
    }

    private static NodeResult Result(string instanceId, string comment) => new()
    {
        Invocation = new CommandInvocation
        {
            CommandId = "c-2",
            InstanceId = instanceId,
            Comment = comment,
            DocumentName = "AWS-RunShellScript",
            Status = RunStatus.Success,
            RequestedDateTime = Start,
            Steps =
            [
                new CommandStep
                {
                    Name = "runShellScript", Status = RunStatus.Success, ResponseCode = 0, ResponseStartDateTime = Start.AddSeconds(1),
                    ResponseFinishDateTime = Start.AddSeconds(4),
                },
            ],
            Origin = ConnectionOrigin.None with { Region = "eu-west-1", Account = "111122223333" },
        },
        Outputs = [new NodeOutput { InstanceId = instanceId, Step = "runShellScript", StandardOutput = "whole output" }],
    };
}
