namespace RunCommandPS.Session;

/// <summary>The simulators of this session, in the order they were started.</summary>
internal sealed class SimulatorRegistry
{
    private readonly object _gate = new();
    private readonly List<RunningSimulator> _simulators = [];

    /// <summary>How to reach the newest running simulator; null if none is running.</summary>
    public ConnectionOptions? Connection => Running is [.., var newest] ? newest.Connection : null;

    /// <summary>The running simulators.</summary>
    public IReadOnlyList<RunningSimulator> Running
    {
        get
        {
            lock (_gate)
            {
                _simulators.RemoveAll(simulator => !simulator.IsRunning());
                return _simulators.ToList();
            }
        }
    }

    /// <summary>Makes a simulator the session's default endpoint.</summary>
    public void Add(RunningSimulator simulator)
    {
        lock (_gate)
        {
            _simulators.Add(simulator);
        }
    }

    /// <summary>Stops every one.</summary>
    public void StopAll()
    {
        foreach (var simulator in Running)
        {
            simulator.Stop();
        }
    }
}

/// <summary>
/// A simulator of this session. Its own type is not referenced, so that looking for one does not load the simulator's assembly.
/// </summary>
/// <param name="Simulator">The simulator.</param>
/// <param name="Connection">How to reach it.</param>
/// <param name="IsRunning">Whether it is still running.</param>
/// <param name="Stop">Stops it.</param>
internal sealed record RunningSimulator(object Simulator, ConnectionOptions Connection, Func<bool> IsRunning, Action Stop);
