using System.Globalization;

namespace RunCommandPS.Simulator.Fleet;

/// <summary>Makes nodes from descriptions. The same seed makes the same nodes.</summary>
internal sealed class NodeFactory(int seed, string defaultPlatform, string region, DateTimeOffset registrationDate)
{
    // The oldest Region names its hosts differently from all others.
    private const string FirstRegion = "us-east-1";

    private readonly Random _random = new(seed);
    private int _count;

    /// <exception cref="ArgumentException">Part of the description is not what the service allows; the message names it.</exception>
    public SimulatedNode Create(NodeDescription description)
    {
        var number = ++_count;

        // Drawn for every node, so that setting the id of one node does not change the ids of those after it.
        var madeUpId = "i-"
            + _random.NextInt64(1L << 32).ToString("x8", CultureInfo.InvariantCulture)
            + _random.NextInt64(1L << 36).ToString("x9", CultureInfo.InvariantCulture);
        var id = description.InstanceId ?? madeUpId;
        if (!SpecPattern.IsMatch(id, ServiceLimits.InstanceIdPattern))
        {
            throw new ArgumentException($"'{id}' is not the id of a managed node; an example is {madeUpId}.", nameof(description));
        }

        var platform = Known(description.PlatformType ?? defaultPlatform, ServiceValues.PlatformTypes, "platform");
        var (system, version) = SystemOf(platform);
        var ping = Ping(description.PingStatus);
        var tags = Tags(description);
        var address = description.IPAddress
            ?? string.Create(CultureInfo.InvariantCulture, $"10.{(number >> 16) & 255}.{(number >> 8) & 255}.{number & 255}");
        return new SimulatedNode
        {
            InstanceId = id,
            Name = tags.GetValueOrDefault(SimulatedNode.NameTag) ?? string.Create(CultureInfo.InvariantCulture, $"node-{number:0000}"),
            PlatformType = platform,
            PlatformName = description.PlatformName ?? system,
            PlatformVersion = description.PlatformVersion ?? version,
            PingStatus = ping == PingStatus.Online && !description.IsAgentRunning ? PingStatus.ConnectionLost : ping,
            Machine = description.State,
            IsAgentRunning = description.IsAgentRunning,
            IsRegistered = description.IsRegistered,
            Tags = tags,
            ResourceGroups = [.. description.ResourceGroups],
            IsAccessAllowed = description.IsAccessAllowed,
            IPAddress = address,
            ComputerName = description.ComputerName
                ?? $"ip-{address.Replace('.', '-')}.{(region == FirstRegion ? "ec2" : $"{region}.compute")}.internal",
            AgentVersion = description.AgentVersion ?? SimulatedNode.LatestAgentVersion,
            RegistrationDate = registrationDate,
            Region = region,
        };
    }

    /// <summary>A ping status in the service's spelling.</summary>
    /// <exception cref="ArgumentException">It is not a ping status.</exception>
    public static string Ping(string value) =>
        Known(value, [PingStatus.Online, PingStatus.ConnectionLost, PingStatus.Inactive], "ping status");

    private static string Known(string value, IReadOnlyList<string> values, string what)
    {
        var known = ServiceValues.Canonical(value, values);
        return values.Contains(known, StringComparer.Ordinal)
            ? known
            : throw new ArgumentException($"'{value}' is not a {what} of a node; it is one of {string.Join(", ", values)}.");
    }

    // The name of a machine is one of its tags.
    private static Dictionary<string, string> Tags(NodeDescription description)
    {
        var tags = description.Tags.ToDictionary(tag => tag.Key, tag => tag.Value, StringComparer.Ordinal);
        return description.Name is not { } name || tags.TryAdd(SimulatedNode.NameTag, name) || tags[SimulatedNode.NameTag] == name
            ? tags
            : throw new ArgumentException(
                $"The node's Name is '{name}', and its tag {SimulatedNode.NameTag} is '{tags[SimulatedNode.NameTag]}'. They are the same; "
                    + "give one of them.",
                nameof(description));
    }

    private static (string Name, string Version) SystemOf(string platform) => platform switch
    {
        PlatformType.Windows => ("Microsoft Windows Server 2022 Datacenter", "10.0.20348"),
        PlatformType.MacOS => ("macOS", "14.5"),
        _ => ("Amazon Linux", "2023"),
    };
}
