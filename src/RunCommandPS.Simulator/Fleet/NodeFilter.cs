using RunCommandPS.Simulator.Contract;

namespace RunCommandPS.Simulator.Fleet;

/// <summary>One filter of DescribeInstanceInformation: nodes that have one of the values for the key.</summary>
/// <remarks>Source: the API reference of InstanceInformationStringFilter.</remarks>
internal sealed record NodeFilter
{
    private readonly Func<SimulatedNode, string> _attribute;

    /// <exception cref="ServiceException">ValidationException, InvalidInstanceId or InvalidInstanceInformationFilterValue.</exception>
    public NodeFilter(string key, IReadOnlyList<string> values)
    {
        Key = key;
        Values = values;

        // Source: recordings; the API reference has InvalidFilterKey for it.
        _attribute = NodeAttribute.Find(key)
            ?? (key == NodeAttribute.TagKey
                ? static _ => ""
                : throw new ServiceException(ErrorCode.ValidationException, $"{key} filter Key is invalid."));
        CheckValues();
    }

    public string Key { get; }

    public IReadOnlyList<string> Values { get; }

    /// <summary>Whether it is about tags.</summary>
    public bool IsTag => Key == NodeAttribute.TagKey || Key.StartsWith(NodeFleet.TagPrefix, StringComparison.Ordinal);

    public bool Takes(SimulatedNode node) => Key == NodeAttribute.TagKey
        ? Values.Any(node.Tags.ContainsKey)
        : Values.Contains(_attribute(node), StringComparer.Ordinal);

    private void CheckValues()
    {
        if (Key == NodeFleet.InstanceIdsKey)
        {
            // CHOICE: an id no node can have is an error, one that no node has is not.
            if (NodeAttribute.FirstBadId(Values) is { } bad)
            {
                throw new ServiceException(ErrorCode.InvalidInstanceId, $"'{bad}' is not the id of a node.");
            }

            return;
        }

        if (NodeAttribute.FirstUnknown(Key, Values) is var (unknown, known))
        {
            throw new ServiceException(
                ErrorCode.InvalidInstanceInformationFilterValue,
                $"'{unknown}' is not a value of {Key}; values are {string.Join(", ", known)}.");
        }
    }
}
