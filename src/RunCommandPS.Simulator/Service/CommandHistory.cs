using System.Diagnostics.CodeAnalysis;

namespace RunCommandPS.Simulator.Service;

/// <summary>The account's commands, found by id and listed newest first, for as long as the service tells of them.</summary>
/// <remarks>Source of the time: the user guide. CHOICE: it counts from the request, and a command that is still open is told of all the same.</remarks>
internal sealed class CommandHistory(Func<DateTimeOffset> now)
{
    private readonly List<CommandState> _commands = [];
    private readonly Dictionary<string, CommandState> _byId = new(StringComparer.Ordinal);

    public void Add(CommandState command)
    {
        _commands.Add(command);
        _byId.Add(command.CommandId, command);
    }

    public bool TryGet(string commandId, [NotNullWhen(true)] out CommandState? command) => _byId.TryGetValue(commandId, out command) && IsTold(command);

    /// <summary>Whether any command ever had this id.</summary>
    public bool Knows(string commandId) => _byId.ContainsKey(commandId);

    /// <summary>Commands that the filter takes, older than the one with the number <paramref name="before"/>.</summary>
    public IEnumerable<CommandState> List(CommandFilter filter, long? before)
    {
        if (filter.CommandId is { } id)
        {
            return TryGet(id, out var command) && (before is null || command.Number < before) && filter.TakesCommand(command) ? [command] : [];
        }

        return NewestFirst(FirstIndexFrom(before)).Where(IsTold).Where(filter.TakesCommand);
    }

    private bool IsTold(CommandState command) => !command.IsTerminal || command.Requested.AddDays(ServiceLimits.HistoryDays) >= now();

    private IEnumerable<CommandState> NewestFirst(int end)
    {
        while (--end >= 0)
        {
            yield return _commands[end];
        }
    }

    // Numbers rise along the list, so this is where those below the number end.
    private int FirstIndexFrom(long? number)
    {
        if (number is not { } bound)
        {
            return _commands.Count;
        }

        var (low, high) = (0, _commands.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _commands[middle].Number < bound ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
