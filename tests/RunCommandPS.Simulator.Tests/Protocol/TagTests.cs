using System.Net;
using System.Text.Json;

namespace RunCommandPS.Simulator.Tests.Protocol;

/// <summary>AddTagsToResource and RemoveTagsFromResource.</summary>
public sealed class TagTests : IDisposable
{
    private const string Node = "mi-0000000000000000a";
    private const string Instance = "i-0000000000000000b";
    private const string Content = """{"schemaVersion":"2.2","mainSteps":["""
        + """{"action":"aws:runShellScript","name":"one","inputs":{"runCommand":["true"]}}]}""";

    private readonly string _state = Path.Combine(Directory.CreateTempSubdirectory().FullName, "state");
    private RunCommandSimulator _simulator;
    private SimulatorClient _client;

    public TagTests() => (_simulator, _client) = Start();

    public void Dispose()
    {
        Stop();
        Directory.Delete(Path.GetDirectoryName(_state)!, recursive: true);
    }

    [Fact]
    public async Task Tags_of_a_node_are_added_replaced_removed_and_go_with_targets()
    {
        Assert.Equal((HttpStatusCode.OK, "{}"), await AddAsync("ManagedInstance", Node, ("Role", "db"), ("Name", "one")));
        await AddAsync("ManagedInstance", Node, ("Name", "two"));
        Assert.Equal("Name=two,Role=db", await TagsAsync("ManagedInstance", Node));
        Assert.Equal("two", _simulator.Nodes[0].Name);

        var filter = new { Filters = new[] { new { Key = "tag:Role", Values = new[] { "db" } } } };
        Assert.Single((await _client.CallAsync("DescribeInstanceInformation", filter)).Body
            .GetProperty("InstanceInformationList").EnumerateArray());

        await _client.CallAsync(
            "RemoveTagsFromResource", new { ResourceType = "ManagedInstance", ResourceId = Node, TagKeys = new[] { "Role", "none" } });
        Assert.Equal("Name=two", await TagsAsync("ManagedInstance", Node));
    }

    [Fact]
    public async Task Tags_of_a_document_are_there_again_after_a_restart()
    {
        await _client.CallAsync(
            "CreateDocument", new { Name = "Say-Hello", Content, Tags = new[] { new { Key = "Team", Value = "web" } } });
        await AddAsync("Document", "Say-Hello", ("Team", "ops"), ("Stage", "test"));
        await AddAsync("Document", "Say-Hello", ("Gone", ""));
        await _client.CallAsync(
            "RemoveTagsFromResource", new { ResourceType = "Document", ResourceId = "Say-Hello", TagKeys = new[] { "Gone" } });

        for (var start = 0; start < 2; start++)
        {
            Assert.Equal("Stage=test,Team=ops", await TagsAsync("Document", "Say-Hello"));
            Stop();
            (_simulator, _client) = Start();
        }

        var found = await _client.CallAsync(
            "ListDocuments", new { Filters = new[] { new { Key = "tag:Stage", Values = new[] { "test" } } } });
        Assert.Equal("Say-Hello", found.Body.GetProperty("DocumentIdentifiers")[0].GetProperty("Name").GetString());
    }

    [Theory]
    [InlineData("Document", "No-Such", "InvalidResourceId")]
    [InlineData("Document", "AWS-RunShellScript", "InvalidResourceId")]
    [InlineData("ManagedInstance", "mi-0000000000000000f", "InvalidResourceId")]
    [InlineData("ManagedInstance", Instance, "InvalidResourceType")]
    [InlineData("PatchBaseline", "pb-1", "InvalidResourceId")]
    [InlineData("Color", "red", "ValidationException")]
    public async Task What_can_not_be_tagged_is_a_declared_error(string type, string id, string code)
    {
        foreach (var operation in new[] { "AddTagsToResource", "RemoveTagsFromResource" })
        {
            var reply = await _client.CallAsync(
                operation,
                new { ResourceType = type, ResourceId = id, Tags = new[] { new { Key = "a", Value = "b" } }, TagKeys = new[] { "a" } });

            Assert.Equal((operation, code), (operation, reply.ErrorCode));
        }
    }

    [Theory]
    [InlineData("""{ "ResourceType": "ManagedInstance", "ResourceId": "mi-0000000000000000a" }""")]
    [InlineData("""{ "ResourceType": "ManagedInstance", "ResourceId": "mi-0000000000000000a", "Tags": [{ "Key": "a" }] }""")]
    [InlineData("""{ "ResourceType": "ManagedInstance", "ResourceId": "mi-0000000000000000a", "Tags": [{ "Key": "", "Value": "" }] }""")]
    public async Task Tags_that_can_not_be_break_a_constraint(string body) =>
        Assert.Equal("ValidationException", (await _client.CallAsync("AddTagsToResource", body)).ErrorCode);

    [Fact]
    public async Task A_resource_has_50_tags_at_most()
    {
        var tags = Enumerable.Range(1, 50).Select(number => ($"tag-{number}", "")).ToArray();
        Assert.Equal(HttpStatusCode.OK, (await AddAsync("ManagedInstance", Node, tags)).Status);

        Assert.Equal(HttpStatusCode.OK, (await AddAsync("ManagedInstance", Node, ("tag-1", "again"))).Status);
        var reply = await _client.CallAsync(
            "AddTagsToResource",
            new { ResourceType = "ManagedInstance", ResourceId = Node, Tags = new[] { new { Key = "tag-51", Value = "" } } });

        Assert.Equal("TooManyTagsError", reply.ErrorCode);
        Assert.DoesNotContain("tag-51", await TagsAsync("ManagedInstance", Node), StringComparison.Ordinal);
    }

    private (RunCommandSimulator Simulator, SimulatorClient Client) Start()
    {
        var simulator = RunCommandSimulator.Start(
            new SimulatorOptions { Nodes = [new() { InstanceId = Node }, new() { InstanceId = Instance }], StatePath = _state });
        return (simulator, new SimulatorClient(simulator));
    }

    private void Stop()
    {
        _client.Dispose();
        _simulator.Dispose();
    }

    private async Task<(HttpStatusCode Status, string Body)> AddAsync(string type, string id, params (string Key, string Value)[] tags)
    {
        var reply = await _client.CallAsync(
            "AddTagsToResource",
            new { ResourceType = type, ResourceId = id, Tags = tags.Select(tag => new { tag.Key, tag.Value }) });
        return (reply.Status, reply.Body.GetRawText());
    }

    private async Task<string> TagsAsync(string type, string id) => string.Join(
        ',',
        (await _client.CallAsync("ListTagsForResource", new { ResourceType = type, ResourceId = id })).Body.GetProperty("TagList")
            .EnumerateArray().Select(tag => $"{Text(tag, "Key")}={Text(tag, "Value")}"));

    private static string Text(JsonElement owner, string name) => owner.GetProperty(name).GetString()!;
}
