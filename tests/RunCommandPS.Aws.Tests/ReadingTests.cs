using System.Text.Json;
using RunCommandPS.Aws.Tests.Fixture;
using RunCommandPS.Simulator;

namespace RunCommandPS.Aws.Tests;

/// <summary>The operations that read, against the simulator.</summary>
public sealed class ReadingTests : IDisposable
{
    private readonly RunCommandSimulator _simulator = RunCommandSimulator.Start(new SimulatorOptions
    {
        Nodes = [new NodeDescription { Name = "web-1" }],
        NodeCount = 6,
        Answers =
        [
            new ScriptedAnswer { Node = "web-1", ExitCode = 3, StandardOutput = "some", StandardError = "wrong" },
            new ScriptedAnswer { StandardOutput = "fine" },
        ],
    });

    private readonly IRunCommandService _service;

    public ReadingTests() => _service = Connect.To(_simulator);

    [Fact]
    public async Task What_was_sent_is_found_again()
    {
        var sent = await SendAsync(_simulator.Nodes[1].InstanceId);

        var page = await _service.ListCommandsAsync(new CommandQuery { CommandId = sent.CommandId }, null, Connect.Cancellation);

        var found = Assert.Single(page.Items);
        Assert.Equal(sent.CommandId, found.CommandId);
        Assert.Equal(sent.RequestedDateTime, found.RequestedDateTime);
        Assert.Null(page.NextToken);
    }

    [Fact]
    public async Task An_unknown_command_is_an_empty_page()
    {
        Assert.Equal(
            [],
            (await _service.ListCommandsAsync(new CommandQuery { CommandId = Connect.UnknownCommand }, null, Connect.Cancellation)).Items);
        Assert.Equal([], (await _service.ListCommandInvocationsAsync(
            new CommandQuery { CommandId = Connect.UnknownCommand }, null, Connect.Cancellation)).Items);
    }

    [Fact]
    public async Task Pages_follow_one_another_by_their_tokens()
    {
        var sent = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            sent.Add((await SendAsync(_simulator.Nodes[1].InstanceId)).CommandId);
        }

        var query = new CommandQuery { PageSize = 2 };
        var first = await _service.ListCommandsAsync(query, null, Connect.Cancellation);
        var second = await _service.ListCommandsAsync(query, first.NextToken, Connect.Cancellation);

