using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RunCommandPS.Simulator.Tests.Protocol;

/// <summary>PutParameter, GetParameter and GetParameters.</summary>
public sealed class ParameterTests : IDisposable
{
    private const string Arn = "arn:aws:ssm:us-east-1:111122223333:parameter";

    private readonly string _state = Path.Combine(Directory.CreateTempSubdirectory().FullName, "state");
    private RunCommandSimulator _simulator;
    private SimulatorClient _client;

    public ParameterTests() => (_simulator, _client) = Start();

    public void Dispose()
    {
        Stop();
        Directory.Delete(Path.GetDirectoryName(_state)!, recursive: true);
    }

    [Fact]
    public async Task A_parameter_is_put_changed_and_read_in_each_version()
    {
        var put = await PutAsync(_ => { });
        Assert.Equal("""{"Version":1,"Tier":"Standard"}""", put.Body.GetRawText());
        Assert.Equal(2, (await PutAsync(ChangeTo("new"))).Body.GetProperty("Version").GetInt32());

        var latest = await GetAsync("/app/word");
        Assert.Equal(
            ("/app/word", "String", "new", 2, $"{Arn}/app/word", "text"),
            (Text(latest, "Name"), Text(latest, "Type"), Text(latest, "Value"), latest.GetProperty("Version").GetInt32(),
                Text(latest, "ARN"), Text(latest, "DataType")));
        Assert.False(latest.TryGetProperty("Selector", out _));
        Assert.Equal(JsonValueKind.Number, latest.GetProperty("LastModifiedDate").ValueKind);
        Assert.Equal("new", Text(await GetAsync($"{Arn}/app/word"), "Value"));

        var first = await GetAsync("/app/word:1");
        Assert.Equal(("old", ":1", "/app/word"), (Text(first, "Value"), Text(first, "Selector"), Text(first, "Name")));
        Assert.Equal("old", Text(await GetAsync($"{Arn}/app/word:1"), "Value"));
    }

    [Fact]
    public async Task Several_are_read_at_once_and_those_that_are_not_there_named()
    {
        await PutAsync(_ => { });
        await PutAsync(request => (request["Name"], request["Type"], request["Value"]) = ("list", "StringList", "a,b"));

        var found = (await _client.CallAsync(
            "GetParameters", new { Names = new[] { "list", "none", "/app/word", "/app/word:7", "list" } })).Body;

        Assert.Equal(
            ["list=a,b", "/app/word=old"],
            found.GetProperty("Parameters").EnumerateArray().Select(one => $"{Text(one, "Name")}={Text(one, "Value")}"));
        Assert.Equal("""["none","/app/word:7"]""", found.GetProperty("InvalidParameters").GetRawText());
    }

    [Fact]
    public async Task Versions_and_tags_are_there_again_after_a_restart()
    {
        await PutAsync(request => request["Tags"] = new JsonArray(new JsonObject { ["Key"] = "Team", ["Value"] = "web" }));
        await PutAsync(ChangeTo("new"));
        await _client.CallAsync(
            "AddTagsToResource",
            new { ResourceType = "Parameter", ResourceId = "/app/word", Tags = new[] { new { Key = "Stage", Value = "test" } } });

        for (var start = 0; start < 2; start++)
        {
            Stop();
            (_simulator, _client) = Start();
            Assert.Equal("new", Text(await GetAsync("/app/word"), "Value"));
            Assert.Equal("old", Text(await GetAsync("/app/word:1"), "Value"));
            Assert.Equal(
                """[{"Key":"Stage","Value":"test"},{"Key":"Team","Value":"web"}]""",
                (await _client.CallAsync("ListTagsForResource", new { ResourceType = "Parameter", ResourceId = "/app/word" })).Body
                    .GetProperty("TagList").GetRawText());
        }

        Assert.Equal(3, (await PutAsync(ChangeTo("newer"))).Body.GetProperty("Version").GetInt32());
    }

