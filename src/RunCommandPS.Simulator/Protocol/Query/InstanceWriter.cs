using System.Globalization;
using System.Xml;

namespace RunCommandPS.Simulator.Protocol.Query;

/// <summary>Writes what EC2 reports about an instance, as far as a node has it.</summary>
internal static class InstanceWriter
{
    /// <summary>The elements of the structure Instance.</summary>
    public static void Write(XmlWriter writer, SimulatedNode node)
    {
        writer.WriteElementString("instanceId", node.InstanceId);
        writer.WriteStartElement("instanceState");
        writer.WriteElementString("code", XmlConvert.ToString(CodeOf(node.Machine)));
        writer.WriteElementString("name", node.StateName);
        writer.WriteEndElement();
        if (node.Machine != NodeState.Terminated)
        {
            writer.WriteElementString("privateDnsName", node.ComputerName);
            writer.WriteElementString("privateIpAddress", node.IPAddress);
        }

        writer.WriteElementString(
            "launchTime", node.RegistrationDate.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.000'Z'", CultureInfo.InvariantCulture));

        // EC2 names the platform only for Windows; the details are there for all.
        if (node.PlatformType == PlatformType.Windows)
        {
            writer.WriteElementString("platform", "windows");
        }

        writer.WriteElementString("platformDetails", DetailsOf(node.PlatformType));
        writer.WriteStartElement("tagSet");
        foreach (var (key, value) in node.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal))
        {
            writer.WriteStartElement("item");
            writer.WriteElementString("key", key);
            writer.WriteElementString("value", value);
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    // Source: the API reference of InstanceState.
    private static int CodeOf(NodeState state) => state switch
    {
        NodeState.Pending => 0,
        NodeState.ShuttingDown => 32,
        NodeState.Terminated => 48,
        NodeState.Stopping => 64,
        NodeState.Stopped => 80,
        _ => 16,
    };

    private static string DetailsOf(string platformType) => platformType switch
    {
        PlatformType.Windows => "Windows",
        PlatformType.MacOS => "macOS",
        _ => "Linux/UNIX",
    };
}
