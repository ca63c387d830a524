using System.Net;
using System.Xml.Linq;

namespace RunCommandPS.Simulator.Tests.Protocol;

/// <summary>EC2's DescribeInstances.</summary>
public sealed class InstanceTests : IDisposable
{
    private const string Web = "i-0000000000000000a";
    private const string Windows = "i-0000000000000000b";
    private const string Stopped = "i-0000000000000000c";
    private const string Gone = "i-0000000000000000d";
    private const string Hybrid = "mi-0000000000000000e";

    private static readonly XNamespace Ec2 = "http://ec2.amazonaws.com/doc/2016-11-15/";

    private readonly RunCommandSimulator _simulator = RunCommandSimulator.Start(new SimulatorOptions
    {
        Nodes =
        [
            new() { InstanceId = Web, Name = "web-1", Tags = new Dictionary<string, string> { ["Role"] = "web" } },
            new() { InstanceId = Windows, Name = "web-2", PlatformType = "Windows" },
            new() { InstanceId = Hybrid, Name = "web-3" },
            new() { InstanceId = Stopped, State = NodeState.Stopped, IsRegistered = false },
            new() { InstanceId = Gone, State = NodeState.Terminated },
        ],
    });

    private readonly SimulatorClient _client;

    public InstanceTests() => _client = new SimulatorClient(_simulator);

    public void Dispose()
    {
        _client.Dispose();
        _simulator.Dispose();
    }

    [Fact]
    public async Task Instances_are_told_of_and_hybrid_activated_machines_are_not()
    {
        var reply = await DescribeAsync("");

        Assert.Equal(Ec2 + "DescribeInstancesResponse", reply.Name);
        Assert.Equal([Web, Windows, Stopped, Gone], Ids(reply));
        var web = Instance(reply, Web);
        Assert.Equal(
            ("running", "16", "10.0.0.1", "ip-10-0-0-1.ec2.internal", "Linux/UNIX", null),
            (Text(web, "instanceState", "name"), Text(web, "instanceState", "code"), Text(web, "privateIpAddress"),
                Text(web, "privateDnsName"), Text(web, "platformDetails"), web.Element(Ec2 + "platform")?.Value));
        Assert.Equal(
            ["Name=web-1", "Role=web"], web.Element(Ec2 + "tagSet")!.Elements().Select(tag => $"{Text(tag, "key")}={Text(tag, "value")}"));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$", Text(web, "launchTime"));
        Assert.Equal("windows", Text(Instance(reply, Windows), "platform"));
        Assert.Equal(
            ("stopped", "80"),
            (Text(Instance(reply, Stopped), "instanceState", "name"), Text(Instance(reply, Stopped), "instanceState", "code")));
        Assert.Equal("terminated", Text(Instance(reply, Gone), "instanceState", "name"));
        Assert.Null(Instance(reply, Gone).Element(Ec2 + "privateIpAddress"));
        Assert.All(reply.Descendants(Ec2 + "ownerId"), owner => Assert.Equal("111122223333", owner.Value));
    }

    [Fact]
    public async Task The_reply_has_the_id_of_the_request_in_it()
    {
        var reply = await DescribeAsync("");

        var recorded = Assert.Single(_simulator.Requests);
        Assert.Equal(("DescribeInstances 200", Text(reply, "requestId")), (recorded.ToString(), recorded.RequestId));
    }

    [Theory]
    [InlineData("InstanceId.1=" + Windows + "&InstanceId.2=" + Web, Web + "," + Windows)]
    [InlineData("Filter.1.Name=instance-id&Filter.1.Value.1=" + Stopped, Stopped)]
    [InlineData("Filter.1.Name=instance-id&Filter.1.Value.1=" + Hybrid, "")]
    [InlineData("Filter.1.Name=instance-state-name&Filter.1.Value.1=running&Filter.1.Value.2=stopped", Web + "," + Windows + "," + Stopped)]
    [InlineData("Filter.1.Name=tag%3AName&Filter.1.Value.1=web-*", Web + "," + Windows)]
    [InlineData("Filter.1.Name=tag%3AName&Filter.1.Value.1=web-%3F&Filter.2.Name=tag-key&Filter.2.Value.1=Role", Web)]
    [InlineData("Filter.1.Name=tag%3AName&Filter.1.Value.1=WEB-1", "")]
    [InlineData("Filter.1.Name=tag%3AName&Filter.1.Value.1=web-%5C*", "")]
    [InlineData("Filter.1.Name=tag-key&Filter.1.Value.1=Role", Web)]
    [InlineData("Filter.1.Name=tag-key", "")]
    [InlineData("InstanceId.1=" + Web + "&Filter.1.Name=tag%3AName&Filter.1.Value.1=web-2", "")]
    public async Task Ids_and_filters_narrow_it_down(string form, string expected) =>
        Assert.Equal(expected, string.Join(',', Ids(await DescribeAsync(form))));

    [Fact]
    public async Task Instances_come_in_pages()
    {
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions { NodeCount = 12 });
        using var client = new SimulatorClient(simulator);
        var found = new List<string>();
        var token = "";
        var pages = 0;
        do
        {
            var (_, page) = await CallAsync(client, $"MaxResults=5{(token.Length > 0 ? $"&NextToken={Uri.EscapeDataString(token)}" : "")}");
            found.AddRange(Ids(page));
            token = page.Element(Ec2 + "nextToken")?.Value ?? "";
            pages++;
        }
        while (token.Length > 0);

