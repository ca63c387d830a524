using System.Text.Json.Serialization;
using RunCommandPS.Simulator.Documents;
using RunCommandPS.Simulator.Execution;
using RunCommandPS.Simulator.Parameters;
using RunCommandPS.Simulator.Service;

namespace RunCommandPS.Simulator.State;

/// <summary>
/// One thing that happened to a command, or to a document or parameter if the command's id is empty. What the
/// members that are not null say is what happened.
/// </summary>
internal sealed record JournalEntry(string CommandId, DateTimeOffset Time)
{
    /// <summary>The entry's line, from 1; 0 if it was not read.</summary>
    [JsonIgnore]
    public int Line { get; init; }

    /// <summary>Whether it is about a document or a parameter as clients know it, and not about a command.</summary>
    [JsonIgnore]
    public bool IsOfAccount => Created is not null || Deleted is not null || Default is not null || Tagged is not null
        || Parameter is not null;

    /// <summary>A document with which later commands were sent. Each is written once, however many there were.</summary>
    public SentDocument? Document { get; init; }

    /// <summary>The key by which commands refer to <see cref="Document"/>.</summary>
    public string? DocumentKey { get; init; }

    /// <summary>It was accepted.</summary>
    public SentCommand? Sent { get; init; }

    /// <summary>Its nodes were selected: their ids, in their order.</summary>
    public IReadOnlyList<string>? Chosen { get; init; }

    /// <summary>Its end was requested on these nodes; none for all.</summary>
    public IReadOnlyList<string>? Cancelled { get; init; }

    /// <summary>The node whose invocation <see cref="Status"/> or <see cref="Step"/> is about; null for the command as a whole.</summary>
    public string? InstanceId { get; init; }

    /// <summary>It ended with this status; or it, or the node, started.</summary>
    public string? Status { get; init; }

    public string? Details { get; init; }

    public int? TargetCount { get; init; }

    public IReadOnlyList<AlarmStateInformation>? Alarms { get; init; }

    /// <summary>It is no longer reported; all that is left of it is its id, which no other command gets.</summary>
    public bool? IsForgotten { get; init; }

    /// <summary>A node's next step ended.</summary>
    public EndedStep? Step { get; init; }

    /// <summary>A client made this document, or this version of a document that a client had made.</summary>
    public CreatedDocument? Created { get; init; }

    /// <summary>A client deleted the document with this name, which a client had made.</summary>
    public string? Deleted { get; init; }

    /// <summary>Number of the version that was deleted; null for the whole document.</summary>
    public int? DeletedVersion { get; init; }

    /// <summary>A client changed the default version of a document that a client had made.</summary>
    public DefaultVersion? Default { get; init; }

    /// <summary>A client changed the tags of a parameter, or of a document that a client had made.</summary>
    public TaggedResource? Tagged { get; init; }

    /// <summary>A client put this parameter, or this version of it.</summary>
    public StoredParameter? Parameter { get; init; }
}

/// <summary>A document as a client made it.</summary>
/// <param name="Document">The document.</param>
/// <param name="Labels">Its labels except for the tags.</param>
/// <param name="Tags">Its tags, each a key and a value: a pair has no members that could be written.</param>
internal sealed record CreatedDocument(SentDocument Document, DocumentLabels Labels, IReadOnlyList<string[]> Tags)
{
    public static CreatedDocument Of(StoredDocument document) =>
        new(
            SentDocument.Of(document),
            document.Labels with { Tags = [] },
            TaggedResource.Pairs(document.Labels.Tags));

    public StoredDocument Read() =>
        Document.Read(Labels with { Tags = TaggedResource.Read(Tags) });
}

/// <summary>The default version of a document.</summary>
/// <param name="Name">The document's name.</param>
/// <param name="Version">The version's number.</param>
internal sealed record DefaultVersion(string Name, int Version);

/// <summary>A command as it was accepted.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Request">Its request.</param>
/// <param name="Document"><see cref="SentDocument.KeyOf"/> of its document: a document with the same name may be created again.</param>
internal sealed record SentCommand(long Number, SendCommandRequest Request, string Document)
{
    /// <summary>How much its reported times are ahead; null if they are not.</summary>
    public TimeSpan? Skew { get; init; }

    public static SentCommand Of(CommandState command) => new(command.Number, command.Request, SentDocument.KeyOf(command.Document))
    {
        Skew = command.Skew == TimeSpan.Zero ? null : command.Skew,
    };
}

/// <summary>A document as far as a command needs it.</summary>
internal sealed record SentDocument(string Name, int Version, string Owner, string Format, string Text, DateTimeOffset Created)
{
    /// <summary>The key by which commands refer to a document: its name, version and hash, because a name can be reused.</summary>
    public static string KeyOf(StoredDocument document) => $"{document.Name}@{document.Version}#{document.Hash}";

    public static SentDocument Of(StoredDocument document) =>
        new(document.Name, document.Number, document.Owner, document.Format, document.Text, document.Created);

    public StoredDocument Read(DocumentLabels? labels = null) => DocumentFile.Read(Name, Format, Text, Owner, Created, Version, labels);
}

/// <summary>A step with its result.</summary>
/// <param name="Index">Which of the document's, from 0.</param>
/// <param name="Started">When it started.</param>
/// <param name="Finished">When it ended.</param>
/// <param name="EndsDocument">Whether no further step runs.</param>
/// <param name="Result">Its result.</param>
internal sealed record EndedStep(int Index, DateTimeOffset Started, DateTimeOffset Finished, bool EndsDocument, StepResult Result);
