namespace RunCommandPS.Simulator.Fleet;

/// <summary>What a node has for the keys of node filters.</summary>
internal static class NodeAttribute
{
    /// <summary>Key of the filter by tag keys.</summary>
    public const string TagKey = "tag-key";

    /// <summary>Keys that are not tags.</summary>
    public static IReadOnlyList<string> Keys { get; } =
        [
            NodeFleet.InstanceIdsKey, "AgentVersion", "PingStatus", "PlatformTypes", "ActivationIds", "IamRole", "ResourceType",
            "AssociationStatus",
        ];

    /// <summary>Reads the value for a key; null if there is no such key. A node that has no such value has the empty text.</summary>
    /// <remarks>
    /// These nodes have no activations, roles or associations, so only the empty text would match there, and no filter may have that.
    /// </remarks>
    public static Func<SimulatedNode, string>? Find(string key) => key switch
    {
        NodeFleet.InstanceIdsKey => static node => node.InstanceId,
        "AgentVersion" => static node => node.AgentVersion,
        "PingStatus" => static node => node.PingStatus,
        "PlatformTypes" => static node => node.PlatformType,
        "ResourceType" => static node => node.ResourceType,
        "ActivationIds" or "IamRole" or "AssociationStatus" => static _ => "",
        _ when key.StartsWith(NodeFleet.TagPrefix, StringComparison.Ordinal) && key.Length > NodeFleet.TagPrefix.Length =>
            node => node.Tags.GetValueOrDefault(key[NodeFleet.TagPrefix.Length..], ""),
        _ => null,
    };

    /// <summary>The first of the values that no node can have for the key, and those that a node can have; null if there is none.</summary>
    public static (string Value, IReadOnlyList<string> Known)? FirstUnknown(string key, IReadOnlyList<string> values)
    {
        IReadOnlyList<string> known = key switch
        {
            "PingStatus" => ServiceValues.PingStatuses,
            "PlatformTypes" => ServiceValues.PlatformTypes,
            "ResourceType" => ServiceValues.NodeResourceTypes,
            _ => values,
        };
        return values.FirstOrDefault(value => !known.Contains(value, StringComparer.Ordinal)) is { } unknown ? (unknown, known) : null;
    }

    /// <summary>The first of the values that can't be the id of a node; null if each can be one.</summary>
    public static string? FirstBadId(IReadOnlyList<string> ids) =>
        ids.FirstOrDefault(id => !SpecPattern.IsMatch(id, ServiceLimits.InstanceIdPattern));
}
