using System.Collections.ObjectModel;

namespace RunCommandPS;

/// <summary>
/// Everything that SendCommand accepts, member for member. A member that is null is left out of the request, so
/// the service's own default applies.
/// </summary>
/// <remarks>Records are compared member by member, and lists by reference.</remarks>
public sealed record SendCommandRequest
{
    /// <summary>Name or ARN of the document to run (<see cref="ServiceLimits.DocumentNamePattern"/>).</summary>
    public string DocumentName { get; init; } = "";

    /// <summary><c>$DEFAULT</c>, <c>$LATEST</c> or a number (<see cref="ServiceLimits.DocumentVersionPattern"/>).</summary>
    public string? DocumentVersion { get; init; }

    /// <summary>Hash of the document's content, up to 256 characters.</summary>
    public string? DocumentHash { get; init; }

    /// <summary>Sha256 or, deprecated, Sha1.</summary>
    public string? DocumentHashType { get; init; }

    /// <summary>Ids of the nodes, up to 50. Null if <see cref="Targets"/> are specified.</summary>
    public IReadOnlyList<string>? InstanceIds { get; init; }

    /// <summary>Criteria that select the nodes, up to 5. Null if <see cref="InstanceIds"/> are specified.</summary>
    public IReadOnlyList<Target>? Targets { get; init; }

    /// <summary>Values for the document's parameters.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Parameters { get; init; }

    /// <summary>A note kept with the command, up to 100 characters.</summary>
    public string? Comment { get; init; }

    /// <summary>Seconds within which the command must have started on a node, 30 to 2,592,000.</summary>
    public int? TimeoutSeconds { get; init; }

    /// <summary>How many nodes, or what percentage, run it at the same time.</summary>
    public string? MaxConcurrency { get; init; }

    /// <summary>How many errors, or what percentage, are tolerated before no further node is started.</summary>
    public string? MaxErrors { get; init; }

    /// <summary>S3 bucket for output, 3 to 63 characters.</summary>
    public string? OutputS3BucketName { get; init; }

    /// <summary>Folder within the bucket, up to 500 characters.</summary>
    public string? OutputS3KeyPrefix { get; init; }

    /// <summary>Deprecated: the service ignores it and finds the bucket's region itself.</summary>
    public string? OutputS3Region { get; init; }

    /// <summary>Role that publishes notifications.</summary>
    public string? ServiceRoleArn { get; init; }

    /// <summary>What is published, and where.</summary>
    public NotificationConfig? NotificationConfig { get; init; }

    /// <summary>Whether output goes to CloudWatch Logs.</summary>
    public CloudWatchOutputConfig? CloudWatchOutputConfig { get; init; }

    /// <summary>The alarm that stops the command.</summary>
    public AlarmConfiguration? AlarmConfiguration { get; init; }

    /// <summary>This request, with every member that another one has replacing its own. Nodes are replaced as a whole.</summary>
    /// <param name="other">What takes precedence.</param>
    /// <returns>The request that results.</returns>
    internal SendCommandRequest Overlay(SendCommandRequest other) => new()
    {
        DocumentName = other.DocumentName.Length > 0 ? other.DocumentName : DocumentName,
        DocumentVersion = other.DocumentVersion ?? DocumentVersion,
        DocumentHash = other.DocumentHash ?? DocumentHash,
        DocumentHashType = other.DocumentHashType ?? DocumentHashType,
        InstanceIds = (other.InstanceIds ?? (object?)other.Targets) is null ? InstanceIds : other.InstanceIds,
        Targets = (other.InstanceIds ?? (object?)other.Targets) is null ? Targets : other.Targets,
        Parameters = other.Parameters ?? Parameters,
        Comment = other.Comment ?? Comment,
        TimeoutSeconds = other.TimeoutSeconds ?? TimeoutSeconds,
        MaxConcurrency = other.MaxConcurrency ?? MaxConcurrency,
        MaxErrors = other.MaxErrors ?? MaxErrors,
        OutputS3BucketName = other.OutputS3BucketName ?? OutputS3BucketName,
        OutputS3KeyPrefix = other.OutputS3KeyPrefix ?? OutputS3KeyPrefix,
        OutputS3Region = other.OutputS3Region ?? OutputS3Region,
        ServiceRoleArn = other.ServiceRoleArn ?? ServiceRoleArn,
        NotificationConfig = other.NotificationConfig ?? NotificationConfig,
        CloudWatchOutputConfig = other.CloudWatchOutputConfig ?? CloudWatchOutputConfig,
        AlarmConfiguration = other.AlarmConfiguration ?? AlarmConfiguration,
    };

    /// <summary>No parameters: what a command without any shows.</summary>
    internal static IReadOnlyDictionary<string, IReadOnlyList<string>> NoParameters { get; } =
        new ReadOnlyDictionary<string, IReadOnlyList<string>>(new Dictionary<string, IReadOnlyList<string>>());
}
