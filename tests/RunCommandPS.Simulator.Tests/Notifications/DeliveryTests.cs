using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using RunCommandPS.Simulator.Tests.Protocol;

namespace RunCommandPS.Simulator.Tests.Notifications;

/// <summary>
/// What a command leaves besides its replies: notifications and log streams. Objects in buckets are read with
/// the real SDK, in the tests of the adapter.
/// </summary>
public sealed class DeliveryTests : IDisposable
{
    private const string Good = "i-0000000000000000a";
    private const string Bad = "i-0000000000000000b";
    private const string Topic = "arn:aws:sns:us-east-1:111122223333:my-us-east-1-notification-arn";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, 120, TimeSpan.Zero));
    private readonly RunCommandSimulator _simulator;
    private readonly SimulatorClient _client;

    public DeliveryTests()
    {
        _simulator = RunCommandSimulator.Start(new SimulatorOptions
        {
            TimeProvider = _clock,
            Nodes = [new() { InstanceId = Good }, new() { InstanceId = Bad }],
            Answers =
            [
                new() { Node = Good, StandardOutput = "hello\nworld\n", Duration = TimeSpan.FromSeconds(2) },
                new() { Node = Bad, ExitCode = 3, StandardError = "no", Duration = TimeSpan.FromSeconds(1) },
            ],
        });
        _client = new SimulatorClient(_simulator);
    }

    public void Dispose()
    {
        _client.Dispose();
        _simulator.Dispose();
    }

    [Fact]
    public async Task A_command_is_told_of_when_it_begins_and_when_it_ends()
    {
        var id = await RunAsync([Good], notification: new { NotificationArn = Topic });

        Assert.Equal(["InProgress", "Success"], _simulator.Notifications.Select(one => one.Status));
        var last = _simulator.Notifications[1];
        Assert.Equal(
            (Topic, "EC2 Run Command Notification us-east-1", id, ""), (last.TopicArn, last.Subject, last.CommandId, last.InstanceId));
        var ended = Text(JsonDocument.Parse(last.Message).RootElement, "eventTime");
        Assert.Matches(@"^2026-01-01T00:00:02(\.\d{1,3})?Z$", ended);
        Assert.Equal(
            $$"""
            {"commandId":"{{id}}","documentName":"AWS-RunShellScript","instanceIds":["{{Good}}"],
            "requestedDateTime":"2026-01-01T00:00:00.12Z","expiresAfter":"2026-01-01T02:00:00.12Z",
            "outputS3BucketName":"","outputS3KeyPrefix":"","status":"Success","eventTime":"{{ended}}"}
            """.ReplaceLineEndings(""),
            last.Message);
    }

    [Fact]
    public async Task Invocations_are_told_of_one_by_one_and_in_detail()
    {
        var id = await RunAsync(
            [Good, Bad], notification: new
            {
                NotificationArn = Topic,
                NotificationType = "Invocation",
                NotificationEvents = new[] { "Failed", "Success" },
            });

        Assert.Equal([(Bad, "Failed"), (Good, "Success")], _simulator.Notifications.Select(one => (one.InstanceId, one.Status)));
        var message = JsonDocument.Parse(_simulator.Notifications[0].Message).RootElement;
        Assert.Equal(
            ["commandId", "documentName", "instanceId", "requestedDateTime", "status", "detailedStatus", "eventTime"],
            message.EnumerateObject().Select(member => member.Name));
        Assert.Equal((id, "Failed", "Failed"), (Text(message, "commandId"), Text(message, "status"), Text(message, "detailedStatus")));
    }

    [Theory]
    [InlineData("[\"All\"]", "InProgress Failed")]
    [InlineData("[\"Failed\", \"All\"]", "InProgress Failed")]
    [InlineData("[\"InProgress\"]", "InProgress")]
    [InlineData("[\"Success\", \"TimedOut\", \"Cancelled\"]", "")]
    public async Task Only_the_events_asked_for_are_told_of(string events, string told)
    {
        await RunAsync(
            [Bad],
            notification: new { NotificationArn = Topic, NotificationEvents = JsonSerializer.Deserialize<string[]>(events) },
            maxErrors: "0");

        Assert.Equal(told, string.Join(' ', _simulator.Notifications.Select(one => one.Status)));
    }

    [Fact]
    public async Task A_command_without_notification_or_logs_leaves_nothing()
    {
        await RunAsync([Good, Bad]);
        await RunAsync([Good], logs: new { CloudWatchOutputEnabled = false, CloudWatchLogGroupName = "mine" });

        Assert.Empty(_simulator.Notifications);
        Assert.Empty(_simulator.LogStreams);
    }

    [Fact]
    public async Task Output_goes_to_a_stream_a_node_and_stream_of_the_step()
    {
        var id = await RunAsync([Good, Bad], logs: new { CloudWatchOutputEnabled = true });

        Assert.All(_simulator.LogStreams, stream => Assert.Equal("/aws/ssm/AWS-RunShellScript", stream.LogGroupName));
        Assert.Equal(
            [
                ($"{id}/{Bad}/aws-runShellScript/stderr", "no\nfailed to run commands: exit status 3"),
                ($"{id}/{Good}/aws-runShellScript/stdout", "hello\nworld\n"),
            ],
            _simulator.LogStreams.Select(stream => (stream.LogStreamName, stream.Text)));
        Assert.Equal(2, _simulator.LogStreams[1].Events[0].Time.Second);
    }

    [Fact]
    public async Task A_group_can_be_named()
    {
        await RunAsync([Good], logs: new { CloudWatchOutputEnabled = true, CloudWatchLogGroupName = "mine" });

        Assert.Equal("mine", Assert.Single(_simulator.LogStreams).LogGroupName);
    }

    [Fact]
    public void Long_output_is_several_events_and_no_character_is_lost()
    {
        var store = new Simulator.Notifications.LogStreamStore();
        var text = "x" + string.Concat(Enumerable.Repeat("😀", 100_000));

        store.Write("group", "stream", text, DateTimeOffset.UnixEpoch);

        var stream = Assert.Single(store.Snapshot());
        Assert.Equal(3, stream.Events.Count);
        Assert.All(stream.Events, one => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(one.Message), 1, 200_000));
        Assert.Equal(text, stream.Text);
    }

    [Fact]
    public void The_newest_are_kept()
    {
        var streams = new Simulator.Notifications.LogStreamStore();
        var notifications = new Simulator.Notifications.NotificationLog();
        for (var i = 0; i <= 10_000; i++)
        {
            streams.Write("group", $"{i}", "x", DateTimeOffset.UnixEpoch);
            notifications.Add(new SimulatedNotification("", $"{i}", "", DateTimeOffset.UnixEpoch));
        }

        Assert.Equal((10_000, "1"), (streams.Snapshot().Count, streams.Snapshot()[0].LogStreamName));
        Assert.Equal((10_000, "1"), (notifications.Snapshot().Count, notifications.Snapshot()[0].Subject));
    }

    private static string? Text(JsonElement owner, string name) => owner.GetProperty(name).GetString();

    private async Task<string> RunAsync(string[] nodes, object? notification = null, object? logs = null, string maxErrors = "10")
    {
        var sent = await _client.CallAsync("SendCommand", new
        {
            DocumentName = "AWS-RunShellScript",
            InstanceIds = nodes,
            Parameters = new { commands = new[] { "uptime" } },
            MaxErrors = maxErrors,
            NotificationConfig = notification,
            CloudWatchOutputConfig = logs,
        });
        _clock.Advance(TimeSpan.FromSeconds(10));
        return Text(sent.Body.GetProperty("Command"), "CommandId")!;
    }
}
