using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Fleet;

namespace RunCommandPS.Simulator.Documents;

/// <summary>One filter of ListDocuments: documents that have one of the values for the key.</summary>
/// <remarks>
/// Source of the keys: the API reference of DocumentKeyValuesFilter. CHOICE: names are matched by prefix, the rest as a whole.
/// </remarks>
internal sealed record DocumentFilter
{
    private readonly Func<StoredDocument, string, bool> _matches;
    private readonly IReadOnlyList<string> _values;

    /// <exception cref="ServiceException">InvalidFilterKey.</exception>
    public DocumentFilter(string key, IReadOnlyList<string> values)
    {
        _values = values;
        _matches = key switch
        {
            "Name" => static (document, value) => document.Name.StartsWith(value, StringComparison.Ordinal),
            "Owner" => static (document, value) => IsOwner(document, value),
            "PlatformTypes" => static (document, value) => document.PlatformTypes.Contains(value),
            "DocumentType" => static (_, value) => value == StoredDocument.CommandType,
            "TargetType" => static (document, value) => document.Labels.TargetType == value,
            "SearchKeyword" => static (document, value) => document.Name.Contains(value, StringComparison.OrdinalIgnoreCase),

            _ when key.StartsWith(NodeFleet.TagPrefix, StringComparison.Ordinal) =>
                (document, value) => document.Labels.Tags.Contains(new(key[NodeFleet.TagPrefix.Length..], value)),
            _ => throw new ServiceException(ErrorCode.InvalidFilterKey, $"There is no filter {key}."),
        };
    }

    public bool Takes(StoredDocument document) => _values.Any(value => _matches(document, value));

    private static bool IsOwner(StoredDocument document, string value) => value switch
    {
        "All" => true,
        "Self" or "Private" => document.Owner != BuiltInDocuments.Owner,
        "Public" => document.Owner == BuiltInDocuments.Owner,
        _ => document.Owner == value,
    };
}
