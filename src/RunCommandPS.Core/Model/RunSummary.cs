using RunCommandPS.Model;

namespace RunCommandPS;

/// <summary>What came of a run on all its nodes.</summary>
/// <remarks>Records are compared member by member, and lists by reference: compare ids instead.</remarks>
public sealed record RunSummary
{
    /// <summary>The id of the rollout, which Resume-RunCommandRollout takes.</summary>
    public string RolloutId { get; init; } = "";

    /// <summary>The caller's name for the rollout; null where none was given.</summary>
    public string? RolloutName { get; init; }

    /// <summary>The nodes that the run was meant for, as far as that is known.</summary>
    public int Nodes { get; init; }

    /// <summary>Nodes that ended well.</summary>
    public int Succeeded { get; init; }

    /// <summary>Nodes on which it failed.</summary>
    public int Failed { get; init; }

    /// <summary>Nodes on which it was not done in its time.</summary>
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

    /// <summary>Nodes that may not run it, or that the service takes no command for.</summary>
    public int Refused
    {
        get => Math.Max(field, RefusedNodes.Count);
        init;
    }

    /// <summary>Nodes that had not begun when their command came to its end, by its errors or its alarm.</summary>
    public int Terminated
    {
        get => Math.Max(field, TerminatedNodes.Count);
        init;
    }

    /// <summary>Nodes that nothing was sent to.</summary>
    public int NotStarted
    {
        get => Math.Max(field, NotStartedNodes.Count);
        init;
    }

    /// <summary>
    /// Nodes on which it may have run, with nobody to tell how it ended: an answer was lost, or they were followed no further.
    /// </summary>
    public int Unknown { get; init; }

    /// <summary>Nodes that have not ended yet, of a run that has not: a job can be asked at any time. 0 once it has.</summary>
    public int InProgress { get; init; }

    /// <summary>Nodes on which it did not run: not delivered, refused, terminated or not started.</summary>
    public int NotRun => Math.Max(0, Nodes - Succeeded - Failed - TimedOut - Cancelled - Unknown - InProgress);

    /// <summary>All nodes that did not end well, in the order in which they were named.</summary>
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

    /// <summary>0 where every node ended well, and there was one; 1 otherwise. For <c>exit</c> in a pipeline of CI.</summary>
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
