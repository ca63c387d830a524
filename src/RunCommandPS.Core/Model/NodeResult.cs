using RunCommandPS.Connection;
using RunCommandPS.Model;

namespace RunCommandPS;

/// <summary>
/// The result of a run on one node: its verdict and everything it wrote. A node that did not run has one as well, with an invocation that
/// has nothing but the node's id.
/// </summary>
/// <remarks>Records are compared member by member, and lists by reference: compare ids instead.</remarks>
public sealed record NodeResult : IConnectedObject
{
    /// <summary>The node's invocation, with its steps.</summary>
    internal CommandInvocation Invocation { get; init; } = new();

    /// <summary>What each step wrote, in the order they ran.</summary>
    internal IReadOnlyList<NodeOutput> Outputs { get; init => field = ItemList<NodeOutput>.Of(value); } = ItemList<NodeOutput>.Empty;

    /// <summary>Id of the command that ran.</summary>
    public string CommandId => Invocation.CommandId;

    /// <summary>The node.</summary>
    public string InstanceId => Invocation.InstanceId;

    /// <summary>The node's name, if it has one.</summary>
    public string InstanceName => Invocation.InstanceName;

    /// <summary>One of <see cref="ServiceValues.InvocationStatuses"/>.</summary>
    /// <remarks>For a node without an invocation, this is its verdict.</remarks>
    public string Status => Invocation.Status.Length > 0 ? Invocation.Status : Verdict.ToString();

    /// <summary>The status in more detail, for example DeliveryTimedOut or Undeliverable.</summary>
    public string StatusDetails => Invocation.StatusDetails;

    /// <summary>The outcome, in one word: one of <see cref="NodeVerdict"/>.</summary>
    public string Verdict => Outcome.ToString();

    /// <summary>When the first step started on the node; null if none has.</summary>
    public DateTimeOffset? StartedAt => Invocation.StartedAt;

    /// <summary>When the last step ended on the node; null if it never started.</summary>
    public DateTimeOffset? EndedAt => Invocation.EndedAt;

    /// <summary>How long the steps took on the node, all together; null if that is not known.</summary>
    public TimeSpan? Duration => Invocation.Duration;

    /// <summary>Whether it succeeded.</summary>
    public bool Succeeded => Outcome == NodeVerdict.Succeeded;

    /// <summary>The exit code of the step that decided the outcome; −1 where nothing started or nothing was received.</summary>
    /// <remarks>If it counts as success because of -SuccessExitCode, the output that was read has the real exit code.</remarks>
    public int ResponseCode =>
        Invocation.ResponseCode == 0 && DecidingOutput is { ResponseCode: not ServiceLimits.NotStartedResponseCode } output
            ? output.ResponseCode : Invocation.ResponseCode;

    /// <summary>
    /// The name of the step that decided the outcome: the first that did not succeed, or the last where all did; empty if none is known.
    /// </summary>
    public string DecidingStep => Invocation.DecidingStep;

    /// <summary>Standard output of all steps, one after another.</summary>
    public string StandardOutput => string.Concat(Outputs.Select(output => output.StandardOutput));

    /// <summary>Standard error of all steps, one after another.</summary>
    public string StandardError => string.Concat(Outputs.Select(output => output.StandardError));

    /// <summary>Whether any of it is incomplete.</summary>
    public bool IsTruncated => Outputs.Any(output => output.IsTruncated);

    /// <summary>The region of the command.</summary>
    public string Region => Invocation.Region;

    /// <summary>The account it is in, 12 digits; empty if it is not known.</summary>
    public string Account => Invocation.Account;

    /// <summary>The endpoint it was sent to.</summary>
    public Uri? Endpoint => Invocation.Endpoint;

    /// <summary>The profile it was sent with; null if none was specified.</summary>
    public string? ProfileName => Invocation.ProfileName;

    /// <summary>ARN of the role it was reached with; null if none was specified.</summary>
    public string? RoleArn => Invocation.RoleArn;

    /// <summary>The verdict. An explicit one takes precedence over that of the invocation.</summary>
    internal NodeVerdict Outcome
    {
        get => field == NodeVerdict.Open ? Invocation.Outcome : field;
        init;
    }

    /// <summary>What the step that decided the outcome wrote; null if that is not among the outputs.</summary>
    internal NodeOutput? DecidingOutput => Outputs.Count == 1 ? Outputs[0] : Outputs.FirstOrDefault(output => output.Step == DecidingStep);

    ConnectionOrigin IConnectedObject.Origin => Invocation.Origin;

    /// <inheritdoc/>
    public override string ToString() => $"{InstanceId}: {Status}";
}
