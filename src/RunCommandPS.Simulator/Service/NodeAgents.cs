using System.Runtime.InteropServices;
using RunCommandPS.Simulator.Execution;
using RunCommandPS.Simulator.Fleet;
using RunCommandPS.Simulator.Parameters;

namespace RunCommandPS.Simulator.Service;

/// <summary>
/// The agents of the nodes that have something to do. A fleet is mostly idle, so the others take no memory, except for
/// a few that are likely to be used again.
/// </summary>
internal sealed class NodeAgents(NodeFleet fleet, Agenda agenda, IStepExecutor executor, ParameterReferences references)
{
    private const int IdleMaximum = 256;

    private readonly Dictionary<string, NodeAgent> _agents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _runs = new(StringComparer.Ordinal);

    /// <summary>How often each node has started to run a document.</summary>
    public IReadOnlyDictionary<string, int> Runs => _runs;

    /// <summary>The agent of a node.</summary>
    public NodeAgent Of(string instanceId)
    {
        if (!_agents.TryGetValue(instanceId, out var agent))
        {
            agent = new NodeAgent(instanceId, this, fleet, agenda, executor, references);
            _agents.Add(instanceId, agent);
        }

        return agent;
    }

    /// <summary>The agent of a node, if it has anything to do.</summary>
    public NodeAgent? Busy(string instanceId) => _agents.GetValueOrDefault(instanceId) is { IsIdle: false } agent ? agent : null;

    public void CountRun(string instanceId) => CollectionsMarshal.GetValueRefOrAddDefault(_runs, instanceId, out _)++;

    /// <summary>Forgets an agent that has nothing to do.</summary>
    public void Release(NodeAgent agent)
    {
        if (_agents.Count > IdleMaximum)
        {
            _agents.Remove(agent.InstanceId);
        }
    }
}
