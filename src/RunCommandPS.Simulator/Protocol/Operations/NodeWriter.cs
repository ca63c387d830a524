using System.Text.Json;

namespace RunCommandPS.Simulator.Protocol.Operations;

/// <summary>Writes what is reported about a node, member for member as the service does.</summary>
/// <param name="clock">The clock by which a connected node was just heard from.</param>
internal sealed class NodeWriter(TimeProvider clock)
{
    /// <summary>The structure InstanceInformation.</summary>
    public void WriteInformation(Utf8JsonWriter writer, SimulatedNode node)
    {
        WriteShared(writer, node);
        writer.WriteBoolean("IsLatestVersion", node.AgentVersion == SimulatedNode.LatestAgentVersion);
        if (IsHybrid(node))
        {
            // Only hybrid-activated machines have these two; the name of an EC2 instance is an EC2 tag.
            writer.WriteTime("RegistrationDate", node.RegistrationDate);
            writer.WriteString("Name", node.Name);
        }
    }

    /// <summary>The structure InstanceProperty.</summary>
    public void WriteProperties(Utf8JsonWriter writer, SimulatedNode node)
    {
        WriteShared(writer, node);
        if (IsHybrid(node))
        {
            writer.WriteTime("RegistrationDate", node.RegistrationDate);
            writer.WriteString("Name", node.Name);
            return;
        }

        // CHOICE: only EC2 reports the state and start of a machine, so a hybrid-activated one has neither.
        writer.WriteString("InstanceState", node.StateName);
        writer.WriteTime("LaunchTime", node.RegistrationDate);
        if (node.Tags.TryGetValue(SimulatedNode.NameTag, out var name))
        {
            writer.WriteString("Name", name);
        }
    }

    private static bool IsHybrid(SimulatedNode node) => node.ResourceType == SimulatedNode.ManagedInstance;

    private void WriteShared(Utf8JsonWriter writer, SimulatedNode node)
    {
        writer.WriteString("InstanceId", node.InstanceId);
        writer.WriteString("PingStatus", node.PingStatus);
        writer.WriteTime("LastPingDateTime", node.IsReachable ? clock.GetUtcNow() : node.RegistrationDate);
        writer.WriteString("AgentVersion", node.AgentVersion);
        writer.WriteString("PlatformType", node.PlatformType);
        writer.WriteString("PlatformName", node.PlatformName);
        writer.WriteString("PlatformVersion", node.PlatformVersion);
        writer.WriteString("ResourceType", node.ResourceType);
        writer.WriteString("IPAddress", node.IPAddress);
        writer.WriteString("ComputerName", node.ComputerName);
        writer.WriteString("SourceId", node.InstanceId);
        writer.WriteString("SourceType", node.GroupResourceType);
    }
}
