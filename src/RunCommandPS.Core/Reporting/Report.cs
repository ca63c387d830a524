namespace RunCommandPS.Reporting;

/// <summary>
/// Everything that a report says, whatever its format: what was requested, for which nodes, and the result. It never changes, so a
/// format is a function of it and of nothing else.
/// </summary>
internal sealed record Report
{
    /// <summary>The caller's name for the run; null if none was specified.</summary>
    public string? Name { get; init; }

    /// <summary>The id of the rollout; empty if there is none, or it is not known.</summary>
    public string RolloutId { get; init; } = "";

    /// <summary>What ran, in a few words: the script's first line, or the document.</summary>
    public string Description { get; init; } = "";

    /// <summary>The condition of the rollout; null if there is none, or it is not known.</summary>
    public RolloutCondition? Condition { get; init; }

    /// <summary>Who ran it: user, machine and process; empty if it is not known.</summary>
    public string RunBy { get; init; } = "";

    /// <summary>When it began; null if it is not known.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>How long it took; null if it is not known.</summary>
    public TimeSpan? Elapsed { get; init; }

    /// <summary>What applies to all commands together.</summary>
    public ReportLimits Limits { get; init; } = new();

    /// <summary>What was sent.</summary>
    public IReadOnlyList<ReportRequest> Requests { get; init; } = [];

    /// <summary>The nodes, in the order in which they were named.</summary>
    public IReadOnlyList<ReportNode> Nodes { get; init; } = [];

    /// <summary>Nodes whose ids are not even known.</summary>
    public int Unnamed { get; init; }

    /// <summary>When the report was made.</summary>
    public DateTimeOffset MadeAt { get; init; }

    /// <summary>What made it: the module and its version.</summary>
    public string MadeBy { get; init; } = "";

    /// <summary>What the report is called: the run's name, or what ran.</summary>
    public string Title => Name ?? (Description.Length > 0 ? Description : RolloutId.Length > 0 ? RolloutId : "Run Command");

    /// <summary>How many nodes it was meant for.</summary>
    public int Total => Nodes.Count + Unnamed;

    /// <summary>How many nodes succeeded.</summary>
    public int Succeeded => Count(NodeVerdict.Succeeded);

    /// <summary>The verdicts that occur, in the order of <see cref="VerdictText.Order"/>, with how many nodes have each.</summary>
    public IReadOnlyList<(NodeVerdict Verdict, int Nodes)> Counts =>
        [.. VerdictText.Order.Select(verdict => (verdict, Count(verdict))).Where(pair => pair.Item2 > 0)];

    /// <summary>The nodes by wave, the first one first; all in one, numbered 0, if there are no waves.</summary>
    public IReadOnlyList<IGrouping<int, ReportNode>> Waves => [.. Nodes.GroupBy(node => node.Wave).OrderBy(wave => wave.Key)];

    private int Count(NodeVerdict verdict) =>
        Nodes.Count(node => node.Verdict == verdict) + (verdict == NodeVerdict.Unknown ? Unnamed : 0);
}
