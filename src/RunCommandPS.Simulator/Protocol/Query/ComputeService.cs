using System.Globalization;
using System.Text.Json;
using System.Xml;
using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Fleet;

namespace RunCommandPS.Simulator.Protocol.Query;

/// <summary>DescribeInstances, of the nodes that are EC2 instances.</summary>
/// <remarks>
/// Source: the API reference of EC2, version 2016-11-15. CHOICE: an instance is reported for as long as the simulator runs, even when it is
/// terminated, and each is a reservation of its own.
/// </remarks>
internal sealed class ComputeService(NodeFleet fleet, string accountId)
{
    private const int DefaultPageSize = 1000;

    private static readonly Shape Input = Shape.Structure(
        new("InstanceId", Shape.List(Shape.Text(), 0, 1000)),
        new("Filter", Shape.List(
            Shape.Structure(
                new("Name", Shape.Text(), IsRequired: true),
                new("Value", Shape.List(Shape.Text(), 0, 200))),
            0,
            50)),
        new("DryRun", Shape.Flag),
        new("MaxResults", Shape.Number(5, 1000)),
        new("NextToken", Shape.Text()));

    /// <summary>The operations.</summary>
    public IReadOnlyList<QueryOperation> All => [new(OtherOperations.DescribeInstances, Input, Describe)];

    private static bool IsInstance(SimulatedNode node) => node.ResourceType == SimulatedNode.Ec2Instance;

    private void Describe(JsonElement body, Caller caller, XmlWriter writer)
    {
        var ids = body.Texts("InstanceId") ?? [];
        CheckIds(ids);
        if (ids.Count > 0 && body.Number("MaxResults") is not null)
        {
            throw new ServiceException(
                "InvalidParameterCombination", "The parameter instancesSet cannot be used with the parameter maxResults");
        }

        if (body.Flag("DryRun") == true)
        {
            throw new ServiceException("DryRunOperation", "Request would have succeeded, but DryRun flag is set.", 412);
        }

        var filters = body.List("Filter", static one => new InstanceFilter(one.Text("Name")!, one.Texts("Value") ?? [])) ?? [];
        var size = body.Number("MaxResults") ?? DefaultPageSize;
        var start = PageToken.ReadNumber(OtherOperations.DescribeInstances, body.Text("NextToken")) is { } last ? last + 1 : 0;
        var found = fleet.Nodes.Select(static (node, index) => (Node: node, Index: index))
            .Skip((int)Math.Min(start, fleet.Nodes.Count))
            .Where(one => IsInstance(one.Node) && (ids.Count == 0 || ids.Contains(one.Node.InstanceId, StringComparer.Ordinal)))
            .Where(one => filters.All(filter => filter.Takes(one.Node)))
            .Take(size + 1).ToList();
        writer.WriteStartElement("reservationSet");
        foreach (var (node, _) in found.Take(size))
        {
            WriteReservation(writer, node);
        }

        writer.WriteEndElement();
        if (found.Count > size)
        {
            writer.WriteElementString(
                "nextToken",
                PageToken.Create(OtherOperations.DescribeInstances, found[size - 1].Index.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private void CheckIds(IReadOnlyList<string> ids)
    {
        if (ids.FirstOrDefault(id => !SpecPattern.IsMatch(id, ServiceLimits.Ec2InstanceIdPattern)) is { } bad)
        {
            throw new ServiceException("InvalidInstanceID.Malformed", $"Invalid id: \"{bad}\"");
        }

        var missing = ids.Where(id => !fleet.TryGet(id, out _)).ToList();
        if (missing.Count > 0)
        {
            throw new ServiceException("InvalidInstanceID.NotFound", missing.Count == 1
                ? $"The instance ID '{missing[0]}' does not exist"
                : $"The instance IDs '{string.Join(", ", missing)}' do not exist");
        }
    }

    private void WriteReservation(XmlWriter writer, SimulatedNode node)
    {
        writer.WriteStartElement("item");
        writer.WriteElementString("reservationId", $"r-{node.InstanceId[2..]}");
        writer.WriteElementString("ownerId", accountId);
        writer.WriteStartElement("groupSet");
        writer.WriteEndElement();
        writer.WriteStartElement("instancesSet");
        writer.WriteStartElement("item");
        InstanceWriter.Write(writer, node);
        writer.WriteEndElement();
        writer.WriteEndElement();
        writer.WriteEndElement();
    }
}
