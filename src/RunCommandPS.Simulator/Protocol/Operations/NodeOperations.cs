using System.Globalization;
using System.Text.Json;
using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Fleet;

namespace RunCommandPS.Simulator.Protocol.Operations;

/// <summary>DescribeInstanceInformation and GetConnectionStatus.</summary>
internal sealed class NodeOperations(NodeFleet fleet, TimeProvider clock)
{
    private const string Describe = "DescribeInstanceInformation";

    // Source: the API reference.
    private const int DefaultPageSize = 10;

    public IReadOnlyList<Operation> All =>
    [
        new(Describe, RequestShapes.DescribeInstanceInformation, DescribeNodes),
        new("GetConnectionStatus", RequestShapes.GetConnectionStatus, GetConnectionStatus),
    ];

    private static List<NodeFilter> Filters(JsonElement body)
    {
        var legacy = body.List("InstanceInformationFilterList", one => new NodeFilter(one.Text("key")!, one.Texts("valueSet")!)) ?? [];
        var filters = body.List("Filters", one => new NodeFilter(one.Text("Key")!, one.Texts("Values")!)) ?? [];
        if (legacy.Count > 0 && filters.Count > 0)
        {
            throw new ServiceException(ErrorCode.ValidationException, "Cannot use both legacy and new filter simultaneously.");
        }

        // Source: recordings. CHOICE: of two tags each is the other's other filter; nothing public says whether the service takes them.
        return filters.Count > 1 && filters.Any(filter => filter.IsTag)
            ? throw new ServiceException(ErrorCode.ValidationException, "Cannot mix tag or inventory filter with any other filter.")
            : [.. legacy, .. filters];
    }

    private void DescribeNodes(JsonElement body, Utf8JsonWriter writer)
    {
        var filters = Filters(body);
        var pageSize = body.Number("MaxResults") ?? DefaultPageSize;
        var start = PageToken.ReadNumber(Describe, body.Text("NextToken")) is { } last ? last + 1 : 0;
        var page = new List<SimulatedNode>();
        string? nextToken = null;
        for (var index = (int)Math.Min(start, fleet.Nodes.Count); index < fleet.Nodes.Count; index++)
        {
            var node = fleet.Nodes[index];
            if (!node.IsListed || !filters.All(filter => filter.Takes(node)))
            {
                continue;
            }

            if (page.Count == pageSize)
            {
                nextToken = PageToken.Create(Describe, (index - 1).ToString(CultureInfo.InvariantCulture));
                break;
            }

            page.Add(node);
        }

        writer.WriteList("InstanceInformationList", page, Write);
        writer.WriteNextToken(nextToken);
    }

    private void GetConnectionStatus(JsonElement body, Utf8JsonWriter writer)
    {
        // The operation has no error for a node there is none of: it is not connected.
        var target = body.Text("Target")!;
        writer.WriteString("Target", target);
        writer.WriteString("Status", fleet.TryGet(target, out var node) && node.IsReachable ? "connected" : "notconnected");
    }

    private void Write(Utf8JsonWriter writer, SimulatedNode node)
    {
        writer.WriteString("InstanceId", node.InstanceId);
        writer.WriteString("PingStatus", node.PingStatus);
        writer.WriteTime("LastPingDateTime", node.IsReachable ? clock.GetUtcNow() : node.RegistrationDate);
        writer.WriteString("AgentVersion", node.AgentVersion);
        writer.WriteBoolean("IsLatestVersion", node.AgentVersion == SimulatedNode.LatestAgentVersion);
        writer.WriteString("PlatformType", node.PlatformType);
        writer.WriteString("PlatformName", node.PlatformName);
        writer.WriteString("PlatformVersion", node.PlatformVersion);
        writer.WriteString("ResourceType", node.ResourceType);
        if (node.ResourceType == SimulatedNode.ManagedInstance)
        {
            // Only hybrid-activated machines have these two; the name of an EC2 instance is a tag of EC2's.
            writer.WriteTime("RegistrationDate", node.RegistrationDate);
            writer.WriteString("Name", node.Name);
        }

        writer.WriteString("IPAddress", node.IPAddress);
        writer.WriteString("ComputerName", node.ComputerName);
        writer.WriteString("SourceId", node.InstanceId);
        writer.WriteString(
            "SourceType", node.ResourceType == SimulatedNode.ManagedInstance ? "AWS::SSM::ManagedInstance" : "AWS::EC2::Instance");
    }
}
