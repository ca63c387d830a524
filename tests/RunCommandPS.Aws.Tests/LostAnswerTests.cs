using RunCommandPS.Aws.Tests.Fixture;
using RunCommandPS.Sending;
using RunCommandPS.Simulator;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Aws.Tests;

/// <summary>A command whose answer was lost is found, whatever became of the answer and wherever the service's clock stands.</summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class LostAnswerTests : IDisposable, ISendObserver
{
    private const string Role = "arn:aws:iam::111122223333:role/notifier";
    private const string Topic = "arn:aws:sns:us-east-1:111122223333:topic";

    private readonly EnvironmentVariables _environment = new();
    private readonly RunCommandSimulator _simulator = Start(0);
    private readonly List<string> _found = [];
    private readonly List<string> _sent = [];

    [Theory]
    [InlineData(FaultKind.Reset, 0)]
    [InlineData(FaultKind.Reset, 240)]
    [InlineData(FaultKind.Close, -240)]
    [InlineData(FaultKind.InternalServerError, 0)]
    [InlineData(FaultKind.ServiceUnavailable, 0)]
    [InlineData(FaultKind.HtmlReply, 0)]
    [InlineData(FaultKind.HalfReply, 0)]
    public async Task The_command_is_found(FaultKind kind, int skew)
    {
        using var simulator = Start(skew);
        simulator.InjectFault(new SimulatedFault(kind) { AfterAcceptance = kind != FaultKind.HalfReply, Operation = "SendCommand" });
        using var service = Connect.To(simulator);

        await SendAsync(service, Everything([.. simulator.Nodes.Select(node => node.InstanceId)]));

        var command = Assert.Single((await service.ListCommandsAsync(new CommandQuery(), null, Connect.Cancellation)).Items);
        Assert.Equal([command.CommandId], _found);
        Assert.Equal([command.CommandId], _sent);
    }

    [Fact]
    public async Task The_command_is_found_where_time_is_stepped()
    {
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions { NodeCount = 2, IsTimeStepped = true });
        simulator.Advance(TimeSpan.FromHours(2));
        simulator.InjectFault(new SimulatedFault(FaultKind.Reset) { AfterAcceptance = true, Operation = "SendCommand" });
        using var service = Connect.To(simulator);

        await SendAsync(service, Connect.Shell([.. simulator.Nodes.Select(node => node.InstanceId)]));

        Assert.Single(_found);
        Assert.InRange(service.ClockOffset.TotalMinutes, 119, 121);
    }

    [Fact]
    public async Task The_command_for_criteria_is_found()
    {
        _simulator.InjectFault(new SimulatedFault(FaultKind.Reset) { AfterAcceptance = true, Operation = "SendCommand" });
        using var service = Connect.To(_simulator);
        var targets = new Target { Key = "InstanceIds", Values = [_simulator.Nodes[0].InstanceId] };

        await SendAsync(service, Connect.Shell() with { InstanceIds = null, Targets = [targets] });

        Assert.Single(_found);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(240)]
    [InlineData(-240)]
    public async Task The_clock_of_the_service_is_read_off_its_answers(int skew)
    {
        using var simulator = Start(skew);
        using var service = Connect.To(simulator);
        Assert.Equal(TimeSpan.Zero, service.ClockOffset);

        await service.ListCommandsAsync(new CommandQuery(), null, Connect.Cancellation);

        Assert.InRange(service.ClockOffset.TotalSeconds, skew - 1.5, skew + 1.5);
    }

    [Fact]
    public async Task An_error_tells_the_time_as_well()
    {
        using var simulator = Start(240);
        simulator.InjectFault(new SimulatedFault(FaultKind.InternalServerError) { Operation = "SendCommand" });
        using var service = Connect.To(simulator);

        await Assert.ThrowsAsync<InternalServerErrorException>(
            () => service.SendCommandAsync(Connect.Shell(simulator.Nodes[0].InstanceId), Connect.Cancellation));

        Assert.InRange(service.ClockOffset.TotalSeconds, 238, 242);
    }

    ValueTask ISendObserver.SentAsync(Command command, SendCommandRequest request)
    {
        _sent.Add(command.CommandId);
        return default;
    }

    ValueTask ISendObserver.FoundAsync(Command command, SendCommandRequest request)
    {
        _found.Add(command.CommandId);
        return default;
    }

    ValueTask ISendObserver.FailedAsync(SendFailure failure) => throw failure.Error;

    ValueTask ISendObserver.ThrottledAsync(SendCommandRequest request, TimeSpan waited) => default;

    ValueTask ISendObserver.SkippedAsync(IReadOnlyList<string> instanceIds) => default;

    public void Dispose()
    {
        _simulator.Dispose();
        _environment.Dispose();
    }

    private static RunCommandSimulator Start(int skew)
    {
        // The whole clock of the service is off: the times of its commands, and its Date.
        var simulator = RunCommandSimulator.Start(new SimulatorOptions { NodeCount = 2, Roles = [Role], Topics = [Topic] });
        simulator.InjectFault(new SimulatedFault(FaultKind.ClockSkew) { Time = TimeSpan.FromSeconds(skew) });
        return simulator;
    }

    private Task SendAsync(IRunCommandService service, SendCommandRequest request) =>
        new CommandSender(() => service, new SendOptions(1, false), this, TimeProvider.System)
            .SendAsync(new[] { request }.ToAsyncEnumerable(), Connect.Cancellation);

    // Whatever the service tells of a command, so that the fingerprint is one of all of it.
    private static SendCommandRequest Everything(IReadOnlyList<string> instanceIds) => Connect.Shell(instanceIds) with
    {
        DocumentVersion = "$LATEST",
        Parameters = new Dictionary<string, IReadOnlyList<string>> { ["commands"] = ["echo 'ä'", ""], ["workingDirectory"] = ["/tmp"] },
        Comment = "all of it",
        TimeoutSeconds = 60,
        MaxConcurrency = "50%",
        MaxErrors = "1",
        OutputS3BucketName = "amzn-s3-demo-bucket",
        OutputS3KeyPrefix = "runs",
        CloudWatchOutputConfig = new CloudWatchOutputConfig { CloudWatchOutputEnabled = true },
        AlarmConfiguration = new AlarmConfiguration { Alarms = [new Alarm { Name = "calm" }] },
        ServiceRoleArn = Role,
        NotificationConfig = new NotificationConfig
        {
            NotificationArn = Topic,
            NotificationEvents = ["All"],
            NotificationType = "Command",
        },
    };
}
