namespace RunCommandPS.Rollout;

/// <summary>
/// The limits of a fleet and what is left of them. It is a fold over what happens to the nodes: every event yields the budget that applies
/// after it.
/// </summary>
/// <param name="Concurrency">How many nodes may run at the same time; null for any number.</param>
/// <param name="MaxErrors">How many errors are tolerated; null for any number.</param>
internal sealed record RolloutBudget(int? Concurrency, int? MaxErrors)
{
    // With fewer free places than this fraction of the limit, a command is not worthwhile, unless it is the last.
    private const int SmallestPart = 4;

    // A network that loses this many answers in a row loses the next one, too.
    private const int MostLostInARow = 3;

    /// <summary>Nodes that have a place and have not ended.</summary>
    public int Running { get; private init; }

    /// <summary>Nodes that may be running unobserved. They hold their places to the end of the rollout.</summary>
    public int Lost { get; private init; }

    /// <summary>
    /// Errors so far. A lost node is one: counting too many does less harm than counting too few.
    /// </summary>
    public int Errors { get; private init; }

    /// <summary>Commands in a row whose answers were lost, up to the last one.</summary>
    public int LostInARow { get; private init; }

    /// <summary>Errors that are still tolerated; null for any number.</summary>
    public int? ErrorsLeft => MaxErrors - Errors;

    /// <summary>Whether, and why, no further node may ever start.</summary>
    public RolloutHalt Halt =>
        Errors > MaxErrors ? RolloutHalt.TooManyErrors
        : LostInARow >= MostLostInARow ? RolloutHalt.AnswersLost
        : Running == 0 && Lost >= Concurrency ? RolloutHalt.NoPlaces
        : RolloutHalt.None;

    /// <summary>How many nodes may start in one command now.</summary>
    /// <param name="waiting">The nodes that are waiting to start.</param>
    /// <returns>Zero if it is better to wait until others have ended, or if the rollout is halted.</returns>
    public int Size(int waiting)
    {
        var whole = Math.Min(waiting, ServiceLimits.InstanceIdsMaximum);
        if (Halt != RolloutHalt.None || Concurrency is not { } limit)
        {
            return Halt == RolloutHalt.None ? whole : 0;
        }

        var size = Math.Min(whole, limit - Running - Lost);
        var isWorthWhile = size >= Math.Min(whole, Math.Max(1, limit / SmallestPart));
        return isWorthWhile || Running == 0 ? Math.Max(0, size) : 0;
    }

    /// <summary>Nodes start.</summary>
    public RolloutBudget WithStarted(int nodes) => this with { Running = Running + nodes };

    /// <summary>A node has ended.</summary>
    public RolloutBudget WithEnded(bool isError) => this with { Running = Running - 1, Errors = Errors + (isError ? 1 : 0) };

    /// <summary>The service has answered a send.</summary>
    public RolloutBudget WithAnswer() => this with { LostInARow = 0 };

    /// <summary>The answer to a send was lost.</summary>
    public RolloutBudget WithoutAnswer() => this with { LostInARow = LostInARow + 1 };

    /// <summary>Nodes that were supposed to start do not run.</summary>
    public RolloutBudget WithReleased(int nodes) => this with { Running = Running - nodes };

    /// <summary>Nothing more will be known of nodes that were started, or may have been.</summary>
    public RolloutBudget WithLost(int nodes) => this with { Running = Running - nodes, Lost = Lost + nodes, Errors = Errors + nodes };

    /// <summary>What an earlier part of the rollout has left.</summary>
    /// <param name="running">Nodes that run.</param>
    /// <param name="lost">Nodes that may run.</param>
    /// <param name="errors">Nodes that count as errors; those that may run are not among them.</param>
    public RolloutBudget After(int running, int lost, int errors) => this with { Running = running, Lost = lost, Errors = errors + lost };
}
