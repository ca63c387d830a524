namespace RunCommandPS;

/// <summary>One step of a document on one node; the API calls it a plugin.</summary>
public sealed record CommandStep
{
    /// <summary>The step's name; <c>aws:runShellScript</c> and the like for documents of schema 1.2.</summary>
    public string Name { get; init; } = "";

    /// <summary>Pending, InProgress, Success, TimedOut, Cancelled or Failed.</summary>
    public string Status { get; init; } = "";

    /// <summary>The status in more detail.</summary>
    public string StatusDetails { get; init; } = "";

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => Status is RunStatus.Success or RunStatus.Failed or RunStatus.Cancelled or RunStatus.TimedOut;

    /// <summary>Exit code; −1 means not started or not received.</summary>
    public int ResponseCode { get; init; } = ServiceLimits.NotStartedResponseCode;

    /// <summary>When it started.</summary>
    public DateTimeOffset? ResponseStartDateTime { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? ResponseFinishDateTime { get; init; }

    /// <summary>Standard output and, after a line of dashes, standard error: 2,500 characters together.</summary>
    public string Output { get; init; } = "";

    /// <summary>Standard output of up to 24,000 characters; null unless it was requested.</summary>
    public string? StandardOutput { get; init; }

    /// <summary>Standard error of up to 8,000 characters; null unless it was requested.</summary>
    public string? StandardError { get; init; }

    /// <summary>Where the full standard output is, if it went to S3.</summary>
    public string StandardOutputUrl { get; init; } = "";

    /// <summary>Where the full standard error is, if it went to S3.</summary>
    public string StandardErrorUrl { get; init; } = "";

    /// <summary>Bucket that output goes to.</summary>
    public string OutputS3BucketName { get; init; } = "";

    /// <summary>Folder within the bucket.</summary>
    public string OutputS3KeyPrefix { get; init; } = "";

    /// <summary>Deprecated; the service fills in its own region.</summary>
    public string OutputS3Region { get; init; } = "";

    /// <summary>
    /// Steps of a node with the one that decided the outcome before the others: the first that did not succeed, or the last where all did.
    /// </summary>
    /// <param name="steps">The steps, in the order they run.</param>
    internal static IEnumerable<CommandStep> DecidingFirst(IReadOnlyList<CommandStep> steps)
    {
        var deciding = steps.FirstOrDefault(step => step.Status != RunStatus.Success) ?? (steps.Count > 0 ? steps[^1] : null);
        return deciding is null ? [] : steps.Where(step => !ReferenceEquals(step, deciding)).Prepend(deciding);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Status}";
}
