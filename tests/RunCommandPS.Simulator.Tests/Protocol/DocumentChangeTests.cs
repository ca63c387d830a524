using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RunCommandPS.Simulator.Tests.Protocol;

/// <summary>Documents that are made and deleted over the wire, their versions, and the errors of both operations.</summary>
public sealed class DocumentChangeTests : IDisposable
{
    private const string Content = """{"schemaVersion":"2.2","description":"Greets.","mainSteps":["""
        + """{"action":"aws:runShellScript","name":"greet","inputs":{"runCommand":["echo hello"]}}]}""";

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private readonly RunCommandSimulator _simulator;
    private readonly SimulatorClient _client;

    public DocumentChangeTests()
    {
        for (var version = 1; version <= 3; version++)
        {
            var name = version == 1 ? "Deploy.json" : $"Deploy@{version}.json";
            File.WriteAllText(Path.Combine(_folder, name), Content.Replace("Greets", $"Version {version}", StringComparison.Ordinal));
        }

        _simulator = RunCommandSimulator.Start(new SimulatorOptions { NodeCount = 1, DocumentPaths = [_folder] });
        _client = new SimulatorClient(_simulator);
    }

    public void Dispose()
    {
        _client.Dispose();
        _simulator.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_new_document_is_described_listed_tagged_sent_and_deleted()
    {
        var created = await CreateAsync(request =>
        {
            request["VersionName"] = "first";
            request["DisplayName"] = "A greeting";
            request["TargetType"] = "/AWS::EC2::Instance";
            request["Tags"] = new JsonArray(new JsonObject { ["Key"] = "Team", ["Value"] = "web" });
        });

        var description = created.Body.GetProperty("DocumentDescription");
        Assert.Equal(
            ("Creating", "1", "1", "111122223333"),
            (Text(description, "Status"), Text(description, "LatestVersion"), Text(description, "DefaultVersion"),
                Text(description, "Owner")));
        Assert.Equal(
            ("first", "A greeting", "/AWS::EC2::Instance"),
            (Text(description, "VersionName"), Text(description, "DisplayName"), Text(description, "TargetType")));
        Assert.Equal(
            "Active",
            Text((await _client.CallAsync("DescribeDocument", new { Name = "Say-Hello" })).Body.GetProperty("Document"), "Status"));
        Assert.Equal(
            Content, Text((await _client.CallAsync("GetDocument", new { Name = "Say-Hello", VersionName = "first" })).Body, "Content"));
        Assert.Equal(
            "InvalidDocumentVersion",
            (await _client.CallAsync("GetDocument", new { Name = "Say-Hello", VersionName = "second" })).ErrorCode);
        Assert.Equal(["Say-Hello"], await NamesAsync("tag:Team", "web"));
        Assert.Equal(["Say-Hello"], await NamesAsync("TargetType", "/AWS::EC2::Instance"));
        Assert.Equal(["Deploy", "Say-Hello"], await NamesAsync("Owner", "Self"));
        Assert.Equal(
            """[{"Key":"Team","Value":"web"}]""", (await TagsAsync("Document", "Say-Hello")).Body.GetProperty("TagList").GetRawText());

        var sent = await _client.CallAsync(
            "SendCommand", new { DocumentName = "Say-Hello", InstanceIds = new[] { _simulator.Nodes[0].InstanceId } });
        Assert.Equal(HttpStatusCode.OK, sent.Status);

        var deleted = await _client.CallAsync("DeleteDocument", new { Name = "Say-Hello" });
        Assert.Equal((HttpStatusCode.OK, "{}"), (deleted.Status, deleted.Body.GetRawText()));
        Assert.Equal("InvalidDocument", (await _client.CallAsync("DescribeDocument", new { Name = "Say-Hello" })).ErrorCode);
        Assert.Equal("InvalidDocument", (await _client.CallAsync("DeleteDocument", new { Name = "Say-Hello" })).ErrorCode);
    }

    [Theory]
    [InlineData("Name", "\"Deploy\"", "DocumentAlreadyExists", "Document with same name Deploy already exists")]
    [InlineData("Name", "\"AWS-Hello\"", "ValidationException", "reserved")]
    [InlineData("Name", "\"amazonian\"", "ValidationException", "reserved")]
    [InlineData("Name", "\"a/b\"", "ValidationException", "regular expression pattern")]
    [InlineData("Name", "null", "ValidationException", "'name'")]
    [InlineData("Content", "\"\"", "ValidationException", "'content'")]
    [InlineData("Content", "\"{\"", "InvalidDocumentContent", "JSON not well-formed. at Line: 1, Column: 2")]
    [InlineData("Content", "\"[]\"", "InvalidDocumentContent", "$")]
    [InlineData("Content", "\"{\\\"schemaVersion\\\":\\\"2.2\\\",\\\"description\\\":\\\"\\\\ud800\\\"}\"", "InvalidDocumentContent", "")]
    [InlineData("Content", "\"{\\\"schemaVersion\\\":\\\"2.2\\\",\\\"schemaVersion\\\":\\\"2.2\\\"}\"", "InvalidDocumentContent", "")]
    [InlineData("Content", "\"{\\\"schemaVersion\\\":\\\"2.2\\\"}\"", "InvalidDocumentContent", "Missing \"mainSteps\" in the document.")]
    [InlineData("Content", "\"{\\\"schemaVersion\\\":\\\"0.3\\\"}\"", "InvalidDocumentSchemaVersion", "Automation")]
    [InlineData("Content", "\"{\\\"schemaVersion\\\":\\\"9\\\"}\"", "InvalidDocumentSchemaVersion", "9")]
    [InlineData("DocumentType", "\"Automation\"", "InvalidDocumentContent", "Automation")]
    [InlineData("DocumentType", "\"Script\"", "ValidationException", "enum value set")]
    [InlineData("DocumentFormat", "\"TEXT\"", "InvalidDocumentContent", "TEXT")]
    [InlineData("DocumentFormat", "\"XML\"", "ValidationException", "[YAML, JSON, TEXT]")]
    [InlineData("TargetType", "\"EC2\"", "ValidationException", "'targetType'")]
    [InlineData("VersionName", "\"a b\"", "ValidationException", "'versionName'")]
    [InlineData("Tags", "[{\"Key\":\"a\"}]", "ValidationException", "'tags.1.member.value'")]
    [InlineData("Attachments", "[{\"Key\":\"SourceUrl\",\"Values\":[\"s3://x\"]}]", "InvalidDocumentContent", "Attachments")]
    [InlineData("Requires", "[{\"Name\":\"Deploy\"}]", "InvalidDocumentContent", "Requires")]
    public async Task A_document_that_can_not_be_made_is_a_declared_error(string member, string value, string code, string message)
    {
        var reply = await CreateAsync(request => request[member] = JsonNode.Parse(value));

        Assert.Equal((HttpStatusCode.BadRequest, code), (reply.Status, reply.ErrorCode));
        Assert.Contains(message, reply.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"type\": \"Number\"", "uptime", "Parameter type: Number is invalid. at Line: 8, Column: 5")]
    [InlineData(
        "\"type\": \"StringList\", \"default\": \"echo hello\"",
        "uptime",
        "Wrong default value for a \"StringList\" parameters, got \"echo hello\". at Line: 8, Column: 5")]
    [InlineData("\"type\": \"String\", \"default\": [\"a\"]", "uptime", "Wrong default value for a \"String\" parameters, got \"")]
    [InlineData("\"type\": \"StringList\", \"default\": [\"a\"]", "{{ missing }}", "Parameter \"missing\" is not declared.")]
    [InlineData("\"type\": \"String\"", "echo {{missing}} {{ some }}", "Parameter \"missing\" is not declared.")]
    [InlineData("\"type\": \"StringList\", \"default\": \"{{ssm:commands}}\"", "echo {{ some }} {{ssm:name}} {{ global:DATE }}", "")]
    [InlineData("\"type\": \"Boolean\", \"default\": \"true\"", "{{ some }}", "")]
    public async Task A_content_is_refused_in_the_recorded_words(string definition, string command, string message)
    {
        var content =
            $$"""
            {
              "schemaVersion": "2.2",
              "description": "Näheres",
              "parameters": {
                "first": {
                  "type": "String"
                },
                "some": { {{definition}} }
              },
              "mainSteps": [{ "action": "aws:runShellScript", "name": "one", "inputs": { "runCommand": ["{{command}}"] } }]
            }
            """.ReplaceLineEndings("\n");

        var reply = await CreateAsync(request => request["Content"] = content);

        Assert.Equal(message.Length == 0 ? "" : "InvalidDocumentContent", reply.ErrorCode);
        Assert.StartsWith(message, reply.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_plugin_is_refused_by_name()
    {
        var reply = await CreateAsync(
            request => request["Content"] = Content.Replace("aws:runShellScript", "aws:notAPlugin", StringComparison.Ordinal));

        Assert.Equal(("InvalidDocumentContent", "Unknown plugin name: aws:notAPlugin"), (reply.ErrorCode, reply.Message));
    }

    [Theory]
    [InlineData("DescribeDocument", "Document with name None does not exist.")]
    [InlineData("GetDocument", "Document with name None does not exist.")]
    [InlineData("DeleteDocument", "Document None does not exist in your account")]
    public async Task A_document_there_is_none_of_is_told_by_name(string operation, string message)
    {
        var reply = await _client.CallAsync(operation, new { Name = "None" });

        Assert.Equal(("InvalidDocument", message), (reply.ErrorCode, reply.Message));
    }

    [Fact]
    public async Task What_a_document_does_not_say_is_left_out()
    {
        var created = await CreateAsync(
            request => request["Content"] = Content.Replace("\"description\":\"Greets.\",", "", StringComparison.Ordinal));

        var description = created.Body.GetProperty("DocumentDescription");
        Assert.All(
            ["Description", "TargetType", "VersionName", "DisplayName"], name => Assert.False(description.TryGetProperty(name, out _)));
        Assert.All(["Tags", "Category", "CategoryEnum"], name => Assert.Equal("[]", description.GetProperty(name).GetRawText()));
    }

    [Fact]
    public async Task Json_has_no_needless_escapes()
    {
        var created = await CreateAsync(
            request => request["Content"] = Content.Replace("Greets.", "Grüße <'&+>", StringComparison.Ordinal));

        Assert.Contains("\"Description\":\"Grüße <'&+>\"", created.Body.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(65_536, "")]
    [InlineData(65_537, "MaxDocumentSizeExceeded")]
    public async Task A_document_has_64_KB_at_most(int bytes, string code)
    {
        // Two bytes of UTF-8 each, so that characters do not do for bytes.
        var room = bytes - Content.Length;
        var text = new string('é', room / 2) + new string('x', room % 2);

        var reply = await CreateAsync(
            request => request["Content"] = Content.Replace("Greets.", "Greets." + text, StringComparison.Ordinal));

        Assert.Equal(code, reply.ErrorCode);
    }

    [Fact]
    public async Task A_document_too_deep_to_read_is_no_document()
    {
        foreach (var format in new[] { "JSON", "YAML" })
        {
            var reply = await CreateAsync(request => (request["Content"], request["DocumentFormat"]) = (new string('[', 60_000), format));
            Assert.Equal("InvalidDocumentContent", reply.ErrorCode);
        }
    }

    [Fact]
    public async Task An_account_has_500_documents_at_most()
    {
        for (var i = 2; i <= 500; i++)
        {
            Assert.Equal("", (await CreateAsync(request => request["Name"] = $"Document-{i}")).ErrorCode);
        }

        Assert.Equal("DocumentLimitExceeded", (await CreateAsync(request => request["Name"] = "Document-501")).ErrorCode);
        await _client.CallAsync("DeleteDocument", new { Name = "Document-2" });
        Assert.Equal("", (await CreateAsync(request => request["Name"] = "Document-501")).ErrorCode);
    }

    [Theory]
    [InlineData(null, "Version 1.")]
    [InlineData("$DEFAULT", "Version 1.")]
    [InlineData("$LATEST", "Version 3.")]
    [InlineData("2", "Version 2.")]
    public async Task A_version_is_meant_by_number_default_or_latest(string? version, string expected)
    {
        var description = (await _client.CallAsync(
            "DescribeDocument", new { Name = "Deploy", DocumentVersion = version })).Body.GetProperty("Document");

        Assert.Equal(
            (expected, "1", "3"),
            (Text(description, "Description"), Text(description, "DefaultVersion"), Text(description, "LatestVersion")));
    }

    [Fact]
    public async Task Deleting_a_version_leaves_the_others_and_never_the_default_before_them()
    {
        Assert.Equal(
            "InvalidDocument", (await _client.CallAsync("DeleteDocument", new { Name = "Deploy", DocumentVersion = "9" })).ErrorCode);
        Assert.Equal(
            "InvalidDocumentOperation",
            (await _client.CallAsync("DeleteDocument", new { Name = "Deploy", DocumentVersion = "1" })).ErrorCode);
        Assert.Equal("", (await _client.CallAsync("DeleteDocument", new { Name = "Deploy", DocumentVersion = "$LATEST" })).ErrorCode);

        Assert.Equal(
            "InvalidDocumentVersion", (await _client.CallAsync("GetDocument", new { Name = "Deploy", DocumentVersion = "3" })).ErrorCode);
        Assert.Equal(
            "2",
            Text((await _client.CallAsync("GetDocument", new { Name = "Deploy", DocumentVersion = "$LATEST" })).Body, "DocumentVersion"));
        Assert.Equal(
            "InvalidDocumentOperation", (await _client.CallAsync("DeleteDocument", new { Name = "AWS-RunShellScript" })).ErrorCode);
    }

    [Theory]
    [InlineData("Document", "No-SuchDocument", "InvalidResourceId")]
    [InlineData("ManagedInstance", "mi-00000000000000000", "InvalidResourceId")]
    [InlineData("Parameter", "x", "InvalidResourceId")]
    [InlineData("Volume", "x", "ValidationException")]
    [InlineData(null, "x", "ValidationException")]
    public async Task Tags_of_nothing_are_a_declared_error(string? type, string id, string code) =>
        Assert.Equal(code, (await TagsAsync(type, id)).ErrorCode);

    [Fact]
    public async Task Tags_of_nodes_are_those_of_managed_instances()
    {
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions
        {
            Nodes =
            [
                new() { InstanceId = "mi-0123456789abcdef0", Tags = new Dictionary<string, string> { ["Role"] = "db", ["Env"] = "prod" } },
                new() { InstanceId = "i-0123456789abcdef0", Tags = new Dictionary<string, string> { ["Role"] = "web" } },
            ],
        });
        using var client = new SimulatorClient(simulator);

        var tags = await client.CallAsync(
            "ListTagsForResource", new { ResourceType = "ManagedInstance", ResourceId = "mi-0123456789abcdef0" });
        var ec2 = await client.CallAsync(
            "ListTagsForResource", new { ResourceType = "ManagedInstance", ResourceId = "i-0123456789abcdef0" });

        Assert.Equal("""[{"Key":"Env","Value":"prod"},{"Key":"Role","Value":"db"}]""", tags.Body.GetProperty("TagList").GetRawText());
        Assert.Equal("InvalidResourceType", ec2.ErrorCode);
    }

    [Fact]
    public async Task A_node_is_connected_or_not()
    {
        var id = _simulator.Nodes[0].InstanceId;
        Assert.Equal(
            $$"""{"Target":"{{id}}","Status":"connected"}""",
            (await _client.CallAsync("GetConnectionStatus", new { Target = id })).Body.GetRawText());
        Assert.Equal(
            "notconnected", Text((await _client.CallAsync("GetConnectionStatus", new { Target = "i-00000000000000000" })).Body, "Status"));
        Assert.Equal(
            "ValidationException", (await _client.CallAsync("GetConnectionStatus", new { Target = new string('x', 401) })).ErrorCode);
        Assert.Equal("ValidationException", (await _client.CallAsync("GetConnectionStatus", new { })).ErrorCode);
    }

    private static string? Text(JsonElement owner, string name) => owner.GetProperty(name).GetString();

    private Task<Reply> CreateAsync(Action<JsonObject> change)
    {
        var request = new JsonObject { ["Name"] = "Say-Hello", ["Content"] = Content, ["DocumentType"] = "Command" };
        change(request);
        return _client.CallAsync("CreateDocument", request.ToJsonString());
    }

    private Task<Reply> TagsAsync(string? type, string id) =>
        _client.CallAsync("ListTagsForResource", new { ResourceType = type, ResourceId = id });

    private async Task<IEnumerable<string?>> NamesAsync(string key, string value) =>
        (await _client.CallAsync("ListDocuments", new { Filters = new[] { new { Key = key, Values = new[] { value } } } }))
            .Body.GetProperty("DocumentIdentifiers").EnumerateArray().Select(document => Text(document, "Name"));
}
