using System.Management.Automation;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Running;

/// <summary>
/// What following a large run costs, counted on the wire: a page of ListCommands for 50 commands a look, pages of invocations only of
/// commands whose counters moved, and no call for output that came with them.
/// </summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class CallBudgetTests
{
    private const int Nodes = 10_000;
    private const int Commands = Nodes / 50;
    private const int PagesALook = Commands / 50;

    // Of each command's nodes a tenth ends at once, a tenth after 20 s, and the others after 40 s.
    private const string Fleet = "-SteppedTime -Answer @{ Node = 'node-*1'; StandardOutput = 'first' }, @{ Node = 'node-*2'; "
        + "StandardOutput = 'second'; Duration = 20 }, @{ StandardOutput = 'rest'; Duration = 40 }";
    private static readonly double[] Steps = [5, .. Enumerable.Repeat(20.0, 50)];

    [Fact]
    public void Invoke_follows_ten_thousand_nodes_within_its_budget()
    {
        using var session = new RunSession($"-NodeCount {Nodes} {Fleet}");
        var clock = new LookClock(session.Simulator, looksAStep: 4, Steps);

        var result = session.Invoke("uptime -Shell Sh -SummaryVariable summary").Succeeded();

        Assert.Equal(session.Simulator.NodeIds.Order(), result.Output.Select(node => (string)node.Properties["InstanceId"].Value).Order());
        Assert.Equal(Nodes, session.Engine.Run("$summary.Succeeded").Succeeded().Output[0].BaseObject);
        Assert.Equal(Commands, session.Simulator.Calls("SendCommand").Count);
        AssertBudget(session.Simulator, clock, result, PagesALook);
    }

    [Fact]
    public void Waiting_for_ten_thousand_nodes_takes_pages_of_commands_only()
    {
        using var session = new RunSession($"-NodeCount {Nodes} {Fleet}");
        _ = new LookClock(session.Simulator, looksAStep: 4, Steps);

        var result = session.Engine.Run(
            "$args[0] | Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' } | Wait-RunCommand -PollingInterval 0.02",
            [session.Simulator.NodeIds]).Succeeded();

        Assert.Equal(Commands, result.Output.Count);
        Assert.All(result.Output, command => Assert.Equal("Success", command.Properties["Status"].Value));
        Assert.InRange(session.Simulator.Calls("ListCommands").Count, 4 * PagesALook, PagesALook * Looks(result));
        Assert.Empty(session.Simulator.Calls("ListCommandInvocations"));
        Assert.Empty(session.Simulator.Calls("DescribeInstanceProperties"));
    }

    [Fact]
    public void Output_of_ten_thousand_nodes_that_have_ended_meanwhile_takes_a_page_a_command()
    {
        using var session = new RunSession($"-NodeCount {Nodes} {Fleet}");
        session.Engine.Run(
            "$commands = $args[0] | Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' }", [session.Simulator.NodeIds]).Succeeded();
        session.Simulator.Advance(TimeSpan.FromMinutes(2));

        var result = session.Engine.Run("$commands | Receive-RunCommandOutput -Follow").Succeeded();

        Assert.Equal(Nodes, result.Output.Count);
        Assert.Equal(
            (PagesALook, Commands, 0, Nodes / 1000),
            (session.Simulator.Calls("ListCommands").Count, session.Simulator.Calls("ListCommandInvocations").Count,
                session.Simulator.Calls("GetCommandInvocation").Count, session.Simulator.Calls("DescribeInstanceProperties").Count));
    }

    [Fact]
    public void Receive_follows_what_moves_and_nothing_else()
    {
        // Its pace can't be set, and grows with the calls, so there are few commands.
        using var session = new RunSession($"-NodeCount 150 {Fleet}");
        var clock = new LookClock(session.Simulator, looksAStep: 1, 5, 60, 60);

        var result = session.Engine.Run(
            "$args[0] | Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' } | Receive-RunCommandOutput -Follow",
            [session.Simulator.NodeIds]).Succeeded();

        Assert.Equal(150, result.Output.Count);
        AssertBudget(session.Simulator, clock, result, pagesALook: 1);
    }

    [Fact]
    public void A_command_of_thousands_of_nodes_is_read_in_parts()
    {
        // One command with a target is read whole at each reading: pages go by tenths of its nodes, not by looks.
        using var session = new RunSession($"-NodeCount 2000 {Fleet}");
        var clock = new LookClock(session.Simulator, looksAStep: 2, [5, .. Enumerable.Repeat(20.0, 60)]);

        var result = session.Engine.Run("Invoke-RunCommand uptime -Shell Sh -MaxConcurrency 100 -Target @{ Key = "
            + "'resource-groups:ResourceTypeFilters'; Values = 'AWS::EC2::Instance' } -PollingInterval 0.02").Succeeded();

        Assert.Equal(2000, result.Output.Count);
        Assert.True(Assert.Single(clock.Movements).Value > 20, $"{clock.Movements.Values.Single()} movements");
        Assert.InRange(session.Simulator.Calls("ListCommandInvocations").Count, 40, 11 * 40);
        Assert.Equal(Looks(result), session.Simulator.Calls("ListCommands").Count);
    }

    // Every look shows progress, and the bar is taken away at the end.
    private static int Looks(ScriptResult result) => result.Progress.Count(record => record.RecordType == ProgressRecordType.Processing);

    private static void AssertBudget(SimulatorProbe simulator, LookClock clock, ScriptResult result, int pagesALook)
    {
        Assert.True(clock.Movements.Values.Sum() > clock.Movements.Count, "Counters have to move more than once.");
        Assert.InRange(simulator.Calls("ListCommands").Count, 1, pagesALook * Looks(result));
        var pages = simulator.Calls("ListCommandInvocations").GroupBy(call => call.Text("CommandId")!).ToList();
        Assert.Equal(clock.Movements.Keys.Order(), pages.Select(ofCommand => ofCommand.Key).Order());
        Assert.All(pages, ofCommand => Assert.InRange(ofCommand.Count(), 1, clock.Movements[ofCommand.Key]));
        Assert.Empty(simulator.Calls("GetCommandInvocation"));

        // Names of nodes, however often the nodes are looked at.
        Assert.InRange(simulator.Calls("DescribeInstanceProperties").Count, 1, Math.Max(1, simulator.NodeIds.Count / 50));
    }
}
