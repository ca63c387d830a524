using System.Text.Json;
using RunCommandPS.Aws.Tests.Fixture;
using RunCommandPS.Simulator;

namespace RunCommandPS.Aws.Tests;

/// <summary>CancelCommand on the wire, and what is made of its answers.</summary>
public sealed class CancelCommandTests
{
    [Theory]
    [InlineData("", """{"CommandId": "11111111-2222-3333-4444-555555555555"}""")]
    [InlineData(
        "i-0123456789abcdef0 i-0123456789abcdef1",
        """{"CommandId": "11111111-2222-3333-4444-555555555555", "InstanceIds": ["i-0123456789abcdef0", "i-0123456789abcdef1"]}""")]
    public async Task A_command_or_some_of_its_nodes(string nodes, string expected)
    {
        using var server = CannedServer.Answering("{}");
        using var service = Connect.To(server);

        await service.CancelCommandAsync(
            Connect.UnknownCommand, nodes.Split(' ', StringSplitOptions.RemoveEmptyEntries), Connect.Cancellation);

        var body = JsonElement.Parse(Assert.Single(server.Bodies));
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(expected), body), body.ToString());
    }

    [Fact]
    public async Task A_command_there_is_none_of_is_named()
    {
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions { NodeCount = 1 });
        using var service = Connect.To(simulator);

        var error = await Assert.ThrowsAsync<InvalidCommandIdException>(
            () => service.CancelCommandAsync(Connect.UnknownCommand, [], Connect.Cancellation));

        Assert.StartsWith($"There is no command '{Connect.UnknownCommand}' in us-east-1.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_stopped_ends_as_cancelled()
    {
        using var simulator = RunCommandSimulator.Start(
            new SimulatorOptions { NodeCount = 1, Answers = [new() { Duration = TimeSpan.FromHours(1) }], IsTimeStepped = true });
        using var service = Connect.To(simulator);
        var command = await service.SendCommandAsync(Connect.Shell(simulator.Nodes[0].InstanceId), Connect.Cancellation);
        simulator.Advance(TimeSpan.FromSeconds(1));

        await service.CancelCommandAsync(command.CommandId, [], Connect.Cancellation);
        simulator.Advance(TimeSpan.FromSeconds(1));

        var page = await service.ListCommandInvocationsAsync(
            new CommandQuery { CommandId = command.CommandId }, null, Connect.Cancellation);
        Assert.Equal(NodeVerdict.Cancelled, Assert.Single(page.Items).Outcome);
    }
}
