using RunCommandPS.Simulator.Contract;

namespace RunCommandPS.Simulator.Fleet;

/// <summary>
/// One filter of DescribeInstanceProperties: nodes whose value for the key relates to one of the values as the operator says.
/// </summary>
/// <remarks>
/// Source: the API reference of InstancePropertyStringFilter. CHOICE: what the operators mean: NotEqual differs from each of the values,
/// and versions are compared number by number.
/// </remarks>
internal sealed class NodePropertyFilter
{
    public const string Equal = "Equal";
    private const string NotEqual = "NotEqual";
    private const string BeginWith = "BeginWith";
    private const string LessThan = "LessThan";
    private const string GreaterThan = "GreaterThan";
    private const string DocumentName = "DocumentName";

    private readonly Func<SimulatedNode, bool> _takes;

    /// <param name="key">What it filters by.</param>
    /// <param name="values">The values.</param>
    /// <param name="compare">The operator.</param>
    /// <param name="platformsOf">The platforms of a document, for the filter DocumentName.</param>
    /// <exception cref="ServiceException">InvalidFilterKey, InvalidInstanceId, InvalidInstancePropertyFilterValue,
    /// InvalidDocument or ValidationException.</exception>
    public NodePropertyFilter(
        string key, IReadOnlyList<string> values, string compare, Func<string, IReadOnlyList<string>> platformsOf)
    {
        if (key == DocumentName)
        {
            if (compare is not (Equal or NotEqual))
            {
                // CHOICE: a document is named as a whole.
                throw new ServiceException(ErrorCode.ValidationException, $"The operator {compare} can't be used with {DocumentName}.");
            }

            var platforms = values.SelectMany(platformsOf).ToHashSet(StringComparer.Ordinal);
            _takes = node => platforms.Contains(node.PlatformType) != (compare == NotEqual);
            return;
        }

        var attribute = NodeAttribute.Find(key)
            ?? throw new ServiceException(ErrorCode.InvalidFilterKey, $"There is no filter {key}.");
        CheckValues(key, values, compare);
        _takes = compare == NotEqual
            ? node => !values.Contains(attribute(node), StringComparer.Ordinal)
            : node => attribute(node) is var found && values.Any(value => Stands(found, compare, value));
    }

    /// <summary>The keys of the older form, which has no tags.</summary>
    public static IReadOnlyList<string> LegacyKeys { get; } = [.. NodeAttribute.Keys, DocumentName];

    /// <summary>The operators.</summary>
    public static IReadOnlyList<string> Operators { get; } = [Equal, NotEqual, BeginWith, LessThan, GreaterThan];

    public bool Takes(SimulatedNode node) => _takes(node);

    private static bool Stands(string found, string compare, string value) => compare switch
    {
        BeginWith => found.StartsWith(value, StringComparison.Ordinal),
        LessThan => found.Length > 0 && Order(found, value) < 0,
        GreaterThan => Order(found, value) > 0,
        _ => found == value,
    };

    private static int Order(string found, string value) =>
        Version.TryParse(found, out var one) && Version.TryParse(value, out var other)
            ? one.CompareTo(other)
            : string.CompareOrdinal(found, value);

    // Only whole values can be known not to exist.
    private static void CheckValues(string key, IReadOnlyList<string> values, string compare)
    {
        if (compare is not (Equal or NotEqual))
        {
            return;
        }

        if (key == NodeFleet.InstanceIdsKey && NodeAttribute.FirstBadId(values) is { } bad)
        {
            throw new ServiceException(ErrorCode.InvalidInstanceId, $"'{bad}' is not the id of a node.");
        }

        if (NodeAttribute.FirstUnknown(key, values) is var (unknown, known))
        {
            throw new ServiceException(
                OwnerErrorCode.InvalidInstancePropertyFilterValue,
                $"'{unknown}' is not a value of {key}; values are {string.Join(", ", known)}.");
        }
    }
}
