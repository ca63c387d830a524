namespace RunCommandPS.Simulator;

/// <summary>A node of the fleet as the user describes it. The simulator makes up what is left out, the same for the same seed.</summary>
public sealed record NodeDescription
{
    /// <summary>The node's id (<see cref="ServiceLimits.InstanceIdPattern"/>); null for one made from the seed.</summary>
    public string? InstanceId { get; init; }

    /// <summary>The node's name, which is its Name tag; null, without such a tag, for one made from its number.</summary>
    public string? Name { get; init; }

    /// <summary>One of <see cref="ServiceValues.PlatformTypes"/>; null for <see cref="SimulatorOptions.Platform"/>.</summary>
    public string? PlatformType { get; init; }

    /// <summary>Name of the operating system; null for a common one of the platform.</summary>
    public string? PlatformName { get; init; }

    /// <summary>Version of the operating system; null for a common one of the platform.</summary>
    public string? PlatformVersion { get; init; }

    /// <summary>Tags, for targets and filters.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Names of the resource groups the node is in, for the target <c>resource-groups:Name</c>.</summary>
    public IReadOnlyList<string> ResourceGroups { get; init; } = [];

    /// <summary>
    /// Whether the caller is allowed to run commands on the node. If not, its id is refused with InvalidInstanceId, and
    /// as the target of a tag it is AccessDenied.
    /// </summary>
    public bool IsAccessAllowed { get; init; } = true;

    /// <summary>Whether the machine is running.</summary>
    public NodeState State { get; init; }

    /// <summary>
    /// Online, ConnectionLost or Inactive, of <see cref="RunCommandPS.PingStatus"/>. A node that is not
    /// online is sent commands but does not run them.
    /// </summary>
    public string PingStatus { get; init; } = RunCommandPS.PingStatus.Online;

    /// <summary>Whether the agent is running; without it, commands are refused with InvalidInstanceId.</summary>
    public bool IsAgentRunning { get; init; } = true;

    /// <summary>Whether the agent is registered with the service; without it, commands are refused with InvalidInstanceId.</summary>
    public bool IsRegistered { get; init; } = true;

    /// <summary>Version of the agent; null for the newest.</summary>
    public string? AgentVersion { get; init; }

    /// <summary>Address of the node; null for one made from its number.</summary>
    public string? IPAddress { get; init; }

    /// <summary>Host name of the node, which invocations have as InstanceName; null for one made from its address.</summary>
    public string? ComputerName { get; init; }
}
