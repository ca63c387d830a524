using Microsoft.Extensions.Time.Testing;
using RunCommandPS.Documents;
using RunCommandPS.Simulator.Execution;
using RunCommandPS.Simulator.Fleet;
using RunCommandPS.Simulator.Parameters;
using RunCommandPS.Simulator.Service;

namespace RunCommandPS.Simulator.Tests.Service;

public sealed class NodeAgentTests
{
    [Fact]
    public void A_node_that_never_comes_back_keeps_no_command_that_has_ended()
    {
        var fleet = new NodeFleet([new NodeFactory(0, "Linux", "us-east-1", default).Create(new() { PingStatus = "ConnectionLost" })]);
        using var agenda = new Agenda(new FakeTimeProvider(), static _ => { });
        var agents = new NodeAgents(fleet, agenda, new ScriptedExecutor([], null), new ParameterReferences(new ParameterStore("", "")));
        var agent = agents.Of(fleet.Nodes[0].InstanceId);
        var open = NewInvocation(fleet, -1);
        agent.WhenConnected(open, static () => { });

        for (var number = 0; number < 10_000; number++)
        {
            var invocation = NewInvocation(fleet, number);
            agent.WhenConnected(invocation, static () => { });
            invocation.Become("TimedOut", "DeliveryTimedOut");
        }

        Assert.InRange(agent.UnsaidCount, 1, 20);
        Assert.False(agent.IsIdle);
    }

    private static InvocationState NewInvocation(NodeFleet fleet, long number)
    {
        var document = ServiceHarness.Document(
            "one", """{ "schemaVersion": "2.2", "mainSteps": [ { "name": "one", "action": "aws:runShellScript","""
                + """ "inputs": { "runCommand": ["1"] } } ] }""");
        var parameters = ParameterBinding.Bind(document.Content, new Dictionary<string, IReadOnlyList<string>>());
        var command = new CommandState("command", number, new() { DocumentName = "one" }, document, parameters, DateTimeOffset.UnixEpoch);
        command.ChooseNodes(fleet.Nodes);
        return command.Invocations[0];
    }
}
