using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Running;

/// <summary>What the host sees of waves, and whoever sits there decides whether the next one starts.</summary>
/// <remarks>The running simulator is the default endpoint of the whole process, so nothing may run beside these tests.</remarks>
[Collection(nameof(EnvironmentCollection))]
public sealed class WavePromptTests : IDisposable
{
    private readonly PowerShellEngine _engine = new();

    public WavePromptTests() => _engine.Run("$simulator = Start-RunCommandSimulator -NodeCount 6").Succeeded();

    public void Dispose()
    {
        _engine.Run("Get-RunCommandSimulator | Stop-RunCommandSimulator").Succeeded();
        _engine.Dispose();
    }

    [Fact]
    public void Yes_starts_the_next_wave_and_asks_again()
    {
        _engine.Console.Answer("Yes", "Yes");

        Assert.Equal(6, Succeeded());
        Assert.Equal(2, _engine.Console.Prompts.Count);
        Assert.Contains("Wave 1 of 3 has ended.", _engine.Console.Prompts[0], StringComparison.Ordinal);
        Assert.Contains("2 succeeded, 0 did not. Start wave 2?", _engine.Console.Prompts[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Yes_to_all_asks_no_more()
    {
        _engine.Console.Answer("Yes to All");

        Assert.Equal(6, Succeeded());
        Assert.Single(_engine.Console.Prompts);
    }

    [Fact]
    public void No_halts_the_rollout()
    {
        _engine.Console.Answer("Yes", "No");

        Assert.Equal(4, Succeeded());
        Assert.Equal(
            "The prompt for wave 3 of 3 was answered with No, so 2 nodes were not started.",
            _engine.Run("$problems[-1].ErrorDetails.Message").Succeeded().Values<string>()[0]);
    }

    [Fact]
    public void The_progress_bar_tells_the_wave()
    {
        var result = _engine.Run(
            "$simulator.Nodes | Invoke-RunCommand uptime -Shell Sh -Wave 3 -NoRecord -PollingInterval 0.05 6> $null").Succeeded();

        var activities = result.Progress.Select(progress => progress.Activity).Distinct().ToList();
        Assert.Contains("Running AWS-RunShellScript, wave 1 of 2", activities);
        Assert.Contains("Running AWS-RunShellScript, wave 2 of 2", activities);
    }

    [Fact]
    public void Suspend_opens_a_prompt_and_asks_again()
    {
        _engine.Console.Answer("Suspend", "Yes to All");

        Assert.Equal(6, Succeeded());
        Assert.Equal(1, _engine.NestedPrompts);
    }

    [Fact]
    public async Task A_check_that_is_stopped_stops_the_rollout_and_its_record_goes_on()
    {
        using var script = _engine.Start("""
            $simulator.Nodes | Invoke-RunCommand uptime -Shell Sh -Wave 2 -Name stopped -PollingInterval 0.05 `
                -WaveCheck { 'checking'; Start-Sleep 600 } 6> $null
            """);
        await script.WrittenAsync(2);

        await script.StopAsync();

        Assert.Equal("Stopped", _engine.Run("\"$((Get-RunCommandRollout stopped).Condition)\"").Succeeded().Values<string>()[0]);
        Assert.Equal(4, _engine.Run(
            "@(Resume-RunCommandRollout stopped -WaveCheck { $true } -PollingInterval 0.05 6> $null).Count").Values<int>()[0]);
        _engine.Run("Get-RunCommandRollout | Remove-RunCommandRollout").Succeeded();
    }

    private int Succeeded() => _engine.Run("""
        $results = $simulator.Nodes | Invoke-RunCommand uptime -Shell Sh -Wave 2 -WavePrompt -NoRecord -PollingInterval 0.05 `
            -ErrorAction SilentlyContinue -ErrorVariable problems 6> $null
        @($results | Where-Object Verdict -EQ Succeeded).Count
        """).Values<int>()[^1];
}
