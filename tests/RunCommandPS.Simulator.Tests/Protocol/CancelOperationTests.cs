using System.Net;
using System.Text.Json;

namespace RunCommandPS.Simulator.Tests.Protocol;

/// <summary>CancelCommand over the wire.</summary>
public sealed class CancelOperationTests : IDisposable
{
    private readonly RunCommandSimulator _simulator = RunCommandSimulator.Start(new SimulatorOptions
    {
        NodeCount = 2,
        Answers = [new() { Duration = TimeSpan.FromHours(1) }],
        IsTimeStepped = true,
    });

    private readonly SimulatorClient _client;

    public CancelOperationTests() => _client = new SimulatorClient(_simulator);

    public void Dispose()
    {
        _client.Dispose();
        _simulator.Dispose();
    }

    [Fact]
    public async Task The_answer_is_empty_and_the_command_ends_as_Cancelled()
    {
        var id = await SendAsync();
        _simulator.Advance(TimeSpan.FromSeconds(1));

        var reply = await _client.CallAsync("CancelCommand", new { CommandId = id });
        Assert.Equal((HttpStatusCode.OK, "{}"), (reply.Status, reply.Body.GetRawText()));
        Assert.Equal("Cancelling", await StatusAsync(id));

        _simulator.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("Cancelled", await StatusAsync(id));
    }

    [Fact]
    public async Task It_can_be_for_some_nodes_only()
    {
        var id = await SendAsync();
        _simulator.Advance(TimeSpan.FromSeconds(1));

        await _client.CallAsync("CancelCommand", new { CommandId = id, InstanceIds = new[] { _simulator.Nodes[1].InstanceId } });
        _simulator.Advance(TimeSpan.FromSeconds(1));

        var invocations = (await _client.CallAsync("ListCommandInvocations", new { CommandId = id })).Body.GetProperty(
            "CommandInvocations");
        Assert.Equal(
            ["InProgress", "Cancelled"], invocations.EnumerateArray().Select(invocation => invocation.GetProperty("Status").GetString()));
        Assert.Equal("InProgress", await StatusAsync(id));
    }

    [Theory]
    [InlineData("""{}""", "ValidationException")]
    [InlineData("""{ "CommandId": "short" }""", "ValidationException")]
    [InlineData("""{ "CommandId": "00000000-0000-0000-0000-000000000000", "InstanceIds": ["web"] }""", "ValidationException")]
    [InlineData("""{ "CommandId": "00000000-0000-0000-0000-000000000000" }""", "InvalidCommandId")]
    [InlineData("""{ "CommandId": "00000000-0000-0000-0000-00000000000x" }""", "ValidationException")]
    public async Task A_request_that_is_wrong_is_a_typed_error(string body, string code)
    {
        var reply = await _client.CallAsync("CancelCommand", body);

        Assert.Equal((HttpStatusCode.BadRequest, code), (reply.Status, reply.ErrorCode));
    }

    [Fact]
    public async Task More_than_50_nodes_are_too_many()
    {
        var reply = await _client.CallAsync(
            "CancelCommand",
            new { CommandId = Guid.Empty, InstanceIds = Enumerable.Range(0, 51).Select(number => $"i-{number:00000000}") });

        Assert.Equal("ValidationException", reply.ErrorCode);
        Assert.Contains(
            "'instanceIds' failed to satisfy constraint: Member must have length less than or equal to 50",
            reply.Message,
            StringComparison.Ordinal);
    }

    private async Task<string> SendAsync()
    {
        var sent = await _client.CallAsync("SendCommand", JsonSerializer.Serialize(new
        {
            DocumentName = "AWS-RunShellScript",
            InstanceIds = _simulator.Nodes.Select(node => node.InstanceId),
            Parameters = new { commands = new[] { "sleep" } },
        }));
        return sent.Body.GetProperty("Command").GetProperty("CommandId").GetString()!;
    }

    private async Task<string?> StatusAsync(string id) =>
        (await _client.CallAsync("ListCommands", new { CommandId = id })).Body.GetProperty("Commands")[0].GetProperty("Status").GetString();
}
