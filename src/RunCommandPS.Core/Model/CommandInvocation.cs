using RunCommandPS.Connection;
using RunCommandPS.Model;

namespace RunCommandPS;

/// <summary>What a command did on one node. Text stays the service's own text; a collection it leaves out is empty.</summary>
/// <remarks>Records are compared member by member, and lists by reference: compare ids instead.</remarks>
public sealed record CommandInvocation : CommandInvocationAsText, IConnectedObject
{
    /// <summary>Id of the command that ran.</summary>
    public string CommandId { get; init; } = "";

    /// <summary>The node.</summary>
    public string InstanceId { get; init; } = "";

    /// <summary>The node's name: the Name tag of an EC2 instance, if it is known, and the name of the machine otherwise.</summary>
    public string InstanceName { get; init; } = "";

    /// <summary>The caller's note.</summary>
    public string Comment { get; init; } = "";

    /// <summary>The document that runs.</summary>
    public string DocumentName { get; init; } = "";

    /// <summary>The document's version as it was requested.</summary>
    public string DocumentVersion { get; init; } = "";

    /// <summary>When the command was sent.</summary>
    public DateTimeOffset? RequestedDateTime { get; init; }

    /// <summary>One of <see cref="ServiceValues.InvocationStatuses"/>.</summary>
    public string Status { get; init; } = "";

    /// <summary>The status in more detail, for example DeliveryTimedOut or Undeliverable.</summary>
    public string StatusDetails { get; init; } = "";

    /// <summary>The service's own trace, up to 2,500 characters.</summary>
    public string TraceOutput { get; init; } = "";

    /// <summary>Where the full standard output is, if it went to S3.</summary>
    public string StandardOutputUrl { get; init; } = "";

    /// <summary>Where the full standard error is, if it went to S3.</summary>
    public string StandardErrorUrl { get; init; } = "";

    /// <summary>Role that publishes notifications.</summary>
    public string ServiceRole { get; init; } = "";

    /// <summary>What is published, and where.</summary>
    internal new NotificationConfig NotificationConfig { get; init; } = new();

    /// <summary>Whether output goes to CloudWatch Logs.</summary>
    public CloudWatchOutputConfig CloudWatchOutputConfig { get; init; } = new();

    /// <summary>The document's steps on this node, in the order they run.</summary>
    internal new IReadOnlyList<CommandStep> Steps { get; init => field = ItemList<CommandStep>.Of(value); } = ItemList<CommandStep>.Empty;

    /// <summary>
    /// Whether it has ended, which is final. A status this module does not know counts as ended when no step is open.
    /// </summary>
    public bool HasEnded => Status is RunStatus.Success or RunStatus.Failed or RunStatus.Cancelled or RunStatus.TimedOut
        || (!ServiceValues.InvocationStatuses.Contains(Status) && Steps.Count > 0 && Steps.All(step => step.HasEnded));

    /// <summary>The outcome on this node, in one word: one of <see cref="NodeVerdict"/>.</summary>
    public string Verdict => Outcome.ToString();

    /// <summary>When the first step started on the node; null if none has.</summary>
    public DateTimeOffset? StartedAt => Steps.Select(step => step.ResponseStartDateTime).Where(time => time is not null).Min();

    /// <summary>When the last step ended on the node; null if it has not ended, or never started.</summary>
    public DateTimeOffset? EndedAt =>
        HasEnded ? Steps.Select(step => step.ResponseFinishDateTime).Where(time => time is not null).Max() : null;

    /// <summary>How long the steps took on the node, all together; null if that is not known.</summary>
    public TimeSpan? Duration => EndedAt - StartedAt;

    /// <summary>The exit code of the step that decided the outcome; −1 where nothing started or nothing was received.</summary>
    public int ResponseCode => Deciding?.ResponseCode ?? ServiceLimits.NotStartedResponseCode;

    /// <summary>
    /// The name of the step that decided the outcome: the first that did not succeed, or the last where all did; empty if none is known.
    /// </summary>
    public string DecidingStep => Deciding?.Name ?? "";

    /// <summary>The region of the command.</summary>
    public string Region => Origin.Region;

    /// <summary>The account it is in, 12 digits; empty if it is not known.</summary>
    public string Account => Origin.Account;

    /// <summary>The endpoint of the command.</summary>
    public Uri? Endpoint => Origin.Endpoint;

    /// <summary>The profile it was read with; null if none was specified.</summary>
    public string? ProfileName => Origin.Connection.ProfileName;

    /// <summary>ARN of the role it was reached with; null if none was specified.</summary>
    public string? RoleArn => Origin.Connection.RoleArn;

    /// <summary>Where it was read and how to reach it again.</summary>
    internal ConnectionOrigin Origin { get; init; } = ConnectionOrigin.None;

    ConnectionOrigin IConnectedObject.Origin => Origin;

    internal NodeVerdict Outcome => NodeVerdicts.Of(Status, StatusDetails, HasEnded, StartedAt is not null);

    internal CommandStep? Deciding => CommandStep.DecidingFirst(Steps).FirstOrDefault();

    /// <summary>
    /// The name to request a step by from GetCommandInvocation; null for none. It refuses names that
    /// are too short, and requires one if there are several steps.
    /// </summary>
    /// <remarks>
    /// A step that is the only one here may have been selected from several, so its name is kept whenever the service accepts it.
    /// </remarks>
    internal string? NameToAsk(CommandStep step) =>
        Steps.Count == 1 && step.Name.Length < ServiceLimits.PluginNameMinimumLength ? null : step.Name;

    /// <inheritdoc/>
    public override string ToString() => CommandId.Length > 0 ? $"{CommandId}/{InstanceId}" : InstanceId;
}
