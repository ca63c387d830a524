namespace RunCommandPS.Simulator.Faults;

/// <summary>The faults that are waiting for their calls.</summary>
internal sealed class FaultList(int seed)
{
    private readonly object _gate = new();
    private readonly Random _random = new(seed);
    private readonly List<Armed> _faults = [];

    public void Add(SimulatedFault fault)
    {
        lock (_gate)
        {
            _faults.Add(new Armed(fault));
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _faults.Clear();
        }
    }

    /// <summary>Counts a call, and says what goes wrong with it: the fault injected first, or nothing.</summary>
    public SimulatedFault? Next(string operation)
    {
        lock (_gate)
        {
            SimulatedFault? next = null;
            foreach (var armed in _faults)
            {
                var fault = armed.Fault;
                if (fault.Operation is not null && fault.Operation != operation)
                {
                    continue;
                }

                armed.Calls++;
                if (next is null && (fault.Calls.Count == 0 || fault.Calls.Contains(armed.Calls)) && (fault.Probability >= 1 || _random.NextDouble() < fault.Probability))
                {
                    next = fault;
                }
            }

            return next;
        }
    }

    private sealed class Armed(SimulatedFault fault)
    {
        public SimulatedFault Fault => fault;

        public int Calls { get; set; }
    }
}
