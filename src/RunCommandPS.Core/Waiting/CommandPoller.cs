using RunCommandPS.Reading;

namespace RunCommandPS.Waiting;

/// <summary>Polls many commands with few calls: one page of ListCommands has 50.</summary>
/// <param name="reader">Reads the commands.</param>
internal sealed class CommandPoller(CommandReader reader)
{
    // How far down the list the commands were the last time. Fewer commands than that are cheaper to request one by one.
    private int _pages;

    /// <summary>The calls that the last poll took.</summary>
    public int Calls { get; private set; }

    /// <summary>The commands as they are now.</summary>
    /// <param name="commands">The commands, by id, as they were last seen; null if one has not been seen yet.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Those that the service knows, by id.</returns>
    public async Task<Dictionary<string, Command>> ReadAsync(
        IReadOnlyDictionary<string, Command?> commands, CancellationToken cancellationToken)
    {
        Calls = 0;
        var found = new Dictionary<string, Command>(StringComparer.Ordinal);
        var seen = commands.Where(pair => pair.Value?.RequestedDateTime is not null).ToList();
        var unknown = seen.Count > Math.Max(1, _pages) ? await ReadPagesAsync(seen, found, cancellationToken).ConfigureAwait(false) : [];

        // A few commands, one of unknown age, or one beyond what was read of the list.
        foreach (var id in commands.Keys.Where(id => !found.ContainsKey(id) && !unknown.Contains(id)))
        {
            if (await FindAsync(id, cancellationToken).ConfigureAwait(false) is { } command)
            {
                found[id] = command;
            }
        }

        return found;
    }

    /// <summary>Requests a single command.</summary>
    /// <returns>The command; null if the service does not know it.</returns>
    public Task<Command?> FindAsync(string commandId, CancellationToken cancellationToken)
    {
        Calls++;
        return reader.FindCommandAsync(commandId, cancellationToken);
    }

    // Returns those that the list does not have: requesting them would yield no more.
    private async Task<HashSet<string>> ReadPagesAsync(
        List<KeyValuePair<string, Command?>> seen, Dictionary<string, Command> found, CancellationToken cancellationToken)
    {
        // The filter counts whole seconds and leaves out the moment itself.
        var oldest = seen.Min(pair => pair.Value!.RequestedDateTime!.Value) - TimeSpan.FromSeconds(1);
        var missing = seen.Select(pair => pair.Key).ToHashSet(StringComparer.Ordinal);

        // If many others were sent since the oldest of these, requesting each one separately is cheaper than reading on.
        var most = missing.Count * ServiceLimits.PageSizeMaximum;
        var read = 0;
        var isWhole = true;
        await foreach (var command in reader.CommandsAsync(
            new CommandQuery { InvokedAfter = oldest }, cancellationToken).ConfigureAwait(false))
        {
            if (missing.Remove(command.CommandId))
            {
                found[command.CommandId] = command;
            }

            if (++read == most || missing.Count == 0)
            {
                isWhole = false;
                break;
            }
        }

        Calls = _pages = Math.Max(1, (read + ServiceLimits.PageSizeMaximum - 1) / ServiceLimits.PageSizeMaximum);
        return isWhole ? missing : [];
    }
}
