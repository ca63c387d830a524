using System.Text.Json;

namespace RunCommandPS.Simulator.Tests.Protocol;

/// <summary>DescribeInstanceProperties.</summary>
public sealed class NodePropertyTests : IDisposable
{
    private const string Web = "i-0000000000000000a";
    private const string Windows = "i-0000000000000000b";
    private const string Stopped = "i-0000000000000000c";
    private const string Hybrid = "mi-0000000000000000d";

    private readonly RunCommandSimulator _simulator = RunCommandSimulator.Start(new SimulatorOptions
    {
        Nodes =
        [
            new() { InstanceId = Web, Name = "web", AgentVersion = "3.2.9.0" },
            new() { InstanceId = Windows, PlatformType = "Windows", AgentVersion = "3.2.10.0" },
            new() { InstanceId = Stopped, State = NodeState.Stopped },
            new() { InstanceId = Hybrid, Name = "db", PingStatus = "ConnectionLost" },
            new() { InstanceId = "i-0000000000000000e", State = NodeState.Terminated },
            new() { InstanceId = "i-0000000000000000f", IsRegistered = false },
        ],
    });

    private readonly SimulatorClient _client;

    public NodePropertyTests() => _client = new SimulatorClient(_simulator);

    public void Dispose()
    {
        _client.Dispose();
        _simulator.Dispose();
    }

    [Fact]
    public async Task An_instance_is_told_of_with_its_tag_Name_its_state_and_its_start()
    {
        var nodes = (await DescribeAsync(new { })).EnumerateArray().ToList();

        Assert.Equal([Web, Windows, Stopped, Hybrid], nodes.Select(node => Text(node, "InstanceId")));
        Assert.Equal(
            ("web", "running", "Linux", "Online", "3.2.9.0", "EC2Instance", "AWS::EC2::Instance", "10.0.0.1"),
            (Text(nodes[0], "Name"), Text(nodes[0], "InstanceState"), Text(nodes[0], "PlatformType"), Text(nodes[0], "PingStatus"),
                Text(nodes[0], "AgentVersion"), Text(nodes[0], "ResourceType"), Text(nodes[0], "SourceType"),
                Text(nodes[0], "IPAddress")));
        Assert.Equal(JsonValueKind.Number, nodes[0].GetProperty("LaunchTime").ValueKind);
        Assert.False(nodes[1].TryGetProperty("Name", out _));
        Assert.Equal("stopped", Text(nodes[2], "InstanceState"));
    }

    [Fact]
    public async Task A_hybrid_activated_machine_has_a_registration_and_no_state_of_EC2s()
    {
        var node = (await DescribeAsync(Operators("InstanceIds", "Equal", Hybrid)))[0];

        Assert.Equal(("db", "ConnectionLost"), (Text(node, "Name"), Text(node, "PingStatus")));
        Assert.Equal(JsonValueKind.Number, node.GetProperty("RegistrationDate").ValueKind);
        Assert.False(node.TryGetProperty("InstanceState", out _));
        Assert.False(node.TryGetProperty("LaunchTime", out _));
    }

    [Theory]
    [InlineData("InstanceIds", null, Web, Web)]
    [InlineData("InstanceIds", "NotEqual", Web, Windows + "," + Stopped + "," + Hybrid)]
    [InlineData("InstanceIds", "BeginWith", "mi-", Hybrid)]
    [InlineData("AgentVersion", "LessThan", "3.2.10.0", Web)]
    [InlineData("AgentVersion", "GreaterThan", "3.2.9.0", Windows + "," + Stopped + "," + Hybrid)]
    [InlineData("PlatformTypes", "Equal", "Windows", Windows)]
    [InlineData("PingStatus", "Equal", "ConnectionLost", Hybrid)]
    [InlineData("tag:Name", "BeginWith", "w", Web)]
    [InlineData("DocumentName", "Equal", "AWS-RunShellScript", Web + "," + Stopped + "," + Hybrid)]
    [InlineData("DocumentName", "NotEqual", "AWS-RunShellScript", Windows)]
    [InlineData("IamRole", "GreaterThan", "a", "")]
    [InlineData("IamRole", "LessThan", "a", "")]
    public async Task A_filter_goes_by_its_operator(string key, string? comparison, string value, string expected) => Assert.Equal(
        expected,
        string.Join(
            ',',
            (await DescribeAsync(Operators(key, comparison, value))).EnumerateArray().Select(node => Text(node, "InstanceId"))));

