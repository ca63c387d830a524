using RunCommandPS.Aws.Tests.Fixture;
using RunCommandPS.Simulator;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Aws.Tests;

/// <summary>SendCommand has no idempotency token: what may have been carried out is never sent again.</summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class RetryTests : IDisposable
{
    private readonly EnvironmentVariables _environment = new();
    private readonly RunCommandSimulator _simulator = RunCommandSimulator.Start(new SimulatorOptions { NodeCount = 1 });

    public RetryTests() => _environment["AWS_MAX_ATTEMPTS"] = "2";

    [Theory]
    [InlineData(FaultKind.InternalServerError)]
    [InlineData(FaultKind.ServiceUnavailable)]
    [InlineData(FaultKind.Reset)]
    [InlineData(FaultKind.HtmlReply)]
    public async Task SendCommand_is_not_repeated_where_it_may_have_been_carried_out(FaultKind kind)
    {
        _simulator.InjectFault(new SimulatedFault(kind) { AfterAcceptance = true, Operation = "SendCommand" });
        using var service = Connect.To(_simulator);
        // The connection exists before, since an older one may be treated differently.
        await service.ListCommandsAsync(new CommandQuery(), null, Connect.Cancellation);

        var error = await Assert.ThrowsAnyAsync<RunCommandException>(
            () => service.SendCommandAsync(Connect.Shell(_simulator.Nodes[0].InstanceId), Connect.Cancellation));

        Assert.True(error.MayHaveRun);
        Assert.Equal(1, _simulator.Count("SendCommand"));
    }

    [Fact]
    public async Task SendCommand_is_not_repeated_after_a_time_out()
    {
        _simulator.InjectFault(new SimulatedFault(FaultKind.Hang) { AfterAcceptance = true });
        using var service = Connect.To(Connect.Options(_simulator) with { RequestTimeout = TimeSpan.FromSeconds(1) });

        var error = await Assert.ThrowsAsync<RequestTimeoutException>(
            () => service.SendCommandAsync(Connect.Shell(_simulator.Nodes[0].InstanceId), Connect.Cancellation));

        Assert.True(error.MayHaveRun);
        Assert.Equal(1, _simulator.Count("SendCommand"));
    }

    [Fact]
    public async Task A_throttled_send_or_cancel_is_left_to_those_who_space_them()
    {
        _simulator.InjectFault(new SimulatedFault(FaultKind.Throttle));
        using var service = Connect.To(_simulator);

        var send = await Assert.ThrowsAsync<ThrottlingException>(
            () => service.SendCommandAsync(Connect.Shell(_simulator.Nodes[0].InstanceId), Connect.Cancellation));
        var cancel = await Assert.ThrowsAsync<ThrottlingException>(
            () => service.CancelCommandAsync(Connect.UnknownCommand, [], Connect.Cancellation));

        Assert.False(send.MayHaveRun || cancel.MayHaveRun);
        Assert.Equal((1, 1), (_simulator.Count("SendCommand"), _simulator.Count("CancelCommand")));
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("2", 2)]
    public async Task Throttled_reads_are_tolerated_as_often_as_AWS_MAX_ATTEMPTS_says(string attempts, int requests)
    {
        _environment["AWS_MAX_ATTEMPTS"] = attempts;
        _simulator.InjectFault(new SimulatedFault(FaultKind.Throttle));
        using var service = Connect.To(_simulator);

        await Assert.ThrowsAsync<ThrottlingException>(() => service.ListCommandsAsync(new CommandQuery(), null, Connect.Cancellation));

        Assert.Equal(requests, _simulator.Requests.Count);
    }

    [Theory]
    [InlineData(FaultKind.InternalServerError)]
    [InlineData(FaultKind.ServiceUnavailable)]
    [InlineData(FaultKind.Throttle)]
    [InlineData(FaultKind.Reset)]
    public async Task A_call_that_reads_is_repeated(FaultKind kind)
    {
        _simulator.InjectFault(new SimulatedFault(kind) { Calls = [1] });
        using var service = Connect.To(_simulator);

        var page = await service.ListCommandsAsync(new CommandQuery(), null, Connect.Cancellation);

        Assert.Empty(page.Items);
        Assert.Equal(2, _simulator.Count("ListCommands"));
    }

    public void Dispose()
    {
        _simulator.Dispose();
        _environment.Dispose();
    }
}
