using RunCommandPS.Connection;
using RunCommandPS.Model;

namespace RunCommandPS;

/// <summary>
/// A command as the service reports it: every member of the API's Command, and where it was sent. Text stays the service's
/// own text, so a status that this module does not know survives; a collection the service leaves out is empty.
/// </summary>
/// <remarks>Records are compared member by member, and lists by reference: compare ids instead.</remarks>
public sealed record Command : CommandAsText, IConnectedObject
{
    /// <summary>The command's id, 36 characters.</summary>
    public string CommandId { get; init; } = "";

    /// <summary>The document that runs.</summary>
    public string DocumentName { get; init; } = "";

    /// <summary>The document's version as it was requested.</summary>
    public string DocumentVersion { get; init; } = "";

    /// <summary>The caller's note.</summary>
    public string Comment { get; init; } = "";

    /// <summary>One of <see cref="ServiceValues.CommandStatuses"/>. The nodes' own verdicts are in the invocations.</summary>
    public string Status { get; init; } = "";

    /// <summary>The status in more detail, for example Incomplete or NoInstancesInTag.</summary>
    public string StatusDetails { get; init; } = "";

    /// <summary>When it was sent.</summary>
    public DateTimeOffset? RequestedDateTime { get; init; }

    /// <summary>When every node that has not ended counts as timed out.</summary>
    public DateTimeOffset? ExpiresAfter { get; init; }

    /// <summary>The document's parameters as they were passed. Everyone who can list commands can read them.</summary>
    internal new IReadOnlyDictionary<string, IReadOnlyList<string>> Parameters
    {
        get;
        init => field = ItemMap<IReadOnlyList<string>>.Of(value, ItemList<string>.Of);
    }
    = ItemMap<IReadOnlyList<string>>.Empty;

    /// <summary>The nodes, if they were specified by id.</summary>
    public IReadOnlyList<string> InstanceIds { get; init => field = ItemList<string>.Of(value); } = ItemList<string>.Empty;

    /// <summary>The criteria, if they select the nodes.</summary>
    internal new IReadOnlyList<Target> Targets { get; init => field = ItemList<Target>.Of(value); } = ItemList<Target>.Empty;

    /// <summary>Nodes the command is meant for; 0 until criteria are resolved.</summary>
    public int TargetCount { get; init; }

    /// <summary>Nodes that have ended, however they did.</summary>
    public int CompletedCount { get; init; }

    /// <summary>Nodes that failed or ran out of execution time.</summary>
    public int ErrorCount { get; init; }

    /// <summary>Nodes the command could not be delivered to in time.</summary>
    public int DeliveryTimedOutCount { get; init; }

    /// <summary>How many nodes, or what percentage, run it at the same time.</summary>
    public string MaxConcurrency { get; init; } = "";

    /// <summary>How many errors, or what percentage, are tolerated.</summary>
    public string MaxErrors { get; init; } = "";

    /// <summary>Seconds within which a node must have started.</summary>
    public int? TimeoutSeconds { get; init; }

    /// <summary>Bucket that output goes to.</summary>
    public string OutputS3BucketName { get; init; } = "";

    /// <summary>Folder within the bucket.</summary>
    public string OutputS3KeyPrefix { get; init; } = "";

    /// <summary>Deprecated; the service fills in its own region.</summary>
    public string OutputS3Region { get; init; } = "";

    /// <summary>Role that publishes notifications.</summary>
    public string ServiceRole { get; init; } = "";

    /// <summary>What is published, and where.</summary>
    internal new NotificationConfig NotificationConfig { get; init; } = new();

    /// <summary>Whether output goes to CloudWatch Logs.</summary>
    public CloudWatchOutputConfig CloudWatchOutputConfig { get; init; } = new();

    /// <summary>The alarm that stops the command.</summary>
    internal new AlarmConfiguration AlarmConfiguration { get; init; } = new();

    /// <summary>Alarms that were triggered.</summary>
    internal new IReadOnlyList<AlarmStateInformation> TriggeredAlarms
    {
        get;
        init => field = ItemList<AlarmStateInformation>.Of(value);
    }
    = ItemList<AlarmStateInformation>.Empty;

    /// <summary>
    /// Whether it has ended, which is final. A status this module does not know counts as ended when all nodes are done.
    /// </summary>
    public bool HasEnded => Status is RunStatus.Success or RunStatus.Failed or RunStatus.Cancelled or RunStatus.TimedOut
        || (!ServiceValues.CommandStatuses.Contains(Status) && TargetCount > 0 && CompletedCount >= TargetCount);

    /// <summary>The region it was sent in.</summary>
    public string Region => Origin.Region;

    /// <summary>The account it is in, 12 digits; empty if it is not known.</summary>
    public string Account => Origin.Account;

    /// <summary>The endpoint it was sent to.</summary>
    public Uri? Endpoint => Origin.Endpoint;

    /// <summary>The profile it was sent with; null if none was specified.</summary>
    public string? ProfileName => Origin.Connection.ProfileName;

    /// <summary>ARN of the role it was reached with; null if none was specified.</summary>
    public string? RoleArn => Origin.Connection.RoleArn;

    /// <summary>Where it was sent and how to reach it again.</summary>
    internal ConnectionOrigin Origin { get; init; } = ConnectionOrigin.None;

    ConnectionOrigin IConnectedObject.Origin => Origin;

    /// <inheritdoc/>
    public override string ToString() => CommandId;
}
