using System.Management.Automation;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Running;

/// <summary>Invoke-RunCommand -AsJob: PowerShell's own job cmdlets do with it what they do with any job.</summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class JobTests
{
    [Fact]
    public void A_name_makes_a_job_and_a_job_is_received_and_removed_at_once()
    {
        using var session = new RunSession("-NodeCount 2");

        var result = session.Engine.Run(
            "$job = $args[0] | Invoke-RunCommand uptime -JobName patch -PollingInterval 0.02; $job.Name; "
                + "@(Receive-Job -Job $job -Wait -AutoRemoveJob).Count; @(Get-Job).Count; $job.StopJob(); $job.Dispose(); $job.State",
            session.Simulator.NodeIds).Succeeded();

        Assert.Equal(["patch", "2", "0", "Completed"], result.Output.Select(item => item.ToString()));
    }

    [Fact]
    public async Task A_job_that_is_stopped_by_two_is_stopped_for_both()
    {
        using var session = new RunSession("-NodeCount 2 -SteppedTime -Answer @{ Duration = 600 }");
        var job = (Job)session.Engine.Run(
            "$args[0] | Invoke-RunCommand 'sleep 600' -AsJob", session.Simulator.NodeIds).Succeeded().Output[0].BaseObject;
        await session.SentAsync(1);

        var states = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            job.StopJob();
            return job.JobStateInfo.State;
        })));

        Assert.Equal([JobState.Stopped, JobState.Stopped], states);
        Assert.Single(session.Simulator.Calls("CancelCommand"));
    }

    [Fact]
    public void A_job_that_has_ended_takes_no_more_time()
    {
        using var session = new RunSession("-NodeCount 1");

        var result = session.Engine.Run(
            "$job = $args[0] | Invoke-RunCommand uptime -AsJob -PollingInterval 0.02; $null = Wait-Job -Job $job; "
                + "$job.Summary.Elapsed -eq $job.Summary.Elapsed",
            session.Simulator.NodeIds);

        Assert.Equal(true, Assert.Single(result.Succeeded().Output).BaseObject);
    }

    [Fact]
    public void A_job_fills_no_variable_and_says_so() =>
        Assert.StartsWith(
            "InvalidInput,",
            Assert.Single(Refused("'i-0123456789abcdef0' | Invoke-RunCommand uptime -JobName x -SummaryVariable s")).FullyQualifiedErrorId,
            StringComparison.Ordinal);

    [Fact]
    public void A_job_that_can_not_be_sent_has_failed_and_says_why()
    {
        using var engine = new PowerShellEngine();

        var result = engine.Run(
            "$job = 'i-0123456789abcdef0' | Invoke-RunCommand uptime -Shell Sh -AsJob -Region moon-1 -AccessKey a -SecretKey b; "
                + "(Wait-Job -Job $job).State; $job.Error[0].FullyQualifiedErrorId");

        Assert.Equal(["Failed", "UnknownRegion"], result.Output.Select(item => item.ToString()));
    }

    private static IReadOnlyList<ErrorRecord> Refused(string script)
    {
        using var engine = new PowerShellEngine();
        return engine.Run(script).Errors;
    }
}