    [Fact]
    public async Task The_newest_100_versions_are_kept()
    {
        await PutAsync(_ => { });
        for (var version = 2; version <= 101; version++)
        {
            await PutAsync(ChangeTo($"value-{version}"));
        }

        Stop();
        (_simulator, _client) = Start();

        Assert.Equal("ParameterVersionNotFound", (await _client.CallAsync("GetParameter", new { Name = "/app/word:1" })).ErrorCode);
        Assert.Equal("value-2", Text(await GetAsync("/app/word:2"), "Value"));
        Assert.Equal("value-101", Text(await GetAsync("/app/word"), "Value"));
    }

    [Theory]
    [InlineData("Name", "\"a b\"", "ValidationException", "Parameter name: can't be prefixed with \"ssm\"")]
    [InlineData("Name", "\"SSM-x\"", "ValidationException", "Parameter name: can't be prefixed with \"ssm\"")]
    [InlineData("Name", "\"awsome\"", "ValidationException", "can't be prefixed with \"aws\"")]
    [InlineData("Name", "\"/aws/x\"", "AccessDeniedException", "No access to reserved parameter name: /aws/x.")]
    [InlineData("Name", "\"a/b\"", "ValidationException", "Parameter name must be a fully qualified name.")]
    [InlineData("Name", "\"/a//b\"", "ValidationException", "Parameter name:")]
    [InlineData("Name", "\"/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16\"", "HierarchyLevelLimitExceededException", "15")]
    [InlineData("Name", "\"\"", "ValidationException", "'name'")]
    [InlineData("Value", "\"\"", "ValidationException", "'value'")]
    [InlineData("Value", "\"{{ssm:other}}\"", "ValidationException", "can't nest another parameter")]
    [InlineData("Type", "null", "ValidationException", "A parameter type is required")]
    [InlineData("Type", "\"Text\"", "ValidationException", "[String, StringList, SecureString]")]
    [InlineData("Type", "\"SecureString\"", "UnsupportedParameterType", "SecureString is not simulated")]
    [InlineData("KeyId", "\"alias/x\"", "ValidationException", "KeyId")]
    [InlineData("AllowedPattern", "\"[\"", "InvalidAllowedPatternException", "")]
    [InlineData("AllowedPattern", "\"[0-9]+\"", "ParameterPatternMismatchException", "[0-9]+")]
    [InlineData("Policies", "\"[]\"", "InvalidPolicyTypeException", "not simulated")]
    [InlineData("DataType", "\"aws:ec2:image\"", "ValidationException", "aws:ec2:image")]
    [InlineData("Tier", "\"Best\"", "ValidationException", "[Standard, Advanced, Intelligent-Tiering]")]
    public async Task A_parameter_that_can_not_be_put_is_a_declared_error(string member, string value, string code, string message)
    {
        var reply = await PutAsync(request => request[member] = JsonNode.Parse(value));

        Assert.Equal((HttpStatusCode.BadRequest, code), (reply.Status, reply.ErrorCode));
        Assert.Contains(message, reply.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parameter_is_changed_only_where_the_request_says_so_and_never_to_another_type()
    {
        await PutAsync(_ => { });

        var again = await PutAsync(_ => { });
        Assert.Equal(
            ("ParameterAlreadyExists",
                "The parameter already exists. To overwrite this value, set the overwrite option in the request to true."),
            (again.ErrorCode, again.Message));
        Assert.Equal("HierarchyTypeMismatchException", (await PutAsync(request =>
        {
            ChangeTo("a,b")(request);
            request["Type"] = "StringList";
        })).ErrorCode);
        Assert.Equal("ValidationException", (await PutAsync(request =>
        {
            ChangeTo("x")(request);
            request["Tags"] = new JsonArray(new JsonObject { ["Key"] = "a", ["Value"] = "b" });
        })).ErrorCode);
        Assert.Equal("old", Text(await GetAsync("/app/word"), "Value"));
    }

    [Theory]
    [InlineData(4096, null, "Standard")]
    [InlineData(4097, null, "ValidationException")]
    [InlineData(4097, "Intelligent-Tiering", "Advanced")]
    [InlineData(8192, "Advanced", "Advanced")]
    [InlineData(8193, "Advanced", "ValidationException")]
    public async Task The_tier_says_how_long_a_value_may_be(int length, string? tier, string expected)
    {
        var reply = await PutAsync(request => (request["Value"], request["Tier"]) = (new string('x', length), tier));

        Assert.Equal(expected, reply.ErrorCode.Length > 0 ? reply.ErrorCode : Text(reply.Body, "Tier"));
    }

    [Fact]
    public async Task An_advanced_parameter_stays_one()
    {
        await PutAsync(request => request["Tier"] = "Advanced");

        Assert.Equal("Advanced", Text((await PutAsync(ChangeTo("x"))).Body, "Tier"));
        Assert.Equal("ValidationException", (await PutAsync(request =>
        {
            ChangeTo("x")(request);
            request["Tier"] = "Standard";
        })).ErrorCode);
    }

    [Theory]
    [InlineData("none", "ParameterNotFound", "")]
    [InlineData("none:1", "ParameterNotFound", "")]
    [InlineData(
        "/app/word:2",
        "ParameterVersionNotFound",
        "Systems Manager could not find version 2 of /app/word. Verify the version and try again.")]
    [InlineData(
        "/app/word:label",
        "ParameterVersionNotFound",
        "Systems Manager could not find version label of /app/word. Verify the version and try again.")]
    public async Task What_is_not_there_is_a_declared_error(string name, string code, string message)
    {
        await PutAsync(_ => { });

        var reply = await _client.CallAsync("GetParameter", new { Name = name });

        Assert.Equal((code, message), (reply.ErrorCode, reply.Message));
    }

    [Fact]
    public async Task GetParameters_takes_ten_names_at_most()
    {
        Assert.Equal("ValidationException", (await _client.CallAsync("GetParameters", new { Names = Array.Empty<string>() })).ErrorCode);
        Assert.Equal(
            "ValidationException",
            (await _client.CallAsync("GetParameters", new { Names = Enumerable.Range(1, 11).Select(one => $"n{one}") })).ErrorCode);
    }

    [Fact]
    public async Task A_command_gets_its_value()
    {
        await PutAsync(_ => { });
        var node = _simulator.Nodes[0].InstanceId;

        var sent = await _client.CallAsync("SendCommand", new
        {
            DocumentName = "AWS-RunShellScript",
            InstanceIds = new[] { node },
            Parameters = new { commands = new[] { "echo {{ssm:/app/word}}" } },
        });
        _simulator.Advance(TimeSpan.FromSeconds(1));

        var read = await _client.CallAsync("GetCommandInvocation", new
        {
            CommandId = Text(sent.Body.GetProperty("Command"), "CommandId"),
            InstanceId = node,
        });
        Assert.Equal("old it is", Text(read.Body, "StandardOutputContent"));
    }

    private static string Text(JsonElement owner, string name) => owner.GetProperty(name).GetString()!;

    private static Action<JsonObject> ChangeTo(string value) =>
        request => (request["Value"], request["Overwrite"], request["Type"]) = (value, true, null);

    private (RunCommandSimulator Simulator, SimulatorClient Client) Start()
    {
        var simulator = RunCommandSimulator.Start(new SimulatorOptions
        {
            NodeCount = 1,
            StatePath = _state,
            IsTimeStepped = true,
            Answers = [new() { Contains = "echo old", StandardOutput = "old it is" }],
        });
        return (simulator, new SimulatorClient(simulator));
    }

    private void Stop()
    {
        _client.Dispose();
        _simulator.Dispose();
    }

    private Task<Reply> PutAsync(Action<JsonObject> change)
    {
        var request = new JsonObject { ["Name"] = "/app/word", ["Value"] = "old", ["Type"] = "String" };
        change(request);
        return _client.CallAsync("PutParameter", request.ToJsonString());
    }

    private async Task<JsonElement> GetAsync(string name) =>
        (await _client.CallAsync("GetParameter", new { Name = name })).Body.GetProperty("Parameter");
}
