using System.Management.Automation;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Running;

/// <summary>Invoke-RunCommand from the nodes to their results.</summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class InvokeTests
{
    private const string Mixed = "-NodeCount 4 -Answer @{ Node = 'node-0002'; ExitCode = 3; StandardOutput = 'x'; "
        + "StandardError = 'no such host' }, @{ StandardOutput = 'fine' }";

    [Fact]
    public void Each_platform_has_a_shell_of_its_own()
    {
        using var session = new RunSession("-Node @{ Platform = 'Linux' }, @{ Platform = 'Windows' }, @{ Platform = 'MacOS' }");

        var result = session.Invoke("'hostname'").Succeeded();

        Assert.Equal(3, result.Output.Count);
        var bodies = session.Simulator.Calls("SendCommand").Select(call => call.Body).ToList();
        Assert.Contains(
            session.Simulator.NodeIds[1],
            Assert.Single(bodies, body => body.Contains("AWS-RunPowerShellScript", StringComparison.Ordinal)),
            StringComparison.Ordinal);
        Assert.Contains(
            session.Simulator.NodeIds[2],
            Assert.Single(bodies, body => body.Contains("AWS-RunShellScript", StringComparison.Ordinal)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Targets_of_one_platform_stay_targets_and_mixed_ones_become_ids()
    {
        using var session = new RunSession("-Node @{ Platform = 'Linux'; Tags = @{ Role = 'web' } }, @{ Platform = 'Windows'; "
            + "Tags = @{ Role = 'web' } }, @{ Platform = 'Windows'; Tags = @{ Role = 'db' } }");

        Assert.Single(session.Engine.Run("Invoke-RunCommand hostname -Target 'tag:Role=db' -PollingInterval 0.02").Succeeded().Output);
        Assert.Contains("\"Targets\"", session.Simulator.Calls("SendCommand")[^1].Body, StringComparison.Ordinal);
        Assert.Equal(
            2, session.Engine.Run("Invoke-RunCommand hostname -Target 'tag:Role=web' -PollingInterval 0.02").Succeeded().Output.Count);
        Assert.Contains("\"InstanceIds\"", session.Simulator.Calls("SendCommand")[^1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Targets_that_nobody_meets_are_an_error()
    {
        using var session = new RunSession();

        var result = session.Engine.Run(
            "Invoke-RunCommand hostname -Target 'tag:Role=nobody' -PollingInterval 0.02 -SummaryVariable summary");

        Assert.StartsWith("NoNodes,", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(1, session.Engine.Run("$summary.ExitCode").Succeeded().Output[0].BaseObject);
    }

    [Fact]
    public void A_node_that_is_not_online_is_said_to_be_so_and_ends_as_not_reached()
    {
        using var session = new RunSession("-TimeScale 2000 -Node @{ Name = 'here' }, @{ Name = 'away'; PingStatus = 'ConnectionLost' }");

        var result = session.Invoke("'uptime' -TimeoutSeconds 30 -ExecutionTimeout 5 -SummaryVariable summary");

        Assert.Contains(session.Simulator.NodeIds[1], Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal(["NotDelivered", "Succeeded"], result.Output.Select(node => node.Properties["Verdict"].Value.ToString()).Order());
        Assert.Contains("was not reached (DeliveryTimedOut)", Assert.Single(result.Errors).ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(
            "1 of 2 succeeded, 1 not run",
            session.Engine.Run("\"$($summary.Succeeded) of $($summary.Nodes) succeeded, $($summary.NotRun) not run\"")
                .Succeeded().Output[0].BaseObject);
    }

    [Fact]
    public void Output_that_is_too_long_is_cut_with_a_warning_or_comes_from_S3()
    {
        using var session = new RunSession(
            "-NodeCount 2 -Bucket my-bucket -Answer $argument",
            new System.Collections.Hashtable { ["StandardOutput"] = new string('x', 30_000) });

        var cut = session.Invoke("'seq 1 6000'").Succeeded();
        Assert.Contains("-OutputS3BucketName", Assert.Single(cut.Warnings), StringComparison.Ordinal);
        Assert.All(cut.Output, node =>
            Assert.Equal((true, 24_000), (node.Properties["IsTruncated"].Value, ((string)node.Properties["StandardOutput"].Value).Length)));

        var whole = session.Invoke("'seq 1 6000' -OutputS3BucketName my-bucket").Succeeded();
        Assert.Empty(whole.Warnings);
        Assert.All(whole.Output, node => Assert.Equal(
            (false, 30_000), (node.Properties["IsTruncated"].Value, ((string)node.Properties["StandardOutput"].Value).Length)));

        Assert.StartsWith(
            "InvalidOutputFolder,",
            Assert.Single(session.Invoke("'x' -OutputS3BucketName another").Errors).FullyQualifiedErrorId,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_runs_with_its_parameters()
    {
        using var session = new RunSession();

        Assert.Equal(
            3, session.Invoke("-DocumentName AWS-RunShellScript -Parameter @{ commands = 'uptime'; workingDirectory = '/' }")
                .Succeeded().Output.Count);
        Assert.Equal("uptime\n", session.SentScript());
    }

    [Fact]
    public void A_node_that_takes_no_commands_is_an_error_and_the_others_run()
    {
        using var session = new RunSession();

        var result = session.Invoke("'uptime' -InstanceId i-0123456789abcdef0");

        Assert.Equal(
            ["Refused", "Succeeded", "Succeeded", "Succeeded"],
            result.Output.Select(node => $"{node.Properties["Verdict"].Value}").Order(StringComparer.Ordinal));
        var error = Assert.Single(result.Errors);
        Assert.StartsWith("InvalidInstanceId,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(["i-0123456789abcdef0"], Assert.IsType<string[]>(error.TargetObject));
        Assert.Single(session.Invoke("'uptime' -InstanceId i-0123456789abcdef0 -SkipInvalidNode").Warnings);
    }

    [Fact]
    public void What_is_no_node_is_an_error_of_that_item()
    {
        using var session = new RunSession();

        var result = session.Engine.Run(
            "$args[0], 'web01', $null, @{ DocumentName = 'X-1'; InstanceIds = 'i-0123456789abcdef0' } | "
                + "Invoke-RunCommand uptime -PollingInterval 0.02",
            session.Simulator.NodeIds[0]);

        Assert.Single(result.Output);
        Assert.Equal(3, result.Errors.Count);
        Assert.All(result.Errors, error => Assert.StartsWith("InvalidInput,", error.FullyQualifiedErrorId, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ctrl_C_stops_the_commands_and_says_so()
    {
        using var session = new RunSession("-NodeCount 60 -SteppedTime -Answer @{ Duration = 600 }");
        using var script = session.Start("'sleep 600'");
        await session.SentAsync(2);

        var result = await script.StopAsync();

        Assert.True(result.Stopped);
        Assert.Equal(2, session.Simulator.Calls("CancelCommand").Count);
        Assert.Contains("asked to cancel 2 commands", string.Join('\n', session.Engine.Console.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Enough_downstream_stops_the_rest()
    {
        using var session = new RunSession("-NodeCount 2 -Answer @{ Node = 'node-0001' }, @{ Duration = 600 }");

        var result = session.Invoke("'uptime'", "| Select-Object -First 1").Succeeded();

        Assert.Equal(session.Simulator.NodeIds[0], Id(Assert.Single(result.Output)));
        Assert.Single(session.Simulator.Calls("CancelCommand"));
    }

    [Fact]
    public void WhatIf_shows_the_script_and_needs_no_credentials()
    {
        using var engine = new PowerShellEngine();

        var result = engine.Run("'i-0123456789abcdef0' | Invoke-RunCommand 'reboot now' -WhatIf").Succeeded();

        Assert.Empty(result.Output);
        Assert.Contains("reboot now", result.HostText, StringComparison.Ordinal);
        Assert.Contains("AWS-RunShellScript or AWS-RunPowerShellScript", result.HostText, StringComparison.Ordinal);
    }

    [Fact]
    public void Results_can_be_piped_on()
    {
        using var session = new RunSession(Mixed);

        var result = session.Invoke(
            "'uptime' -ErrorAction SilentlyContinue",
            "| Where-Object { -not $_.Succeeded } | Invoke-RunCommand 'retry' -PollingInterval 0.02 -ErrorAction SilentlyContinue");

        Assert.Equal(session.Simulator.NodeIds[1], Id(Assert.Single(result.Output)));
    }

    private static object Id(PSObject node) => node.Properties["InstanceId"].Value;
}
