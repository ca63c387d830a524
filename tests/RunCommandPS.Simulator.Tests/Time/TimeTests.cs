using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using RunCommandPS.Simulator.Tests.Protocol;
using RunCommandPS.Simulator.Time;

namespace RunCommandPS.Simulator.Tests.Time;

public sealed class TimeTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Scaled_time_runs_as_many_times_faster_and_so_do_its_timers()
    {
        var real = new FakeTimeProvider(Start);
        var scaled = new ScaledTime(real, 60);
        var fired = 0;
        using var timer = scaled.CreateTimer(_ => fired++, null, 60 * Second, 120 * Second);

        real.Advance(0.5 * Second);
        Assert.Equal((Start + (30 * Second), 0), (scaled.GetUtcNow(), fired));
        real.Advance(0.5 * Second);
        Assert.Equal((Start + (60 * Second), 1), (scaled.GetUtcNow(), fired));
        real.Advance(2 * Second);
        Assert.Equal((180 * Second, 2), (scaled.GetElapsedTime(0), fired));

        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        real.Advance(60 * Second);
        Assert.Equal(2, fired);
    }

    [Fact]
    public void Stepped_time_stands_still_and_fires_timers_in_order_at_their_own_times()
    {
        var clock = new SteppedTime(Start);
        var fired = new List<(string, TimeSpan)>();
        using var late = clock.CreateTimer(_ => fired.Add(("late", clock.GetUtcNow() - Start)), null, 5 * Second, Timeout.InfiniteTimeSpan);
        using var periodic = clock.CreateTimer(_ => fired.Add(("periodic", clock.GetUtcNow() - Start)), null, 2 * Second, 2 * Second);

        clock.Advance(Second);
        Assert.Empty(fired);

        clock.Advance(4 * Second);
        Assert.Equal([("periodic", 2 * Second), ("periodic", 4 * Second), ("late", 5 * Second)], fired);

        periodic.Dispose();
        clock.Advance(60 * Second);
        Assert.Equal((3, Start + (65 * Second)), (fired.Count, clock.GetUtcNow()));
    }

    [Fact]
    public async Task A_simulator_of_stepped_time_goes_on_as_far_as_it_is_moved()
    {
        using var simulator = RunCommandSimulator.Start(
            new SimulatorOptions { NodeCount = 1, IsTimeStepped = true, Answers = [new() { Duration = TimeSpan.FromHours(2) }] });
        using var client = new SimulatorClient(simulator);
        var id = await SendAsync(client, simulator);
        Assert.Equal("Pending", await StatusAsync(client, id));

        simulator.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal("InProgress", await StatusAsync(client, id));

        simulator.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal("Failed", await StatusAsync(client, id));
        Assert.Throws<ArgumentOutOfRangeException>(() => simulator.Advance(TimeSpan.FromTicks(-1)));
    }

    [Fact]
    public async Task A_node_changes_its_state_while_the_simulator_runs()
    {
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions { NodeCount = 1, IsTimeStepped = true });
        using var client = new SimulatorClient(simulator);
        var node = simulator.Nodes[0].InstanceId;
        var id = await SendAsync(client, simulator);
        simulator.SetNodeState(node, NodeState.Stopped);
        simulator.Advance(Second);

        simulator.SetNodePingStatus(node, "connectionlost");
        simulator.SetNodeState(node, NodeState.Running);
        simulator.Advance(Second);
        Assert.Equal("InProgress", await StatusAsync(client, id));
        Assert.Equal(("Running", "ConnectionLost"), (simulator.Nodes[0].State, simulator.Nodes[0].PingStatus));

        simulator.SetNodePingStatus(node, "Online");
        simulator.Advance(Second);
        Assert.Equal("Success", await StatusAsync(client, id));
        Assert.Throws<ArgumentException>(() => simulator.SetNodeState("i-00000000", NodeState.Running));
        Assert.Throws<ArgumentException>(() => simulator.SetNodePingStatus(node, "Fine"));
    }

    [Fact]
    public async Task An_alarm_is_raised_while_the_simulator_runs()
    {
        using var simulator = RunCommandSimulator.Start(
            new SimulatorOptions { NodeCount = 1, IsTimeStepped = true, Answers = [new() { Duration = TimeSpan.FromHours(2) }] });
        using var client = new SimulatorClient(simulator);
        var id = await SendAsync(client, simulator, new { Alarms = new[] { new { Name = "too-hot" } } });
        simulator.Advance(Second);

        simulator.SetAlarmState("too-hot", AlarmState.Alarm);

        var command = (await client.CallAsync("ListCommands", new { CommandId = id })).Body.GetProperty("Commands")[0];
        Assert.Equal("FailedDueToAlarm", command.GetProperty("StatusDetails").GetString());
        Assert.Equal("""[{"Name":"too-hot","State":"ALARM"}]""", command.GetProperty("TriggeredAlarms").GetRawText());
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(-1, false)]
    [InlineData(double.NaN, false)]
    [InlineData(100_001, false)]
    [InlineData(1_000_000, false)]
    [InlineData(2, true)]
    public void A_scale_that_can_not_be_is_an_error(double scale, bool stepped) =>
        Assert.Throws<ArgumentException>(
            () => RunCommandSimulator.Start(new SimulatorOptions { TimeScale = scale, IsTimeStepped = stepped }));

    [Fact]
    public void A_clock_set_too_far_ahead_is_an_error()
    {
        var error = Assert.Throws<ArgumentException>(
            () => RunCommandSimulator.Start(new SimulatorOptions { TimeProvider = new FakeTimeProvider(DateTimeOffset.MaxValue) }));

        Assert.Contains("9999", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Time_comes_to_an_end_and_nothing_falls_over(bool stepped)
    {
        var clock = new FakeTimeProvider();
        using var simulator = RunCommandSimulator.Start(
            new SimulatorOptions { TimeProvider = clock, NodeCount = 1, IsTimeStepped = stepped, TimeScale = stepped ? 1 : 100_000 });
        if (stepped)
        {
            simulator.Advance(TimeSpan.MaxValue);
        }
        else
        {
            clock.Advance(TimeSpan.FromDays(3000));
        }

        Assert.Empty(simulator.Commands);
        Assert.Empty(simulator.Problems);
    }

    [Fact]
    public void Time_that_goes_on_by_itself_is_not_moved()
    {
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions { TimeScale = 10 });

        Assert.Throws<InvalidOperationException>(() => simulator.Advance(Second));
    }

    private static async Task<string> SendAsync(SimulatorClient client, RunCommandSimulator simulator, object? alarms = null)
    {
        var sent = await client.CallAsync("SendCommand", JsonSerializer.Serialize(new Dictionary<string, object?>
        {
            ["DocumentName"] = "AWS-RunShellScript",
            ["InstanceIds"] = simulator.Nodes.Select(node => node.InstanceId),
            ["Parameters"] = new { commands = new[] { "uptime" } },
            ["AlarmConfiguration"] = alarms,
        }));
        return sent.Body.GetProperty("Command").GetProperty("CommandId").GetString()!;
    }

    private static async Task<string?> StatusAsync(SimulatorClient client, string id) =>
        (await client.CallAsync("ListCommands", new { CommandId = id })).Body.GetProperty("Commands")[0].GetProperty("Status").GetString();
}
