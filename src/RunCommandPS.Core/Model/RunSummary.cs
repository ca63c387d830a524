using System.Globalization;

namespace RunCommandPS;

/// <summary>What came of a run on all its nodes.</summary>
public sealed record RunSummary
{
    /// <summary>The nodes that the run was meant for, as far as that is known.</summary>
    public int Nodes { get; init; }

    /// <summary>Nodes that ended well.</summary>
    public int Succeeded { get; init; }

    /// <summary>Nodes on which it failed.</summary>
    public int Failed { get; init; }

    /// <summary>Nodes on which it was not done in its time.</summary>
    public int TimedOut { get; init; }

    /// <summary>Nodes on which it was cancelled.</summary>
    public int Cancelled { get; init; }

    /// <summary>Nodes on which it may have run, with an unknown end: an answer was lost, or they were followed no further.</summary>
    public int Unknown { get; init; }

    /// <summary>Nodes that have not ended yet, of a run that has not: a job can be asked at any time. 0 once it has.</summary>
    public int InProgress { get; init; }

    /// <summary>Nodes on which it did not run: not delivered, refused, or not started because others had failed.</summary>
    public int NotRun => Math.Max(0, Nodes - Succeeded - Failed - TimedOut - Cancelled - Unknown - InProgress);

    /// <summary>The nodes that did not end well, in the order they became known.</summary>
    public IReadOnlyList<string> FailedNodes { get; init; } = [];

    /// <summary>The commands that were sent.</summary>
    public IReadOnlyList<string> CommandIds { get; init; } = [];

    /// <summary>From the first command to the last node's end.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>0 where every node ended well, and there was one; 1 otherwise. For <c>exit</c> in a pipeline of CI.</summary>
    public int ExitCode => Nodes > 0 && Succeeded == Nodes ? 0 : 1;

    private string Duration => Elapsed < TimeSpan.FromMinutes(1)
        ? string.Create(CultureInfo.InvariantCulture, $"{Elapsed.TotalSeconds:0.0} s")
        : Elapsed.ToString(Elapsed < TimeSpan.FromDays(1) ? @"hh\:mm\:ss" : @"d\.hh\:mm\:ss", CultureInfo.InvariantCulture);

    /// <summary>One line.</summary>
    public override string ToString()
    {
        var parts = new (int Count, string What)[]
        {
            (Succeeded, "succeeded"), (Failed, "failed"), (TimedOut, "timed out"), (Cancelled, "cancelled"), (Unknown, "unknown"),
            (InProgress, "in progress"), (NotRun, "not run"),
        };
        var counts = string.Join(", ", parts.Where(part => part.Count > 0).Select(part => $"{part.Count} {part.What}"));
        return $"{Nodes} {(Nodes == 1 ? "node" : "nodes")}{(counts.Length > 0 ? ": " + counts : "")} in {Duration}.";
    }
}
