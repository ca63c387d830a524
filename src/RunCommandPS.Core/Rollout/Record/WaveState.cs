namespace RunCommandPS.Rollout.Record;

/// <summary>The waves of a rollout as its events make them: which nodes each has, and which have passed.</summary>
internal sealed class WaveState
{
    private readonly List<IReadOnlyList<RolloutNode>> _waves;
    private readonly Dictionary<RolloutNode, int> _numbers = [];

    private WaveState(List<IReadOnlyList<RolloutNode>> waves, PlannedWaves plan, int passed)
    {
        (_waves, Plan, Passed) = (waves, plan, passed);
        for (var wave = 0; wave < waves.Count; wave++)
        {
            foreach (var node in waves[wave])
            {
                _numbers[node] = wave + 1;
            }
        }
    }

    /// <summary>What the caller specified.</summary>
    public PlannedWaves Plan { get; private set; }

    /// <summary>How many waves there are.</summary>
    public int Count => _waves.Count;

    /// <summary>How many have passed, so that the next one may start.</summary>
    public int Passed { get; private set; }

    /// <summary>The wave that is running or waiting to run, from 1.</summary>
    public int Current => Math.Min(Passed + 1, Count);

    /// <summary>When the current wave started; null if it has not.</summary>
    public DateTimeOffset? BegunAt { get; private set; }

    /// <summary>When the last node of the current wave had ended; null if it has not.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>What has stopped the rollout after the current wave; <see cref="RolloutHalt.None"/> if nothing has.</summary>
    public RolloutHalt Halt { get; private set; }

    /// <summary>The nodes of the current wave.</summary>
    public IReadOnlyList<RolloutNode> Nodes => Count == 0 ? [] : _waves[Current - 1];

    /// <summary>Whether waves allow a node to start.</summary>
    public bool MayStart(RolloutNode node) => !_numbers.TryGetValue(node, out var number) || number <= Current;

    /// <summary>The wave of a node, from 1; 0 if it is in none.</summary>
    public int NumberOf(RolloutNode node) => _numbers.GetValueOrDefault(node);

    /// <summary>The waves of a rollout that starts.</summary>
    /// <param name="plan">What the caller specified.</param>
    /// <param name="nodes">All nodes, in the order of the plan.</param>
    public static WaveState Of(PlannedWaves plan, IReadOnlyList<RolloutNode> nodes) => new(
        Split(plan, plan.Order is { } order ? [.. order.Select(place => nodes[place])] : nodes, nodes.Count), plan, passed: 0);

    /// <summary>Other waves for the nodes that have not started.</summary>
    /// <param name="before">The waves until now; null if there were none.</param>
    /// <param name="plan">What the caller specifies now.</param>
    /// <param name="nodes">All nodes, in the order of the plan.</param>
    /// <param name="hasStarted">Whether a node has started.</param>
    public static WaveState Replanned(
        WaveState? before, PlannedWaves plan, IReadOnlyList<RolloutNode> nodes, Func<RolloutNode, bool> hasStarted)
    {
        var order = before is null ? nodes : before._waves.SelectMany(wave => wave);
        var begun = before is null ? [nodes.Where(hasStarted).ToList()]
            : before._waves.Take(before.Current).Select(wave => wave.Where(hasStarted).ToList());
        List<IReadOnlyList<RolloutNode>> waves = [.. begun.Where(wave => wave.Count > 0)];
        var passed = Math.Min(before?.Passed ?? waves.Count, waves.Count);
        waves.AddRange(Split(plan, [.. order.Where(node => !hasStarted(node))], nodes.Count));
        return new WaveState(waves, plan, passed);
    }

    /// <summary>What happened next.</summary>
    public void Apply(RolloutEvent happened)
    {
        switch (happened)
        {
            case RolloutEvent.WaveBegun begun:
                (BegunAt, EndedAt, Halt) = (begun.At, null, RolloutHalt.None);
                break;
            case RolloutEvent.WaveEnded ended:
                EndedAt = ended.At;
                break;
            case RolloutEvent.WaveChecked { Result: RolloutHalt.None } check:
                Pass(check.Number);
                break;
            case RolloutEvent.WaveChecked check:
                Halt = check.Result;
                break;
            case RolloutEvent.Resumed resumed when Halt != RolloutHalt.None:
                // Continuing after a halt without running anything of the wave again implies that the wave was checked.
                if (!resumed.Again.Any(node => _numbers.GetValueOrDefault(node) <= Current))
                {
                    Pass(Current);
                }

                (EndedAt, Halt) = (null, RolloutHalt.None);
                break;
        }

        if (happened is RolloutEvent.Resumed { Waves: null } again)
        {
            Plan = Plan with
            {
                MaxErrors = again.WaveErrors ?? Plan.MaxErrors,
                SoakTime = again.SoakTime ?? Plan.SoakTime,
                HasCheck = again.HasCheck,
                HasPrompt = again.HasPrompt,
            };
        }
    }

    private void Pass(int number)
    {
        (Passed, BegunAt, EndedAt, Halt) = (Math.Max(Passed, number), null, null, RolloutHalt.None);
    }

    private static List<IReadOnlyList<RolloutNode>> Split(PlannedWaves plan, IReadOnlyList<RolloutNode> nodes, int all)
    {
        var waves = new List<IReadOnlyList<RolloutNode>>();
        var given = 0;
        foreach (var size in WaveSizes.Of(plan.Sizes, all, nodes.Count))
        {
            waves.Add([.. nodes.Skip(given).Take(size)]);
            given += size;
        }

        return waves;
    }
}
