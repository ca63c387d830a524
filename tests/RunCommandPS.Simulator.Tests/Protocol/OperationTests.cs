using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace RunCommandPS.Simulator.Tests.Protocol;

/// <summary>The replies of the operations as they are on the wire.</summary>
public sealed class OperationTests : IDisposable
{
    private const string MixedFilters = "Cannot mix tag or inventory filter with any other filter.";

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.FromUnixTimeMilliseconds(1_582_245_977_700));
    private readonly RunCommandSimulator _simulator;
    private readonly SimulatorClient _client;

    public OperationTests()
    {
        _simulator = RunCommandSimulator.Start(new SimulatorOptions
        {
            TimeProvider = _clock,
            Nodes =
            [
                new()
                {
                    InstanceId = "i-02573cafcfEXAMPLE",
                    Name = "web-1",
                    Tags = new Dictionary<string, string> { ["Role"] = "web", ["Stage"] = "prod" },
                },
                new()
                {
                    InstanceId = "mi-0123456789abcdef0",
                    Name = "db-1",
                    PlatformType = "windows",
                    Tags = new Dictionary<string, string> { ["Role"] = "db", ["Stage"] = "prod" },
                },
                new() { Name = "gone", State = NodeState.Terminated },
                new() { Name = "stopped", State = NodeState.Stopped },
                new() { Name = "silent", PingStatus = "ConnectionLost" },
                new() { Name = "dead", IsAgentRunning = false },
            ],
            NodeCount = 8,
            Answers = [new() { Node = "web-*", StandardOutput = "hello", Duration = TimeSpan.FromSeconds(3.175) }],
        });
        _client = new SimulatorClient(_simulator);
    }

    public void Dispose()
    {
        _client.Dispose();
        _simulator.Dispose();
    }

    [Fact]
    public async Task SendCommand_answers_with_every_member_and_the_defaults()
    {
        var reply = await _client.CallAsync(
            "SendCommand", new
            {
                DocumentName = "AWS-RunShellScript",
                InstanceIds = new[] { "i-02573cafcfEXAMPLE" },
                Parameters = new { commands = new[] { "uptime" } },
            });

        var id = reply.Body.GetProperty("Command").GetProperty("CommandId").GetString()!;
        Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", id);
        var expected = JsonDocument.Parse(
            """
            {
              "CommandId": "ID", "DocumentName": "AWS-RunShellScript", "DocumentVersion": "$DEFAULT", "Comment": "",
              "ExpiresAfter": 1582253177.7,
              "Parameters": { "commands": ["uptime"] }, "InstanceIds": ["i-02573cafcfEXAMPLE"], "Targets": [],
              "RequestedDateTime": 1582245977.7,
              "Status": "Pending", "StatusDetails": "Pending", "OutputS3Region": "us-east-1",
              "OutputS3BucketName": "", "OutputS3KeyPrefix": "",
              "MaxConcurrency": "50", "MaxErrors": "0", "TargetCount": 1, "CompletedCount": 0, "ErrorCount": 0,
              "DeliveryTimedOutCount": 0, "ServiceRole": "",
              "NotificationConfig": { "NotificationArn": "", "NotificationEvents": [], "NotificationType": "" },
              "CloudWatchOutputConfig": { "CloudWatchLogGroupName": "", "CloudWatchOutputEnabled": false },
              "TimeoutSeconds": 3600, "AlarmConfiguration": { "IgnorePollAlarmFailure": false, "Alarms": [] }, "TriggeredAlarms": []
            }
            """.Replace("\"ID\"", $"\"{id}\"", StringComparison.Ordinal));
        Assert.True(JsonElement.DeepEquals(expected.RootElement, reply.Body.GetProperty("Command")), reply.Body.ToString());
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(0, true)]
    [InlineData(7, true)]
    public async Task Command_ids_differ_from_start_to_start_unless_a_seed_is_given(int? seed, bool areSame)
    {
        var ids = new List<string>();
        for (var start = 0; start < 2; start++)
        {
            using var simulator = RunCommandSimulator.Start(new() { NodeCount = 1, Seed = seed });
            using var client = new SimulatorClient(simulator);
            var sent = await client.CallAsync(
                "SendCommand", new
                {
                    DocumentName = "AWS-RunShellScript",
                    InstanceIds = new[] { simulator.Nodes[0].InstanceId },
                    Parameters = new { commands = new[] { "x" } },
                });
            ids.Add(sent.Body.GetProperty("Command").GetProperty("CommandId").GetString()!);
            Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", ids[^1]);
        }

        Assert.Equal(areSame, ids[0] == ids[1]);
    }

    [Fact]
    public async Task A_malformed_id_breaks_two_rules_and_both_are_told()
    {
        var reply = await _client.CallAsync("GetCommandInvocation", new { CommandId = "x", InstanceId = "i-1" });

        Assert.Equal("ValidationException", reply.ErrorCode);
        Assert.Equal(
            "4 validation errors detected: "
            + "Value 'x' at 'commandId' failed to satisfy constraint: Member must have length greater than or equal to 36; "
            + "Value 'x' at 'commandId' failed to satisfy constraint: Member must satisfy regular expression pattern: "
            + $"{ServiceLimits.CommandIdPattern}; "
            + "Value 'i-1' at 'instanceId' failed to satisfy constraint: Member must have length greater than or equal to 10; "
            + "Value 'i-1' at 'instanceId' failed to satisfy constraint: Member must satisfy regular expression pattern: "
            + $"{ServiceLimits.InstanceIdPattern}",
            reply.Message);
    }

    [Fact]
    public async Task An_invocation_is_told_of_in_both_ways()
    {
        var id = await SendAsync("i-02573cafcfEXAMPLE");
        _clock.Advance(TimeSpan.FromSeconds(10));

        var invocation = (await _client.CallAsync("ListCommandInvocations", new { CommandId = id, Details = true })).Body.GetProperty(
            "CommandInvocations")[0];
        Assert.Equal(
            ("ip-10-0-0-1.ec2.internal", "Success"),
            (invocation.GetProperty("InstanceName").GetString(), invocation.GetProperty("Status").GetString()));
        var plugin = Assert.Single(invocation.GetProperty("CommandPlugins").EnumerateArray());
        Assert.Equal(
            ("aws:runShellScript", "hello", 0),
            (plugin.GetProperty("Name").GetString(), plugin.GetProperty("Output").GetString(),
                plugin.GetProperty("ResponseCode").GetInt32()));

        var full = (await _client.CallAsync("GetCommandInvocation", new { CommandId = id, InstanceId = "i-02573cafcfEXAMPLE" })).Body;
        Assert.Equal("PT3.175S", full.GetProperty("ExecutionElapsedTime").GetString());
        Assert.Equal("2020-02-21T00:46:17.725Z", full.GetProperty("ExecutionStartDateTime").GetString());
        Assert.Equal("hello", full.GetProperty("StandardOutputContent").GetString());

        var brief = (await _client.CallAsync("ListCommandInvocations", new { CommandId = id })).Body.GetProperty("CommandInvocations")[0];
        Assert.Empty(brief.GetProperty("CommandPlugins").EnumerateArray());
    }

    [Fact]
    public async Task While_a_step_runs_it_has_no_times_and_no_output()
    {
        var id = await SendAsync("i-02573cafcfEXAMPLE");
        _clock.Advance(TimeSpan.FromSeconds(1));

        var full = (await _client.CallAsync("GetCommandInvocation", new { CommandId = id, InstanceId = "i-02573cafcfEXAMPLE" })).Body;

        Assert.Equal(("InProgress", -1), (full.GetProperty("Status").GetString(), full.GetProperty("ResponseCode").GetInt32()));
        Assert.All(["ExecutionEndDateTime", "StandardOutputContent", "StandardOutputUrl"], name =>
            Assert.Equal("", full.GetProperty(name).GetString()));
        Assert.All(["ExecutionStartDateTime", "ExecutionElapsedTime"], name => Assert.False(full.TryGetProperty(name, out _)));
    }

    [Fact]
    public async Task An_unknown_command_is_an_empty_list_and_a_missing_invocation()
    {
        const string Unknown = "00000000-0000-0000-0000-000000000000";
        Assert.Empty((await _client.CallAsync("ListCommands", new { CommandId = Unknown })).Body.GetProperty("Commands").EnumerateArray());
        Assert.Empty((await _client.CallAsync("ListCommandInvocations", new { CommandId = Unknown })).Body.GetProperty("CommandInvocations")
            .EnumerateArray());
        Assert.Equal(
            "InvocationDoesNotExist",
            (await _client.CallAsync("GetCommandInvocation", new { CommandId = Unknown, InstanceId = "i-02573cafcfEXAMPLE" })).ErrorCode);
        var missing = await _client.CallAsync("GetCommandInvocation", new { CommandId = Unknown, InstanceId = "i-02573cafcfEXAMPLE" });
        Assert.Equal($"Invocation not found for {Unknown}, i-02573cafcfEXAMPLE", missing.Message);
        Assert.Equal(
            $"Command id {Unknown} does not exist.", (await _client.CallAsync("CancelCommand", new { CommandId = Unknown })).Message);
    }

    [Fact]
    public async Task ExecutionStage_is_for_commands_only()
    {
        var filters = new { Filters = new[] { new { key = "ExecutionStage", value = "Complete" } } };

        Assert.Equal(HttpStatusCode.OK, (await _client.CallAsync("ListCommands", filters)).Status);
        Assert.Equal("InvalidFilterKey", (await _client.CallAsync("ListCommandInvocations", filters)).ErrorCode);
    }

    [Theory]
    [InlineData("InstanceIds", "i-02573cafcfEXAMPLE", 1)]
    [InlineData("InstanceIds", "i-00000000000000000", 0)]
    [InlineData("PingStatus", "Online", 10)]
    [InlineData("PingStatus", "ConnectionLost", 2)]
    [InlineData("PlatformTypes", "Windows", 1)]
    [InlineData("ResourceType", "ManagedInstance", 1)]
    [InlineData("IamRole", "x", 0)]
    public async Task Nodes_are_filtered_in_the_new_form_and_in_the_old(string key, string value, int count)
    {
        Assert.Equal(count, await CountAsync(new { Filters = new[] { new { Key = key, Values = new[] { value } } } }));
        Assert.Equal(count, await CountAsync(new { InstanceInformationFilterList = new[] { new { key, valueSet = new[] { value } } } }));
    }

    [Fact]
    public async Task Nodes_are_filtered_by_tags()
    {
        Assert.Equal(2, await CountAsync(new { Filters = new[] { new { Key = "tag:Stage", Values = new[] { "prod" } } } }));
        Assert.Equal(2, await CountAsync(new { Filters = new[] { new { Key = "tag-key", Values = new[] { "Role" } } } }));
        Assert.Equal(1, await CountAsync(new { Filters = new[] { new { Key = "tag:Name", Values = new[] { "web-1" } } } }));
    }

    [Theory]
    [InlineData("""{ "Filters": [{ "Key": "Color", "Values": ["red"] }] }""", "ValidationException", "Color filter Key is invalid.")]
    [InlineData(
        """{ "Filters": [{ "Key": "tag:Role", "Values": ["web"] }, { "Key": "PlatformTypes", "Values": ["Linux"] }] }""",
        "ValidationException",
        MixedFilters)]
    [InlineData(
        """{ "Filters": [{ "Key": "InstanceIds", "Values": ["i-02573cafcfEXAMPLE"] }, { "Key": "tag-key", "Values": ["Role"] }] }""",
        "ValidationException",
        MixedFilters)]
    [InlineData(
        """{ "Filters": [{ "Key": "tag:Role", "Values": ["web"] }, { "Key": "tag:Stage", "Values": ["prod"] }] }""",
        "ValidationException",
        MixedFilters)]
    [InlineData("""{ "Filters": [{ "Key": "PingStatus", "Values": ["Fine"] }] }""", "InvalidInstanceInformationFilterValue")]
    [InlineData("""{ "Filters": [{ "Key": "InstanceIds", "Values": ["x"] }] }""", "InvalidInstanceId")]
    [InlineData(
        """{ "Filters": [{ "Key": "PingStatus", "Values": ["Online"] }], "InstanceInformationFilterList": [{ "key": "PingStatus","""
            + """ "valueSet": ["Online"] }] }""",
        "ValidationException",
        "Cannot use both legacy and new filter simultaneously.")]
    [InlineData("""{ "InstanceInformationFilterList": [{ "key": "tag:Role", "valueSet": ["x"] }] }""", "ValidationException")]
    [InlineData("""{ "MaxResults": 4 }""", "ValidationException")]
    [InlineData("""{ "NextToken": "x" }""", "InvalidNextToken")]
    public async Task A_wrong_question_about_nodes_is_a_typed_error(string body, string code, string? message = null)
    {
        var reply = await _client.CallAsync("DescribeInstanceInformation", body);

        Assert.Equal((code, message ?? reply.Message), (reply.ErrorCode, reply.Message));
    }

    [Fact]
    public async Task A_page_of_nodes_has_ten_of_them_unless_another_size_is_asked_for()
    {
        Assert.Equal(10, await CountAsync(new { }));
        Assert.Equal(12, await CountAsync(new { MaxResults = 50 }));
    }

    [Theory]
    [InlineData(0.0031, "PT0.003S", 0)]
    [InlineData(2.4409, "PT2.44S", 2)]
    [InlineData(61.9, "PT1M1.9S", 61)]
    [InlineData(0, "PT0S", 0)]
    public async Task A_step_took_milliseconds_at_most_and_ended_by_whole_seconds(double duration, string elapsed, int seconds)
    {
        using var simulator = RunCommandSimulator.Start(
            new() { TimeProvider = _clock, NodeCount = 1, Answers = [new() { Duration = TimeSpan.FromSeconds(duration) }] });
        using var client = new SimulatorClient(simulator);
        var node = simulator.Nodes[0].InstanceId;
        var sent = await client.CallAsync(
            "SendCommand",
            new { DocumentName = "AWS-RunShellScript", InstanceIds = new[] { node }, Parameters = new { commands = new[] { "x" } } });
        _clock.Advance(TimeSpan.FromMinutes(2));

        var full = (await client.CallAsync(
            "GetCommandInvocation",
            new { CommandId = sent.Body.GetProperty("Command").GetProperty("CommandId").GetString(), InstanceId = node })).Body;

        Assert.Equal(elapsed, full.GetProperty("ExecutionElapsedTime").GetString());
        Assert.Equal(
            TimeSpan.FromSeconds(seconds),
            full.GetProperty("ExecutionEndDateTime").GetDateTimeOffset() - full.GetProperty("ExecutionStartDateTime").GetDateTimeOffset());
    }

    [Fact]
    public async Task Pages_of_nodes_leave_out_the_stopped_and_the_gone()
    {
        var seen = new List<string>();
        string? token = null;
        do
        {
            var page = (await _client.CallAsync("DescribeInstanceInformation", new { MaxResults = 5, NextToken = token })).Body;
            seen.AddRange(
                page.GetProperty("InstanceInformationList").EnumerateArray().Select(node => node.GetProperty("InstanceId").GetString()!));
            token = page.TryGetProperty("NextToken", out var next) ? next.GetString() : null;
        }
        while (token is not null);

        Assert.Equal(_simulator.Nodes.Where(node => node.Name is not ("gone" or "stopped")).Select(node => node.InstanceId), seen);
    }

    [Fact]
    public async Task Targets_by_tag_are_ANDed_across_keys_and_ORed_within()
    {
        var targets =
            new[] { new { Key = "tag:Stage", Values = new[] { "prod" } }, new { Key = "tag:Role", Values = new[] { "web", "db" } } };
        var sent = await _client.CallAsync("SendCommand", new { DocumentName = "AWS-UpdateSSMAgent", Targets = targets });
        _clock.Advance(TimeSpan.FromSeconds(10));

        var id = sent.Body.GetProperty("Command").GetProperty("CommandId").GetString();
        var invocations = (await _client.CallAsync(
            "ListCommandInvocations", new { CommandId = id })).Body.GetProperty("CommandInvocations").EnumerateArray();
        Assert.Equal(
            ["i-02573cafcfEXAMPLE", "mi-0123456789abcdef0"],
            invocations.Select(invocation => invocation.GetProperty("InstanceId").GetString()));
    }

    [Fact]
    public async Task Documents_are_listed_filtered_and_paged()
    {
        var first = (await _client.CallAsync("ListDocuments", new { MaxResults = 6 })).Body;
        var names = first.GetProperty("DocumentIdentifiers").EnumerateArray()
            .Select(document => document.GetProperty("Name").GetString()).ToList();
        var second = (await _client.CallAsync(
            "ListDocuments", new { MaxResults = 6, NextToken = first.GetProperty("NextToken").GetString() })).Body;
        names.AddRange(
            second.GetProperty("DocumentIdentifiers").EnumerateArray().Select(document => document.GetProperty("Name").GetString()));

        Assert.Equal(
            [
                "AWS-ConfigureAWSPackage", "AWS-ConfigureCloudWatch", "AWS-ConfigureDocker", "AWS-InstallApplication", "AWS-RunDocument",
                "AWS-RunPatchBaseline", "AWS-RunPowerShellScript", "AWS-RunRemoteScript", "AWS-RunShellScript", "AWS-UpdateSSMAgent",
            ],
            names);
        Assert.False(second.TryGetProperty("NextToken", out _));
        Assert.Equal(5, await ListedAsync("Name", "AWS-Run"));
        Assert.Equal(10, await ListedAsync("Owner", "Amazon"));
        Assert.Equal(0, await ListedAsync("Owner", "Self"));
        Assert.Equal(8, await ListedAsync("PlatformTypes", "Linux"));
        Assert.Equal("InvalidFilterKey", (await _client.CallAsync(
            "ListDocuments", new { Filters = new[] { new { Key = "Color", Values = new[] { "x" } } } })).ErrorCode);
    }

    [Fact]
    public async Task Pages_neither_drop_nor_repeat_while_documents_and_nodes_come_and_go()
    {
        const string Greeting =
            """{"schemaVersion":"2.2","mainSteps":[{"action":"aws:runShellScript","name":"one","inputs":{"runCommand":["true"]}}]}""";
        await _client.CallAsync("CreateDocument", new { Name = "AAA", Content = Greeting, DocumentType = "Command" });
        var first = (await _client.CallAsync("ListDocuments", new { MaxResults = 2 })).Body;
        Assert.Equal(["AAA", "AWS-ConfigureAWSPackage"], Names(first));

        // What the first page has told of is gone, something before it is new, and the second page begins where the first has ended.
        await _client.CallAsync("DeleteDocument", new { Name = "AAA" });
        await _client.CallAsync("CreateDocument", new { Name = "AAB", Content = Greeting, DocumentType = "Command" });
        var rest = (await _client.CallAsync("ListDocuments", new { NextToken = first.GetProperty("NextToken").GetString() })).Body;
        Assert.Equal("AWS-ConfigureCloudWatch", Names(rest).First());
        Assert.Equal(9, Names(rest).Distinct().Count());

        static IEnumerable<string?> Names(JsonElement page) =>
            page.GetProperty("DocumentIdentifiers").EnumerateArray().Select(document => document.GetProperty("Name").GetString());
    }

    [Fact]
    public async Task A_document_is_described_and_given_out_in_both_formats()
    {
        var description = (await _client.CallAsync("DescribeDocument", new { Name = "AWS-RunShellScript" })).Body.GetProperty("Document");
        Assert.Equal(
            ["commands", "workingDirectory", "executionTimeout"],
            description.GetProperty("Parameters").EnumerateArray().Select(parameter => parameter.GetProperty("Name").GetString()));
        Assert.Equal(
            ["Linux", "MacOS"], description.GetProperty("PlatformTypes").EnumerateArray().Select(platform => platform.GetString()));

        var json = (await _client.CallAsync("GetDocument", new { Name = "AWS-RunShellScript" })).Body;
        var yaml = (await _client.CallAsync("GetDocument", new { Name = "AWS-RunShellScript", DocumentFormat = "YAML" })).Body;
        Assert.Equal(("JSON", "YAML"), (json.GetProperty("DocumentFormat").GetString(), yaml.GetProperty("DocumentFormat").GetString()));
        Assert.Equal(
            JsonDocument.Parse(json.GetProperty("Content").GetString()!).RootElement,
            JsonDocument.Parse(Simulator.Documents.YamlTree.Parse(yaml.GetProperty("Content").GetString()!)!.ToJsonString()).RootElement,
            JsonElement.DeepEquals);

        Assert.Equal("InvalidDocument", (await _client.CallAsync("GetDocument", new { Name = "No-SuchDocument" })).ErrorCode);
        Assert.Equal(
            "InvalidDocumentVersion",
            (await _client.CallAsync("DescribeDocument", new { Name = "AWS-RunShellScript", DocumentVersion = "7" })).ErrorCode);
    }

    [Fact]
    public async Task The_hash_of_a_description_is_good_for_sending()
    {
        var description = (await _client.CallAsync("DescribeDocument", new { Name = "AWS-UpdateSSMAgent" })).Body.GetProperty("Document");

        var reply = await _client.CallAsync("SendCommand", new
        {
            DocumentName = "AWS-UpdateSSMAgent",
            DocumentHash = description.GetProperty("Hash").GetString(),
            DocumentHashType = description.GetProperty("HashType").GetString(),
            InstanceIds = new[] { "i-02573cafcfEXAMPLE" },
        });

        Assert.Equal(HttpStatusCode.OK, reply.Status);
    }

    private async Task<string> SendAsync(string node) =>
        (await _client.CallAsync(
            "SendCommand",
            new { DocumentName = "AWS-RunShellScript", InstanceIds = new[] { node }, Parameters = new { commands = new[] { "uptime" } } }))
            .Body.GetProperty("Command").GetProperty("CommandId").GetString()!;

    private async Task<int> CountAsync(object body) =>
        (await _client.CallAsync("DescribeInstanceInformation", body)).Body.GetProperty("InstanceInformationList").GetArrayLength();

    private async Task<int> ListedAsync(string key, string value)
    {
        var count = (await _client.CallAsync(
            "ListDocuments", new
            {
                Filters = new[] { new { Key = key, Values = new[] { value } } },
            })).Body.GetProperty("DocumentIdentifiers").GetArrayLength();
        Assert.Equal(count, (await _client.CallAsync(
            "ListDocuments",
            new { DocumentFilterList = new[] { new { key, value } } })).Body.GetProperty("DocumentIdentifiers").GetArrayLength());
        return count;
    }
}
