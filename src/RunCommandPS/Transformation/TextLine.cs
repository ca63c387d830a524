using System.Buffers;

namespace RunCommandPS.Transformation;

/// <summary>Lines of text with ids in them that are not ids themselves: CSV, and columns between tabs.</summary>
internal sealed class TextLine
{
    private const string Tags = "TAGS";

    private static readonly string[] IdColumns = ["InstanceId", "NodeId", "ManagedNodeId", "Id"];

    private static readonly SearchValues<char> RowKind = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    private List<string>? _header;

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line, without white space around it.</param>
    /// <param name="source">The item of the input that it is.</param>
    /// <returns>The nodes in it, none for a header; null if it does not identify a node.</returns>
    public IEnumerable<InputItem>? Read(string line, object? source)
    {
        if (line.Contains('\t', StringComparison.Ordinal))
        {
            var columns = line.Split('\t');
            return OfIds(columns[0] == Tags ? OfTag(columns) : columns, source);
        }

        var fields = CsvLine.Fields(line);
        if (fields.Any(IsIdColumn) && !fields.Any(field => NodeReference.Id(field) is not null))
        {
            _header = fields.Select(field => IsIdColumn(field) ? "InstanceId" : field).ToList();
            return [];
        }

        if (_header?.Count == fields.Count)
        {
            var row = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var (name, value) in _header.Zip(fields))
            {
                row.TryAdd(name, value);
            }

            return NodeReference.Id(row["InstanceId"]) is { } id ? [new InputItem.Node(id, ItemOrigin.Of(row), source)] : null;
        }

        // Several ids separated by commas may be a row or a list in quotes.
        return fields.Count(field => NodeReference.Id(field) is not null) == 1 ? OfIds(fields, source) : null;
    }

    /// <summary>
    /// Whether a line is a row as the AWS CLI writes it with --output text: the kind of row, such as TAGS, and columns between tabs.
    /// </summary>
    /// <param name="line">The line, with its last columns even if they are empty.</param>
    public static bool IsRow(string line) =>
        line is [>= 'A' and <= 'Z', ..] && line.IndexOf('\t', StringComparison.Ordinal) is var end and > 0
            && line.AsSpan(0, end).IndexOfAnyExcept(RowKind) < 0;

    // The tag of something may have an id for a value. Only a row of a list of tags says what it is the tag of.
    private static string[] OfTag(string[] columns) =>
        columns is [_, _, var resource, var type, ..] && InputReader.IsInstance(type) ? [resource] : [];

    private static List<InputItem>? OfIds(IEnumerable<string> fields, object? source) =>
        fields.Select(NodeReference.Id).OfType<string>().Select(id => (InputItem)new InputItem.Node(id, null, source)).ToList()
            is { Count: > 0 } nodes ? nodes : null;

    private static bool IsIdColumn(string field) =>
        IdColumns.Contains(field.Replace(" ", "", StringComparison.Ordinal), StringComparer.OrdinalIgnoreCase);
}
