using RunCommandPS.Simulator.Execution;
using RunCommandPS.Simulator.Fleet;
using RunCommandPS.Simulator.Parameters;

namespace RunCommandPS.Simulator.Service;

/// <summary>
/// What one node has to do: commands that it is running, commands that wait for one of its workers, and what
/// to report when it can be reached again.
/// </summary>
/// <remarks>
/// CHOICE, because nothing public says: while a node can't be reached but is alive, it continues, and its results arrive when
/// it can. A node that stops loses what it is running, which is not run again; the command is not told about it and expires.
/// What waits for a worker outlives the stop.
/// </remarks>
internal sealed class NodeAgent(
    string instanceId, NodeAgents all, NodeFleet fleet, Agenda agenda, IStepExecutor executor, ParameterReferences references)
{
    // The agent's own default (CommandWorkersLimit).
    private const int Workers = 5;

    // Most nodes never have more than one command, and report everything at once.
    private readonly List<NodeRun> _running = new(1);
    private readonly List<(InvocationState Invocation, Rollout Rollout)> _waiting = new(1);
    private Queue<(InvocationState About, Action Say)>? _unsaid;
    private int _unsaidMaximum = 8;

    // Asked for several times for each command, and hardly ever replaced.
    private int _version = fleet.Version;
    private SimulatedNode _node = fleet.Get(instanceId);

    public string InstanceId => instanceId;

    public bool IsIdle => _running.Count == 0 && _waiting.Count == 0 && _unsaid is not { Count: > 0 };

    /// <summary>How much to report when the node can be reached again.</summary>
    public int UnsaidCount => _unsaid?.Count ?? 0;

    /// <summary>Whether the node can be reached.</summary>
    public bool IsConnected => Node.IsReachable;

    private SimulatedNode Node
    {
        get
        {
            if (_version != fleet.Version)
            {
                _version = fleet.Version;
                _node = fleet.Get(instanceId);
            }

            return _node;
        }
    }

    /// <summary>Takes a command that has arrived: runs it, or keeps it until a worker is free.</summary>
    public void Take(InvocationState invocation, Rollout rollout)
    {
        if (_running.Count >= Workers)
        {
            invocation.Become(RunStatus.Pending, RunStatus.Delayed);
        }

        _waiting.Add((invocation, rollout));
        StartNext();
    }

    /// <summary>Continues a command that this node had started when the service was killed.</summary>
    /// <remarks>
    /// CHOICE: no script runs twice. What really ran on this machine ended with the service, so nothing more
    /// is heard of it; a simulated node continued.
    /// </remarks>
    public void Resume(InvocationState invocation, Rollout rollout, DateTimeOffset since)
    {
        var tasks = invocation.Command.Tasks;
        var done = invocation.Steps.Length;
        if (Node.IsAlive && (done == tasks.Count || !executor.RunsForReal(tasks[done], Node)))
        {
            var run = new NodeRun(invocation, executor, references, agenda, this, rollout);
            _running.Add(run);
            run.Resume(since);
        }

        StartNext();
    }

    /// <summary>Ends a command on this node, if it can be ended.</summary>
    public void Cancel(InvocationState invocation) => WhenConnected(invocation, () =>
    {
        if (invocation.IsTerminal)
        {
            return;
        }

        if (_waiting.FindIndex(one => one.Invocation == invocation) is >= 0 and var place)
        {
            var rollout = _waiting[place].Rollout;
            _waiting.RemoveAt(place);
            rollout.Report(invocation, RunStatus.Cancelled, RunStatus.Cancelled);
        }
        else
        {
            _running.Find(run => run.Invocation == invocation)?.Cancel();
        }
    });

    /// <summary>Takes the end of a command on this node, and continues with the next one.</summary>
    public void Complete(NodeRun run, string status, string details)
    {
        _running.Remove(run);
        run.Rollout.Report(run.Invocation, status, details);
        StartNext();
    }

    /// <summary>Does something about an invocation at once if the node can be reached, otherwise when it can.</summary>
    public void WhenConnected(InvocationState invocation, Action action)
    {
        if (IsConnected)
        {
            action();
            return;
        }

        (_unsaid ??= new()).Enqueue((invocation, action));
        if (_unsaid.Count > _unsaidMaximum)
        {
            // A node that never comes back must not keep every command that was ever sent to it.
            _unsaid = new(_unsaid.Where(one => !one.About.IsTerminal || _running.Exists(run => run.Invocation == one.About)));
            _unsaidMaximum = Math.Max(8, 2 * _unsaid.Count);
        }
    }

    /// <summary>Follows the node into its new state.</summary>
    public void NodeChanged()
    {
        if (!Node.IsAlive)
        {
            foreach (var run in _running)
            {
                run.Abandon();
            }

            _running.Clear();
        }

        while (Node.IsReachable && _unsaid?.TryDequeue(out var one) == true)
        {
            one.Say();
        }

        StartNext();
    }

    private int FirstInTime()
    {
        for (var place = 0; place < _waiting.Count; place++)
        {
            if (agenda.Now <= _waiting[place].Invocation.Command.StartBefore)
            {
                return place;
            }
        }

        return -1;
    }

    private void StartNext()
    {
        _waiting.RemoveAll(static one => one.Invocation.IsTerminal);
        while (_running.Count < Workers && Node.IsAlive && FirstInTime() is >= 0 and var place)
        {
            var (invocation, rollout) = _waiting[place];
            _waiting.RemoveAt(place);

            // One that should be cancelled but starts anyway stays Cancelling until it ends.
            if (invocation.Status == RunStatus.Pending)
            {
                invocation.Become(RunStatus.InProgress);
            }

            var run = new NodeRun(invocation, executor, references, agenda, this, rollout);
            _running.Add(run);
            all.CountRun(instanceId);
            run.Begin();
        }

        if (IsIdle)
        {
            all.Release(this);
        }
    }
}
