using Amazon.SimpleSystemsManagement;
using Sdk = Amazon.SimpleSystemsManagement.Model;

namespace RunCommandPS.Aws.Mapping;

/// <summary>Requests: ours to the SDK's. A member that is null stays null, so it is not on the wire at all.</summary>
internal static class RequestMapping
{
    public static Sdk.SendCommandRequest ToSdk(SendCommandRequest request) => new()
    {
        DocumentName = request.DocumentName,
        DocumentVersion = request.DocumentVersion,
        DocumentHash = request.DocumentHash,
        DocumentHashType = request.DocumentHashType,
        InstanceIds = request.InstanceIds?.ToList(),
        Targets = request.Targets?.Select(target => new Sdk.Target { Key = target.Key, Values = target.Values.ToList() }).ToList(),
        Parameters = request.Parameters?.ToDictionary(pair => pair.Key, pair => pair.Value.ToList()),
        Comment = request.Comment,
        TimeoutSeconds = request.TimeoutSeconds,
        MaxConcurrency = request.MaxConcurrency,
        MaxErrors = request.MaxErrors,
        OutputS3BucketName = request.OutputS3BucketName,
        OutputS3KeyPrefix = request.OutputS3KeyPrefix,
        OutputS3Region = request.OutputS3Region,
        ServiceRoleArn = request.ServiceRoleArn,
        NotificationConfig = request.NotificationConfig is { } notification ? Notification(notification) : null,
        CloudWatchOutputConfig = request.CloudWatchOutputConfig is { } output ? CloudWatch(output) : null,
        AlarmConfiguration = request.AlarmConfiguration is { } alarms ? Alarms(alarms) : null,
    };

    public static Sdk.ListCommandsRequest ToSdk(CommandQuery query, string? nextToken) => new()
    {
        CommandId = query.CommandId,
        InstanceId = query.InstanceId,
        Filters = Filters(query),
        MaxResults = query.PageSize,
        NextToken = nextToken,
    };

    public static Sdk.ListCommandInvocationsRequest ToInvocations(CommandQuery query, string? nextToken) => new()
    {
        CommandId = query.CommandId,
        InstanceId = query.InstanceId,
        Filters = Filters(query),
        Details = query.Details,
        MaxResults = query.PageSize,
        NextToken = nextToken,
    };

    private static List<Sdk.CommandFilter>? Filters(CommandQuery query)
    {
        var filters = new List<Sdk.CommandFilter>();
        Add(CommandFilterKey.Status, query.Status);
        Add(CommandFilterKey.DocumentName, query.DocumentName);
        Add(CommandFilterKey.InvokedAfter, Moment(query.InvokedAfter));
        Add(CommandFilterKey.InvokedBefore, Moment(query.InvokedBefore));
        return filters.Count > 0 ? filters : null;

        void Add(CommandFilterKey key, string? value)
        {
            if (value is not null)
            {
                filters.Add(new Sdk.CommandFilter { Key = key, Value = value });
            }
        }
    }

    // The format in the API reference for these two filters: UTC, whole seconds.
    private static string? Moment(DateTimeOffset? moment) =>
        moment?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static Sdk.NotificationConfig Notification(NotificationConfig config) => new()
    {
        NotificationArn = NullIfEmpty(config.NotificationArn),
        NotificationEvents = config.NotificationEvents.Count > 0 ? config.NotificationEvents.ToList() : null,
        NotificationType = NullIfEmpty(config.NotificationType),
    };

    private static Sdk.CloudWatchOutputConfig CloudWatch(CloudWatchOutputConfig config) => new()
    {
        CloudWatchLogGroupName = NullIfEmpty(config.CloudWatchLogGroupName),
        CloudWatchOutputEnabled = config.CloudWatchOutputEnabled,
    };

    private static Sdk.AlarmConfiguration Alarms(AlarmConfiguration config) => new()
    {
        Alarms = config.Alarms.Select(alarm => new Sdk.Alarm { Name = alarm.Name }).ToList(),
        IgnorePollAlarmFailure = config.IgnorePollAlarmFailure,
    };

    private static string? NullIfEmpty(string text) => text.Length > 0 ? text : null;
}
