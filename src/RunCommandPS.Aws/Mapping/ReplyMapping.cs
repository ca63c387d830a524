using System.Collections.ObjectModel;
using RunCommandPS.Model;
using Sdk = Amazon.SimpleSystemsManagement.Model;

namespace RunCommandPS.Aws.Mapping;

/// <summary>Replies: the SDK's to ours. Text that is missing becomes empty, a collection that is missing becomes empty.</summary>
internal static class ReplyMapping
{
    public static Command FromSdk(Sdk.Command command, ConnectionOrigin origin) => new()
    {
        CommandId = Text(command.CommandId),
        DocumentName = Text(command.DocumentName),
        DocumentVersion = Text(command.DocumentVersion),
        Comment = Text(command.Comment),
        Status = Text(command.Status?.Value),
        StatusDetails = Text(command.StatusDetails),
        RequestedDateTime = Moment(command.RequestedDateTime),
        ExpiresAfter = Moment(command.ExpiresAfter),
        Parameters = Parameters(command.Parameters),
        InstanceIds = NamedNodes(command) ?? List(command.InstanceIds),
        Targets = List(command.Targets, target => new Target { Key = Text(target.Key), Values = List(target.Values) }),
        TargetCount = command.TargetCount is > 0 and var count ? count : NamedNodes(command)?.Count ?? 0,
        CompletedCount = command.CompletedCount ?? 0,
        ErrorCount = command.ErrorCount ?? 0,
        DeliveryTimedOutCount = command.DeliveryTimedOutCount ?? 0,
        MaxConcurrency = Text(command.MaxConcurrency),
        MaxErrors = Text(command.MaxErrors),
        TimeoutSeconds = command.TimeoutSeconds,
        OutputS3BucketName = Text(command.OutputS3BucketName),
        OutputS3KeyPrefix = Text(command.OutputS3KeyPrefix),
        OutputS3Region = Text(command.OutputS3Region),
        ServiceRole = Text(command.ServiceRole),
        NotificationConfig = Notification(command.NotificationConfig),
        CloudWatchOutputConfig = CloudWatch(command.CloudWatchOutputConfig),
        AlarmConfiguration = new AlarmConfiguration
        {
            Alarms = List(command.AlarmConfiguration?.Alarms, alarm => new Alarm { Name = Text(alarm.Name) }),
            IgnorePollAlarmFailure = command.AlarmConfiguration?.IgnorePollAlarmFailure,
        },
        TriggeredAlarms = List(
            command.TriggeredAlarms, alarm => new AlarmStateInformation { Name = Text(alarm.Name), State = Text(alarm.State?.Value) }),
        Origin = origin,
    };

    public static CommandInvocation FromSdk(Sdk.CommandInvocation invocation, ConnectionOrigin origin) => new()
    {
        CommandId = Text(invocation.CommandId),
        InstanceId = Text(invocation.InstanceId),
        InstanceName = Text(invocation.InstanceName),
        Comment = Text(invocation.Comment),
        DocumentName = Text(invocation.DocumentName),
        DocumentVersion = Text(invocation.DocumentVersion),
        RequestedDateTime = Moment(invocation.RequestedDateTime),
        Status = Text(invocation.Status?.Value),
        StatusDetails = Text(invocation.StatusDetails),
        TraceOutput = Text(invocation.TraceOutput),
        StandardOutputUrl = Text(invocation.StandardOutputUrl),
        StandardErrorUrl = Text(invocation.StandardErrorUrl),
        ServiceRole = Text(invocation.ServiceRole),
        NotificationConfig = Notification(invocation.NotificationConfig),
        CloudWatchOutputConfig = CloudWatch(invocation.CloudWatchOutputConfig),
        Steps = List(invocation.CommandPlugins, Step),
        Origin = origin,
    };

    public static InvocationOutput FromSdk(Sdk.GetCommandInvocationResponse output) => AcceptedExitCode.Of(new InvocationOutput
    {
        PluginName = Text(output.PluginName),
        Status = Text(output.Status?.Value),
        StatusDetails = Text(output.StatusDetails),
        ResponseCode = output.ResponseCode ?? ServiceLimits.NotStartedResponseCode,
        StandardOutput = Text(output.StandardOutputContent),
        StandardError = Text(output.StandardErrorContent),
    });

    public static ManagedNode FromSdk(Sdk.InstanceInformation node, ConnectionOrigin origin) => new()
    {
        InstanceId = Text(node.InstanceId),
        Name = Text(node.Name),
        ComputerName = Text(node.ComputerName),
        IPAddress = Text(node.IPAddress),
        PingStatus = Text(node.PingStatus?.Value),
        LastPingDateTime = Moment(node.LastPingDateTime),
        PlatformType = Text(node.PlatformType?.Value),
        PlatformName = Text(node.PlatformName),
        PlatformVersion = Text(node.PlatformVersion),
        AgentVersion = Text(node.AgentVersion),
        IsLatestVersion = node.IsLatestVersion,
        ResourceType = Text(node.ResourceType?.Value),
        SourceId = Text(node.SourceId),
        SourceType = Text(node.SourceType?.Value),
        ActivationId = Text(node.ActivationId),
        IamRole = Text(node.IamRole),
        RegistrationDate = Moment(node.RegistrationDate),
        AssociationStatus = Text(node.AssociationStatus),
        LastAssociationExecutionDate = Moment(node.LastAssociationExecutionDate),
        LastSuccessfulAssociationExecutionDate = Moment(node.LastSuccessfulAssociationExecutionDate),
        AssociationOverview = Overview(
            node.AssociationOverview?.DetailedStatus, node.AssociationOverview?.InstanceAssociationStatusAggregatedCount),
        Origin = origin,
    };

