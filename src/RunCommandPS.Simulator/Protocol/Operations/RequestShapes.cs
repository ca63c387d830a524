using RunCommandPS.Simulator.Fleet;
using RunCommandPS.Simulator.Parameters;

namespace RunCommandPS.Simulator.Protocol.Operations;

/// <summary>Inputs of the operations. Source: the API reference, version 2014-11-06.</summary>
internal static class RequestShapes
{
    private static readonly Shape Anything = Shape.Text();
    private static readonly Shape DocumentName = Shape.Text(pattern: ServiceLimits.DocumentNamePattern);
    private static readonly Shape DocumentVersion = Shape.Text(pattern: ServiceLimits.DocumentVersionPattern);
    private static readonly Shape NewDocumentName = Shape.Text(pattern: ServiceLimits.NewDocumentNamePattern);
    private static readonly Shape VersionName = Shape.Text(pattern: ServiceLimits.VersionNamePattern);
    private static readonly Shape InstanceId = Shape.Text(
        minimum: ServiceLimits.InstanceIdMinimumLength, pattern: ServiceLimits.InstanceIdPattern);
    private static readonly Shape CommandId = Shape.Text(
        ServiceLimits.CommandIdLength, ServiceLimits.CommandIdLength, ServiceLimits.CommandIdPattern);
    private static readonly Shape PageSize = Shape.Number(ServiceLimits.PageSizeMinimum, ServiceLimits.PageSizeMaximum);
    private static readonly Shape FilterValues = Shape.List(Shape.Text(minimum: 1), 1, ServiceLimits.FilterValuesMaximum);
    private static readonly Shape PropertyFilterText = Shape.Text(1, ServiceLimits.PropertyFilterTextMaximumLength, "^.{1,100000}$");
    private static readonly Shape PropertyFilterValues = Shape.List(PropertyFilterText, 1, ServiceLimits.PropertyFiltersMaximum);
    private static readonly Shape ParameterName = Shape.Text(1, ServiceLimits.ParameterReferenceMaximumLength);
    private static readonly Shape TagKey = Shape.Text(1, ServiceLimits.TagKeyMaximumLength, ServiceLimits.TagPattern);
    private static readonly Shape Tags = Shape.List(
        Shape.Structure(
            new("Key", TagKey, IsRequired: true),
            new("Value", Shape.Text(0, ServiceLimits.TagValueMaximumLength, ServiceLimits.TagPattern), IsRequired: true)),
        0,
        ServiceLimits.TagsMaximum);
    private static readonly Shape DisplayName = Shape.Text(
        maximum: ServiceLimits.DisplayNameMaximumLength, pattern: ServiceLimits.DisplayNamePattern);
    private static readonly Shape TargetType = Shape.Text(
        maximum: ServiceLimits.TargetTypeMaximumLength, pattern: ServiceLimits.TargetTypePattern);
    private static readonly Shape Attachments = Shape.List(
        Shape.Structure(
            new("Key", Shape.Text(values: ["SourceUrl", "S3FileUrl", "AttachmentReference"])),
            new("Values", Shape.List(Shape.Text(1, ServiceLimits.AttachmentValueMaximumLength), 1, 1)),
            new("Name", NewDocumentName)),
        0,
        ServiceLimits.AttachmentsMaximum);

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
                new(
                    "Key",
                    Shape.Text(ServiceLimits.TargetKeyMinimumLength, ServiceLimits.TargetKeyMaximumLength, ServiceLimits.TargetKeyPattern)),
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
        new(
            "MaxConcurrency",
            Shape.Text(ServiceLimits.RateMinimumLength, ServiceLimits.RateMaximumLength, ServiceLimits.MaxConcurrencyPattern)),
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
                Shape.Structure(new ShapeMember(
                    "Name",
                    Shape.Text(ServiceLimits.AlarmNameMinimumLength, ServiceLimits.AlarmNameMaximumLength, ServiceLimits.AlarmNamePattern),
                    IsRequired: true)),
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
                new("key", Shape.Text(values: NodeAttribute.Keys), IsRequired: true),
                new("valueSet", FilterValues, IsRequired: true)),
            0)),
        new("Filters", Shape.List(
            Shape.Structure(
                new("Key", Shape.Text(minimum: 1), IsRequired: true),
                new("Values", FilterValues, IsRequired: true)),
            0)),
        new("MaxResults", Shape.Number(ServiceLimits.NodePageSizeMinimum, ServiceLimits.PageSizeMaximum)),
        new("NextToken", Anything));

    public static Shape DescribeInstanceProperties { get; } = Shape.Structure(
        new("InstancePropertyFilterList", Shape.List(
            Shape.Structure(
                new("key", Shape.Text(values: NodePropertyFilter.LegacyKeys), IsRequired: true),
                new("valueSet", PropertyFilterValues, IsRequired: true)),
            1,
            ServiceLimits.PropertyFiltersMaximum)),
        new("FiltersWithOperator", Shape.List(
            Shape.Structure(
                new("Key", PropertyFilterText, IsRequired: true),
                new("Values", PropertyFilterValues, IsRequired: true),
                new("Operator", Shape.Text(values: NodePropertyFilter.Operators))),
            1,
            ServiceLimits.PropertyFiltersMaximum)),
        new("MaxResults", Shape.Number(ServiceLimits.NodePageSizeMinimum, ServiceLimits.PropertyPageSizeMaximum)),
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
        [.. DescribeDocument.Members, new("DocumentFormat", Shape.Text(values: ServiceValues.DocumentFormats))]);

    public static Shape CreateDocument { get; } = Shape.Structure(
        new("Content", Shape.Text(minimum: 1), IsRequired: true),
        new("Name", NewDocumentName, IsRequired: true),
        new("DisplayName", DisplayName),
        new("VersionName", VersionName),
        new("DocumentType", Shape.Text(values: ServiceValues.DocumentTypes)),
        new("DocumentFormat", Shape.Text(values: ServiceValues.DocumentFormats)),
        new("TargetType", TargetType),
        new("Requires", Shape.List(
            Shape.Structure(
                new("Name", DocumentName, IsRequired: true),
                new("Version", DocumentVersion),
                new("RequireType", VersionName),
                new("VersionName", VersionName)),
            1)),
        new("Attachments", Attachments),
        new("Tags", Tags));

    public static Shape UpdateDocument { get; } = Shape.Structure(
        new("Content", Shape.Text(minimum: 1), IsRequired: true),
        new("Attachments", Attachments),
        new("Name", NewDocumentName, IsRequired: true),
        new("DisplayName", DisplayName),
        new("VersionName", VersionName),
        new("DocumentVersion", DocumentVersion),
        new("DocumentFormat", Shape.Text(values: ServiceValues.DocumentFormats)),
        new("TargetType", TargetType));

    public static Shape UpdateDocumentDefaultVersion { get; } = Shape.Structure(
        new("Name", NewDocumentName, IsRequired: true),
        new("DocumentVersion", Shape.Text(pattern: ServiceLimits.DocumentVersionNumberPattern), IsRequired: true));

    public static Shape ListDocumentVersions { get; } = Shape.Structure(
        new("Name", DocumentName, IsRequired: true),
        new("MaxResults", PageSize),
        new("NextToken", Anything));

    public static Shape DeleteDocument { get; } = Shape.Structure(
        new("Name", NewDocumentName, IsRequired: true),
        new("DocumentVersion", DocumentVersion),
        new("VersionName", VersionName),
        new("Force", Shape.Flag));

    public static Shape GetConnectionStatus { get; } = Shape.Structure(
        new ShapeMember("Target", Shape.Text(1, ServiceLimits.ConnectionTargetMaximumLength), IsRequired: true));

    public static Shape ListTagsForResource { get; } = Shape.Structure(
        new("ResourceType", Shape.Text(values: ServiceValues.TaggableResourceTypes), IsRequired: true),
        new("ResourceId", Anything, IsRequired: true));

    public static Shape AddTagsToResource { get; } = Shape.Structure(
        [.. ListTagsForResource.Members, new("Tags", Tags, IsRequired: true)]);

    public static Shape RemoveTagsFromResource { get; } = Shape.Structure(
        [.. ListTagsForResource.Members, new("TagKeys", Shape.List(TagKey), IsRequired: true)]);

    public static Shape PutParameter { get; } = Shape.Structure(
        new("Name", ParameterName, IsRequired: true),
        new("Description", Shape.Text(maximum: 1024)),
        new("Value", Shape.Text(minimum: 1), IsRequired: true),
        new("Type", Shape.Text(values: [StoredParameter.StringType, StoredParameter.ListType, StoredParameter.SecureType])),
        new("KeyId", Shape.Text(1, 256, "^([a-zA-Z0-9:/_-]+)$")),
        new("Overwrite", Shape.Flag),
        new("AllowedPattern", Shape.Text(maximum: 1024)),
        new("Tags", Tags),
        new("Tier", Shape.Text(values: [StoredParameter.StandardTier, StoredParameter.AdvancedTier, StoredParameter.AutomaticTier])),
        new("Policies", Shape.Text(1, 4096)),
        new("DataType", Shape.Text(maximum: 128)));

    public static Shape GetParameter { get; } = Shape.Structure(
        new("Name", ParameterName, IsRequired: true),
        new("WithDecryption", Shape.Flag));

    public static Shape GetParameters { get; } = Shape.Structure(
        new("Names", Shape.List(ParameterName, 1, ServiceLimits.ParameterNamesMaximum), IsRequired: true),
        new("WithDecryption", Shape.Flag));
}
