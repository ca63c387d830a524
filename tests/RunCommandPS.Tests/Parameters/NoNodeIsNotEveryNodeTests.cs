using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Parameters;

/// <summary>A variable that was never set must not stop, restart or show a command on all its nodes.</summary>
/// <remarks>The running simulator is the default endpoint of the whole process, so nothing may run beside these tests.</remarks>
[Collection(nameof(EnvironmentCollection))]
public sealed class NoNodeIsNotEveryNodeTests : IDisposable
{
    private readonly PowerShellEngine _engine = new();

    public void Dispose()
    {
        _engine.Run("Get-RunCommandSimulator | Stop-RunCommandSimulator").Succeeded();
        _engine.Dispose();
    }

    [Theory]
    [InlineData("Stop-RunCommand")]
    [InlineData("Restart-RunCommand")]
    [InlineData("Receive-RunCommandOutput")]
    [InlineData("Get-RunCommandInvocation")]
    public void InstanceId_takes_neither_null_nor_nothing(string name)
    {
        foreach (var nothing in new[] { "$null", "@()" })
        {
            var result = _engine.Run($"{name} -CommandId 01234567-89ab-cdef-0123-456789abcdef -InstanceId {nothing}");

            Assert.StartsWith(
                "ParameterArgumentValidationError,", Assert.Single(result.AllErrors).FullyQualifiedErrorId, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("-InstanceId $null")]
    [InlineData("$null")]
    [InlineData("-Name $null")]
    [InlineData("-Name @()")]
    [InlineData("-Name ''")]
    [InlineData("-Tag $null")]
    [InlineData("-Tag @{}")]
    [InlineData("-PlatformType @()")]
    [InlineData("-PingStatus @()")]
    [InlineData("-AgentVersion @()")]
    public void Nodes_that_are_chosen_by_nothing_are_not_all_nodes(string choice)
    {
        var result = _engine.Run($"$null = Start-RunCommandSimulator -NodeCount 2; Get-RunCommandNode {choice}");

        Assert.StartsWith(
            "ParameterArgumentValidationError,", Assert.Single(result.AllErrors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("$runs | Stop-RunCommand -NoWait -InstanceId", "CancelCommand")]
    [InlineData("$runs | Restart-RunCommand -Force -Verdict Open -InstanceId", "SendCommand")]
    public void Of_piped_invocations_only_the_nodes_that_are_named_are_touched(string cmdlet, string operation)
    {
        _engine.Run(
            "$simulator = Start-RunCommandSimulator -NodeCount 3 -Answer @{ Duration = 600 }; $nodes = $simulator.Nodes").Succeeded();
        _engine.Run("$command = $nodes | Send-RunCommand AWS-RunShellScript @{ commands = 'sleep 600' }; $runs = @(); "
            + "while ($runs.Count -lt 3) { $runs = @($command | Get-RunCommandInvocation) }").Succeeded();
        var calls = "$simulator.Requests | Where-Object { $_.Operation -eq '" + operation + "' } | ForEach-Object { $_.Body }";
        var before = _engine.Run(calls).Output.Count;

        var other = _engine.Run($"{cmdlet} i-0123456789abcdef0");
        Assert.Equal(1, other.AllErrors.Count + other.Warnings.Count);
        Assert.Equal(before, _engine.Run(calls).Output.Count);

        Assert.Empty(_engine.Run($"{cmdlet} $nodes[1].InstanceId").AllErrors);
        var nodes = _engine.Run("$nodes.InstanceId").Output.Select(id => $"{id}").ToList();
        var body = $"{_engine.Run(calls).Output[^1]}";
        Assert.Equal([nodes[1]], nodes.Where(id => body.Contains(id, StringComparison.Ordinal)));
    }

    [Fact]
    public void An_invocation_is_looked_at_again_on_its_own_node()
    {
        _engine.Run("$simulator = Start-RunCommandSimulator -NodeCount 3; "
            + "$runs = @($simulator.Nodes | Send-RunCommand AWS-RunShellScript @{ commands = 'id' } | Wait-RunCommand | "
            + "Get-RunCommandInvocation)");

        Assert.Equal(
            _engine.Run("$runs | ForEach-Object { $_.InstanceId }").Output.Select(id => $"{id}"),
            _engine.Run("$runs | Get-RunCommandInvocation | ForEach-Object { $_.InstanceId }").Output.Select(id => $"{id}"));
        Assert.Single(_engine.Run("$runs | Get-RunCommandInvocation -InstanceId $runs[1].InstanceId, $runs[1].InstanceId").Output);
    }
}
