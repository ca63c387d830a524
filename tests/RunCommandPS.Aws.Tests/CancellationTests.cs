using RunCommandPS.Aws.Tests.Fixture;
using RunCommandPS.Simulator;

namespace RunCommandPS.Aws.Tests;

/// <summary>A call that is given up ends as given up, and not as an error of its own.</summary>
public sealed class CancellationTests : IDisposable
{
    private readonly RunCommandSimulator _simulator = RunCommandSimulator.Start(new SimulatorOptions());
    private readonly IRunCommandService _service;

    public CancellationTests() => _service = Connect.To(_simulator);

    [Fact]
    public async Task A_call_that_waits_for_its_answer_is_given_up()
    {
        _simulator.InjectFault(new SimulatedFault(FaultKind.Hang));
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Connect.Cancellation);

        var call = _service.SendCommandAsync(Connect.Shell(Connect.UnknownNode), giveUp.Token);
        while (_simulator.Requests.Count == 0)
        {
            await Task.Delay(5, Connect.Cancellation);
        }

        await giveUp.CancelAsync();

        var stop = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.True(giveUp.IsCancellationRequested);
        Assert.IsNotType<RunCommandException>(stop, exactMatch: false);
    }

    [Fact]
    public async Task A_reply_that_has_begun_is_given_up()
    {
        using var server = CannedServer.FallingSilent();
        using var service = Connect.To(server);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Connect.Cancellation);

        var call = service.ListCommandsAsync(new CommandQuery(), null, giveUp.Token);
        while (server.Bodies.Count == 0)
        {
            await Task.Delay(5, Connect.Cancellation);
        }

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task A_call_that_is_given_up_beforehand_sends_nothing()
    {
        using var giveUp = new CancellationTokenSource();
        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _service.SendCommandAsync(Connect.Shell(Connect.UnknownNode), giveUp.Token));

        Assert.Empty(_simulator.Requests);
    }

    [Fact]
    public async Task A_pause_before_a_retry_is_given_up()
    {
        _simulator.InjectFault(new SimulatedFault(FaultKind.Throttle));
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Connect.Cancellation);

        var call = _service.ListCommandsAsync(new CommandQuery(), null, giveUp.Token);
        while (_simulator.Requests.Count == 0)
        {
            await Task.Delay(1, Connect.Cancellation);
        }

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    public void Dispose()
    {
        _service.Dispose();
        _simulator.Dispose();
    }
}
