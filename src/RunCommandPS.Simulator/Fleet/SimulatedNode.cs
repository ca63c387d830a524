using RunCommandPS.Model;

namespace RunCommandPS.Simulator;

/// <summary>A node of the simulator's fleet.</summary>
public sealed record SimulatedNode
{
    internal const string Ec2Instance = "EC2Instance";

    internal const string ManagedInstance = "ManagedInstance";

    internal const string NameTag = "Name";

    internal const string LatestAgentVersion = "3.3.2299.0";

    /// <summary>The node's id.</summary>
    public required string InstanceId { get; init; }

    /// <summary>The node's name: its Name tag, or one that was made up.</summary>
    public required string Name { get; init; }

    /// <summary>One of <see cref="ServiceValues.PlatformTypes"/>.</summary>
    public required string PlatformType { get; init; }

    /// <summary>Name of the operating system.</summary>
    public required string PlatformName { get; init; }

    /// <summary>Version of the operating system.</summary>
    public required string PlatformVersion { get; init; }

    /// <summary>One of <see cref="RunCommandPS.PingStatus"/>.</summary>
    public required string PingStatus { get; init; }

    /// <summary>Whether the machine is running: one of <see cref="NodeState"/>.</summary>
    public string State => Machine.ToString();

    /// <summary>Whether the agent is running.</summary>
    public required bool IsAgentRunning { get; init; }

    /// <summary>Whether the agent is registered with the service.</summary>
    public required bool IsRegistered { get; init; }

    /// <summary>Tags, by key. Case-sensitive.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init => field = ItemMap<string>.Of(value); }

    /// <summary>Names of the resource groups it is in. Case-sensitive.</summary>
    public IReadOnlyList<string> ResourceGroups { get; init => field = ItemList<string>.Of(value); } = ItemList<string>.Empty;

    /// <summary>Whether the caller is allowed to run commands on it.</summary>
    public bool IsAccessAllowed { get; init; } = true;

    /// <summary>Address of the node.</summary>
    public required string IPAddress { get; init; }

    /// <summary>Host name of the node.</summary>
    public required string ComputerName { get; init; }

    /// <summary>Version of the agent.</summary>
    public required string AgentVersion { get; init; }

    /// <summary>When the agent registered.</summary>
    public required DateTimeOffset RegistrationDate { get; init; }

    /// <summary>The simulator's Region.</summary>
    public required string Region { get; init; }

    /// <summary>Where the simulator listens. With the Region, it leads a node that is piped on back to its own simulator.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The state of the machine.</summary>
    internal NodeState Machine { get; init; }

    /// <summary>EC2 instances have ids that start with i-, hybrid-activated machines mi-.</summary>
    internal string ResourceType => InstanceId.StartsWith("i-", StringComparison.Ordinal) ? Ec2Instance : ManagedInstance;

    /// <summary>The node's type of resource in a resource group.</summary>
    internal string GroupResourceType => ResourceType == Ec2Instance ? "AWS::EC2::Instance" : "AWS::SSM::ManagedInstance";

    /// <summary>Whether the service knows the node: it is registered and not terminating.</summary>
    internal bool Exists => IsRegistered && Machine is not (NodeState.ShuttingDown or NodeState.Terminated);

    /// <summary>
    /// Whether SendCommand accepts the node by its id: it is there and not stopped, its agent can be reached, and the caller is allowed.
    /// </summary>
    /// <remarks>The API page calls Stopped valid; in recordings it is refused.</remarks>
    internal bool IsAddressable => Exists && Machine != NodeState.Stopped && IsAgentRunning && IsAccessAllowed;

    /// <summary>Whether the machine and its agent are running, even without a connection.</summary>
    internal bool IsAlive => Exists && IsAgentRunning && Machine == NodeState.Running;

    /// <summary>Whether a command that is sent arrives.</summary>
    internal bool IsReachable => IsAlive && PingStatus == RunCommandPS.PingStatus.Online;

    /// <summary>Whether DescribeInstanceInformation reports the node: stopped and terminated ones are left out.</summary>
    internal bool IsListed => IsRegistered && Machine is NodeState.Running or NodeState.Pending;

    /// <summary>Whether DescribeInstanceProperties reports the node: this includes stopped ones.</summary>
    /// <remarks>CHOICE: it is documented that it reports a node's state, but not in which states it leaves nodes out.</remarks>
    internal bool HasProperties => IsRegistered && Machine != NodeState.Terminated;

    /// <summary>The state of the machine in EC2's spelling.</summary>
    internal string StateName => Machine switch
    {
        NodeState.ShuttingDown => "shutting-down",
        _ => State.ToLowerInvariant(),
    };

    /// <summary>The node with other tags. Its name is one of them; without it, the name stays as it was.</summary>
    internal SimulatedNode WithTags(IReadOnlyDictionary<string, string> tags) =>
        this with { Tags = tags, Name = tags.GetValueOrDefault(NameTag) ?? Name };

    /// <inheritdoc/>
    public override string ToString() => InstanceId;
}
