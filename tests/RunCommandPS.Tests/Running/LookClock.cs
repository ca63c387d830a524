using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Running;

/// <summary>
/// Moves a simulator's stepped clock while somebody follows its commands: a step at every so many looks, while the answer to the look
/// waits. So a client sees all of a step or nothing of it, and how often counters moved is known.
/// </summary>
internal sealed class LookClock
{
    private readonly SimulatorProbe _simulator;
    private readonly Queue<TimeSpan> _steps;
    private readonly int _looksAStep;
    private readonly Dictionary<string, int> _movements = [];
    private int _looks;

    public LookClock(SimulatorProbe simulator, int looksAStep, params IEnumerable<double> seconds)
    {
        _simulator = simulator;
        _looksAStep = looksAStep;
        _steps = new(seconds.Select(TimeSpan.FromSeconds));
        simulator.WhenAnswering(Answering);
    }

    /// <summary>Done before every step, with the number of steps left.</summary>
    public Action<int> BeforeStep { get; init; } = _ => { };

    /// <summary>How often each command's counter moved.</summary>
    public IReadOnlyDictionary<string, int> Movements => _movements;

    private void Answering(SimulatorCall call)
    {
        if (call.Operation != "ListCommands" || call.Text("NextToken") is not null || ++_looks % _looksAStep != 0 || !_steps.TryDequeue(
            out var step))
        {
            return;
        }

        BeforeStep(_steps.Count);
        var before = _simulator.CompletedCounts;
        _simulator.Advance(step);
        foreach (var (id, count) in _simulator.CompletedCounts)
        {
            _movements[id] = _movements.GetValueOrDefault(id) + (count != before.GetValueOrDefault(id) ? 1 : 0);
        }
    }
}
