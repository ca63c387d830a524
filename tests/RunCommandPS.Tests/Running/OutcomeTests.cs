using System.Management.Automation;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Running;

/// <summary>Large runs on which things go wrong: nothing is lost, nothing is told twice, and it stays cheap.</summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class OutcomeTests
{
    private static readonly double[] Steps = [5, .. Enumerable.Repeat(20.0, 100)];

    [Theory]
    [InlineData("Invoke-RunCommand uptime -Shell Sh -PollingInterval 0.02", "InstanceId")]
    [InlineData("Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' } | Receive-RunCommandOutput -Follow", "InstanceId")]
    public void Nodes_that_are_not_visible_at_first_are_not_lost(string cmdlets, string id)
    {
        using var session = new RunSession("-NodeCount 120 -SteppedTime -Fault @{ Kind = 'NotYetVisible'; Time = 3 }");
        _ = new LookClock(session.Simulator, looksAStep: 1, Enumerable.Repeat(2.0, 50));

        var result = session.Engine.Run($"$args[0] | {cmdlets}", [session.Simulator.NodeIds]).Succeeded();

        Assert.Equal(session.Simulator.NodeIds.Order(), result.Output.Select(node => (string)node.Properties[id].Value).Order());
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void Every_way_to_end_is_told_of_once_and_as_it_was()
    {
        const string Simulator = """
            -SteppedTime -Node (1..200 | ForEach-Object {
                @{ Name = "n$($_ % 5)-$_"; ComputerName = "n$($_ % 5)-$_"
                    PingStatus = $(if ($_ % 5 -eq 4) { 'ConnectionLost' } else { 'Online' }) }
            }) `
                -Answer @{ Node = 'n1-*'; ExitCode = 3 }, @{ Node = 'n2-*'; Duration = 86400 },
                    @{ Node = 'n3-*'; ExitCode = 194; Attempt = 1 }, @{ StandardOutput = 'fine' }
            """;
        using var session = new RunSession(Simulator);
        _ = new LookClock(session.Simulator, looksAStep: 2, Steps);

        var result = session.Invoke("uptime -Shell Sh -MaxErrors 100% -TimeoutSeconds 60 -ExecutionTimeout 60 -SummaryVariable summary");

        string[] expected = ["n0 Success 40", "n1 Failed 40", "n2 ExecutionTimedOut 40", "n3 Success 40", "n4 DeliveryTimedOut 40"];
        Assert.Equal(
            expected, result.Output.GroupBy(node => $"{Text(node, "InstanceName")[..2]} {Text(node, "StatusDetails")}")
                .Select(group => $"{group.Key} {group.Count()}").Order());
        Assert.Equal(200, result.Output.Select(node => Text(node, "InstanceId")).Distinct().Count());
        Assert.Equal(120, result.Errors.Count);
        Assert.Equal("80 40 40 0 1", session.Engine.Run(
            "\"$($summary.Succeeded) $($summary.Failed) $($summary.TimedOut) $($summary.Cancelled) $($summary.ExitCode)\"")
            .Succeeded().Output[0].BaseObject);
        Assert.Empty(session.Simulator.Calls("GetCommandInvocation"));
    }

    [Fact]
    public void Nodes_of_a_command_that_is_stopped_are_told_of_as_cancelled()
    {
        using var session = new RunSession(
            "-NodeCount 150 -SteppedTime -Answer @{ Node = 'node-*1'; StandardOutput = 'before' }, @{ Duration = 600 }");
        session.Engine.Run(
            "$commands = $args[0] | Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' } -TimeoutSeconds 3600",
            [session.Simulator.NodeIds]).Succeeded();
        session.Simulator.Advance(TimeSpan.FromSeconds(5));
        _ = new LookClock(session.Simulator, looksAStep: 1, 5, 900, 900);
        session.Engine.Run("$null = $commands[1] | Stop-RunCommand -Confirm:$false").Succeeded();

        var result = session.Engine.Run("$commands | Receive-RunCommandOutput -Follow").Succeeded();

        Assert.Equal(150, result.Output.Select(node => Text(node, "InstanceId")).Distinct().Count());
        Assert.Equal(45, result.Output.Count(node => Text(node, "Status") == "Cancelled"));
        Assert.Equal(
            ["Cancelled", "Success", "Success"],
            session.Engine.Run("$commands | Wait-RunCommand | ForEach-Object Status").Succeeded().Output
                .Select(item => item.ToString()).Order());
    }

    [Fact]
    public void Calls_that_fail_delay_a_large_run_and_lose_nothing()
    {
        // What is refused again and again gets through to the follower, and not only to the SDK.
        using var session = new RunSession("-NodeCount 500 -SteppedTime -Fault @{ Kind = 'Throttle'; Operation = 'ListCommandInvocations'; "
            + "Calls = 3..8 }, @{ Kind = 'Throttle'; Operation = 'ListCommands'; Calls = 2, 5, 6 }, @{ Kind = 'InternalServerError'; "
            + "Operation = 'ListCommands'; Calls = 8, 9 }");
        _ = new LookClock(session.Simulator, looksAStep: 2, Steps);

        var result = session.Invoke("uptime -Shell Sh").Succeeded();

        Assert.Equal(session.Simulator.NodeIds.Order(), result.Output.Select(node => Text(node, "InstanceId")).Order());
        Assert.Equal(6, session.Simulator.Calls("ListCommandInvocations").Count(call => call.HttpStatusCode != 200));
    }

    [Theory]
    [InlineData("Wait-RunCommand -PollingInterval 0.02 | ForEach-Object StatusDetails", "NoInstancesInTag")]
    [InlineData("Receive-RunCommandOutput -Follow", null)]
    public void A_tag_that_no_node_has_ends_and_is_read_no_further(string cmdlets, string? expected)
    {
        using var session = new RunSession("-NodeCount 3 -SteppedTime");
        _ = new LookClock(session.Simulator, looksAStep: 1, Steps);

        var result = session.Engine.Run(
            $"Send-RunCommand AWS-RunShellScript @{{ commands = 'uptime' }} -Target 'tag:Role=nobody' | {cmdlets}").Succeeded();

        Assert.Equal(expected, result.Output.SingleOrDefault()?.ToString());
        Assert.Empty(session.Simulator.Calls("ListCommandInvocations"));
    }

    // Both leave far more nodes unread than are kept ready, and must not wait for a reader that is gone.
    [Theory]
    [InlineData("$command | Receive-RunCommandOutput -Follow | Select-Object -First 1")]
    [InlineData("$command | Receive-RunCommandOutput -Follow -InstanceId $first")]
    public void Following_ends_where_enough_was_read(string cmdlets)
    {
        using var session = new RunSession("-NodeCount 300 -SteppedTime");
        session.Engine.Run(
            "$first = $args[0]; $command = Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' } -MaxConcurrency 100% -Target @{ Key "
                + "= 'resource-groups:ResourceTypeFilters'; Values = 'AWS::EC2::Instance' }",
            session.Simulator.NodeIds[0]).Succeeded();
        session.Simulator.Advance(TimeSpan.FromSeconds(5));

        var result = session.Engine.Run(cmdlets).Succeeded();

        Assert.Single(result.Output);
    }

    [Fact]
    public void Only_a_step_whose_output_was_cut_is_asked_for()
    {
        const string Document = """{ "schemaVersion": "2.2", "mainSteps": [{ "action": "aws:runShellScript", "name": "short","""
            + """ "inputs": { "runCommand": ["echo short"] } }, { "action": "aws:runShellScript", "name": "long","""
            + """ "inputs": { "runCommand": ["echo long"] } }, { "action": "aws:runShellScript", "name": "last","""
            + """ "inputs": { "runCommand": ["echo last"] } }] }""";
        using var file = new ScriptFile("Three-Steps.json", Document);
        using var session = new RunSession(
            "-NodeCount 60 -DocumentPath $argument -Answer @{ Contains = 'long'; Node = 'node-*1'; StandardOutput = ('y' * 5000) }, "
                + "@{ Contains = 'long'; StandardOutput = 'brief' }, @{ Contains = 'short'; "
                + "StandardOutput = 'x' }, @{ StandardOutput = 'z' }",
            file.Path);

        var result = session.Invoke("-DocumentName Three-Steps").Succeeded();

        Assert.Equal(60, result.Output.Count);
        Assert.Equal(6, result.Output.Count(node => Text(node, "StandardOutput") == "x" + new string('y', 5000) + "z"));
        Assert.Equal(54, result.Output.Count(node => Text(node, "StandardOutput") == "xbriefz"));
        Assert.Equal(Enumerable.Repeat("long", 6), session.Simulator.Calls("GetCommandInvocation").Select(call => call.Text("PluginName")));
    }

    // One byte less than the inline limit is whole; from the limit on it has to be asked for; beyond 24,000 it is in S3 or nowhere.
    [Theory]
    [InlineData(2_499, false, 0, 2_499, "Inline")]
    [InlineData(2_500, false, 1, 2_500, "Invocation")]
    [InlineData(2_501, false, 1, 2_501, "Invocation")]
    [InlineData(23_999, false, 1, 23_999, "Invocation")]
    [InlineData(24_000, false, 1, 24_000, "Invocation")]
    [InlineData(24_001, false, 1, 24_000, "Invocation")]
    [InlineData(24_000, true, 1, 24_000, "Invocation")]
    [InlineData(24_001, true, 1, 24_001, "S3")]
    public void Output_comes_from_the_nearest_place_that_has_all_of_it(int length, bool hasBucket, int calls, int received, string source)
    {
        using var session = new RunSession($"-NodeCount 1 -Region eu-central-1 -Answer @{{ StandardOutput = ('a' * {length}) }}");

        var result = session.Invoke($"uptime -Shell Sh {(hasBucket ? "-OutputS3BucketName amzn-s3-demo-bucket" : "")}");

        var node = Assert.Single(result.Output);
        Assert.Equal(received, Text(node, "StandardOutput").Length);
        Assert.Equal(received < length, (bool)node.Properties["IsTruncated"].Value);
        Assert.Equal(calls, session.Simulator.Calls("GetCommandInvocation").Count);
        Assert.Equal(source, session.Engine.Run("$args[0].Outputs[0].Source", node).Succeeded().Output[0].ToString());
    }

    private static string Text(PSObject item, string property) => item.Properties[property].Value.ToString()!;
}
