using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RunCommandPS.Simulator.Tests.Protocol;

/// <summary>UpdateDocument, UpdateDocumentDefaultVersion and ListDocumentVersions.</summary>
public sealed class DocumentVersionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private RunCommandSimulator _simulator;
    private SimulatorClient _client;

    public DocumentVersionTests()
    {
        File.WriteAllText(Path.Combine(_folder, "From-File.json"), Content("file"));
        (_simulator, _client) = Start();
    }

    public void Dispose()
    {
        Stop();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_new_version_is_the_latest_and_becomes_the_default_when_the_owner_says_so()
    {
        await CreateAsync();

        var updated = await UpdateAsync("second", request => (request["VersionName"], request["DocumentVersion"]) = ("two", "$LATEST"));

        var description = updated.Body.GetProperty("DocumentDescription");
        Assert.Equal(
            ("Updating", "2", "2", "1", "second", "two", "A greeting"),
            (Text(description, "Status"), Text(description, "DocumentVersion"), Text(description, "LatestVersion"),
                Text(description, "DefaultVersion"), Text(description, "Description"), Text(description, "VersionName"),
                Text(description, "DisplayName")));
        Assert.Equal("web", Text(description.GetProperty("Tags")[0], "Value"));
        Assert.Equal(("1", "first"), await DescribeAsync(null));
        Assert.Equal(("2", "second"), await DescribeAsync("$LATEST"));
        Assert.Equal("echo second", await ScriptAsync("$LATEST"));
        Assert.Equal("echo first", await ScriptAsync(null));

        var changed = await _client.CallAsync("UpdateDocumentDefaultVersion", new { Name = "Say-Hello", DocumentVersion = "2" });

        Assert.Equal(
            """{"Description":{"Name":"Say-Hello","DefaultVersion":"2","DefaultVersionName":"two"}}""", changed.Body.GetRawText());
        Assert.Equal(("2", "second"), await DescribeAsync("$DEFAULT"));
        Assert.Equal("echo second", await ScriptAsync(null));
        Assert.Equal("echo first", await ScriptAsync("1"));
    }

    [Fact]
    public async Task Versions_are_listed_newest_first_and_in_pages()
    {
        await CreateAsync();
        await UpdateAsync("second");
        await UpdateAsync("third", request => request["VersionName"] = "three");
        await _client.CallAsync("UpdateDocumentDefaultVersion", new { Name = "Say-Hello", DocumentVersion = "2" });

        var first = (await _client.CallAsync("ListDocumentVersions", new { Name = "Say-Hello", MaxResults = 2 })).Body;
        var rest = (await _client.CallAsync(
            "ListDocumentVersions", new { Name = "Say-Hello", MaxResults = 2, NextToken = Text(first, "NextToken") })).Body;

        Assert.Equal(["3 three False", "2  True"], Versions(first));
        Assert.Equal(["1  False"], Versions(rest));
        Assert.False(rest.TryGetProperty("NextToken", out _));
        var one = first.GetProperty("DocumentVersions")[0];
        Assert.Equal(
            ("Say-Hello", "JSON", "Active", JsonValueKind.Number),
            (Text(one, "Name"), Text(one, "DocumentFormat"), Text(one, "Status"), one.GetProperty("CreatedDate").ValueKind));
    }

    [Theory]
    [InlineData("Content", "first", "DuplicateDocumentContent")]
    [InlineData("Content", "second", "DuplicateDocumentContent")]
    [InlineData("VersionName", "two", "DuplicateDocumentVersionName")]
    [InlineData("DocumentVersion", "1", "InvalidDocumentVersion")]
    [InlineData("DocumentVersion", "$DEFAULT", "InvalidDocumentVersion")]
    [InlineData("DocumentVersion", "9", "InvalidDocumentVersion")]
    [InlineData("DocumentVersion", "x", "ValidationException")]
    [InlineData("Name", "No-Such", "InvalidDocument")]
    [InlineData("Name", "AWS-RunShellScript", "InvalidDocumentOperation")]
    [InlineData("DocumentFormat", "TEXT", "InvalidDocumentContent")]
    [InlineData("DisplayName", "a*b", "ValidationException")]
    public async Task A_version_that_can_not_be_made_is_a_declared_error(string member, string value, string code)
    {
        await CreateAsync();
        await UpdateAsync("second", request => request["VersionName"] = "two");

        var reply = await UpdateAsync("third", request => request[member] = member == "Content" ? Content(value) : value);

        Assert.Equal((HttpStatusCode.BadRequest, code), (reply.Status, reply.ErrorCode));
        Assert.Equal(("2", "second"), await DescribeAsync("$LATEST"));
    }

    [Theory]
    [InlineData("{", "InvalidDocumentContent")]
    [InlineData("""{"schemaVersion":"0.3"}""", "InvalidDocumentSchemaVersion")]
    public async Task A_content_that_can_not_be_is_refused_as_a_new_documents_is(string content, string code)
    {
        await CreateAsync();

        Assert.Equal(code, (await UpdateAsync("x", request => request["Content"] = content)).ErrorCode);
        Assert.Equal(
            "MaxDocumentSizeExceeded",
            (await UpdateAsync("x", request => request["Content"] = Content(new string('x', 65_536)))).ErrorCode);
    }

    [Theory]
    [InlineData("Say-Hello", "2", "InvalidDocumentVersion")]
    [InlineData("No-Such", "1", "InvalidDocument")]
    [InlineData("AWS-RunShellScript", "1", "InvalidDocument")]
    [InlineData("Say-Hello", "$LATEST", "ValidationException")]
    public async Task A_version_that_can_not_be_the_default_is_a_declared_error(string name, string version, string code)
    {
        await CreateAsync();

        var reply = await _client.CallAsync("UpdateDocumentDefaultVersion", new { Name = name, DocumentVersion = version });

        Assert.Equal(code, reply.ErrorCode);
    }

    [Theory]
    [InlineData("""{ "Name": "No-Such" }""", "InvalidDocument")]
    [InlineData("""{ "Name": "Say-Hello", "NextToken": "x" }""", "InvalidNextToken")]
    [InlineData("""{ "Name": "Say-Hello", "MaxResults": 51 }""", "ValidationException")]
    [InlineData("{}", "ValidationException")]
    public async Task A_list_that_can_not_be_is_a_declared_error(string body, string code)
    {
        await CreateAsync();

        Assert.Equal(code, (await _client.CallAsync("ListDocumentVersions", body)).ErrorCode);
    }

    [Fact]
    public async Task The_default_can_not_be_deleted_before_the_others_wherever_it_is()
    {
        await CreateAsync();
        await UpdateAsync("second");
        await _client.CallAsync("UpdateDocumentDefaultVersion", new { Name = "Say-Hello", DocumentVersion = "2" });

        Assert.Equal(
            "InvalidDocumentOperation",
            (await _client.CallAsync("DeleteDocument", new { Name = "Say-Hello", DocumentVersion = "2" })).ErrorCode);
        Assert.Equal("", (await _client.CallAsync("DeleteDocument", new { Name = "Say-Hello", DocumentVersion = "1" })).ErrorCode);
        Assert.Equal("", (await _client.CallAsync("DeleteDocument", new { Name = "Say-Hello", DocumentVersion = "2" })).ErrorCode);
        Assert.Equal("InvalidDocument", (await _client.CallAsync("DescribeDocument", new { Name = "Say-Hello" })).ErrorCode);
    }

    [Fact]
    public async Task Versions_of_a_clients_document_are_there_again_after_a_restart_and_those_of_a_file_are_not()
    {
        await CreateAsync();
        await UpdateAsync("second", request => request["VersionName"] = "two");
        await UpdateAsync("third");
        await _client.CallAsync("UpdateDocumentDefaultVersion", new { Name = "Say-Hello", DocumentVersion = "2" });
        await _client.CallAsync("DeleteDocument", new { Name = "Say-Hello", DocumentVersion = "3" });
        Assert.Equal("", (await UpdateAsync("more", request => request["Name"] = "From-File")).ErrorCode);
        Assert.Equal(["2  False", "1  True"], Versions((await _client.CallAsync("ListDocumentVersions", new { Name = "From-File" })).Body));

        for (var start = 0; start < 2; start++)
        {
            Stop();
            (_simulator, _client) = Start();
            Assert.Equal(
                ["2 two True", "1  False"], Versions((await _client.CallAsync("ListDocumentVersions", new { Name = "Say-Hello" })).Body));
            Assert.Equal(["1  True"], Versions((await _client.CallAsync("ListDocumentVersions", new { Name = "From-File" })).Body));
        }

        Assert.Equal("echo second", await ScriptAsync(null));
    }

    [Fact]
    public async Task A_document_has_1000_versions_at_most()
    {
        await CreateAsync();
        for (var version = 2; version <= 1000; version++)
        {
            Assert.Equal("", (await UpdateAsync($"version-{version}")).ErrorCode);
        }

        Assert.Equal("DocumentVersionLimitExceeded", (await UpdateAsync("version-1001")).ErrorCode);
    }

    private static string Text(JsonElement owner, string name) => owner.GetProperty(name).GetString()!;

    private static string Content(string word) => $$"""{"schemaVersion":"2.2","description":"{{word}}","mainSteps":["""
        + $$$"""{"action":"aws:runShellScript","name":"greet","inputs":{"runCommand":["echo {{{word}}}"]}}]}""";

    private static IEnumerable<string> Versions(JsonElement page) => page.GetProperty("DocumentVersions").EnumerateArray().Select(one =>
        $"{Text(one, "DocumentVersion")} {(one.TryGetProperty("VersionName", out var name) ? name.GetString() : "")} "
            + one.GetProperty("IsDefaultVersion").GetBoolean());

    private (RunCommandSimulator Simulator, SimulatorClient Client) Start()
    {
        var simulator = RunCommandSimulator.Start(new SimulatorOptions
        {
            NodeCount = 1,
            DocumentPaths = [Path.Combine(_folder, "From-File.json")],
            StatePath = Path.Combine(_folder, "state"),
            IsTimeStepped = true,
            Answers =
            [
                new() { Contains = "echo first", StandardOutput = "echo first" },
                new() { Contains = "echo second", StandardOutput = "echo second" },
            ],
        });
        return (simulator, new SimulatorClient(simulator));
    }

    private void Stop()
    {
        _client.Dispose();
        _simulator.Dispose();
    }

    private Task<Reply> CreateAsync() => _client.CallAsync("CreateDocument", new
    {
        Name = "Say-Hello",
        Content = Content("first"),
        DisplayName = "A greeting",
        Tags = new[] { new { Key = "Team", Value = "web" } },
    });

    private Task<Reply> UpdateAsync(string word, Action<JsonObject>? change = null)
    {
        var request = new JsonObject { ["Name"] = "Say-Hello", ["Content"] = Content(word) };
        change?.Invoke(request);
        return _client.CallAsync("UpdateDocument", request.ToJsonString());
    }

    private async Task<(string Version, string Description)> DescribeAsync(string? version)
    {
        var document = (await _client.CallAsync("DescribeDocument", new { Name = "Say-Hello", DocumentVersion = version }))
            .Body.GetProperty("Document");
        return (Text(document, "DocumentVersion"), Text(document, "Description"));
    }

    // What a command runs that is sent with this version.
    private async Task<string> ScriptAsync(string? version)
    {
        var node = _simulator.Nodes[0].InstanceId;
        var sent = await _client.CallAsync(
            "SendCommand", new { DocumentName = "Say-Hello", DocumentVersion = version, InstanceIds = new[] { node } });
        _simulator.Advance(TimeSpan.FromSeconds(1));
        var read = await _client.CallAsync(
            "GetCommandInvocation", new { CommandId = Text(sent.Body.GetProperty("Command"), "CommandId"), InstanceId = node });
        return Text(read.Body, "StandardOutputContent");
    }
}
