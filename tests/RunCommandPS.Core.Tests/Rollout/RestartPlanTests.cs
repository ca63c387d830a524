using RunCommandPS.Reading;
using RunCommandPS.Rollout;

namespace RunCommandPS.Core.Tests.Rollout;

public sealed class RestartPlanTests
{
    private static readonly Command Everything = new()
    {
        CommandId = "a",
        Status = RunStatus.Failed,
        DocumentName = "Doc",
        DocumentVersion = "$DEFAULT",
        Parameters = new Dictionary<string, IReadOnlyList<string>> { ["commands"] = ["one", ""] },
        Comment = "note",
        TimeoutSeconds = 60,
        MaxConcurrency = "10%",
        MaxErrors = "0",
        OutputS3BucketName = "bucket",
        OutputS3KeyPrefix = "prefix",
        OutputS3Region = "us-east-1",
        ServiceRole = "role",
        NotificationConfig = new NotificationConfig { NotificationArn = "topic", NotificationEvents = ["Failed"] },
        CloudWatchOutputConfig = new CloudWatchOutputConfig { CloudWatchOutputEnabled = true },
        AlarmConfiguration = new AlarmConfiguration { Alarms = [new Alarm { Name = "alarm" }] },
        Targets = [new Target { Key = "tag:Role", Values = ["web"] }],
    };

    [Theory]
    [InlineData("note [rollout 20261125-2241-k3f9/7]", "note")]
    [InlineData("[rollout 20261125-2241-k3f9/7]", null)]
    public void What_is_run_again_belongs_to_no_rollout(string comment, string? expected) =>
        Assert.Equal(expected, RestartPlan.Template(Everything with { Comment = comment }).Comment);

    [Fact]
    public void The_request_is_what_the_command_was()
    {
        var request = RestartPlan.Template(Everything);

        Assert.Equal(
            new SendCommandRequest
            {
                DocumentName = "Doc",
                DocumentVersion = "$DEFAULT",
                Parameters = Everything.Parameters,
                Comment = "note",
                TimeoutSeconds = 60,
                MaxConcurrency = "10%",
                MaxErrors = "0",
                OutputS3BucketName = "bucket",
                OutputS3KeyPrefix = "prefix",
                ServiceRoleArn = "role",
                NotificationConfig = Everything.NotificationConfig,
                CloudWatchOutputConfig = Everything.CloudWatchOutputConfig,
                AlarmConfiguration = Everything.AlarmConfiguration,
            },
            request);
    }

    [Fact]
    public void What_the_service_echoes_empty_is_left_out_of_the_request() => Assert.Equal(
        new SendCommandRequest { DocumentName = "Doc" },
        RestartPlan.Template(new Command
        {
            DocumentName = "Doc",
            OutputS3Region = "us-east-1",
            CloudWatchOutputConfig = new CloudWatchOutputConfig { CloudWatchOutputEnabled = false },
        }));

    [Fact]
    public async Task Usually_it_is_for_what_failed_was_late_or_never_began()
    {
        var plan = await MakeAsync(Everything with { TargetCount = 7 }, RestartPlan.Usual);

        Assert.Equal(
            ["Failed", "ExecutionTimedOut", "DeliveryTimedOut", "Undeliverable", "Terminated"], plan.Nodes.Select(node => node.Key));
        Assert.Equal("1 Failed, 1 TimedOut, 2 NotDelivered, 1 Terminated", plan.Reasons);
        Assert.Equal(0, plan.Unknown);
    }

    [Fact]
    public async Task Nodes_that_the_service_never_told_of_are_among_those_that_were_not_reached()
    {
        var byIds = await MakeAsync(Everything with { TargetCount = 8, InstanceIds = ["Failed", "unheard"] }, [NodeVerdict.NotDelivered]);
        var byTags = await MakeAsync(Everything with { TargetCount = 9 }, [NodeVerdict.NotDelivered]);

        Assert.Equal(["DeliveryTimedOut", "Undeliverable", "unheard"], byIds.Nodes.Select(node => node.Key));
        Assert.Equal((0, 2, 2), (byIds.Unknown, byTags.Nodes.Count, byTags.Unknown));
    }

    [Fact]
    public async Task Only_the_nodes_that_are_named_are_taken_and_fifty_a_request()
    {
        var named = await MakeAsync(
            Everything, [NodeVerdict.Cancelled, NodeVerdict.Succeeded], new HashSet<string> { "Cancelled", "Failed" });
        var many = new RestartPlan(
            Everything, [.. Enumerable.Range(0, 120).Select(number => KeyValuePair.Create($"i-{number}", NodeVerdict.Failed))], 0);

        Assert.Equal("Cancelled", Assert.Single(named.Nodes).Key);
        Assert.Equal([50, 50, 20], many.Requests.Select(request => request.InstanceIds!.Count));
        Assert.All(many.Requests, request => Assert.Null(request.Targets));
    }

    // A node is called by what became of it.
    private static Task<RestartPlan> MakeAsync(Command command, IReadOnlyList<NodeVerdict> verdicts, HashSet<string>? only = null)
    {
        var nodes = new[]
        {
            ("Success", "Success"), ("Failed", "Failed"), ("TimedOut", "ExecutionTimedOut"), ("TimedOut", "DeliveryTimedOut"),
            ("Failed", "Undeliverable"), ("Cancelled", "Terminated"), ("Cancelled", "Cancelled"),
        }
            .Select(
                state => new CommandInvocation { InstanceId = state.Item2, Status = state.Item1, StatusDetails = state.Item2 }).ToList();
        var service = new FakeService { Invocations = _ => new Page<CommandInvocation>(nodes, null) };
        return RestartPlan.MakeAsync(new CommandReader(service), command, verdicts, only, TestContext.Current.CancellationToken);
    }
}
