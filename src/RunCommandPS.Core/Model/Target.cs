namespace RunCommandPS;

/// <summary>A search criterion for nodes: nodes that have one of <see cref="Values"/> under <see cref="Key"/>. Several targets must all hold.</summary>
public sealed record Target
{
    /// <summary>The key that names nodes by id.</summary>
    public const string InstanceIdsKey = "InstanceIds";

    /// <summary>What the keys of tags start with.</summary>
    public const string TagPrefix = "tag:";

    /// <summary><c>tag:&lt;key&gt;</c>, <c>InstanceIds</c>, <c>resource-groups:Name</c> or <c>resource-groups:ResourceTypeFilters</c>; 1 to 163 characters.</summary>
    public string Key { get; init; } = "";

    /// <summary>What may stand under the key; 0 to 50 values.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"{Key}={string.Join(',', Values)}";
}
