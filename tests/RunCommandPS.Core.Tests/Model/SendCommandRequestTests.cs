using System.Reflection;

namespace RunCommandPS.Core.Tests.Model;

public sealed class SendCommandRequestTests
{
    private static readonly PropertyInfo[] Members = typeof(SendCommandRequest).GetProperties();

    public static TheoryData<string> Names => [.. Members.Select(member => member.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_member_of_the_other_request_goes_before(string name)
    {
        var member = typeof(SendCommandRequest).GetProperty(name)!;
        var one = With(member, Sample(member.PropertyType, "one"));
        var other = With(member, Sample(member.PropertyType, "other"));

        Assert.NotEqual(member.GetValue(one), member.GetValue(other));
        Assert.Equal(member.GetValue(other), member.GetValue(one.Overlay(other)));
        Assert.Equal(member.GetValue(one), member.GetValue(one.Overlay(new SendCommandRequest())));
        Assert.All(Members.Where(each => each != member), each =>
            Assert.Equal(each.GetValue(new SendCommandRequest()), each.GetValue(one.Overlay(other))));
    }

    [Fact]
    public void Nodes_are_replaced_as_one_thing()
    {
        var byId = new SendCommandRequest { InstanceIds = ["i-0123456789abcdef0"] };
        var byTarget = new SendCommandRequest { Targets = [new Target { Key = "tag:Role" }] };

        Assert.Equal((null, byTarget.Targets), (byId.Overlay(byTarget).InstanceIds, byId.Overlay(byTarget).Targets));
        Assert.Equal((byId.InstanceIds, null), (byTarget.Overlay(byId).InstanceIds, byTarget.Overlay(byId).Targets));
    }

    private static SendCommandRequest With(PropertyInfo member, object value)
    {
        var request = new SendCommandRequest();
        member.SetValue(request, value);
        return request;
    }

    // A type that is not here is a member of a new kind: it needs a sample, and a look at Overlay.
    private static object Sample(Type type, string text) =>
        type == typeof(string) ? text
        : type == typeof(int?) ? text.Length
        : type == typeof(IReadOnlyList<string>) ? new[] { text }
        : type == typeof(IReadOnlyList<Target>) ? new[] { new Target { Key = text } }
        : type == typeof(IReadOnlyDictionary<string, IReadOnlyList<string>>) ? new Dictionary<string, IReadOnlyList<string>> { [text] = [] }
        : type == typeof(NotificationConfig) ? new NotificationConfig { NotificationArn = text }
        : type == typeof(CloudWatchOutputConfig) ? new CloudWatchOutputConfig { CloudWatchLogGroupName = text }
        : type == typeof(AlarmConfiguration) ? new AlarmConfiguration { Alarms = [new Alarm { Name = text }] }
        : throw new NotSupportedException($"No sample of {type}.");
}
