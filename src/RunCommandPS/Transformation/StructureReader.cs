using System.Collections;
using System.Management.Automation;
using RunCommandPS.Errors;
using RunCommandPS.Sending;

namespace RunCommandPS.Transformation;

/// <summary>Reads the structures of a request from the hashtables and objects that users write.</summary>
internal static class StructureReader
{
    /// <summary>
    /// Targets: <c>@{Key='tag:Role';Values='web'}</c>, <c>'tag:Role=web,db'</c>, or the shorthand <c>@{'tag:Role'='web'}</c>, one or many.
    /// </summary>
    public static IReadOnlyList<Target> Targets(object value) => MemberReader.Items(value).SelectMany(TargetsOf).ToList();

    /// <summary>A notification configuration.</summary>
    public static NotificationConfig Notification(object value) => Read(
        "NotificationConfig", value, "@{NotificationArn='arn:…';NotificationEvents='Failed'}", members => new NotificationConfig
        {
            NotificationArn = members.Text("NotificationArn") ?? "",
            NotificationEvents = (members.Texts("NotificationEvents", "NotificationEvent") ?? [])
                .Select(name => ServiceValues.Canonical(name, ServiceValues.NotificationEvents)).ToList(),
            NotificationType = ServiceValues.Canonical(members.Text("NotificationType") ?? "", ServiceValues.NotificationTypes),
        });

    /// <summary>A CloudWatch output configuration.</summary>
    public static CloudWatchOutputConfig CloudWatch(object value) => Read(
        "CloudWatchOutputConfig", value, "@{CloudWatchOutputEnabled=$true;CloudWatchLogGroupName='…'}",
        members => new CloudWatchOutputConfig
        {
            CloudWatchLogGroupName = members.Text("CloudWatchLogGroupName") ?? "",
            CloudWatchOutputEnabled = members.Flag("CloudWatchOutputEnabled"),
        });

    /// <summary>An alarm configuration.</summary>
    public static AlarmConfiguration Alarms(object value) => Read(
        "AlarmConfiguration", value, "@{Alarms=@{Name='…'}}", members => new AlarmConfiguration
        {
            Alarms = members.Take("Alarms", "Alarm") is { } alarms ? MemberReader.Items(alarms).Select(AlarmOf).ToList() : [],
            IgnorePollAlarmFailure = members.Flag("IgnorePollAlarmFailure"),
        });

    private static Alarm AlarmOf(object? value) => MemberReader.Unwrap(value) is string name
        ? new Alarm { Name = name }
        : Read("Alarm", value, "@{Name='…'}", members => new Alarm { Name = members.Text("Name") ?? "" });

    // What is already one stays as it is.
    private static T Read<T>(string what, object? value, string example, Func<MemberReader, T> read)
        where T : class
    {
        if (MemberReader.Unwrap(value) is T structure)
        {
            return structure;
        }

        var members = Members(what, value, example);
        structure = read(members);
        members.Finish();
        return structure;
    }

    private static IEnumerable<Target> TargetsOf(object? value)
    {
        switch (MemberReader.Unwrap(value))
        {
            case Target target:
                return [target];
            case string text:
                var at = text.IndexOf('=', StringComparison.Ordinal);
                return at > 0
                    ? [TargetOf(text[..at], text[(at + 1)..].Split(',', StringSplitOptions.TrimEntries))]
                    : throw InputErrors.Input(
                        $"Target '{text}' has no '='.",
                        "Write Key=Value in quotes, as in 'tag:Role=web,db': without them, PowerShell reads it as two targets.");
            case { } other when !MemberReader.CanRead(other) && Typed(other) is { } target:
                return [target];
            default:
                var members = Members("Target", value, "@{Key='tag:Role';Values='web','db'} or @{'tag:Role'='web','db'}");
                var all = MemberReader.Members(value!);
                return all.ContainsKey("Key") ? [TargetOf(members)]
                    : all.ContainsKey("Name") && (all.ContainsKey("Value") || all.ContainsKey("Values")) ? throw NamedTarget(members)
                    : all.Keys.Select(key => TargetOf(key, members.Texts(key) ?? [])).ToList();
        }
    }

    // A target of AWS.Tools, whose type is not known here.
    private static Target? Typed(object value)
    {
        var properties = PSObject.AsPSObject(value).Properties;
        return properties["Key"]?.Value is string key && properties["Values"]?.Value is IEnumerable values
            ? TargetOf(key, values.Cast<object?>().Select(item => $"{item}").ToList())
            : null;
    }

    private static Target TargetOf(MemberReader members)
    {
        var target = TargetOf(members.Text("Key") ?? "", members.Texts("Values", "Value") ?? []);
        members.Finish();
        return target;
    }

    // This key is case-insensitive, and one spelling of it is enough for the readers of the request.
    private static Target TargetOf(string key, IReadOnlyList<string> values)
    {
        var target = new Target { Key = key, Values = values };
        return target.IsInstanceIds ? target with { Key = Target.InstanceIdsKey } : target;
    }

    // Filters are written this way elsewhere in AWS.
    private static InvalidInputException NamedTarget(MemberReader members)
    {
        var target = TargetOf(members.Text("Name") ?? "", members.Texts("Values", "Value") ?? []);
        var meant = TargetRules.Suggestion(target) ?? target;
        return InputErrors.Input(
            $"A target has Key and Values, not Name. Did you mean {meant}?", $"Write '{meant}', or @{{Key='{meant.Key}';Values=…}}.");
    }

    private static MemberReader Members(string what, object? value, string example) =>
        value is not null && MemberReader.CanRead(value)
            ? MemberReader.Of(what, value)
            : throw InputErrors.Input($"'{InputText.Of(value)}' is not a {what}.", $"Write it as {example}.");
}
