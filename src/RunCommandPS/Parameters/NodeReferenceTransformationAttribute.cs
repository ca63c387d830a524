using System.Buffers;
using System.Management.Automation;
using RunCommandPS.Completion;
using RunCommandPS.Credentials;
using RunCommandPS.Errors;
using RunCommandPS.Transformation;

namespace RunCommandPS.Parameters;

/// <summary>Takes ids of nodes, or whatever identifies nodes for Send-RunCommand.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class NodeReferenceTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly char[] Blanks = [' ', '\t', '\r', '\n'];

    private static readonly SearchValues<char> PartsOfLines = SearchValues.Create("{}[]\",:#\t");

    /// <summary>
    /// Whether a line of text that does not identify a node by itself is left to the cmdlet, which knows the lines around it.
    /// </summary>
    public bool TakesLines { get; set; }

    /// <summary>The cmdlet's own parameter for criteria, such as -Target; null if it has none.</summary>
    public string? Criteria { get; set; }

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => inputData is null
        ? inputData!
        : TakesLines && IsLine(inputData) ? Later(inputData)
        : MemberReader.Unwrap(inputData) is NodeReference[] references ? references
        : Items(inputData).SelectMany(item => References(item, engineIntrinsics)).ToArray() is { Length: > 0 } read ? read

        // Something that is neither a node nor a mistake, such as the tag of a volume, is not the same as an empty list.
        : TakesLines && MemberReader.Items(inputData).Any() ? Later(inputData)
        : Array.Empty<NodeReference>();

    private static NodeReference[] Later(object input) => [new("", null) { Line = input }];

    // What comes down the pipeline is always wrapped, and there even a single word may be a line among others.
    private static bool IsLine(object inputData) => MemberReader.Unwrap(inputData) is string text && NodeReference.Id(text) is null
        && (inputData is PSObject || (NodeIdErrors.Hint(text) is null && text.AsSpan().ContainsAny(PartsOfLines)));

    // What is already a reference stays one; all else is read together, because lines may belong together.
    private static IEnumerable<object> Items(object inputData)
    {
        var items = MemberReader.Items(inputData).ToList();
        return items.Any(item => MemberReader.Unwrap(item) is NodeReference)
            ? items.SelectMany(item => MemberReader.Unwrap(item) is NodeReference known ? [known] : Read([item]))
            : Read(items);
    }

    // A single string is an id, or several ids with what a program writes between them. Several strings are lines.
    private static IEnumerable<object> Read(List<object?> items) =>
        items.FirstOrDefault(item => IsRefused(item, items.Count == 1)) is { } wrong && $"{wrong}" is var text
            ? [new InputItem.Unreadable(NodeIdErrors.NotAnId(text), text) { Name = text }]
            : PipedInput.ReadAll(items);

    private static bool IsRefused(object? item, bool isOnly) =>
        MemberReader.Unwrap(item) is string text && NodeReference.Id(text) is null && FileLine.Of(item) is null
        && (IsIdWithLineEnd(text) || (isOnly && !MayBeSeveral(text)));

    // Such an id is wrong, and the service would refuse it.
    private static bool IsIdWithLineEnd(string text) => NodeReference.Id(text.Trim(Blanks)) is not null;

    private static bool MayBeSeveral(string text) => text.Trim(Blanks) is var several
        && (several is ['{' or '[', ..] || several.Contains('\n', StringComparison.Ordinal)
            || (several.Split('\t') is { Length: > 1 } parts && parts.All(part => NodeReference.Id(part) is not null)));

    private IEnumerable<NodeReference> References(object item, EngineIntrinsics? engine) => item switch
    {
        NodeReference reference => [reference],
        InputItem.Node node => [new NodeReference(node.InstanceId, node.Origin)],
        InputItem.Unreadable unreadable => throw Refused(unreadable, engine),
        InputItem.Criterion => throw new ArgumentTransformationMetadataException(
            "A target selects nodes but is not a node itself. Specify ids, or objects with InstanceId"
                + (Criteria is null ? "." : $"; to select nodes, use {Criteria}.")),
        _ => throw new ArgumentTransformationMetadataException(
            "A whole request is not a node. Specify ids, or objects with InstanceId."),
    };

    // The other parameters are not known here, so a name is looked for where a call without them would go.
    private ArgumentTransformationMetadataException Refused(InputItem.Unreadable item, EngineIntrinsics? engine)
    {
        var error = NodeNames.Explain(
            item, () => new ConnectionDefaults(engine?.SessionState.PSVariable).Complete(ConnectionOptions.Default));
        var advice = Advice.For(error.Recommendation, name => name is not ("Target" or "DocumentName") || Criteria == "-Target");
        return new ArgumentTransformationMetadataException($"{error.Message} {advice}", error);
    }
}
