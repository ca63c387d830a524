using RunCommandPS.Model;

namespace RunCommandPS;

/// <summary>Nodes on which a step ended in the same way and wrote the same.</summary>
/// <remarks>Records are compared member by member, and lists by reference: compare ids instead.</remarks>
public sealed record OutputGroup
{
    /// <summary>How many nodes.</summary>
    public int Count => InstanceIds.Count;

    /// <summary>The nodes in few words; <see cref="InstanceIds"/> has them all.</summary>
    public string Nodes { get; init; } = "";

    /// <summary>The nodes.</summary>
    public IReadOnlyList<string> InstanceIds { get; init => field = ItemList<string>.Of(value); } = ItemList<string>.Empty;

    /// <summary>The step's name.</summary>
    public string Step { get; init; } = "";

    /// <summary>On how many of the nodes this step decided how the command ended.</summary>
    public int DecidingCount { get; init; }

    /// <summary>The step's status.</summary>
    public string Status { get; init; } = "";

    /// <summary>The status in more detail.</summary>
    public string StatusDetails { get; init; } = "";

    /// <summary>Exit code; −1 means not started or not received.</summary>
    public int ResponseCode { get; init; } = ServiceLimits.NotStartedResponseCode;

    /// <summary>What each of them wrote to standard output.</summary>
    public string StandardOutput { get; init; } = "";

    /// <summary>What each of them wrote to standard error.</summary>
    public string StandardError { get; init; } = "";

    /// <summary>Whether that is incomplete: what is missing may differ.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>What is different from the largest group of the same step; empty for that group, and unless it was requested.</summary>
    public string Difference { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => $"{Count}: {Nodes}";
}
