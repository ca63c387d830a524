using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Running;

/// <summary>-SummaryVariable, whatever ends the run: a job of CI exits with what it says.</summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class SummaryTests : IDisposable
{
    private readonly RunSession _session = new("-NodeCount 2");

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("$nodes | Invoke-RunCommand uptime -WhatIf")]
    [InlineData("@() | Invoke-RunCommand uptime")]
    [InlineData("'web01', $nodes[0] | Invoke-RunCommand uptime -PollingInterval 0.02")]
    [InlineData("$nodes | Invoke-RunCommand uptime -Target 'tag:a=b'")]
    [InlineData("$nodes | Invoke-RunCommand uptime -ExecutionTimeout 60 -Parameter @{ executionTimeout = 90 }")]
    [InlineData("$nodes | Invoke-RunCommand uptime -WorkingDirectory / -Parameter @{ workingDirectory = '/' }")]
    [InlineData("Invoke-RunCommand uptime -Target 'tag:a=b' -InputObject $nodes")]
    public void What_was_not_run_is_no_success_even_after_one(string script)
    {
        _session.Invoke("uptime -SummaryVariable summary").Succeeded();
        Assert.Equal(0, ExitCode());

        _session.Engine.Run($"try {{ {script} -SummaryVariable summary }} catch {{ }}");

        Assert.Equal(1, ExitCode());
    }

    [Fact]
    public void A_question_that_is_answered_with_no_sends_nothing()
    {
        _session.Engine.Console.Answer("No");

        var result = _session.Invoke("uptime -Confirm -SummaryVariable summary").Succeeded();

        Assert.Empty(result.Output);
        Assert.Empty(_session.Simulator.Calls("SendCommand"));
        Assert.Equal(1, ExitCode());
    }

    [Fact]
    public void Nodes_on_which_it_may_have_run_are_unknown_and_count_against_the_limit()
    {
        using var session = new RunSession(
            "-NodeCount 60 -Fault @{ Kind = 'Reset'; Operation = 'SendCommand'; AfterAcceptance = $true }, "
            + "@{ Kind = 'AccessDenied'; Operation = 'ListCommands' }");

        var result = session.Invoke("uptime -Shell Sh -MaxConcurrency 20 -MaxErrors 5 -SummaryVariable summary");

        Assert.Single(session.Simulator.Calls("SendCommand"));
        Assert.Equal(40, Assert.IsType<string[]>(Assert.Single(result.Errors, error =>
            error.FullyQualifiedErrorId.StartsWith("TooManyErrors,", StringComparison.Ordinal)).TargetObject).Length);
        Assert.StartsWith(
            "60 nodes: 40 not started, 20 unknown in", result.HostText.Trim().Split('\n')[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Nodes_that_can_be_followed_no_further_are_unknown()
    {
        using var session = new RunSession("-NodeCount 2 -Fault @{ Kind = 'AccessDenied'; Operation = 'ListCommands' }");

        session.Invoke("uptime -Shell Sh -SummaryVariable summary");

        Assert.Equal(
            "2 0 2", session.Engine.Run("\"$($summary.Unknown) $($summary.NotRun) $($summary.FailedNodes.Count)\"").Succeeded().Output[0]
                .ToString());
    }

    [Fact]
    public void A_connection_that_fails_takes_nothing_away_from_the_others()
    {
        var result = _session.Engine.Run("""
            $here = Get-RunCommandNode
            $other = Start-RunCommandSimulator -NodeCount 1 -Seed 7
            $gone = Get-RunCommandNode
            Stop-RunCommandSimulator -Simulator $other
            $gone, $here | ForEach-Object { $_ } | Invoke-RunCommand uptime -PollingInterval 0.02 -SummaryVariable summary
            "$($summary.FailedNodes)" -eq $gone.InstanceId
            """);

        Assert.Equal(
            ["NotStarted", "Succeeded", "Succeeded"],
            result.Output.SkipLast(1).Select(node => $"{node.Properties["Verdict"].Value}").Order(StringComparer.Ordinal));
        Assert.Equal(true, result.Output[^1].BaseObject);
        Assert.StartsWith("ConnectionRefused,", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(1, ExitCode());
    }

    private object ExitCode() => _session.Engine.Run("$summary.ExitCode").Succeeded().Output[0].BaseObject;
}
