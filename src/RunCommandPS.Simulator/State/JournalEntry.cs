using RunCommandPS.Simulator.Documents;
using RunCommandPS.Simulator.Execution;

namespace RunCommandPS.Simulator.State;

/// <summary>One thing that happened to a command. What the members that are not null say is what happened.</summary>
internal sealed record JournalEntry(string CommandId, DateTimeOffset Time)
{
    /// <summary>It was accepted.</summary>
    public SentCommand? Sent { get; init; }

    /// <summary>Its nodes were chosen: their ids, in their order.</summary>
    public IReadOnlyList<string>? Chosen { get; init; }

    /// <summary>It was asked to end on these nodes; none for all.</summary>
    public IReadOnlyList<string>? Cancelled { get; init; }

    /// <summary>The node whose invocation <see cref="Status"/> or <see cref="Step"/> is about; null for the command as a whole.</summary>
    public string? InstanceId { get; init; }

    /// <summary>It ended as this, or a node began with it.</summary>
    public string? Status { get; init; }

    public string? Details { get; init; }

    public int? TargetCount { get; init; }

    public IReadOnlyList<AlarmStateInformation>? Alarms { get; init; }

    /// <summary>A node's next step ended.</summary>
    public EndedStep? Step { get; init; }
}

/// <summary>A command as it was accepted, with its document: who created that one may not do so again.</summary>
internal sealed record SentCommand(long Number, SendCommandRequest Request, SentDocument Document);

/// <summary>A document in so far as a command needs it.</summary>
internal sealed record SentDocument(string Name, int Version, string Owner, string Format, string Text, DateTimeOffset Created)
{
    public static SentDocument Of(StoredDocument document) => new(document.Name, document.Number, document.Owner, document.Format, document.Text, document.Created);

    public StoredDocument Read() => DocumentFile.Read(Name, Format, Text, Owner, Created, Version);
}

/// <summary>A step with its result.</summary>
internal sealed record EndedStep(DateTimeOffset Started, DateTimeOffset Finished, bool EndsDocument, StepResult Result);
