using RunCommandPS.Sending;

namespace RunCommandPS.Pipeline;

/// <summary>The nodes of a run, by the connection that reaches them, each once.</summary>
internal sealed class RunNodes
{
    private const int SampleSize = 3;

    private readonly Dictionary<ConnectionOptions, (NodeIdSet Seen, List<string> Ids)> _groups = [];

    /// <summary>How many ids were left out because they had come before.</summary>
    public int Duplicates { get; private set; }

    /// <summary>How many nodes there are; 0 where criteria choose them.</summary>
    public int Count => _groups.Values.Sum(group => group.Ids.Count);

    /// <summary>Whether there is neither a node nor a criterion.</summary>
    public bool IsEmpty => _groups.Count == 0;

    /// <summary>The first few nodes.</summary>
    public IReadOnlyList<string> Sample => _groups.Values.SelectMany(group => group.Ids).Take(SampleSize).ToList();

    /// <summary>The regions that were named.</summary>
    public string Regions => string.Join(", ", _groups.Keys.Select(connection => connection.Region).OfType<string>().Distinct());

    /// <summary>The nodes of each connection; none where criteria choose them.</summary>
    public IEnumerable<(ConnectionOptions Connection, IReadOnlyList<string> InstanceIds)> Groups =>
        _groups.Select(group => (group.Key, (IReadOnlyList<string>)group.Value.Ids));

    /// <summary>Adds a node.</summary>
    public void Add(ConnectionOptions connection, string instanceId)
    {
        var (seen, ids) = Group(connection);
        if (seen.Add(instanceId))
        {
            ids.Add(instanceId);
        }
        else
        {
            Duplicates++;
        }
    }

    /// <summary>Criteria choose the nodes.</summary>
    public void AddTargets(ConnectionOptions connection) => Group(connection);

    private (NodeIdSet Seen, List<string> Ids) Group(ConnectionOptions connection)
    {
        if (!_groups.TryGetValue(connection, out var group))
        {
            _groups[connection] = group = (new NodeIdSet(), []);
        }

        return group;
    }
}
