using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Connections;

/// <summary>Objects remember where they came from, and the next cmdlet of a pipeline goes there; what is said outright goes before that.</summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class TwoRegionsTests : IDisposable
{
    // A command is there at once, its invocations when it is processed.
    private const string Invocations = """
        foreach ($attempt in 1..10000) {
            $invocations = @($command | Get-RunCommandInvocation)
            if ($invocations.Count -eq 2) { break }
            [Threading.Thread]::Sleep(5)
        }
        """;

    private readonly PowerShellEngine _engine = new();
    private readonly SimulatorProbe _other;
    private readonly SimulatorProbe _default;

    public TwoRegionsTests()
    {
        _other = SimulatorProbe.Start(_engine, "-NodeCount 2 -Region eu-west-1");
        _default = SimulatorProbe.Start(_engine, "-NodeCount 2 -Region us-east-1");
    }

    public void Dispose()
    {
        _engine.Run("Stop-RunCommandSimulator");
        _engine.Dispose();
    }

    [Fact]
    public void What_was_sent_elsewhere_is_looked_up_there()
    {
        var result = _engine.Run($"$command = $args[0] | Send-RunCommand AWS-RunShellScript @{{ commands = 'uptime' }} {_other.Parameters}; {Invocations}; $command; $command | Get-RunCommand; $invocations", _other.NodeIds).Succeeded();

        Assert.Equal(4, result.Output.Count);
        Assert.All(result.Output, item => Assert.Equal("eu-west-1", item.Properties["Region"].Value));
        Assert.All(result.Output, item => Assert.Equal(_other.Endpoint, item.Properties["Endpoint"].Value));
        Assert.NotEmpty(_other.Calls("ListCommands"));
        Assert.NotEmpty(_other.Calls("ListCommandInvocations"));
        AssertNothingReached(_default);
    }

    [Fact]
    public void A_place_that_can_not_be_asked_is_an_error_of_its_commands_and_the_wait_for_the_others_goes_on()
    {
        var refusing = SimulatorProbe.Start(_engine, "-NodeCount 1 -Region eu-north-1 -Fault @{ Kind = 'AccessDenied'; Operation = 'ListCommands' }");
        var script = $$"""
            $here, $there = $args
            $commands = @($here | Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' } {{_other.Parameters}})
            $commands += @($there | Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' } {{refusing.Parameters}})
            $commands | Wait-RunCommand -PollingInterval 0.02
            """;

        var result = _engine.Run(script, _other.NodeIds, refusing.NodeIds);

        Assert.Null(result.Failure);
        Assert.Equal("Success", Assert.Single(result.Output).Properties["Status"].Value);
        var error = Assert.Single(result.Errors);
        Assert.StartsWith("AccessDeniedException,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(Assert.IsType<string[]>(error.TargetObject));
        Assert.Single(refusing.Calls("ListCommands"));
    }

    [Fact]
    public void An_invocation_leads_back_to_its_command_and_a_read_command_to_its_invocations()
    {
        var result = _engine.Run($"$command = $args[0] | Send-RunCommand AWS-RunShellScript @{{ commands = 'uptime' }} {_other.Parameters} | Get-RunCommand; {Invocations}; $invocations | Get-RunCommand", _other.NodeIds).Succeeded();

        Assert.Equal(2, result.Output.Count);
        AssertNothingReached(_default);
    }

    [Fact]
    public void The_newest_simulator_is_the_default_and_the_older_one_after_it()
    {
        const string Send = "$args[0] | Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' } | Get-RunCommand";
        _engine.Run(Send, _default.NodeIds).Succeeded();
        AssertNothingReached(_other);

        _default.Dispose();

        var command = Assert.Single(_engine.Run(Send, _other.NodeIds).Succeeded().Output);
        Assert.Equal("eu-west-1", command.Properties["Region"].Value);
    }

    [Fact]
    public void Parameters_go_before_where_an_object_came_from()
    {
        var result = _engine.Run($"$args[0] | Send-RunCommand AWS-RunShellScript @{{ commands = 'uptime' }} {_other.Parameters} | Get-RunCommand {_default.Parameters}", _other.NodeIds);

        Assert.StartsWith("InvalidCommandId", result.OnlyError.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(_other.Calls("ListCommands"));
        Assert.Single(_default.Calls("ListCommands"));
    }

    [Fact]
    public void A_time_limit_is_no_other_place()
    {
        _engine.Run($"$args[0] | Send-RunCommand AWS-RunShellScript @{{ commands = 'uptime' }} {_other.Parameters} | Get-RunCommand -RequestTimeoutSeconds 60", _other.NodeIds).Succeeded();
        AssertNothingReached(_default);

        _engine.Run("Get-RunCommand -RequestTimeoutSeconds 60").Succeeded();
        Assert.Single(_default.Calls("ListCommands"));
    }

    [Fact]
    public void What_one_place_had_is_folded_although_another_refuses()
    {
        const string Send = "Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' }";
        _engine.Run($"$there = $args[0] | {Send} {_other.Parameters} | Wait-RunCommand", _other.NodeIds).Succeeded();
        _engine.Run($"$here = $args[0] | {Send} | Wait-RunCommand; Set-RunCommandSimulator -Fault @{{ Kind = 'AccessDenied'; Operation = 'ListCommandInvocations' }}", _default.NodeIds).Succeeded();

        var result = _engine.Run("$there, $here | Receive-RunCommandOutput -Fold");

        Assert.StartsWith("AccessDenied", result.OnlyError.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(2, Assert.Single(result.Output).Properties["Count"].Value);
    }

    private static void AssertNothingReached(SimulatorProbe simulator) => Assert.Empty(new[] { "SendCommand", "ListCommands", "ListCommandInvocations" }.SelectMany(simulator.Calls));
}
