using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Connections;

/// <summary>
/// Objects remember where they came from, and the next cmdlet of a pipeline goes there; what is said outright goes before that.
/// </summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class TwoRegionsTests : IDisposable
{
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
    public void A_place_that_can_not_be_asked_is_an_error_of_its_commands_and_the_wait_for_the_others_goes_on()
    {
        var refusing = SimulatorProbe.Start(
            _engine, "-NodeCount 1 -Region eu-north-1 -Fault @{ Kind = 'AccessDenied'; Operation = 'ListCommands' }");
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
    public void Parameters_go_before_where_an_object_came_from()
    {
        var result = _engine.Run(
            $"$args[0] | Send-RunCommand AWS-RunShellScript @{{ commands = 'uptime' }} {_other.Parameters} | "
                + $"Get-RunCommand {_default.Parameters}",
            _other.NodeIds);

        Assert.StartsWith("InvalidCommandId", result.OnlyError.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(_other.Calls("ListCommands"));
        Assert.Single(_default.Calls("ListCommands"));
    }

    [Fact]
    public void A_time_limit_is_no_other_place()
    {
        _engine.Run(
            $"$args[0] | Send-RunCommand AWS-RunShellScript @{{ commands = 'uptime' }} {_other.Parameters} | "
                + "Get-RunCommand -RequestTimeoutSeconds 60",
            _other.NodeIds).Succeeded();
        AssertNothingReached(_default);

        _engine.Run("Get-RunCommand -RequestTimeoutSeconds 60").Succeeded();
        Assert.Single(_default.Calls("ListCommands"));
    }

    private static void AssertNothingReached(SimulatorProbe simulator) =>
        Assert.Empty(new[] { "SendCommand", "ListCommands", "ListCommandInvocations" }.SelectMany(simulator.Calls));
}
