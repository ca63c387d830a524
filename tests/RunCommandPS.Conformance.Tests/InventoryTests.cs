using System.Text.Json;
using RunCommandPS.Simulator;

namespace RunCommandPS.Conformance.Tests;

/// <summary>Nodes and documents as the AWS CLI asks for them.</summary>
public sealed class InventoryTests : IDisposable
{
    private const string Content =
        """{"schemaVersion":"2.2","description":"Greets.","parameters":{"who":{"type":"String","default":"world"}},"mainSteps":["""
            + """{"action":"aws:runShellScript","name":"greet","inputs":{"runCommand":["echo hello {{ who }}"]}}]}""";

    private readonly RunCommandSimulator _simulator = RunCommandSimulator.Start(new SimulatorOptions
    {
        Nodes =
        [
            new() { InstanceId = "mi-0000000000000000a", Name = "db-1", Tags = new Dictionary<string, string> { ["Role"] = "db" } },
            new() { Name = "win-1", PlatformType = "Windows", Tags = new Dictionary<string, string> { ["Role"] = "web" } },
            new() { Name = "lost", PingStatus = "ConnectionLost" },
        ],
        NodeCount = 9,
    });

    private readonly AwsCli _cli;

    public InventoryTests() => _cli = new AwsCli(_simulator);

    public void Dispose() => _simulator.Dispose();

    [Fact]
    public async Task Nodes_are_paged_and_filtered()
    {
        Assert.Equal(
            _simulator.Nodes.Select(node => node.InstanceId),
            Ids(await _cli.CallAsync("describe-instance-information", "--page-size", "5")));
        Assert.Equal(3, _simulator.Requests.Count);
        Assert.Equal(
            ["mi-0000000000000000a"],
            Ids(await _cli.CallAsync("describe-instance-information", "--filters", "Key=tag:Role,Values=db,cache")));
        Assert.Equal([_simulator.Nodes[1].InstanceId], Ids(await _cli.CallAsync(
            "describe-instance-information", "--instance-information-filter-list", "key=PlatformTypes,valueSet=Windows")));
        Assert.Equal(
            "notconnected",
            (await _cli.CallAsync("get-connection-status", "--target", _simulator.Nodes[2].InstanceId)).GetProperty("Status").GetString());
    }

    [Fact]
    public async Task Documents_are_made_found_read_and_deleted()
    {
        var file = Path.Combine(AppContext.BaseDirectory, $"{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(file, Content, TestContext.Current.CancellationToken);
        try
        {
            var created = (await _cli.CallAsync(
                "create-document", "--name", "Say-Hello", "--document-type", "Command", "--content", $"file://{file}", "--tags",
                "Key=Team,Value=web")).GetProperty("DocumentDescription");
            Assert.Equal("Creating", created.GetProperty("Status").GetString());
        }
        finally
        {
            File.Delete(file);
        }

        Assert.Equal(
            Content, (await _cli.CallAsync("get-document", "--name", "Say-Hello", "--document-version", "$LATEST"))
                .GetProperty("Content").GetString());
        var parameter = Assert.Single((await _cli.CallAsync("describe-document", "--name", "Say-Hello")).GetProperty("Document")
            .GetProperty("Parameters").EnumerateArray());
        Assert.Equal(
            ("who", "String", "world"),
            (parameter.GetProperty("Name").GetString(), parameter.GetProperty("Type").GetString(),
                parameter.GetProperty("DefaultValue").GetString()));
        Assert.Equal(["Say-Hello"], Names(await _cli.CallAsync("list-documents", "--filters", "Key=Owner,Values=Self")));
        Assert.Equal(
            "web", (await _cli.CallAsync("list-tags-for-resource", "--resource-type", "Document", "--resource-id", "Say-Hello"))
                .GetProperty("TagList")[0]
                .GetProperty("Value").GetString());
        await _cli.CallAsync("delete-document", "--name", "Say-Hello");
        Assert.Equal(
            ["AWS-RunDocument", "AWS-RunPatchBaseline", "AWS-RunPowerShellScript", "AWS-RunRemoteScript", "AWS-RunShellScript"],
            Names(await _cli.CallAsync("list-documents", "--document-filter-list", "key=Name,value=AWS-Run")));
    }

    private static IEnumerable<string?> Ids(JsonElement page) =>
        page.GetProperty("InstanceInformationList").EnumerateArray().Select(node => node.GetProperty("InstanceId").GetString());

    private static IEnumerable<string?> Names(JsonElement page) =>
        page.GetProperty("DocumentIdentifiers").EnumerateArray().Select(document => document.GetProperty("Name").GetString());
}
