using RunCommandPS.Sending;

namespace RunCommandPS.Core.Tests.Sending;

public sealed class RequestMembersTests
{
    private static readonly NotificationConfig Notification = new()
    {
        NotificationArn = "arn:aws:sns:eu-central-1:123456789012:topic",
        NotificationEvents = ["Failed"],
        NotificationType = "Command",
    };

    private static readonly AlarmConfiguration Alarm = new() { Alarms = [new Alarm { Name = "load" }], IgnorePollAlarmFailure = true };

    [Fact]
    public void What_is_not_given_stays_out_of_the_request()
    {
        Assert.Null(RequestMembers.Notification(null, null, null, null));
        Assert.Null(RequestMembers.CloudWatch(null, null, null));
        Assert.Null(RequestMembers.Alarm(null, null, null));
    }

    [Fact]
    public void A_parameter_goes_before_the_member_of_the_structure()
    {
        var notification = RequestMembers.Notification(Notification, null, ["success"], "invocation")!;

        Assert.Equal(Notification.NotificationArn, notification.NotificationArn);
        Assert.Equal(["Success"], notification.NotificationEvents);
        Assert.Equal("Invocation", notification.NotificationType);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void A_log_group_means_output_in_it_unless_it_is_switched_off(bool? isEnabled, bool expected)
    {
        var output = RequestMembers.CloudWatch(null, "/fleet/output", isEnabled)!;

        Assert.Equal(("/fleet/output", expected), (output.CloudWatchLogGroupName, output.CloudWatchOutputEnabled));
    }

    [Fact]
    public void An_alarm_s_members_are_replaced_one_by_one()
    {
        var renamed = RequestMembers.Alarm(Alarm, "memory", null)!;
        var strict = RequestMembers.Alarm(Alarm, null, false)!;

        Assert.Equal(("memory", true), (renamed.Alarms.Single().Name, renamed.IgnorePollAlarmFailure));
        Assert.Equal(("load", false), (strict.Alarms.Single().Name, strict.IgnorePollAlarmFailure));
    }
}
