using RunCommandPS.Documents;
using RunCommandPS.Simulator.Documents;
using RunCommandPS.Simulator.Service;

namespace RunCommandPS.Simulator.State;

/// <summary>Makes commands of a journal again, as far as they had come.</summary>
/// <param name="fleet">The fleet, which must have the nodes of the journal's commands.</param>
/// <param name="observer">The observer of the commands.</param>
internal sealed class JournalReplay(NodeFleet fleet, ICommandObserver observer)
{
    private readonly Dictionary<string, ReplayedCommand> _commands = new(StringComparer.Ordinal);
    private readonly Dictionary<SentDocument, StoredDocument> _documents = [];

    /// <summary>Ids of commands of which nothing else is left.</summary>
    public List<string> Forgotten { get; } = [];

    /// <summary>The commands, in the order in which they were sent.</summary>
    /// <exception cref="ArgumentException">The journal is one of another fleet.</exception>
    public IReadOnlyList<ReplayedCommand> Run(IReadOnlyList<JournalEntry> entries)
    {
        foreach (var entry in entries.Where(static entry => entry.CommandId.Length > 0))
        {
            if (entry.IsForgotten == true)
            {
                Forgotten.Add(entry.CommandId);
            }
            else if (entry.Sent is { } sent)
            {
                CheckNodes(sent.Request.InstanceIds ?? []);
                _commands.Add(entry.CommandId, new ReplayedCommand(Command(entry, sent)));
            }
            else
            {
                Apply(_commands[entry.CommandId], entry);
            }
        }

        return [.. _commands.Values];
    }

    private CommandState Command(JournalEntry entry, SentCommand sent)
    {
        if (!_documents.TryGetValue(sent.Document, out var document))
        {
            _documents.Add(sent.Document, document = sent.Document.Read());
        }

        var parameters = ParameterBinding.Bind(document.Content, sent.Request.Parameters ?? new Dictionary<string, IReadOnlyList<string>>());
        return new CommandState(entry.CommandId, sent.Number, sent.Request, document, parameters, entry.Time) { Observer = observer };
    }

    private void Apply(ReplayedCommand replayed, JournalEntry entry)
    {
        var command = replayed.Command;
        if (entry.Chosen is { } ids)
        {
            CheckNodes(ids);
            command.ChooseNodes([.. ids.Select(fleet.Get)]);
            command.Become(RunStatus.InProgress);
        }
        else if (entry.Cancelled is { } cancelled)
        {
            replayed.Cancels.Add(cancelled.Count > 0 ? cancelled : null);
        }
        else if (entry.InstanceId is { } instanceId)
        {
            var invocation = command.Find(instanceId)!;
            replayed.LastHeard[instanceId] = entry.Time;
            if (entry.Step is { } step)
            {
                invocation.BeginStep(step.Started);
                invocation.EndStep(step.Result, step.Finished, step.EndsDocument);
            }
            else
            {
                invocation.Become(entry.Status!, entry.Details);
            }
        }
        else
        {
            command.Target(entry.TargetCount ?? command.TargetCount);
            command.Restore(entry.Alarms ?? []);
            command.Become(entry.Status!, entry.Details);
        }
    }

    // CHOICE: a state without its fleet is an error. Commands that lose nodes would tell another story than the one that was acknowledged.
    private void CheckNodes(IEnumerable<string> ids)
    {
        if (ids.FirstOrDefault(id => !fleet.TryGet(id, out _)) is { } stranger)
        {
            throw new ArgumentException($"The state file is of another fleet: it has commands for the node {stranger}, which this one has not.");
        }
    }
}

/// <summary>A command of a journal.</summary>
internal sealed class ReplayedCommand(CommandState command)
{
    public CommandState Command => command;

    /// <summary>What was to be cancelled: lists of nodes, null for all.</summary>
    public List<IReadOnlyList<string>?> Cancels { get; } = [];

    /// <summary>When each node last told of the command, by id. Nodes that never began are left out.</summary>
    public Dictionary<string, DateTimeOffset> LastHeard { get; } = new(StringComparer.Ordinal);
}
