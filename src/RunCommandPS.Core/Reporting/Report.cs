namespace RunCommandPS.Reporting;

/// <summary>
/// Everything that a report says, whatever its form: what was asked for, of which nodes, and what came of it. It never changes, so that a
/// form is a function of it and of nothing else.
/// </summary>
internal sealed record Report
{
    /// <summary>The caller's name for the run; null where none was given.</summary>
    public string? Name { get; init; }

    /// <summary>The id of the rollout; empty where it is none, or not known.</summary>
    public string RolloutId { get; init; } = "";

    /// <summary>What ran, in a few words: the script's first line, or the document.</summary>
    public string Description { get; init; } = "";

    /// <summary>How the rollout stands; null where it is none, or not known.</summary>
    public RolloutCondition? Condition { get; init; }

    /// <summary>Who ran it: user, machine and process; empty where nothing says so.</summary>
    public string RunBy { get; init; } = "";

    /// <summary>When it began; null where nothing says so.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>How long it took; null where nothing says so.</summary>
    public TimeSpan? Elapsed { get; init; }

    /// <summary>What holds for all commands together.</summary>
    public ReportLimits Limits { get; init; } = new();

    /// <summary>What was sent.</summary>
    public IReadOnlyList<ReportRequest> Requests { get; init; } = [];

    /// <summary>The nodes, in the order in which they were named.</summary>
    public IReadOnlyList<ReportNode> Nodes { get; init; } = [];

    /// <summary>Nodes of which not even the ids are known.</summary>
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

    /// <summary>The verdicts that there are, in the order of <see cref="VerdictText.Order"/>, with how many nodes have each.</summary>
    public IReadOnlyList<(NodeVerdict Verdict, int Nodes)> Counts =>
        [.. VerdictText.Order.Select(verdict => (verdict, Count(verdict))).Where(pair => pair.Item2 > 0)];

    /// <summary>The nodes by wave, the first one first; all in one, numbered 0, where there are no waves.</summary>
    public IReadOnlyList<IGrouping<int, ReportNode>> Waves => [.. Nodes.GroupBy(node => node.Wave).OrderBy(wave => wave.Key)];

    private int Count(NodeVerdict verdict) =>
        Nodes.Count(node => node.Verdict == verdict) + (verdict == NodeVerdict.Unknown ? Unnamed : 0);
}
