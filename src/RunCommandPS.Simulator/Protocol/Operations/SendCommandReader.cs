using System.Text.Json;

namespace RunCommandPS.Simulator.Protocol.Operations;

/// <summary>Reads SendCommand's request.</summary>
internal static class SendCommandReader
{
    public static SendCommandRequest Read(JsonElement body) => new()
    {
        DocumentName = body.Text("DocumentName")!,
        DocumentVersion = body.Text("DocumentVersion"),
        DocumentHash = body.Text("DocumentHash"),
        DocumentHashType = body.Text("DocumentHashType"),
        InstanceIds = body.Texts("InstanceIds"),
        Targets = body.List("Targets", target => new Target { Key = target.Text("Key") ?? "", Values = target.Texts("Values") ?? [] }),
        Parameters = body.Member("Parameters") is { } parameters ? Parameters(parameters) : null,
        Comment = body.Text("Comment"),
        TimeoutSeconds = body.Number("TimeoutSeconds"),
        MaxConcurrency = body.Text("MaxConcurrency"),
        MaxErrors = body.Text("MaxErrors"),
        OutputS3BucketName = body.Text("OutputS3BucketName"),
        OutputS3KeyPrefix = body.Text("OutputS3KeyPrefix"),
        OutputS3Region = body.Text("OutputS3Region"),
        ServiceRoleArn = body.Text("ServiceRoleArn"),
        NotificationConfig = body.Member("NotificationConfig") is { } notification ? Notification(notification) : null,
        CloudWatchOutputConfig = body.Member("CloudWatchOutputConfig") is { } logs ? Logs(logs) : null,
        AlarmConfiguration = body.Member("AlarmConfiguration") is { } alarm ? Alarm(alarm) : null,
    };

    private static Dictionary<string, IReadOnlyList<string>> Parameters(JsonElement map)
    {
        var parameters = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var parameter in map.EnumerateObject())
        {
            parameters[parameter.Name] = parameter.Value.Texts();
        }

        return parameters;
    }

    private static NotificationConfig Notification(JsonElement value) => new()
    {
        NotificationArn = value.Text("NotificationArn") ?? "",
        NotificationEvents = value.Texts("NotificationEvents") ?? [],
        NotificationType = value.Text("NotificationType") ?? "",
    };

    private static CloudWatchOutputConfig Logs(JsonElement value) => new()
    {
        CloudWatchLogGroupName = value.Text("CloudWatchLogGroupName") ?? "",
        CloudWatchOutputEnabled = value.Flag("CloudWatchOutputEnabled"),
    };

    private static AlarmConfiguration Alarm(JsonElement value) => new()
    {
        IgnorePollAlarmFailure = value.Flag("IgnorePollAlarmFailure"),
        Alarms = value.List("Alarms", alarm => new Alarm { Name = alarm.Text("Name")! }) ?? [],
    };
}
