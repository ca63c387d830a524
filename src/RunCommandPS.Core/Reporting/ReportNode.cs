using RunCommandPS.Model;

namespace RunCommandPS.Reporting;

/// <summary>A node of a report.</summary>
/// <param name="Result">The result there.</param>
/// <param name="Wave">The wave it is in, from 1; 0 if there are none.</param>
internal sealed record ReportNode(NodeResult Result, int Wave = 0)
{
    /// <summary>The node.</summary>
    public string InstanceId => Result.InstanceId;

    /// <summary>The node's name, if it has one.</summary>
    public string Name => Result.InstanceName;

    /// <summary>Its name, or its id if it has none.</summary>
    public string Title => Name.Length > 0 ? Name : InstanceId;

    /// <summary>The outcome, in one word.</summary>
    public NodeVerdict Verdict => Result.Outcome;

    /// <summary>The exit code; null if nothing started or nothing was received.</summary>
    public int? ExitCode => Result.ResponseCode == ServiceLimits.NotStartedResponseCode ? null : Result.ResponseCode;

    /// <summary>When it started there.</summary>
    public DateTimeOffset? StartedAt => Result.StartedAt;

    /// <summary>When it ended there.</summary>
    public DateTimeOffset? EndedAt => Result.EndedAt;

    /// <summary>How long it took there; null if that is not known.</summary>
    public TimeSpan? Duration => Result.Duration;

    /// <summary>The last line of standard error; empty if it wrote none.</summary>
    public string LastLine { get; } = FailureCause.LastLine(Result);
}
