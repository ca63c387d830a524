using RunCommandPS.Errors;

namespace RunCommandPS.Transformation;

/// <summary>Errors for texts that were supposed to be ids of nodes.</summary>
internal static class NodeIdErrors
{
    private const string Names =
        "Names are not ids. -Target 'tag:Name=…' accepts names; Get-RunCommandNode -Name finds ids by name.";

    private const string Lines =
        "Pipe ids, one per line; CSV with an InstanceId column; or what the AWS CLI writes with --output json or --output text.";

    private static readonly char[] Separators = [',', ';', ' ', '\t'];

    /// <summary>A text that is not an id.</summary>
    public static InvalidInputException NotAnId(string text) =>
        Hint(text) ?? InputErrors.Input($"'{InputText.Of(text)}' is not {SpecTextAttribute.InstanceId}.", Names);

    /// <summary>What was meant by a text that is not an id; null if it is unclear.</summary>
    public static InvalidInputException? Hint(string text) => Several(text) ?? OfObject(text);

    /// <summary>A text that is the name of a node.</summary>
    /// <param name="text">The text.</param>
    /// <param name="nodes">The nodes with that name, as far as they were looked up.</param>
    public static InvalidInputException Named(string text, IReadOnlyList<ManagedNode> nodes) => InputErrors.Input(
        $"'{text}' is not a node id, but the name of {string.Join(" and ", nodes.Take(2).Select(node => node.InstanceId))}"
            + $"{(nodes.Count > 2 ? $" and {nodes.Count - 2} more" : "")} in {nodes[0].Region}.",
        "Specify the id, or the node itself: Get-RunCommandNode -Name finds nodes by name.");

    /// <summary>The only line of a source that does not identify a node.</summary>
    /// <param name="line">The line.</param>
    /// <param name="where">Its position, as in "nodes.txt, line 3".</param>
    public static InvalidInputException NoIdIn(string line, string where) =>
        InputErrors.Input($"'{InputText.Of(line)}' ({where}) is not {SpecTextAttribute.InstanceId}.", Names);

    /// <summary>Lines of one source that don't identify a node.</summary>
    /// <param name="count">How many.</param>
    /// <param name="first">The first of them.</param>
    /// <param name="where">The position of the first one; null if it is not known.</param>
    /// <param name="areWords">Whether each is a single word, as a name is.</param>
    public static InvalidInputException NoIdIn(int count, string first, string? where, bool areWords) => InputErrors.Input(
        $"{count} lines don't name a node. The first: '{InputText.Of(first)}'{(where is null ? "" : $" ({where})")}.",
        Hint(first)?.Recommendation ?? (areWords ? Names : Lines));

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
