namespace RunCommandPS.Sending;

/// <summary>
/// Members of a request that are passed as one structure, as separate parameters, or as both: a parameter overrides the same member
/// of the structure.
/// </summary>
internal static class RequestMembers
{
    /// <summary>What to publish notifications about, and where.</summary>
    /// <param name="structure">All in one.</param>
    /// <param name="arn">The topic.</param>
    /// <param name="events">The events, in any case.</param>
    /// <param name="type">The type, in any case.</param>
    /// <returns>Null if nothing is specified.</returns>
    public static NotificationConfig? Notification(
        NotificationConfig? structure, string? arn, IReadOnlyList<string>? events, string? type) => (arn ?? type ?? (object?)events) is null
        ? structure
        : new NotificationConfig
        {
            NotificationArn = arn ?? structure?.NotificationArn ?? "",
            NotificationEvents = events?.Select(name => ServiceValues.Canonical(name, ServiceValues.NotificationEvents)).ToList()
                ?? structure?.NotificationEvents ?? [],
            NotificationType = ServiceValues.Canonical(type ?? structure?.NotificationType ?? "", ServiceValues.NotificationTypes),
        };

    /// <summary>
    /// Output to CloudWatch Logs. A log group implies output to it: the API would accept the name alone, and write nothing.
    /// </summary>
    /// <param name="structure">All in one.</param>
    /// <param name="logGroupName">The log group.</param>
    /// <param name="isEnabled">Whether output goes there.</param>
    /// <returns>Null if nothing is specified.</returns>
    public static CloudWatchOutputConfig? CloudWatch(CloudWatchOutputConfig? structure, string? logGroupName, bool? isEnabled) =>
        logGroupName is null && isEnabled is null ? structure
        : new CloudWatchOutputConfig
        {
            CloudWatchLogGroupName = logGroupName ?? structure?.CloudWatchLogGroupName ?? "",
            CloudWatchOutputEnabled = isEnabled ?? true,
        };

    /// <summary>The alarm that stops the command.</summary>
    /// <param name="structure">All in one.</param>
    /// <param name="name">The alarm.</param>
    /// <param name="ignorePollAlarmFailure">Whether the command continues if the alarm's state can't be read.</param>
    /// <returns>Null if nothing is specified.</returns>
    public static AlarmConfiguration? Alarm(AlarmConfiguration? structure, string? name, bool? ignorePollAlarmFailure) =>
        name is null && ignorePollAlarmFailure is null ? structure
        : new AlarmConfiguration
        {
            Alarms = name is null ? structure?.Alarms ?? [] : [new Alarm { Name = name }],
            IgnorePollAlarmFailure = ignorePollAlarmFailure ?? structure?.IgnorePollAlarmFailure,
        };
}
