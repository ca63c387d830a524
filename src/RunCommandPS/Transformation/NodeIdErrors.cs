using RunCommandPS.Errors;

namespace RunCommandPS.Transformation;

/// <summary>Errors for texts that were supposed to be ids of nodes.</summary>
internal static class NodeIdErrors
{
    private const string Names =
        "Names are not ids: -Target 'tag:Name=…' accepts names, and Get-RunCommandNode -Name finds ids by name.";

    private static readonly char[] Separators = [',', ';', ' ', '\t'];

    /// <summary>A text that is not an id.</summary>
    public static InvalidInputException NotAnId(string text) =>
        Hint(text) ?? InputErrors.Input($"'{text}' is not {SpecTextAttribute.InstanceId}.", Names);

    /// <summary>What was meant by a text that is not an id; null if it is unclear.</summary>
    public static InvalidInputException? Hint(string text) => Several(text) ?? OfObject(text);

    /// <summary>A text that is the name of a node.</summary>
    /// <param name="text">The text.</param>
    /// <param name="nodes">The nodes with that name, as far as they were looked up.</param>
    public static InvalidInputException Named(string text, IReadOnlyList<ManagedNode> nodes) => InputErrors.Input(
        $"'{text}' is not a node id, but the name of {string.Join(" and ", nodes.Take(2).Select(node => node.InstanceId))}"
            + $"{(nodes.Count > 2 ? $" and {nodes.Count - 2} more" : "")} in {nodes[0].Region}.",
        "Specify the id, or the node itself: Get-RunCommandNode -Name finds nodes by name.");

    /// <summary>Lines of one source that don't identify a node.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="first">The first of them.</param>
    /// <param name="where">The position of the first one, as in "nodes.txt, line 3"; null if it is not known.</param>
    public static InvalidInputException NoIdIn(IReadOnlyCollection<object?> lines, string first, string? where) => lines.Count == 1
        ? InputErrors.Input($"'{InputText.Of(first)}'{(where is null ? "" : $" ({where})")} is not {SpecTextAttribute.InstanceId}.", Names)
        : InputErrors.Input(
            $"{lines.Count} lines don't name a node. The first: '{InputText.Of(first)}'{(where is null ? "" : $" ({where})")}.",
            "Pipe ids, one per line; CSV with an InstanceId column; or what the AWS CLI writes with --output json or --output text.");

    // A list in quotes, or with spaces in between.
    private static InvalidInputException? Several(string text)
    {
        var parts = text.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length > 1 && parts.All(part => NodeReference.Id(part) is not null)
            ? InputErrors.Input(
                $"'{InputText.Of(text)}' is one string with {parts.Length} node ids in it, not a node id.",
                "Specify a list: $a, $b with a comma and without quotes, or $ids -split ','.")
            : null;
    }

    private static InvalidInputException? OfObject(string text) =>
        text.StartsWith("@{", StringComparison.Ordinal) || text is "System.Collections.Hashtable" or "System.Object[]"
        || text.StartsWith("Amazon.", StringComparison.Ordinal)
            ? InputErrors.Input(
                $"'{InputText.Of(text)}' is not a node id, but an object that was converted to a string.",
                "Pass the object itself: $node, or $node.InstanceId, not \"$node\".")
            : null;
}
