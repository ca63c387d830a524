using RunCommandPS.Simulator.Contract;

namespace RunCommandPS.Simulator.Fleet;

/// <summary>One filter of DescribeInstanceInformation: nodes that have one of the values under the key.</summary>
/// <remarks>Source: the API reference of InstanceInformationStringFilter.</remarks>
internal sealed record NodeFilter
{
    private const string TagKeyFilter = "tag-key";

    private readonly Func<SimulatedNode, string> _attribute;

    /// <exception cref="ServiceException">ValidationException, InvalidInstanceId or InvalidInstanceInformationFilterValue.</exception>
    public NodeFilter(string key, IReadOnlyList<string> values)
    {
        Key = key;
        Values = values;
        _attribute = Attribute(key);
        CheckValues();
    }

    /// <summary>The keys of the older form, which has no tags.</summary>
    public static IReadOnlyList<string> LegacyKeys { get; } =
        [
            NodeFleet.InstanceIdsKey, "AgentVersion", "PingStatus", "PlatformTypes", "ActivationIds", "IamRole", "ResourceType",
            "AssociationStatus",
        ];

    public string Key { get; }

    public IReadOnlyList<string> Values { get; }

    /// <summary>Whether it is about tags.</summary>
    public bool IsTag => Key == TagKeyFilter || Key.StartsWith(NodeFleet.TagPrefix, StringComparison.Ordinal);

    public bool Takes(SimulatedNode node) => Key == TagKeyFilter
        ? Values.Any(node.Tags.ContainsKey)
        : Values.Contains(_attribute(node), StringComparer.Ordinal);

    // These nodes have no activations, roles or associations, so nothing but the empty text matches there, and no filter may have that.
    private static Func<SimulatedNode, string> Attribute(string key) => key switch
    {
        NodeFleet.InstanceIdsKey => static node => node.InstanceId,
        "AgentVersion" => static node => node.AgentVersion,
        "PingStatus" => static node => node.PingStatus,
        "PlatformTypes" => static node => node.PlatformType,
        "ResourceType" => static node => node.ResourceType,
        "ActivationIds" or "IamRole" or "AssociationStatus" or TagKeyFilter => static _ => "",
        _ when key.StartsWith(NodeFleet.TagPrefix, StringComparison.Ordinal) && key.Length > NodeFleet.TagPrefix.Length =>
            node => node.Tags.GetValueOrDefault(key[NodeFleet.TagPrefix.Length..], ""),

        // Source: recordings; the API reference has InvalidFilterKey for it.
        _ => throw new ServiceException(ErrorCode.ValidationException, $"{key} filter Key is invalid."),
    };

    private void CheckValues()
    {
        if (Key == NodeFleet.InstanceIdsKey)
        {
            // CHOICE: an id no node can have is an error, one that no node has is not.
            if (Values.FirstOrDefault(id => !SpecPattern.IsMatch(id, ServiceLimits.InstanceIdPattern)) is { } bad)
            {
                throw new ServiceException(ErrorCode.InvalidInstanceId, $"'{bad}' is not the id of a node.");
            }

            return;
        }

        IReadOnlyList<string> known = Key switch
        {
            "PingStatus" => [PingStatus.Online, PingStatus.ConnectionLost, PingStatus.Inactive],
            "PlatformTypes" => ServiceValues.PlatformTypes,
            "ResourceType" => [SimulatedNode.Ec2Instance, SimulatedNode.ManagedInstance],
            _ => Values,
        };
        if (Values.FirstOrDefault(value => !known.Contains(value, StringComparer.Ordinal)) is { } unknown)
        {
            throw new ServiceException(
                ErrorCode.InvalidInstanceInformationFilterValue,
                $"'{unknown}' is not a value of {Key}; values are {string.Join(", ", known)}.");
        }
    }
}
