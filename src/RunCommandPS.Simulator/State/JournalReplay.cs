using RunCommandPS.Documents;
using RunCommandPS.Simulator.Documents;
using RunCommandPS.Simulator.Fleet;
using RunCommandPS.Simulator.Service;

namespace RunCommandPS.Simulator.State;

/// <summary>
/// Recreates commands from a journal, as far as they had progressed. What belongs to a removed line is skipped.
/// </summary>
/// <param name="fleet">The fleet, which must have the nodes of the journal's commands.</param>
internal sealed class JournalReplay(NodeFleet fleet)
{
    private readonly Dictionary<string, ReplayedCommand> _commands = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StoredDocument> _documents = new(StringComparer.Ordinal);

    /// <summary>Ids of commands of which nothing else is left.</summary>
    public List<string> Forgotten { get; } = [];

    /// <summary>The commands, in the order in which they were sent.</summary>
    public IReadOnlyList<ReplayedCommand> Commands => [.. _commands.Values];

    /// <summary>Takes the next entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="observer">The observer of the commands.</param>
    /// <exception cref="ArgumentException">The journal belongs to another fleet, or the entry's line
    /// does not match those before it.</exception>
    public void Take(JournalEntry entry, ICommandObserver observer)
    {
        try
        {
            if (entry is { Document: { } document, DocumentKey: { } key })
            {
                _documents[key] = document.Read();
            }
            else if (entry.IsForgotten == true)
            {
                Forgotten.Add(entry.CommandId);
            }
            else if (entry.Sent is { } sent)
            {
                Send(entry, sent, observer);
            }
            else if (_commands.TryGetValue(entry.CommandId, out var replayed))
            {
                Apply(replayed, entry);
            }
        }
        catch (Exception error) when (error is not StateFileException)
        {
            throw new StateFileException(
                $"Line {entry.Line} of the state file does not match the lines before it: {error.Message} Remove the line, or the file.",
                error);
        }
    }

    private void Send(JournalEntry entry, SentCommand sent, ICommandObserver observer)
    {
        if (!_documents.TryGetValue(sent.Document, out var document))
        {
            return;
        }

        CheckNodes(sent.Request.InstanceIds ?? []);
        var parameters = ParameterBinding.Bind(
            document.Content, sent.Request.Parameters ?? new Dictionary<string, IReadOnlyList<string>>());
        _commands.Add(
            entry.CommandId,
            new(new CommandState(entry.CommandId, sent.Number, sent.Request, document, parameters, entry.Time)
            {
                Observer = observer,
                Skew = sent.Skew ?? TimeSpan.Zero,
            }));
    }

    private void Apply(ReplayedCommand replayed, JournalEntry entry)
    {
        var command = replayed.Command;
        if (entry.Chosen is { } ids)
        {
            CheckNodes(ids);
            command.ChooseNodes([.. ids.Select(fleet.Get)]);
        }
        else if (entry.Cancelled is { } cancelled)
        {
            replayed.Cancels.Add(cancelled.Count > 0 ? cancelled : null);
        }
        else if (entry.InstanceId is { } instanceId)
        {
            if (command.Find(instanceId) is { } invocation)
            {
                replayed.LastHeard[instanceId] = entry.Time;
                Apply(invocation, entry);
            }
        }
        else if (entry.Status == RunStatus.InProgress)
        {
            command.Become(RunStatus.InProgress);
        }
        else if (entry.Status is { } status)
        {
            command.Target(entry.TargetCount ?? command.TargetCount);
            command.Restore(entry.Alarms ?? []);
            command.Become(status, entry.Details);
        }
    }

    private static void Apply(InvocationState invocation, JournalEntry entry)
    {
        if (entry.Step is not { } step)
        {
            invocation.Become(entry.Status!, entry.Details);
            return;
        }

        if (step.Index < invocation.Steps.Length)
        {
            throw new StateFileException(
                $"Line {entry.Line} of the state file records the end of a step again. Remove the line, or the file.");
        }

        if (step.Index == invocation.Steps.Length)
        {
            invocation.BeginStep(step.Started);
            invocation.EndStep(step.Result, step.Finished, step.EndsDocument);
        }
    }

    // CHOICE: a state without its fleet is an error. Commands that lose nodes would differ from those that were acknowledged.
    private void CheckNodes(IEnumerable<string> ids)
    {
        if (ids.FirstOrDefault(id => !fleet.TryGet(id, out _)) is { } stranger)
        {
            throw new StateFileException(
                $"The state file belongs to another fleet: it has commands for the node {stranger}, which this fleet does not have.");
        }
    }
}
