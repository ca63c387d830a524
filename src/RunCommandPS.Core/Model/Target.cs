using RunCommandPS.Model;

namespace RunCommandPS;

/// <summary>
/// A search criterion for nodes: it selects nodes that have one of <see cref="Values"/> for <see cref="Key"/>. Several targets must all
/// match.
/// </summary>
/// <remarks>Records are compared member by member, and lists by reference.</remarks>
public sealed record Target
{
    /// <summary>The key that names nodes by id.</summary>
    public const string InstanceIdsKey = "InstanceIds";

    /// <summary>What the keys of tags start with.</summary>
    public const string TagPrefix = "tag:";

    /// <summary>The key that names a resource group.</summary>
    internal const string ResourceGroupKey = "resource-groups:Name";

    /// <summary>The key that selects kinds of resources in resource groups.</summary>
    internal const string ResourceTypeKey = "resource-groups:ResourceTypeFilters";

    /// <summary>
    /// <c>tag:&lt;key&gt;</c>, <c>InstanceIds</c>, <c>resource-groups:Name</c> or
    /// <c>resource-groups:ResourceTypeFilters</c>; 1 to 163 characters.
    /// </summary>
    public string Key { get; init; } = "";

    /// <summary>The allowed values for the key; 0 to 50 values.</summary>
    public IReadOnlyList<string> Values { get; init => field = ItemList<string>.Of(value); } = ItemList<string>.Empty;

    /// <summary>Whether nodes are specified by their ids. The service takes this key in any case (user guide).</summary>
    internal bool IsInstanceIds => Key.Equals(InstanceIdsKey, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether nodes are selected by a tag.</summary>
    internal bool IsTag => Key.StartsWith(TagPrefix, StringComparison.Ordinal) && Key.Length > TagPrefix.Length;

    /// <inheritdoc/>
    public override string ToString() => $"{Key}={string.Join(',', Values)}";
}
