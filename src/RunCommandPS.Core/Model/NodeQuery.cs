namespace RunCommandPS;

/// <summary>What to request from DescribeInstanceInformation. Every part must match; an empty one does not narrow the result.</summary>
public sealed record NodeQuery
{
    /// <summary>Only these nodes, up to 100 in one call.</summary>
    public IReadOnlyList<string> InstanceIds { get; init; } = [];

    /// <summary>Filters, for example PingStatus, PlatformTypes, ResourceType, tag:Role or tag-key.</summary>
    public IReadOnlyList<QueryFilter> Filters { get; init; } = [];
}

/// <summary>What to request from ListDocuments. Only documents that commands can run are ever returned.</summary>
public sealed record DocumentQuery
{
    /// <summary>Filters, for example Owner, PlatformTypes or tag:Team.</summary>
    public IReadOnlyList<QueryFilter> Filters { get; init; } = [];

    /// <summary>Largest page, 1 to 50.</summary>
    public int PageSize { get; init; } = ServiceLimits.PageSizeMaximum;
}

/// <summary>One filter of a list: it selects what has one of the values for the key.</summary>
/// <param name="Key">The API's key.</param>
/// <param name="Values">At least one value.</param>
public sealed record QueryFilter(string Key, IReadOnlyList<string> Values)
{
    /// <summary>Filters nodes by ping status.</summary>
    public const string PingStatus = "PingStatus";

    /// <summary>Filters nodes and documents by platform.</summary>
    public const string PlatformTypes = "PlatformTypes";

    /// <summary>Filters nodes by what kind of machine they are.</summary>
    public const string ResourceType = "ResourceType";

    /// <summary>Filters nodes by the version of their agent.</summary>
    public const string AgentVersion = "AgentVersion";

    /// <summary>Filters documents by who owns them.</summary>
    public const string Owner = "Owner";

    /// <summary>What the key of a filter by tag starts with.</summary>
    public const string TagPrefix = "tag:";

    /// <summary>Filters nodes by the keys of their tags, whatever the values.</summary>
    public const string TagKey = "tag-key";

    /// <summary>A filter of one value or several; null if there is none.</summary>
    /// <param name="key">The API's key.</param>
    /// <param name="values">The values; null if the caller specified none.</param>
    internal static QueryFilter? Of(string key, IReadOnlyList<string>? values) =>
        values is { Count: > 0 } ? new QueryFilter(key, values) : null;

    /// <summary>Whether it is about tags of nodes, which the service does not allow together with other filters.</summary>
    internal bool IsTag => Key == TagKey || Key.StartsWith(TagPrefix, StringComparison.Ordinal);

    /// <summary>Whether it matches a node, for the filters that can be decided from the node itself.</summary>
    /// <exception cref="NotSupportedException">The filter is about something that the service does not report about a node.</exception>
    internal bool Takes(ManagedNode node) => Values.Contains(
        Key switch
        {
            PingStatus => node.PingStatus,
            PlatformTypes => node.PlatformType,
            ResourceType => node.ResourceType,
            AgentVersion => node.AgentVersion,
            _ => throw new NotSupportedException($"Whether a node is taken by the filter {Key} can't be told from the node."),
        },
        StringComparer.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => $"{Key}={string.Join(',', Values)}";
}
