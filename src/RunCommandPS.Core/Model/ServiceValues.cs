namespace RunCommandPS;

/// <summary>The words the service uses for its enumerations, in its own spelling, and the tables made of them.</summary>
public static class ServiceValues
{
    /// <summary>Values of DocumentHashType.</summary>
    public static IReadOnlyList<string> DocumentHashTypes { get; } = [ServiceLimits.Sha256, ServiceLimits.Sha1];

    /// <summary>Values of NotificationEvents.</summary>
    public static IReadOnlyList<string> NotificationEvents { get; } =
        [
            NotificationEvent.All, NotificationEvent.InProgress, NotificationEvent.Success, NotificationEvent.TimedOut,
            NotificationEvent.Cancelled, NotificationEvent.Failed,
        ];

    /// <summary>Values of NotificationType.</summary>
    public static IReadOnlyList<string> NotificationTypes { get; } = [NotificationType.Command, NotificationType.Invocation];

    /// <summary>Values of a command's Status.</summary>
    public static IReadOnlyList<string> CommandStatuses { get; } =
        [
            RunStatus.Pending, RunStatus.InProgress, RunStatus.Success, RunStatus.Cancelled, RunStatus.Failed, RunStatus.TimedOut,
            RunStatus.Cancelling,
        ];

    /// <summary>Values of an invocation's Status.</summary>
    public static IReadOnlyList<string> InvocationStatuses { get; } =
        [
            RunStatus.Pending, RunStatus.InProgress, RunStatus.Delayed, RunStatus.Success, RunStatus.Cancelled, RunStatus.TimedOut,
            RunStatus.Failed, RunStatus.Cancelling,
        ];

    /// <summary>Values of a node's PlatformType.</summary>
    public static IReadOnlyList<string> PlatformTypes { get; } = [PlatformType.Windows, PlatformType.Linux, PlatformType.MacOS];

    /// <summary>Values of a node's PingStatus.</summary>
    public static IReadOnlyList<string> PingStatuses { get; } = [PingStatus.Online, PingStatus.ConnectionLost, PingStatus.Inactive];

    /// <summary>Values of a node's ResourceType.</summary>
    public static IReadOnlyList<string> NodeResourceTypes { get; } = [NodeResourceType.EC2Instance, NodeResourceType.ManagedInstance];

    /// <summary>The type of document that a command can run.</summary>
    public const string CommandDocumentType = "Command";

    /// <summary>Values of a document's DocumentType, of which a command can run the first.</summary>
    public static IReadOnlyList<string> DocumentTypes { get; } =
    [
        CommandDocumentType, "Policy", "Automation", "Session", "Package", "ApplicationConfiguration", "ApplicationConfigurationSchema",
        "DeploymentStrategy", "ChangeCalendar",
        "Automation.ChangeTemplate", "ProblemAnalysis", "ProblemAnalysisTemplate", "CloudFormation", "ConformancePackTemplate",
        "QuickSetup", "ManualApprovalPolicy",
        "AutoApprovalPolicy",
    ];

    /// <summary>Values of the filter of documents by owner, besides the number of an account.</summary>
    public static IReadOnlyList<string> DocumentOwners { get; } = ["All", "Amazon", "Private", "Public", "Self", "ThirdParty"];

    /// <summary>Values of a document's DocumentFormat.</summary>
    public static IReadOnlyList<string> DocumentFormats { get; } = ["YAML", "JSON", "TEXT"];

    /// <summary>Kinds of resources that can have tags.</summary>
    public static IReadOnlyList<string> TaggableResourceTypes { get; } =
        [
            "Document", "ManagedInstance", "MaintenanceWindow", "Parameter", "PatchBaseline", "OpsItem", "OpsMetadata", "Automation",
            "Association",
        ];

    /// <summary>The service's spelling of <paramref name="value"/>, whatever its case; the value itself if it is not one of them.</summary>
    /// <param name="value">What the caller wrote.</param>
    /// <param name="values">One of the tables of this class.</param>
    /// <returns>The spelling that goes on the wire.</returns>
    public static string Canonical(string value, IReadOnlyList<string> values) =>
        values.FirstOrDefault(known => string.Equals(known, value, StringComparison.OrdinalIgnoreCase)) ?? value;
}

/// <summary>Statuses of commands, invocations and steps.</summary>
public static class RunStatus
{
    /// <summary>Accepted, but not sent to a node yet.</summary>
    public const string Pending = "Pending";

    /// <summary>Sent to at least one node, but not all are done.</summary>
    public const string InProgress = "InProgress";

    /// <summary>Sent, but the node is too busy to accept it (invocations only).</summary>
    public const string Delayed = "Delayed";

    /// <summary>Succeeded.</summary>
    public const string Success = "Success";

    /// <summary>Stopped by a caller before it was complete.</summary>
    public const string Cancelled = "Cancelled";

    /// <summary>A stop was requested and is under way.</summary>
    public const string Cancelling = "Cancelling";

    /// <summary>Delivery or execution took too long.</summary>
    public const string TimedOut = "TimedOut";

    /// <summary>Failed.</summary>
    public const string Failed = "Failed";
}

/// <summary>What a notification can be sent for.</summary>
public static class NotificationEvent
{
    /// <summary>Every event.</summary>
    public const string All = "All";

    /// <summary>The command or invocation has started.</summary>
    public const string InProgress = RunStatus.InProgress;

    /// <summary>It succeeded.</summary>
    public const string Success = RunStatus.Success;

    /// <summary>It timed out.</summary>
    public const string TimedOut = RunStatus.TimedOut;

    /// <summary>It was cancelled.</summary>
    public const string Cancelled = RunStatus.Cancelled;

    /// <summary>It failed.</summary>
    public const string Failed = RunStatus.Failed;
}

/// <summary>Whether notifications are about the command or about each node.</summary>
public static class NotificationType
{
    /// <summary>One notification for the command.</summary>
    public const string Command = "Command";

    /// <summary>One notification per node.</summary>
    public const string Invocation = "Invocation";
}

/// <summary>Operating system families of nodes and documents.</summary>
public static class PlatformType
{
    /// <summary>Windows Server.</summary>
    public const string Windows = "Windows";

    /// <summary>Linux distributions.</summary>
    public const string Linux = "Linux";

    /// <summary>macOS.</summary>
    public const string MacOS = "MacOS";
}

/// <summary>Kinds of managed nodes.</summary>
public static class NodeResourceType
{
    /// <summary>An EC2 instance.</summary>
    public const string EC2Instance = "EC2Instance";

    /// <summary>Any other machine, registered with an activation.</summary>
    public const string ManagedInstance = "ManagedInstance";
}