        Assert.Equal(2, first.Items.Count);
        Assert.Null(second.NextToken);
        Assert.Equal(sent.Order(), first.Items.Concat(second.Items).Select(command => command.CommandId).Order());
    }

    [Fact]
    public async Task Steps_and_output_come_with_the_details()
    {
        var failing = _simulator.Nodes[0];
        var sent = await SendAsync(failing.InstanceId);
        var invocation = await FinishedAsync(sent.CommandId);

        Assert.Equal(
            (sent.CommandId, failing.InstanceId, RunStatus.Failed, 3),
            (invocation.CommandId, invocation.InstanceId, invocation.Status, invocation.ResponseCode));
        Assert.Equal(sent.Endpoint, invocation.Endpoint);
        var step = Assert.Single(invocation.Steps);
        Assert.Equal((RunStatus.Failed, 3), (step.Status, step.ResponseCode));
        Assert.StartsWith("some\n----------ERROR-------\nwrong", step.Output, StringComparison.Ordinal);
        Assert.Null(step.StandardOutput);

        var brief = await _service.ListCommandInvocationsAsync(new CommandQuery { CommandId = sent.CommandId }, null, Connect.Cancellation);
        Assert.Equal([], Assert.Single(brief.Items).Steps);
    }

    [Fact]
    public async Task The_longer_output_of_a_step_is_read_by_its_name()
    {
        var sent = await SendAsync(_simulator.Nodes[1].InstanceId);
        var invocation = await FinishedAsync(sent.CommandId);

        var output = await _service.GetCommandInvocationAsync(
            sent.CommandId, invocation.InstanceId, invocation.Steps[0].Name, Connect.Cancellation);

        Assert.Equal(
            (invocation.Steps[0].Name, RunStatus.Success, 0, "fine", ""),
            (output.PluginName, output.Status, output.ResponseCode, output.StandardOutput, output.StandardError));
    }

    [Fact]
    public async Task A_query_is_on_the_wire_as_the_API_reference_writes_it()
    {
        var query = new CommandQuery
        {
            InstanceId = _simulator.Nodes[0].InstanceId,
            Status = RunStatus.Failed,
            DocumentName = "AWS-RunShellScript",
            InvokedAfter = new DateTimeOffset(2026, 2, 1, 1, 30, 0, TimeSpan.FromHours(2)),
            InvokedBefore = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero),
            Details = true,
            PageSize = 7,
        };

        await _service.ListCommandInvocationsAsync(query, null, Connect.Cancellation);
        await _service.ListCommandsAsync(query, null, Connect.Cancellation);

        const string Shared =
            """
            "MaxResults": 7, "Filters": [
                {"key": "Status", "value": "Failed"}, {"key": "DocumentName", "value": "AWS-RunShellScript"},
                {"key": "InvokedAfter", "value": "2026-01-31T23:30:00Z"}, {"key": "InvokedBefore", "value": "2026-03-01T00:00:00Z"}]
            """;
        var id = query.InstanceId;
        AssertSame($$"""{"InstanceId": "{{id}}", "Details": true, {{Shared}}}""", _simulator.Requests[0].Body);
        AssertSame($$"""{"InstanceId": "{{id}}", {{Shared}}}""", _simulator.Requests[1].Body);
    }

    [Fact]
    public async Task Properties_of_nodes_are_described_all_or_by_id()
    {
        var id = _simulator.Nodes[0].InstanceId;

        var all = await _service.DescribeNodePropertiesAsync([], null, Connect.Cancellation);
        var one = await _service.DescribeNodePropertiesAsync([id, Connect.UnknownNode], null, Connect.Cancellation);

        Assert.Equal(_simulator.Nodes.Select(node => node.InstanceId).Order(), all.Items.Select(node => node.InstanceId).Order());
        Assert.Equal(id, Assert.Single(one.Items).InstanceId);
        AssertSame("""{"MaxResults": 1000}""", _simulator.Requests[0].Body);
        AssertSame(
            $$"""
            {"MaxResults": 1000, "InstancePropertyFilterList": [{"key": "InstanceIds", "valueSet": ["{{id}}", "{{Connect.UnknownNode}}"]}]}
            """,
            _simulator.Requests[1].Body);
    }

    [Fact]
    public async Task Nodes_are_described_all_by_id_or_by_filters()
    {
        var id = _simulator.Nodes[0].InstanceId;

        var all = await _service.DescribeNodesAsync(new NodeQuery(), null, Connect.Cancellation);
        var one = await _service.DescribeNodesAsync(new NodeQuery { InstanceIds = [id, Connect.UnknownNode] }, null, Connect.Cancellation);
        var none = await _service.DescribeNodesAsync(
            new NodeQuery { InstanceIds = [id], Filters = [new QueryFilter(QueryFilter.PlatformTypes, [PlatformType.MacOS])] },
            null,
            Connect.Cancellation);

        Assert.Equal(_simulator.Nodes.Select(node => node.InstanceId).Order(), all.Items.Select(node => node.InstanceId).Order());
        var node = Assert.Single(one.Items);
        Assert.Equal(
            (id, PingStatus.Online, PlatformType.Linux, NodeResourceType.EC2Instance),
            (node.InstanceId, node.PingStatus, node.PlatformType, node.ResourceType));
        Assert.Equal(_service.Origin.Region, node.Region);
        Assert.Empty(none.Items);
        AssertSame("""{"MaxResults": 50}""", _simulator.Requests[0].Body);
        AssertSame(
            $$"""{"MaxResults": 50, "Filters": [{"Key": "PlatformTypes", "Values": ["MacOS"]}, {"Key": "InstanceIds","""
                + $$""" "Values": ["{{id}}"]}]}""",
            _simulator.Requests[2].Body);
    }

    [Fact]
    public async Task Documents_that_commands_can_run_are_listed_described_and_read()
    {
        var query = new DocumentQuery { PageSize = 6, Filters = [new QueryFilter(QueryFilter.Owner, ["Amazon"])] };

        var page = await _service.ListDocumentsAsync(query, null, Connect.Cancellation);
        var next = await _service.ListDocumentsAsync(query, page.NextToken, Connect.Cancellation);
        var document = await _service.DescribeDocumentAsync("AWS-RunShellScript", null, Connect.Cancellation);
        var content = await _service.GetDocumentAsync("AWS-RunShellScript", "1", Connect.Cancellation);

        Assert.Equal(10, page.Items.Concat(next.Items).Select(item => item.Name).Distinct().Count());
        Assert.Null(next.NextToken);
        AssertSame(
            """{"MaxResults": 6, "Filters": [{"Key": "DocumentType", "Values": ["Command"]}, {"Key": "Owner", "Values": ["Amazon"]}]}""",
            _simulator.Requests[0].Body);
        Assert.Equal([PlatformType.Linux, PlatformType.MacOS], document.PlatformTypes);
        Assert.Equal(
            [("commands", true), ("workingDirectory", false), ("executionTimeout", false)],
            document.Parameters.Select(parameter => (parameter.Name, parameter.IsRequired)));
        Assert.Contains("aws:runShellScript", content, StringComparison.Ordinal);
        AssertSame("""{"Name": "AWS-RunShellScript", "DocumentVersion": "1", "DocumentFormat": "JSON"}""", _simulator.Requests[3].Body);
    }

    [Fact]
    public async Task What_is_wrong_with_a_document_is_told_by_name()
    {
        var unknown = await Assert.ThrowsAsync<InvalidDocumentException>(
            () => _service.DescribeDocumentAsync("No-Such", null, Connect.Cancellation));
        var version = await Assert.ThrowsAsync<InvalidDocumentVersionException>(
            () => _service.GetDocumentAsync("AWS-RunShellScript", "17", Connect.Cancellation));

        Assert.StartsWith("Document 'No-Such' does not exist in ", unknown.Message, StringComparison.Ordinal);
        Assert.StartsWith("Document 'AWS-RunShellScript' has no version '17'.", version.Message, StringComparison.Ordinal);
        Assert.False(unknown.MayHaveRun);
    }

    public void Dispose()
    {
        _service.Dispose();
        _simulator.Dispose();
    }

    private static void AssertSame(string expected, string actual) =>
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(expected), JsonElement.Parse(actual)), actual);

    private Task<Command> SendAsync(string instanceId) => _service.SendCommandAsync(Connect.Shell(instanceId), Connect.Cancellation);

    // The simulator takes some milliseconds until it knows an invocation, as the service takes up to three seconds.
    private async Task<CommandInvocation> FinishedAsync(string commandId)
    {
        while (true)
        {
            var page = await _service.ListCommandInvocationsAsync(
                new CommandQuery { CommandId = commandId, Details = true }, null, Connect.Cancellation);
            if (page.Items is [{ Status: RunStatus.Success or RunStatus.Failed } invocation])
            {
                return invocation;
            }

            await Task.Delay(5, Connect.Cancellation);
        }
    }
}
