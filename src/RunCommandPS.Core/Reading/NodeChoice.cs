using RunCommandPS.Errors;

namespace RunCommandPS.Reading;

/// <summary>The nodes that are requested by id, and whether any of the commands has them.</summary>
/// <param name="wanted">Ids; null for all nodes.</param>
internal sealed class NodeChoice(IReadOnlyList<string>? wanted)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<string> _commandIds = [];
    private bool _isPartial;

    /// <summary>A command is searched.</summary>
    public void Search(string commandId)
    {
        if (!_commandIds.Contains(commandId))
        {
            _commandIds.Add(commandId);
        }
    }

    /// <summary>A command has a node.</summary>
    public void See(string instanceId)
    {
        if (wanted is not null)
        {
            _seen.Add(instanceId);
        }
    }

    /// <summary>A command could not be read, so its nodes are unknown.</summary>
    public void Miss() => _isPartial = true;

    /// <summary>
    /// The errors for nodes that none of the commands has. If a command could not be read, or its nodes are not known yet, there are
    /// none.
    /// </summary>
    public IEnumerable<(string InstanceId, RunCommandException Error)> Unknown() => _isPartial || wanted is null ? []
        : wanted.Distinct(StringComparer.Ordinal).Where(id => !_seen.Contains(id))
            .Select(id => (id, (RunCommandException)ReadingErrors.NotInCommands(_commandIds, id)));
}
