using System.Text.Json;
using RunCommandPS.Aws.Tests.Fixture;
using RunCommandPS.Simulator;

namespace RunCommandPS.Aws.Tests;

/// <summary>What SendCommand puts on the wire.</summary>
public sealed class SendCommandTests
{
    private static readonly SendCommandRequest Everything = new()
    {
        DocumentName = "AWS-RunShellScript",
        DocumentVersion = "$LATEST",
        DocumentHash = "6e0f",
        DocumentHashType = "Sha256",
        InstanceIds = ["i-0123456789abcdef0", "mi-0123456789abcdef0"],
        Targets = [new Target { Key = "tag:Role", Values = ["web", "db"] }, new Target { Key = "tag:Stage" }],
        Parameters = new Dictionary<string, IReadOnlyList<string>> { ["commands"] = ["echo 'ä'", ""], ["workingDirectory"] = [] },
        Comment = "a note",
        TimeoutSeconds = 30,
        MaxConcurrency = "10%",
        MaxErrors = "0",
        OutputS3BucketName = "amzn-s3-demo-bucket",
        OutputS3KeyPrefix = "prefix",
        OutputS3Region = "us-east-1",
        ServiceRoleArn = "arn:aws:iam::111122223333:role/notifier",
        NotificationConfig = new NotificationConfig
        {
            NotificationArn = "arn:aws:sns:us-east-1:111122223333:topic",
            NotificationEvents = ["Failed"],
            NotificationType = "Command",
        },
        CloudWatchOutputConfig = new CloudWatchOutputConfig { CloudWatchLogGroupName = "group", CloudWatchOutputEnabled = false },
        AlarmConfiguration = new AlarmConfiguration { Alarms = [new Alarm { Name = "alarm" }], IgnorePollAlarmFailure = true },
    };

    [Fact]
    public async Task Every_member_is_on_the_wire()
    {
        var body = await BodyOf(Everything);

        Assert.All(typeof(SendCommandRequest).GetProperties(), member => Assert.True(body.TryGetProperty(member.Name, out _), member.Name));
        AssertSame(
            """
            {
                "DocumentName": "AWS-RunShellScript", "DocumentVersion": "$LATEST", "DocumentHash": "6e0f", "DocumentHashType": "Sha256",
                "InstanceIds": ["i-0123456789abcdef0", "mi-0123456789abcdef0"],
                "Targets": [{"Key": "tag:Role", "Values": ["web", "db"]}, {"Key": "tag:Stage", "Values": []}],
                "Parameters": {"commands": ["echo 'ä'", ""], "workingDirectory": []},
                "Comment": "a note", "TimeoutSeconds": 30, "MaxConcurrency": "10%", "MaxErrors": "0",
                "OutputS3BucketName": "amzn-s3-demo-bucket", "OutputS3KeyPrefix": "prefix", "OutputS3Region": "us-east-1",
                "ServiceRoleArn": "arn:aws:iam::111122223333:role/notifier",
                "NotificationConfig": {"NotificationArn": "arn:aws:sns:us-east-1:111122223333:topic", "NotificationEvents": ["Failed"],
                    "NotificationType": "Command"},
                "CloudWatchOutputConfig": {"CloudWatchLogGroupName": "group", "CloudWatchOutputEnabled": false},
                "AlarmConfiguration": {"Alarms": [{"Name": "alarm"}], "IgnorePollAlarmFailure": true}
            }
            """,
            body);
    }

    [Fact]
    public async Task A_member_that_is_null_is_not_on_the_wire() =>
        AssertSame(
            """{"DocumentName": "AWS-UpdateSSMAgent"}""", await BodyOf(new SendCommandRequest { DocumentName = "AWS-UpdateSSMAgent" }));

    [Fact]
    public async Task What_is_null_within_a_structure_is_not_on_the_wire_either()
    {
        var body = await BodyOf(new SendCommandRequest
        {
            DocumentName = "AWS-UpdateSSMAgent",
            NotificationConfig = new NotificationConfig { NotificationArn = "arn" },
            CloudWatchOutputConfig = new CloudWatchOutputConfig { CloudWatchOutputEnabled = true },
            AlarmConfiguration = new AlarmConfiguration { Alarms = [new Alarm { Name = "alarm" }] },
        });

        AssertSame(
            """
            {
                "DocumentName": "AWS-UpdateSSMAgent", "NotificationConfig": {"NotificationArn": "arn"},
                "CloudWatchOutputConfig": {"CloudWatchOutputEnabled": true}, "AlarmConfiguration": {"Alarms": [{"Name": "alarm"}]}
            }
            """,
            body);
    }

    [Fact]
    public async Task Empty_lists_and_maps_are_on_the_wire() =>
        AssertSame(
            """{"DocumentName": "AWS-UpdateSSMAgent", "InstanceIds": [], "Targets": [], "Parameters": {}}""",
            await BodyOf(new SendCommandRequest
            {
                DocumentName = "AWS-UpdateSSMAgent",
                InstanceIds = [],
                Targets = [],
                Parameters = new Dictionary<string, IReadOnlyList<string>>(),
            }));

    [Fact]
    public async Task The_simulator_takes_what_is_sent_and_answers_with_it()
    {
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions { NodeCount = 2, Region = "eu-west-1" });
        using var service = Connect.To(Connect.Options(simulator) with { Region = "eu-west-1" });
        var nodes = simulator.Nodes.Select(node => node.InstanceId).ToList();

        var command = await service.SendCommandAsync(
            Connect.Shell(nodes) with { Comment = "a note", MaxErrors = "1", TimeoutSeconds = 60 }, Connect.Cancellation);

        Assert.Equal(ServiceLimits.CommandIdLength, command.CommandId.Length);
        Assert.Equal(nodes, command.InstanceIds);
        Assert.Equal(["uptime"], command.Parameters["commands"]);
        Assert.Equal(
            ("AWS-RunShellScript", ServiceLimits.DefaultVersion, "a note", "1", 60),
            (command.DocumentName, command.DocumentVersion, command.Comment, command.MaxErrors, command.TimeoutSeconds));
        Assert.Equal(("eu-west-1", simulator.Endpoint, null), (command.Region, command.Endpoint, command.ProfileName));
    }

    private static async Task<JsonElement> BodyOf(SendCommandRequest request)
    {
        using var server = CannedServer.Answering(
            $$$"""{"Command": {"CommandId": "{{{Connect.UnknownCommand}}}", "Comment": "{{{request.Comment}}}"}}""");
        using var service = Connect.To(server);
        await service.SendCommandAsync(request, Connect.Cancellation);
        return JsonElement.Parse(Assert.Single(server.Bodies));
    }

    private static void AssertSame(string expected, JsonElement actual) =>
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(expected), actual), actual.ToString());
}
