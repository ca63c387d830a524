namespace RunCommandPS;

/// <summary>A managed node as DescribeInstanceInformation tells of it.</summary>
public sealed record ManagedNode
{
    /// <summary>The node's id.</summary>
    public string InstanceId { get; init; } = "";

    /// <summary>Its name, where it has one.</summary>
    public string Name { get; init; } = "";

    /// <summary>Online, ConnectionLost or Inactive.</summary>
    public string PingStatus { get; init; } = "";

    /// <summary>Windows, Linux or MacOS.</summary>
    public string PlatformType { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => InstanceId;
}
