namespace RunCommandPS.Simulator.Faults;

/// <summary>The faults that are waiting for their calls.</summary>
/// <param name="seed">The seed of chance. Each fault draws separately, so that one more does not change what the others do.</param>
/// <param name="clock">The clock of commands.</param>
internal sealed class FaultList(int seed, TimeProvider clock)
{
    private readonly object _gate = new();
    private readonly List<ArmedFault> _faults = [];
    private int _injected;

    // Most simulators have no fault, and every request checks several times.
    private volatile bool _isEmpty = true;

    /// <summary>Those injected, first to last.</summary>
    public IReadOnlyList<SimulatedFault> Faults
    {
        get
        {
            lock (_gate)
            {
                // A collection expression makes a list that PowerShell can't index.
                return _faults.Select(armed => armed.Fault).ToArray();
            }
        }
    }

    public void Add(params IEnumerable<SimulatedFault> faults)
    {
        lock (_gate)
        {
            foreach (var fault in faults)
            {
                _faults.Add(new ArmedFault(fault, unchecked((seed * 397) + _injected++)));
            }

            _isEmpty = _faults.Count == 0;
        }
    }

    /// <summary>Replaces all faults. Chance starts over.</summary>
    public void Replace(params IEnumerable<SimulatedFault> faults)
    {
        lock (_gate)
        {
            _faults.Clear();
            _injected = 0;
            Add(faults);
        }
    }

    /// <summary>Counts a call, and returns what goes wrong with it: the fault injected first, or nothing.</summary>
    public SimulatedFault? Next(string operation)
    {
        if (_isEmpty)
        {
            return null;
        }

        lock (_gate)
        {
            var now = clock.GetUtcNow();
            SimulatedFault? next = null;
            foreach (var armed in _faults.Where(armed => !armed.Fault.IsTimed && armed.Count(operation)))
            {
                if (next is null && armed.IsMet(operation, now))
                {
                    next = armed.Fault;
                }
            }

            return next;
        }
    }

    /// <summary>Counts a call for the faults of a kind that is about time, and adds up those that apply.</summary>
    public TimeSpan Time(FaultKind kind, string operation)
    {
        if (_isEmpty)
        {
            return TimeSpan.Zero;
        }

        lock (_gate)
        {
            var time = TimeSpan.Zero;
            foreach (var armed in _faults.Where(armed => armed.Fault.Kind == kind && armed.Count(operation)))
            {
                if (armed.IsMet(operation, default))
                {
                    time += armed.Time();
                }
            }

            return time;
        }
    }
}