        Assert.Equal(3, pages);
        Assert.Equal(simulator.Nodes.Select(node => node.InstanceId), found);
    }

    [Theory]
    [InlineData(
        "InstanceId.1=i-0000000000000000f", 400, "InvalidInstanceID.NotFound", "The instance ID 'i-0000000000000000f' does not exist")]
    [InlineData(
        "InstanceId.1=i-00000001&InstanceId.2=i-00000002",
        400,
        "InvalidInstanceID.NotFound",
        "The instance IDs 'i-00000001, i-00000002' do not exist")]
    [InlineData("InstanceId.1=" + Hybrid, 400, "InvalidInstanceID.Malformed", "Invalid id: \"" + Hybrid + "\"")]
    [InlineData("Filter.1.Name=color&Filter.1.Value.1=red", 400, "InvalidParameterValue", "The filter 'color' is invalid")]
    [InlineData("Filter.1.Value.1=red", 400, "InvalidParameterValue", "name")]
    [InlineData("MaxResults=4", 400, "InvalidParameterValue", "maxResults")]
    [InlineData("MaxResults=many", 400, "InvalidParameterValue", "MaxResults")]
    [InlineData("MaxResults=5&InstanceId.1=" + Web, 400, "InvalidParameterCombination", "maxResults")]
    [InlineData("NextToken=x", 400, "InvalidParameterValue", "token")]
    [InlineData("Color=red", 400, "InvalidParameterValue", "Color")]
    [InlineData("InstanceId.x=" + Web, 400, "InvalidParameterValue", "InstanceId.x")]
    [InlineData("InstanceId.0=" + Web, 400, "InvalidParameterValue", "InstanceId.0")]
    [InlineData("InstanceId=" + Web, 400, "InvalidParameterValue", "InstanceId")]
    [InlineData("DryRun=maybe", 400, "InvalidParameterValue", "DryRun")]
    [InlineData("DryRun=true", 412, "DryRunOperation", "Request would have succeeded")]
    public async Task What_is_wrong_is_an_error_in_EC2s_form(string form, int status, string code, string message)
    {
        var (answered, body) = await CallAsync(_client, form);

        Assert.Equal((status, "Response"), ((int)answered, body.Name.LocalName));
        var error = Assert.Single(body.Element("Errors")!.Elements("Error"));
        Assert.Equal(code, error.Element("Code")!.Value);
        Assert.Contains(message, error.Element("Message")!.Value, StringComparison.Ordinal);
        Assert.Equal(_simulator.Requests[^1].RequestId, body.Element("RequestID")!.Value);
    }

    [Theory]
    [InlineData(50, 200, "")]
    [InlineData(51, 1, "InvalidParameterValue")]
    [InlineData(1, 201, "InvalidParameterValue")]
    public async Task A_request_has_so_many_filters_and_values_at_most(int filters, int values, string code)
    {
        var form = string.Join('&', Enumerable.Range(1, filters).Select(filter => $"Filter.{filter}.Name=tag-key&"
            + string.Join('&', Enumerable.Range(1, values).Select(value => $"Filter.{filter}.Value.{value}=x"))));

        var (_, body) = await CallAsync(_client, form);

        Assert.Equal(code, body.Descendants("Code").SingleOrDefault()?.Value ?? "");
    }

    [Theory]
    [InlineData(FaultKind.Throttle, 503, "RequestLimitExceeded")]
    [InlineData(FaultKind.AccessDenied, 403, "UnauthorizedOperation")]
    [InlineData(FaultKind.ExpiredToken, 400, "RequestExpired")]
    [InlineData(FaultKind.InternalServerError, 500, "InternalError")]
    [InlineData(FaultKind.ServiceUnavailable, 503, "Unavailable")]
    public async Task A_fault_that_names_it_answers_as_EC2_does(FaultKind kind, int status, string code)
    {
        _simulator.InjectFault(kind);
        Assert.Equal(HttpStatusCode.OK, (await CallAsync(_client, "")).Status);

        _simulator.InjectFault(kind, "DescribeInstances");
        var (answered, body) = await CallAsync(_client, "");

        Assert.Equal((status, code), ((int)answered, body.Descendants("Code").Single().Value));
    }

    [Theory]
    [InlineData("ec2", "Action=RunInstances&Version=2016-11-15", 400, "InvalidAction")]
    [InlineData("sts", "Action=DescribeInstances&Version=2016-11-15", 401, "AuthFailure")]
    [InlineData("ec2", "Action=DescribeInstances&Version=2011-06-15", 400, "InvalidAction")]
    public async Task An_operation_belongs_to_its_service(string service, string form, int status, string code)
    {
        using var request = _client.Form(service, form);
        using var response = await _client.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains(
            $"<Code>{code}</Code>", await response.Content.ReadAsStringAsync(SimulatorClient.Cancellation), StringComparison.Ordinal);
    }

    private static string Text(XElement owner, params string[] path) =>
        path.Aggregate(owner, static (found, name) => found.Element(Ec2 + name)!).Value;

    private static IEnumerable<XElement> Instances(XElement reply) =>
        reply.Element(Ec2 + "reservationSet")!.Elements().Select(one => one.Element(Ec2 + "instancesSet")!.Elements().Single());

    private static IEnumerable<string> Ids(XElement reply) => Instances(reply).Select(one => Text(one, "instanceId"));

    private static XElement Instance(XElement reply, string id) => Instances(reply).Single(one => Text(one, "instanceId") == id);

    private async Task<XElement> DescribeAsync(string form) => (await CallAsync(_client, form)).Body;

    private static async Task<(HttpStatusCode Status, XElement Body)> CallAsync(SimulatorClient client, string form)
    {
        using var request = client.Form("ec2", $"Action=DescribeInstances&Version=2016-11-15&{form}");
        using var response = await client.SendAsync(request);
        return (response.StatusCode, XElement.Parse(await response.Content.ReadAsStringAsync(SimulatorClient.Cancellation)));
    }
}
