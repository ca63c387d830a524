namespace RunCommandPS.Simulator.Protocol.Operations;

/// <summary>Inputs of the operations. Source: the API reference, version 2014-11-06.</summary>
internal static class RequestShapes
{
    private const int FilterValuesMaximum = 100;

    private static readonly Shape Anything = Shape.Text();
    private static readonly Shape DocumentName = Shape.Text(pattern: ServiceLimits.DocumentNamePattern);
    private static readonly Shape DocumentVersion = Shape.Text(pattern: ServiceLimits.DocumentVersionPattern);
    private static readonly Shape VersionName = Shape.Text(pattern: @"^[a-zA-Z0-9_\-.]{1,128}$");
    private static readonly Shape InstanceId = Shape.Text(pattern: ServiceLimits.InstanceIdPattern);
    private static readonly Shape CommandId = Shape.Text(ServiceLimits.CommandIdLength, ServiceLimits.CommandIdLength);
    private static readonly Shape PageSize = Shape.Number(ServiceLimits.PageSizeMinimum, ServiceLimits.PageSizeMaximum);
    private static readonly Shape FilterValues = Shape.List(Shape.Text(minimum: 1), 1, FilterValuesMaximum);

    private static readonly Shape CommandFilters = Shape.List(
        Shape.Structure(
            new("key", Shape.Text(values: ["InvokedAfter", "InvokedBefore", "Status", "ExecutionStage", "DocumentName"]), IsRequired: true),
            new("value", Shape.Text(1, ServiceLimits.CommandFilterValueMaximumLength), IsRequired: true)),
        1,
        ServiceLimits.CommandFiltersMaximum);

    public static Shape SendCommand { get; } = Shape.Structure(
        new("InstanceIds", Shape.List(InstanceId, 0, ServiceLimits.InstanceIdsMaximum)),
        new("Targets", Shape.List(
            Shape.Structure(
                new("Key", Shape.Text(ServiceLimits.TargetKeyMinimumLength, ServiceLimits.TargetKeyMaximumLength, ServiceLimits.TargetKeyPattern)),
                new("Values", Shape.List(Anything, 0, ServiceLimits.TargetValuesMaximum))),
            0,
            ServiceLimits.TargetsMaximum)),
        new("DocumentName", DocumentName, IsRequired: true),
        new("DocumentVersion", DocumentVersion),
        new("DocumentHash", Shape.Text(maximum: ServiceLimits.DocumentHashMaximumLength)),
        new("DocumentHashType", Shape.Text(values: ServiceValues.DocumentHashTypes)),
        new("TimeoutSeconds", Shape.Number(ServiceLimits.TimeoutSecondsMinimum, ServiceLimits.TimeoutSecondsMaximum)),
        new("Comment", Shape.Text(maximum: ServiceLimits.CommentMaximumLength)),
        new("Parameters", Shape.Map(Shape.List(Anything))),
        new("OutputS3Region", Shape.Text(ServiceLimits.S3RegionMinimumLength, ServiceLimits.S3RegionMaximumLength)),
        new("OutputS3BucketName", Shape.Text(ServiceLimits.BucketNameMinimumLength, ServiceLimits.BucketNameMaximumLength)),
        new("OutputS3KeyPrefix", Shape.Text(maximum: ServiceLimits.KeyPrefixMaximumLength)),
        new("MaxConcurrency", Shape.Text(ServiceLimits.RateMinimumLength, ServiceLimits.RateMaximumLength, ServiceLimits.MaxConcurrencyPattern)),
        new("MaxErrors", Shape.Text(ServiceLimits.RateMinimumLength, ServiceLimits.RateMaximumLength, ServiceLimits.MaxErrorsPattern)),
        new("ServiceRoleArn", Anything),
        new("NotificationConfig", Shape.Structure(
            new("NotificationArn", Anything),
            new("NotificationEvents", Shape.List(Shape.Text(values: ServiceValues.NotificationEvents))),
            new("NotificationType", Shape.Text(values: ServiceValues.NotificationTypes)))),
        new("CloudWatchOutputConfig", Shape.Structure(
            new("CloudWatchLogGroupName", Shape.Text(ServiceLimits.LogGroupNameMinimumLength, ServiceLimits.LogGroupNameMaximumLength)),
            new("CloudWatchOutputEnabled", Shape.Flag))),
        new("AlarmConfiguration", Shape.Structure(
            new("IgnorePollAlarmFailure", Shape.Flag),
            new("Alarms", Shape.List(
                Shape.Structure(new ShapeMember("Name", Shape.Text(ServiceLimits.AlarmNameMinimumLength, ServiceLimits.AlarmNameMaximumLength, ServiceLimits.AlarmNamePattern), IsRequired: true)),
                1,
                ServiceLimits.AlarmsMaximum), IsRequired: true))));

    public static Shape CancelCommand { get; } = Shape.Structure(
        new("CommandId", CommandId, IsRequired: true),
        new("InstanceIds", Shape.List(InstanceId, 0, ServiceLimits.InstanceIdsMaximum)));

    public static Shape ListCommands { get; } = Shape.Structure(
        new("CommandId", CommandId),
        new("InstanceId", InstanceId),
        new("MaxResults", PageSize),
        new("NextToken", Anything),
        new("Filters", CommandFilters));

    public static Shape ListCommandInvocations { get; } = Shape.Structure([.. ListCommands.Members, new("Details", Shape.Flag)]);

    public static Shape GetCommandInvocation { get; } = Shape.Structure(
        new("CommandId", CommandId, IsRequired: true),
        new("InstanceId", InstanceId, IsRequired: true),
        new("PluginName", Shape.Text(minimum: ServiceLimits.PluginNameMinimumLength)));

    public static Shape DescribeInstanceInformation { get; } = Shape.Structure(
        new("InstanceInformationFilterList", Shape.List(
            Shape.Structure(
                new("key", Shape.Text(values: NodeFilter.LegacyKeys), IsRequired: true),
                new("valueSet", FilterValues, IsRequired: true)),
            0)),
        new("Filters", Shape.List(
            Shape.Structure(
                new("Key", Shape.Text(minimum: 1), IsRequired: true),
                new("Values", FilterValues, IsRequired: true)),
            0)),
        new("MaxResults", Shape.Number(ServiceLimits.NodePageSizeMinimum, ServiceLimits.PageSizeMaximum)),
        new("NextToken", Anything));

    public static Shape ListDocuments { get; } = Shape.Structure(
        new("DocumentFilterList", Shape.List(
            Shape.Structure(
                new("key", Shape.Text(values: ["Name", "Owner", "PlatformTypes", "DocumentType"]), IsRequired: true),
                new("value", Shape.Text(minimum: 1), IsRequired: true)),
            1)),
        new("Filters", Shape.List(
            Shape.Structure(
                new("Key", Shape.Text(1, 128)),
                new("Values", Shape.List(Shape.Text(1, 256)))),
            0,
            6)),
        new("MaxResults", PageSize),
        new("NextToken", Anything));

    public static Shape DescribeDocument { get; } = Shape.Structure(
        new("Name", DocumentName, IsRequired: true),
        new("DocumentVersion", DocumentVersion),
        new("VersionName", VersionName));

    public static Shape GetDocument { get; } = Shape.Structure(
        [.. DescribeDocument.Members, new("DocumentFormat", Shape.Text(values: ["YAML", "JSON", "TEXT"]))]);
}
