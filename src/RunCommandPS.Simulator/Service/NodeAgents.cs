using RunCommandPS.Simulator.Execution;

namespace RunCommandPS.Simulator.Service;

/// <summary>The agents of the nodes that have something to do. A fleet is mostly idle, so the others take no room.</summary>
internal sealed class NodeAgents(NodeFleet fleet, Agenda agenda, IStepExecutor executor)
{
    private readonly Dictionary<string, NodeAgent> _busy = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _runs = new(StringComparer.Ordinal);

    /// <summary>How often each node has begun to run a document.</summary>
    public IReadOnlyDictionary<string, int> Runs => _runs;

    /// <summary>The agent of a node.</summary>
    public NodeAgent Of(string instanceId)
    {
        if (!_busy.TryGetValue(instanceId, out var agent))
        {
            agent = new NodeAgent(instanceId, this, fleet, agenda, executor);
            _busy.Add(instanceId, agent);
        }

        return agent;
    }

    /// <summary>The agent of a node, if it has anything to do.</summary>
    public NodeAgent? Busy(string instanceId) => _busy.GetValueOrDefault(instanceId);

    public void CountRun(string instanceId) => _runs[instanceId] = _runs.GetValueOrDefault(instanceId) + 1;

    /// <summary>Forgets an agent that has nothing to do.</summary>
    public void Release(NodeAgent agent)
    {
        if (Busy(agent.InstanceId) == agent)
        {
            _busy.Remove(agent.InstanceId);
        }
    }
}