    [Fact]
    public async Task The_older_form_of_filters_means_equal() => Assert.Equal(
        Windows,
        Text(
            (await DescribeAsync(new
            {
                InstancePropertyFilterList = new[] { new { key = "PlatformTypes", valueSet = new[] { "Windows" } } },
            }))[0],
            "InstanceId"));

    [Fact]
    public async Task Nodes_come_in_pages()
    {
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions { NodeCount = 12 });
        using var client = new SimulatorClient(simulator);
        var found = new List<string>();
        string? token = null;
        var pages = 0;
        do
        {
            var page = (await client.CallAsync("DescribeInstanceProperties", new { MaxResults = 5, NextToken = token })).Body;
            found.AddRange(page.GetProperty("InstanceProperties").EnumerateArray().Select(node => Text(node, "InstanceId")));
            token = page.TryGetProperty("NextToken", out var next) ? next.GetString() : null;
            pages++;
        }
        while (token is not null);

        Assert.Equal(3, pages);
        Assert.Equal(simulator.Nodes.Select(node => node.InstanceId), found);
    }

    [Theory]
    [InlineData("""{ "FiltersWithOperator": [{ "Key": "Color", "Values": ["red"] }] }""", "InvalidFilterKey")]
    [InlineData("""{ "FiltersWithOperator": [{ "Key": "InstanceIds", "Values": ["x"] }] }""", "InvalidInstanceId")]
    [InlineData("""{ "FiltersWithOperator": [{ "Key": "PingStatus", "Values": ["Fine"] }] }""", "InvalidInstancePropertyFilterValue")]
    [InlineData("""{ "FiltersWithOperator": [{ "Key": "DocumentName", "Values": ["No-Such"] }] }""", "InvalidDocument")]
    [InlineData(
        """{ "FiltersWithOperator": [{ "Key": "DocumentName", "Values": ["AWS-"], "Operator": "BeginWith" }] }""", "ValidationException")]
    [InlineData("""{ "FiltersWithOperator": [{ "Key": "PingStatus", "Values": ["Online"], "Operator": "Is" }] }""", "ValidationException")]
    [InlineData("""{ "FiltersWithOperator": [] }""", "ValidationException")]
    [InlineData("""{ "InstancePropertyFilterList": [{ "key": "tag:a", "valueSet": ["b"] }] }""", "ValidationException")]
    [InlineData(
        """
        {
          "InstancePropertyFilterList": [{ "key": "PingStatus", "valueSet": ["Online"] }],
          "FiltersWithOperator": [{ "Key": "PingStatus", "Values": ["Online"] }]
        }
        """,
        "ValidationException")]
    [InlineData("""{ "MaxResults": 4 }""", "ValidationException")]
    [InlineData("""{ "MaxResults": 1001 }""", "ValidationException")]
    [InlineData("""{ "NextToken": "x" }""", "InvalidNextToken")]
    public async Task What_is_wrong_is_a_declared_error(string body, string code) =>
        Assert.Equal(code, (await _client.CallAsync("DescribeInstanceProperties", body)).ErrorCode);

    private static string Text(JsonElement owner, string name) => owner.GetProperty(name).GetString()!;

    private static object Operators(string key, string? comparison, string value) =>
        new { FiltersWithOperator = new[] { new { Key = key, Values = new[] { value }, Operator = comparison } } };

    private async Task<JsonElement> DescribeAsync(object body) =>
        (await _client.CallAsync("DescribeInstanceProperties", body)).Body.GetProperty("InstanceProperties");
}