    public static ManagedNode FromSdk(Sdk.InstanceProperty node, ConnectionOrigin origin) => new()
    {
        InstanceId = Text(node.InstanceId),
        Name = Text(node.Name),
        ComputerName = Text(node.ComputerName),
        IPAddress = Text(node.IPAddress),
        PingStatus = Text(node.PingStatus?.Value),
        LastPingDateTime = Moment(node.LastPingDateTime),
        PlatformType = Text(node.PlatformType?.Value),
        PlatformName = Text(node.PlatformName),
        PlatformVersion = Text(node.PlatformVersion),
        AgentVersion = Text(node.AgentVersion),
        ResourceType = Text(node.ResourceType),
        SourceId = Text(node.SourceId),
        SourceType = Text(node.SourceType?.Value),
        ActivationId = Text(node.ActivationId),
        IamRole = Text(node.IamRole),
        RegistrationDate = Moment(node.RegistrationDate),
        AssociationStatus = Text(node.AssociationStatus),
        LastAssociationExecutionDate = Moment(node.LastAssociationExecutionDate),
        LastSuccessfulAssociationExecutionDate = Moment(node.LastSuccessfulAssociationExecutionDate),
        AssociationOverview = Overview(
            node.AssociationOverview?.DetailedStatus, node.AssociationOverview?.InstanceAssociationStatusAggregatedCount),
        Origin = origin,
    };

    // Nodes specified by id are returned in one of two forms: as InstanceIds, or, as in the API reference's own sample, as a criterion of
    // that name with an empty list and a count of zero. Null if this is not the second form.
    private static List<string>? NamedNodes(Sdk.Command command) =>
        command.InstanceIds is null or { Count: 0 } && command.Targets is [{ } only]
        && Target.InstanceIdsKey.Equals(only.Key, StringComparison.OrdinalIgnoreCase)
            ? List(only.Values)
            : null;

    private static AssociationOverview Overview(string? status, Dictionary<string, int>? counts) => new()
    {
        DetailedStatus = Text(status),
        InstanceAssociationStatusAggregatedCount = new Dictionary<string, int>(counts ?? []),
    };

    private static CommandStep Step(Sdk.CommandPlugin step) => AcceptedExitCode.Of(new CommandStep
    {
        Name = Text(step.Name),
        Status = Text(step.Status?.Value),
        StatusDetails = Text(step.StatusDetails),
        ResponseCode = step.ResponseCode ?? ServiceLimits.NotStartedResponseCode,
        ResponseStartDateTime = Moment(step.ResponseStartDateTime),
        ResponseFinishDateTime = Moment(step.ResponseFinishDateTime),
        Output = Text(step.Output),
        StandardOutputUrl = Text(step.StandardOutputUrl),
        StandardErrorUrl = Text(step.StandardErrorUrl),
        OutputS3BucketName = Text(step.OutputS3BucketName),
        OutputS3KeyPrefix = Text(step.OutputS3KeyPrefix),
        OutputS3Region = Text(step.OutputS3Region),
    });

    private static NotificationConfig Notification(Sdk.NotificationConfig? config) => new()
    {
        NotificationArn = Text(config?.NotificationArn),
        NotificationEvents = List(config?.NotificationEvents),
        NotificationType = Text(config?.NotificationType?.Value),
    };

    private static CloudWatchOutputConfig CloudWatch(Sdk.CloudWatchOutputConfig? config) => new()
    {
        CloudWatchLogGroupName = Text(config?.CloudWatchLogGroupName),
        CloudWatchOutputEnabled = config?.CloudWatchOutputEnabled,
    };

    private static IReadOnlyDictionary<string, IReadOnlyList<string>> Parameters(Dictionary<string, List<string>>? parameters) =>
        parameters is null or { Count: 0 }
            ? SendCommandRequest.NoParameters
            : new ReadOnlyDictionary<string, IReadOnlyList<string>>(
                parameters.ToDictionary(pair => pair.Key, IReadOnlyList<string> (pair) => List(pair.Value)));

    // A copy: the SDK's own list type must not be exposed through our objects.
    internal static List<string> List(List<string>? list) => list is null ? [] : [.. list];

    internal static List<TOurs> List<TSdk, TOurs>(List<TSdk>? list, Converter<TSdk, TOurs> map) => list?.ConvertAll(map) ?? [];

    internal static string Text(string? text) => text ?? "";

    internal static DateTimeOffset? Moment(DateTime? moment) => moment is { } time ? new DateTimeOffset(time.ToUniversalTime()) : null;
}
