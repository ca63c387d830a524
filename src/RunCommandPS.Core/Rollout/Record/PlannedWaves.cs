namespace RunCommandPS.Rollout.Record;

/// <summary>The waves of a rollout as its caller planned them.</summary>
/// <param name="Sizes">Numbers or percentages of all nodes; the last one repeats.</param>
internal sealed record PlannedWaves(IReadOnlyList<string> Sizes)
{
    /// <summary>No node of a wave may fail.</summary>
    public const string NoErrors = "0";

    /// <summary>How many nodes of a wave, or what percentage of it, may fail without keeping the next one from starting.</summary>
    public string MaxErrors { get; init; } = NoErrors;

    /// <summary>How long to wait after a wave before it is checked.</summary>
    public TimeSpan SoakTime { get; init; }

    /// <summary>Whether a script decides. It is not recorded, because it belongs to the session that passed it.</summary>
    public bool HasCheck { get; init; }

    /// <summary>Whether a person decides.</summary>
    public bool HasPrompt { get; init; }

    /// <summary>
    /// The order in which nodes go into waves, as places in the plan; null for the plan's own order, which has all nodes of one part before
    /// those of the next.
    /// </summary>
    public IReadOnlyList<int>? Order { get; init; }
}
