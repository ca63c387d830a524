using System.Globalization;
using System.Text.Json;
using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Documents;
using RunCommandPS.Simulator.Fleet;

namespace RunCommandPS.Simulator.Protocol.Operations;

/// <summary>DescribeInstanceInformation, DescribeInstanceProperties and GetConnectionStatus.</summary>
internal sealed class NodeOperations(NodeFleet fleet, DocumentLibrary library, TimeProvider clock)
{
    private const string Describe = "DescribeInstanceInformation";
    private const string DescribeProperties = "DescribeInstanceProperties";

    // Source: the API reference.
    private const int DefaultPageSize = 10;

    // CHOICE: the reference has no default.
    private const int DefaultPropertyPageSize = 50;

    private readonly NodeWriter _writer = new(clock);

    public IReadOnlyList<Operation> All =>
    [
        new(Describe, RequestShapes.DescribeInstanceInformation, DescribeNodes),
        new(DescribeProperties, RequestShapes.DescribeInstanceProperties, DescribeNodeProperties),
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

        // Source: recordings. CHOICE: of two tags, each is the other's other filter; nothing public says whether the service accepts them.
        return filters.Count > 1 && filters.Any(filter => filter.IsTag)
            ? throw new ServiceException(ErrorCode.ValidationException, "Cannot mix tag or inventory filter with any other filter.")
            : [.. legacy, .. filters];
    }

    private void DescribeNodes(JsonElement body, Utf8JsonWriter writer)
    {
        var filters = Filters(body);
        var (page, nextToken) = Page(
            Describe, body, DefaultPageSize, node => node.IsListed && filters.TrueForAll(filter => filter.Takes(node)));
        writer.WriteList("InstanceInformationList", page, _writer.WriteInformation);
        writer.WriteNextToken(nextToken);
    }

    private void DescribeNodeProperties(JsonElement body, Utf8JsonWriter writer)
    {
        var filters = PropertyFilters(body);
        var (page, nextToken) = Page(
            DescribeProperties,
            body,
            DefaultPropertyPageSize,
            node => node.HasProperties && filters.TrueForAll(filter => filter.Takes(node)));
        writer.WriteList("InstanceProperties", page, _writer.WriteProperties);
        writer.WriteNextToken(nextToken);
    }

    private List<NodePropertyFilter> PropertyFilters(JsonElement body)
    {
        IReadOnlyList<string> PlatformsOf(string document) => library.Find(document, version: null).PlatformTypes;
        var legacy = body.List("InstancePropertyFilterList", one => new NodePropertyFilter(
            one.Text("key")!, one.Texts("valueSet")!, NodePropertyFilter.Equal, PlatformsOf)) ?? [];
        var filters = body.List("FiltersWithOperator", one => new NodePropertyFilter(
            one.Text("Key")!, one.Texts("Values")!, one.Text("Operator") ?? NodePropertyFilter.Equal, PlatformsOf)) ?? [];

        // CHOICE: as DescribeInstanceInformation has it.
        return legacy.Count > 0 && filters.Count > 0
            ? throw new ServiceException(ErrorCode.ValidationException, "Cannot use both legacy and new filter simultaneously.")
            : [.. legacy, .. filters];
    }

    private (IReadOnlyList<SimulatedNode> Page, string? NextToken) Page(
        string operation, JsonElement body, int defaultSize, Func<SimulatedNode, bool> takes)
    {
        var size = body.Number("MaxResults") ?? defaultSize;
        var start = PageToken.ReadNumber(operation, body.Text("NextToken")) is { } last ? last + 1 : 0;
        var page = new List<SimulatedNode>();
        for (var index = (int)Math.Min(start, fleet.Nodes.Count); index < fleet.Nodes.Count; index++)
        {
            var node = fleet.Nodes[index];
            if (!takes(node))
            {
                continue;
            }

            if (page.Count == size)
            {
                return (page, PageToken.Create(operation, (index - 1).ToString(CultureInfo.InvariantCulture)));
            }

            page.Add(node);
        }

        return (page, null);
    }

    private void GetConnectionStatus(JsonElement body, Utf8JsonWriter writer)
    {
        // The operation has no error for a node that does not exist: it is not connected.
        var target = body.Text("Target")!;
        writer.WriteString("Target", target);
        writer.WriteString("Status", fleet.TryGet(target, out var node) && node.IsReachable ? "connected" : "notconnected");
    }
}
