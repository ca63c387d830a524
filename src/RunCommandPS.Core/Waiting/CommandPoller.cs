using RunCommandPS.Reading;

namespace RunCommandPS.Waiting;

/// <summary>Looks at many commands with few calls: one page of ListCommands tells of 50.</summary>
/// <param name="service">The service.</param>
internal sealed class CommandPoller(IRunCommandService service)
{
    private readonly CommandReader _reader = new(service);

    /// <summary>The commands as they are now.</summary>
    /// <param name="commands">The commands, by id, as they were last seen; null where one was not seen yet.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Those that the service knows, by id.</returns>
    public async Task<IReadOnlyDictionary<string, Command>> ReadAsync(IReadOnlyDictionary<string, Command?> commands, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, Command>(StringComparer.Ordinal);
        var seen = commands.Where(pair => pair.Value?.RequestedDateTime is not null).ToList();
        if (seen.Count > 1)
        {
            await ReadPagesAsync(seen, found, cancellationToken).ConfigureAwait(false);
        }

        // A single command, one of unknown age, or one that the list did not have.
        foreach (var id in commands.Keys.Where(id => !found.ContainsKey(id)))
        {
            if (await _reader.FindCommandAsync(id, cancellationToken).ConfigureAwait(false) is { } command)
            {
                found[id] = command;
            }
        }

        return found;
    }

    private async Task ReadPagesAsync(List<KeyValuePair<string, Command?>> seen, Dictionary<string, Command> found, CancellationToken cancellationToken)
    {
        // The filter counts whole seconds and leaves out the moment itself.
        var oldest = seen.Min(pair => pair.Value!.RequestedDateTime!.Value) - TimeSpan.FromSeconds(1);
        var missing = seen.Select(pair => pair.Key).ToHashSet(StringComparer.Ordinal);

        // Where many others were sent since the oldest of these, asking for each by itself is cheaper than reading on.
        var left = missing.Count * ServiceLimits.PageSizeMaximum;
        await foreach (var command in _reader.CommandsAsync(new CommandQuery { InvokedAfter = oldest }, cancellationToken).ConfigureAwait(false))
        {
            if (missing.Remove(command.CommandId))
            {
                found[command.CommandId] = command;
            }

            if (missing.Count == 0 || --left == 0)
            {
                return;
            }
        }
    }
}
