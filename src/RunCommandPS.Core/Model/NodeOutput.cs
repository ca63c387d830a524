using RunCommandPS.Connection;

namespace RunCommandPS;

/// <summary>What one step of a command wrote on one node.</summary>
public sealed record NodeOutput : IConnectedObject
{
    /// <summary>Id of the command that ran.</summary>
    public string CommandId { get; init; } = "";

    /// <summary>The node.</summary>
    public string InstanceId { get; init; } = "";

    /// <summary>The node's name, if it has one.</summary>
    public string InstanceName { get; init; } = "";

    /// <summary>The step's name; empty for a node on which no step is known.</summary>
    public string Step { get; init; } = "";

    /// <summary>
    /// Whether this step decided how the command ended on the node: it was the first that did not succeed, or the last where all did.
    /// </summary>
    public bool IsDeciding { get; init; }

    /// <summary>The step's status.</summary>
    public string Status { get; init; } = "";

    /// <summary>The status in more detail, for example Undeliverable.</summary>
    public string StatusDetails { get; init; } = "";

    /// <summary>Exit code; −1 means not started or not received.</summary>
    public int ResponseCode { get; init; } = ServiceLimits.NotStartedResponseCode;

    /// <summary>Standard output, complete unless <see cref="StandardOutputTruncated"/>.</summary>
    public string StandardOutput { get; init; } = "";

    /// <summary>Standard error, complete unless <see cref="StandardErrorTruncated"/>.</summary>
    public string StandardError { get; init; } = "";

    /// <summary>Where the longer of what is here came from: one of <see cref="OutputSource"/>.</summary>
    public string Source { get; init; } = OutputSource.Inline;

    /// <summary>Whether standard output continues beyond <see cref="StandardOutput"/>.</summary>
    public bool StandardOutputTruncated { get; init; }

    /// <summary>Whether standard error continues beyond <see cref="StandardError"/>.</summary>
    public bool StandardErrorTruncated { get; init; }

    /// <summary>Whether either stream is incomplete.</summary>
    public bool IsTruncated => StandardOutputTruncated || StandardErrorTruncated;

    /// <summary>The region of the command.</summary>
    public string Region => Origin.Region;

    /// <summary>The account it is in, 12 digits; empty if it is not known.</summary>
    public string Account => Origin.Account;

    /// <summary>The endpoint it was read from.</summary>
    public Uri? Endpoint => Origin.Endpoint;

    /// <summary>The profile it was read with; null if none was specified.</summary>
    public string? ProfileName => Origin.Connection.ProfileName;

    /// <summary>ARN of the role it was reached with; null if none was specified.</summary>
    public string? RoleArn => Origin.Connection.RoleArn;

    /// <summary>Where it was read and how to reach it again.</summary>
    internal ConnectionOrigin Origin { get; init; } = ConnectionOrigin.None;

    ConnectionOrigin IConnectedObject.Origin => Origin;

    /// <inheritdoc/>
    public override string ToString() => $"{InstanceId}/{Step}";
}

/// <summary>Where output can be read, from the nearest to the farthest.</summary>
public static class OutputSource
{
    /// <summary>ListCommandInvocations: both streams in 2,500 characters, 50 nodes per call.</summary>
    public const string Inline = "Inline";

    /// <summary>GetCommandInvocation: 24,000 and 8,000 characters, one call per step.</summary>
    public const string Invocation = "Invocation";

    /// <summary>The bucket the command wrote to: all of it.</summary>
    public const string S3 = "S3";
}
