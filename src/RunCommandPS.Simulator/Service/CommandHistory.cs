using System.Diagnostics.CodeAnalysis;

namespace RunCommandPS.Simulator.Service;

/// <summary>The account's commands, found by id and listed newest first, for as long as the service reports them.</summary>
/// <remarks>
/// Source of the time: the user guide. CHOICE: it counts from the request, and a command that is still open is reported anyway.
/// </remarks>
internal sealed class CommandHistory(Func<DateTimeOffset> now)
{
    private static readonly TimeSpan SweepInterval = TimeSpan.FromDays(1);

    private readonly List<CommandState> _commands = [];

    // They outlive their commands: an id that a client may have stored never means another command.
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CommandState> _byId = new(StringComparer.Ordinal);
    private DateTimeOffset _nextSweep;

    // Created when first requested: most simulators are never asked for the commands of one node.
    private Dictionary<string, List<InvocationState>>? _byNode;

    /// <summary>How many commands are kept, reported or not.</summary>
    public int Count => _commands.Count;

    /// <summary>Whether the time in which the service reports a command is over.</summary>
    public static bool IsOver(DateTimeOffset requested, DateTimeOffset now) => requested.AddDays(ServiceLimits.HistoryDays) < now;

    public void Add(CommandState command)
    {
        Sweep();
        _commands.Add(command);
        _byId.Add(command.CommandId, command);
        _ids.Add(command.CommandId);
    }

    /// <summary>Takes ids of commands of which nothing else is left.</summary>
    public void Forget(IEnumerable<string> commandIds) => _ids.UnionWith(commandIds);

    public bool TryGet(string commandId, [NotNullWhen(true)] out CommandState? command) =>
        _byId.TryGetValue(commandId, out command) && IsTold(command);

    /// <summary>Whether any command ever had this id.</summary>
    public bool Knows(string commandId) => _ids.Contains(commandId);

    /// <summary>Commands that match the filter, older than the one with the number <paramref name="before"/>.</summary>
    public IEnumerable<CommandState> List(CommandFilter filter, long? before)
    {
        if (filter.CommandId is { } id)
        {
            return TryGet(id, out var command) && (before is null || command.Number < before) && filter.TakesCommand(command)
                ? [command]
                : [];
        }

        return NewestFirst(_commands, FirstIndexFrom(_commands, before, static command => command.Number)).Where(IsTold)
            .Where(filter.TakesCommand);
    }

    /// <summary>
    /// Invocations on one node that match the filter, newest first, of commands older than the one
    /// with the number <paramref name="before"/>.
    /// </summary>
    public IEnumerable<InvocationState> ListNode(string instanceId, CommandFilter filter, long? before)
    {
        if (filter.CommandId is not null)
        {
            return List(filter, before).Select(command => command.Find(instanceId)).OfType<InvocationState>();
        }

        return ByNode().TryGetValue(instanceId, out var invocations)
            ? NewestFirst(invocations, FirstIndexFrom(invocations, before, static one => one.Command.Number))
                .Where(one => IsTold(one.Command) && filter.TakesCommand(one.Command))
            : [];
    }

    /// <summary>Takes note of the nodes that a command has received.</summary>
    public void NodesChosen(CommandState command)
    {
        if (_byNode is not null)
        {
            Index(command);
        }
    }

    private Dictionary<string, List<InvocationState>> ByNode()
    {
        if (_byNode is null)
        {
            _byNode = new(StringComparer.Ordinal);
            _commands.ForEach(Index);
        }

        return _byNode;
    }

    // Criteria take a moment to be resolved, so a command can get its nodes after a newer one.
    private void Index(CommandState command)
    {
        foreach (var invocation in command.Invocations)
        {
            var instanceId = invocation.Node.InstanceId;
            if (!_byNode!.TryGetValue(instanceId, out var invocations))
            {
                _byNode.Add(instanceId, invocations = []);
            }

            invocations.Insert(FirstIndexFrom(invocations, command.Number, static one => one.Command.Number), invocation);
        }
    }

    private bool IsTold(CommandState command) => !command.IsTerminal || !IsOver(command.Requested, now());

    // What is no longer reported is freed, a day's worth at a time.
    private void Sweep()
    {
        if (now() < _nextSweep)
        {
            return;
        }

        _nextSweep = now() + SweepInterval;
        foreach (var command in _commands.Where(command => !IsTold(command)))
        {
            _byId.Remove(command.CommandId);
        }

        _commands.RemoveAll(command => !IsTold(command));
        _byNode = null;
    }

    private static IEnumerable<T> NewestFirst<T>(List<T> list, int end)
    {
        while (--end >= 0)
        {
            yield return list[end];
        }
    }

    // Numbers rise along a list, so this is where those below the number end.
    private static int FirstIndexFrom<T>(List<T> list, long? number, Func<T, long> numberOf)
    {
        if (number is not { } bound)
        {
            return list.Count;
        }

        var (low, high) = (0, list.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = numberOf(list[middle]) < bound ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
