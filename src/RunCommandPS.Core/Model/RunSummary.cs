using RunCommandPS.Model;

namespace RunCommandPS;

/// <summary>The result of a run on all its nodes.</summary>
/// <remarks>Records are compared member by member, and lists by reference: compare ids instead.</remarks>
public sealed record RunSummary
{
    /// <summary>The id of the rollout, which Resume-RunCommandRollout takes.</summary>
    public string RolloutId { get; init; } = "";

    /// <summary>The caller's name for the rollout; null if none was specified.</summary>
    public string? RolloutName { get; init; }

    /// <summary>The nodes that the run was meant for, as far as that is known.</summary>
    public int Nodes { get; init; }

    /// <summary>Nodes that succeeded.</summary>
    public int Succeeded { get; init; }

    /// <summary>Nodes on which it failed.</summary>
    public int Failed { get; init; }

    /// <summary>Nodes on which it timed out.</summary>
    public int TimedOut
    {
        get => Math.Max(field, TimedOutNodes.Count);
        init;
    }

    /// <summary>Nodes on which it was cancelled.</summary>
    public int Cancelled
    {
        get => Math.Max(field, CancelledNodes.Count);
        init;
    }

    /// <summary>Nodes that the service could not reach.</summary>
    public int NotDelivered
    {
        get => Math.Max(field, NotDeliveredNodes.Count);
        init;
    }

    /// <summary>Nodes that are not allowed to run it, or for which the service does not accept commands.</summary>
    public int Refused
    {
        get => Math.Max(field, RefusedNodes.Count);
        init;
    }

    /// <summary>Nodes that had not started when their command ended, because of its errors or its alarm.</summary>
    public int Terminated
    {
        get => Math.Max(field, TerminatedNodes.Count);
        init;
    }

    /// <summary>Nodes to which nothing was sent.</summary>
    public int NotStarted
    {
        get => Math.Max(field, NotStartedNodes.Count);
        init;
    }

    /// <summary>
    /// Nodes on which it may have run, but how it ended is unknown: an answer was lost, or they were no longer followed.
    /// </summary>
    public int Unknown { get; init; }

    /// <summary>Nodes that have not ended yet, while the run has not: a job can be asked at any time. 0 once it has.</summary>
    public int InProgress { get; init; }

    /// <summary>Nodes on which it did not run: not delivered, refused, terminated or not started.</summary>
    public int NotRun => Math.Max(0, Nodes - Succeeded - Failed - TimedOut - Cancelled - Unknown - InProgress);

    /// <summary>All nodes that did not succeed, in the order in which they were named.</summary>
    public IReadOnlyList<string> FailedNodes { get; init => field = ItemList<string>.Of(value); } = ItemList<string>.Empty;

    /// <summary>The nodes of <see cref="TimedOut"/>.</summary>
    public IReadOnlyList<string> TimedOutNodes { get; init => field = ItemList<string>.Of(value); } = ItemList<string>.Empty;

    /// <summary>The nodes of <see cref="Cancelled"/>.</summary>
    public IReadOnlyList<string> CancelledNodes { get; init => field = ItemList<string>.Of(value); } = ItemList<string>.Empty;

    /// <summary>The nodes of <see cref="NotDelivered"/>.</summary>
    public IReadOnlyList<string> NotDeliveredNodes { get; init => field = ItemList<string>.Of(value); } = ItemList<string>.Empty;

    /// <summary>The nodes of <see cref="Refused"/>.</summary>
    public IReadOnlyList<string> RefusedNodes { get; init => field = ItemList<string>.Of(value); } = ItemList<string>.Empty;

    /// <summary>The nodes of <see cref="Terminated"/>.</summary>
    public IReadOnlyList<string> TerminatedNodes { get; init => field = ItemList<string>.Of(value); } = ItemList<string>.Empty;

    /// <summary>The nodes of <see cref="NotStarted"/>.</summary>
    public IReadOnlyList<string> NotStartedNodes { get; init => field = ItemList<string>.Of(value); } = ItemList<string>.Empty;

    /// <summary>The nodes of <see cref="Unknown"/>, as far as their ids are known.</summary>
    public IReadOnlyList<string> UnknownNodes { get; init => field = ItemList<string>.Of(value); } = ItemList<string>.Empty;

    /// <summary>The commands that were sent.</summary>
    public IReadOnlyList<string> CommandIds { get; init => field = ItemList<string>.Of(value); } = ItemList<string>.Empty;

    /// <summary>From the first command to the last node's end.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>0 if every node succeeded, and there was at least one; 1 otherwise. For <c>exit</c> in a CI pipeline.</summary>
    public int ExitCode => Nodes > 0 && Succeeded == Nodes ? 0 : 1;

    private string Duration => ElapsedText.Of(Elapsed);

    /// <summary>One line.</summary>
    public override string ToString()
    {
        var others = NotRun - NotDelivered - Refused - Terminated - NotStarted;
        var parts = new (int Count, string What)[]
        {
            (Succeeded, "succeeded"), (Failed, "failed"), (TimedOut, "timed out"), (Cancelled, "cancelled"),
            (NotDelivered, "not delivered"),
            (Refused, "refused"), (Terminated, "terminated"), (NotStarted, "not started"), (others, "not run"), (Unknown, "unknown"),
            (InProgress, "in progress"),
        };
        var counts = string.Join(", ", parts.Where(part => part.Count > 0).Select(part => $"{part.Count} {part.What}"));
        return $"{Nodes} {(Nodes == 1 ? "node" : "nodes")}{(counts.Length > 0 ? ": " + counts : "")} in {Duration}.";
    }
}
