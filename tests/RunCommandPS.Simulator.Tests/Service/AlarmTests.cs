using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Service;

namespace RunCommandPS.Simulator.Tests.Service;

public sealed class AlarmTests
{
    private const string Name = "too-hot";

    private static readonly TimeSpan Second = ServiceHarness.Second;

    [Fact]
    public void A_raised_alarm_keeps_a_command_from_being_sent()
    {
        using var harness = Harness(AlarmState.Alarm);

        var error = Assert.Throws<ServiceException>(() => harness.Send(Request(harness)));

        Assert.Contains(Name, error.Message, StringComparison.Ordinal);
        Assert.Empty(harness.Service.ListCommands(new CommandFilter(), 50, null).Items);
    }

    [Fact]
    public void An_alarm_that_is_raised_later_ends_what_is_open()
    {
        using var harness = Harness(
            AlarmState.Ok, new ScriptedAnswer { Node = "node-0001", Duration = Second }, new ScriptedAnswer { Duration = 60 * Second });
        var id = harness.Send(Request(harness) with { MaxConcurrency = "2" });
        harness.Step(2 * Second);
        Assert.Equal(["Success", "InProgress", "InProgress"], harness.Details(id));

        harness.Service.SetAlarm(Name, AlarmState.Alarm);

        Assert.Equal(
            [("Success", "Success"), ("Failed", "Terminated"), ("Failed", "Terminated")],
            harness.Invocations(id).Select(one => (one.Status, one.StatusDetails)));
        var command = harness.Command(id);
        Assert.Equal(
            ("Failed", "FailedDueToAlarm", 3, 0), (command.Status, command.StatusDetails, command.CompletedCount, command.ErrorCount));
        Assert.Equal(new AlarmStateInformation { Name = Name, State = "ALARM" }, Assert.Single(command.TriggeredAlarms));

        // What ran goes on on its node, keeps its worker busy, and is not heard of.
        harness.Step(60 * Second);
        Assert.Equal(["Success", "Terminated", "Terminated"], harness.Details(id));
    }

    [Theory]
    [InlineData(false, "Failed", "FailedDueToAlarm", 1, 0)]
    [InlineData(true, "Success", "Success", 0, 3)]
    public void An_alarm_that_can_not_be_asked_fails_the_command_unless_that_is_to_be_ignored(
        bool ignore, string status, string details, int alarms, int runs)
    {
        using var harness = Harness(AlarmState.Unknown);
        var id = harness.Send(Request(harness, ignore));
        harness.Step(Second);

        var command = harness.Command(id);
        Assert.Equal((status, details, alarms), (command.Status, command.StatusDetails, command.TriggeredAlarms.Count));
        Assert.All(command.TriggeredAlarms, alarm => Assert.Equal("UNKNOWN", alarm.State));
        Assert.Equal(runs, harness.Service.RunsPerNode.Count);
    }

    [Fact]
    public void A_name_that_is_no_alarm_can_not_be_asked()
    {
        using var harness = new ServiceHarness(
            [new()], options: new() { Alarms = new Dictionary<string, AlarmState> { ["other"] = AlarmState.Ok } });
        var id = harness.Send(Request(harness));
        harness.Step(Second);

        Assert.Equal("FailedDueToAlarm", harness.Command(id).StatusDetails);
    }

    [Fact]
    public void Commands_with_another_alarm_or_none_go_on()
    {
        using var harness = Harness(AlarmState.Ok, new ScriptedAnswer { Duration = Second });
        var id = harness.Send();
        harness.Step(0.5 * Second);
        harness.Service.SetAlarm(Name, AlarmState.Alarm);
        harness.Step(Second);

        Assert.Equal("Success", harness.Command(id).Status);
    }

    private static ServiceHarness Harness(AlarmState state, params ScriptedAnswer[] answers) =>
        new([new(), new(), new()], answers, options: new() { Alarms = new Dictionary<string, AlarmState> { [Name] = state } });

    private static SendCommandRequest Request(ServiceHarness harness, bool? ignore = null) =>
        harness.Request with { AlarmConfiguration = new() { Alarms = [new() { Name = Name }], IgnorePollAlarmFailure = ignore } };
}
