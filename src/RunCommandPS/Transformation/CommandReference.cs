using System.Management.Automation;

namespace RunCommandPS.Transformation;

/// <summary>A command, named by its id or by an object that has one, and where that object came from.</summary>
/// <param name="CommandId">The command's id.</param>
/// <param name="Origin">Where the object came from; null for a bare id.</param>
public sealed record CommandReference(string CommandId, ConnectionOrigin? Origin)
{
    /// <summary>The command that the object is; null for a bare id.</summary>
    public Command? Known { get; init; }

    /// <summary>The node that the object is about; null if it is about the whole command.</summary>
    public string? InstanceId { get; init; }

    /// <summary>The invocation that the object is; null for anything else.</summary>
    internal CommandInvocation? Invocation { get; init; }

    /// <inheritdoc/>
    public override string ToString() => CommandId;

    /// <summary>The ids of commands, as the target of an error.</summary>
    internal static string[] Ids(IEnumerable<CommandReference> references) => references.Select(reference => reference.CommandId).ToArray();

    /// <summary>The nodes of one command that its references and the caller together specify.</summary>
    /// <param name="references">References to the same command.</param>
    /// <param name="only">The nodes that the caller also specifies; null if none are.</param>
    /// <returns>Null for all nodes of the command. Empty if no node is meant, which is not the same.</returns>
    internal static IReadOnlyList<string>? NodesOf(IReadOnlyCollection<CommandReference> references, IReadOnlyList<string>? only)
    {
        // A whole command together with some of its nodes means the whole command.
        var named = references.Any(reference => reference.InstanceId is null)
            ? null
            : references.Select(reference => reference.InstanceId!);
        var both = named is null ? only : only is null ? named : named.Intersect(only, StringComparer.Ordinal);
        return both?.Distinct(StringComparer.Ordinal).ToArray();
    }
}

/// <summary>Takes ids of commands, or anything with a CommandId.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class CommandReferenceTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether nodes that come down the pipeline are left to another parameter.</summary>
    public bool LeavesNodes { get; set; }

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData is null ? inputData!
        : LeavesNodes && PipedNodes.Of(inputData) is not null ? throw PipedNodes.ForOther(OfNode(MemberReader.Items(inputData).First()))
        : MemberReader.Items(inputData).Select(Reference).ToArray();

    private static CommandReference Reference(object? item)
    {
        var value = MemberReader.Unwrap(item);
        if (value is CommandReference reference)
        {
            return reference;
        }

        var id = value as string ?? (value is null ? null : ScalarText.Of(MemberReader.Value(item!, "CommandId")));
        if (id is not { Length: ServiceLimits.CommandIdLength } || !Guid.TryParseExact(id, "D", out _))
        {
            throw new ArgumentTransformationMetadataException(
                value is string text && NodeReference.Id(text) is not null ? OfNode(text)
                : value is string ? $"'{id}' is not a command id: 36 characters, as in 01234567-89ab-cdef-0123-456789abcdef."
                : id is null
                    ? $"{InputText.KindFirst(value)} does not name a command: specify an id, or an object with CommandId."
                : $"CommandId '{id}' is not a command id: 36 characters, as in 01234567-89ab-cdef-0123-456789abcdef.");
        }

        return new CommandReference(id, ItemOrigin.Of(item))
        {
            Known = value as Command,
            Invocation = value as CommandInvocation,
            InstanceId = value is not (string or Command) && ScalarText.Of(MemberReader.Value(item!, "InstanceId")) is { Length: > 0 } node
                ? node
                : null,
        };
    }

    // A list without commas leaves an id where a command is expected.
    private static string OfNode(object? node) => MemberReader.Unwrap(node) is string id
        ? $"'{id}' is a node id, but a command id is expected here. Put commas between ids: -InstanceId $a, $b."
        : $"{InputText.KindFirst(node)} names a node, not a command: specify it with -InstanceId.";
}
