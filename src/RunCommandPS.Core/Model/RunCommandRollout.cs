using RunCommandPS.Model;

namespace RunCommandPS;

/// <summary>A rollout, as its record on this machine describes it.</summary>
/// <remarks>Records are compared member by member, and lists by reference: compare ids instead.</remarks>
public sealed record RunCommandRollout : RunCommandRolloutAsText
{
    /// <summary>Its id.</summary>
    public string Id { get; init; } = "";

    /// <summary>The caller's name for it; null if none was specified.</summary>
    public string? Name { get; init; }

    /// <summary>Its condition: one of <see cref="RolloutCondition"/>.</summary>
    public string Condition
    {
        get => Standing.ToString();
        init => Standing = Enum.Parse<RolloutCondition>(value);
    }

    /// <summary>When it began.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When something last happened to it.</summary>
    public DateTimeOffset LastEventAt { get; init; }

    /// <summary>What it runs: the script's first line, or the document.</summary>
    public string Description { get; init; } = "";

    /// <summary>Who is running it, or last ran it: user, machine and process.</summary>
    public string RunBy { get; init; } = "";

    /// <summary>The regions of its nodes.</summary>
    public IReadOnlyList<string> Regions { get; init => field = ItemList<string>.Of(value); } = ItemList<string>.Empty;

    /// <summary>How many waves it has; 0 if all nodes are one.</summary>
    public int Waves { get; init; }

    /// <summary>How many waves have passed, so that the next one may start.</summary>
    public int WavesPassed { get; init; }

    /// <summary>The result so far, node by node.</summary>
    internal new RunSummary Summary { get; init; } = new();

    /// <summary>Its nodes; empty unless they were requested.</summary>
    internal new IReadOnlyList<RunCommandRolloutNode> Nodes
    {
        get;
        init => field = ItemList<RunCommandRolloutNode>.Of(value);
    }
    = ItemList<RunCommandRolloutNode>.Empty;

    /// <summary>The file with its record.</summary>
    public string RecordPath { get; init; } = "";

    internal RolloutCondition Standing { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name ?? Id;
}

/// <summary>A node of a rollout, as the rollout's record describes it.</summary>
public sealed record RunCommandRolloutNode
{
    /// <summary>The node.</summary>
    public string InstanceId { get; init; } = "";

    /// <summary>The node's name, where it is known.</summary>
    public string InstanceName { get; init; } = "";

    /// <summary>The region.</summary>
    public string Region { get; init; } = "";

    /// <summary>The account it is in, 12 digits; empty if it is not known.</summary>
    public string Account { get; init; } = "";

    /// <summary>The wave it is in, from 1; 0 if there are none.</summary>
    public int Wave { get; init; }

    /// <summary>The outcome, in one word: one of <see cref="NodeVerdict"/>; Open if it has not ended as far as is known.</summary>
    public string Verdict
    {
        get => Outcome.ToString();
        init => Outcome = Enum.Parse<NodeVerdict>(value);
    }

    /// <summary>The command; empty if none was sent, or its id is not known.</summary>
    public string CommandId { get; init; } = "";

    /// <summary>One of <see cref="ServiceValues.InvocationStatuses"/>; empty if none is known.</summary>
    public string Status { get; init; } = "";

    /// <summary>The status in more detail; empty if none is known.</summary>
    public string StatusDetails { get; init; } = "";

    /// <summary>The exit code; −1 where nothing started or nothing was received.</summary>
    public int ResponseCode { get; init; } = ServiceLimits.NotStartedResponseCode;

    /// <summary>When it started on the node.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended on the node.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How long it took on the node.</summary>
    public TimeSpan? Duration => EndedAt - StartedAt;

    /// <summary>The beginning of what it wrote, up to 2,500 characters.</summary>
    public string Output { get; init; } = "";

    internal NodeVerdict Outcome { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{InstanceId}: {Verdict}";
}
