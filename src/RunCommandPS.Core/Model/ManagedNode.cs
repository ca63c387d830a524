using RunCommandPS.Connection;
using RunCommandPS.Model;

namespace RunCommandPS;

/// <summary>
/// A managed node as DescribeInstanceInformation reports it, and where it was found. Only hybrid-activated machines have
/// IamRole, ActivationId and RegistrationDate; the tags of a node are not part of the response, except for its name.
/// </summary>
public sealed record ManagedNode : ManagedNodeAsText, IConnectedObject
{
    /// <summary>The node's id.</summary>
    public string InstanceId { get; init; } = "";

    /// <summary>Its name, if it has one: the Name tag of an EC2 instance, as far as DescribeInstanceProperties reports it.</summary>
    public string Name { get; init; } = "";

    /// <summary>The name of the machine as its operating system has it.</summary>
    public string ComputerName { get; init; } = "";

    /// <summary>IP address of the machine, as its agent reports it.</summary>
    public string IPAddress { get; init; } = "";

    /// <summary>Online, ConnectionLost or Inactive.</summary>
    public string PingStatus { get; init; } = "";

    /// <summary>When its agent last sent a ping.</summary>
    public DateTimeOffset? LastPingDateTime { get; init; }

    /// <summary>Windows, Linux or MacOS.</summary>
    public string PlatformType { get; init; } = "";

    /// <summary>The operating system, for example Amazon Linux.</summary>
    public string PlatformName { get; init; } = "";

    /// <summary>The operating system's version.</summary>
    public string PlatformVersion { get; init; } = "";

    /// <summary>The version of its SSM Agent.</summary>
    public string AgentVersion { get; init; } = "";

    /// <summary>Whether there is no newer SSM Agent; null if the service does not report it.</summary>
    public bool? IsLatestVersion { get; init; }

    /// <summary>EC2Instance or ManagedInstance.</summary>
    public string ResourceType { get; init; } = "";

    /// <summary>The id of the resource behind the node, for example an instance or an IoT thing.</summary>
    public string SourceId { get; init; } = "";

    /// <summary>What kind of resource that is, for example AWS::EC2::Instance.</summary>
    public string SourceType { get; init; } = "";

    /// <summary>The activation it was registered with.</summary>
    public string ActivationId { get; init; } = "";

    /// <summary>The role its agent acts as.</summary>
    public string IamRole { get; init; } = "";

    /// <summary>When it was registered.</summary>
    public DateTimeOffset? RegistrationDate { get; init; }

    /// <summary>The state of its associations.</summary>
    public string AssociationStatus { get; init; } = "";

    /// <summary>When an association last ran.</summary>
    public DateTimeOffset? LastAssociationExecutionDate { get; init; }

    /// <summary>When an association last ran successfully.</summary>
    public DateTimeOffset? LastSuccessfulAssociationExecutionDate { get; init; }

    /// <summary>Its associations by state.</summary>
    internal new AssociationOverview AssociationOverview { get; init; } = new();

    /// <summary>The region it is in.</summary>
    public string Region => Origin.Region;

    /// <summary>The account it is in, 12 digits; empty if it is not known.</summary>
    public string Account => Origin.Account;

    /// <summary>The endpoint it was found at.</summary>
    public Uri? Endpoint => Origin.Endpoint;

    /// <summary>The profile it was found with; null if none was specified.</summary>
    public string? ProfileName => Origin.Connection.ProfileName;

    /// <summary>ARN of the role it was reached with; null if none was specified.</summary>
    public string? RoleArn => Origin.Connection.RoleArn;

    /// <summary>Where it was found and how to reach it again.</summary>
    internal ConnectionOrigin Origin { get; init; } = ConnectionOrigin.None;

    ConnectionOrigin IConnectedObject.Origin => Origin;

    /// <inheritdoc/>
    public override string ToString() => InstanceId;
}

/// <summary>The associations of a node, by state.</summary>
public sealed record AssociationOverview
{
    /// <summary>The state of all of them together.</summary>
    public string DetailedStatus { get; init; } = "";

    /// <summary>How many are in which state.</summary>
    public IReadOnlyDictionary<string, int> InstanceAssociationStatusAggregatedCount
    {
        get;
        init => field = ItemMap<int>.Of(value);
    }
    = ItemMap<int>.Empty;

    /// <inheritdoc/>
    public override string ToString() => DetailedStatus;
}
