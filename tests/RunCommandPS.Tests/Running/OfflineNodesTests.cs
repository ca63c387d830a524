using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Running;

/// <summary>Who waits for nodes that are not there is told so, and for how many.</summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class OfflineNodesTests
{
    private const string Nodes = "-Node @(@{ Tags = @{ Role = 'web' } }, @{ Tags = @{ Role = 'web' }; PingStatus = 'ConnectionLost' }, "
        + "@{ Tags = @{ Role = 'web' }; PingStatus = 'Inactive' }, "
        + "@{ Tags = @{ Role = 'db' }; PingStatus = 'Inactive' }) -TimeScale 1000";

    [Theory]
    [InlineData("$args[0] | Invoke-RunCommand uptime",
        "3 of 4 nodes are not online, so the run waits for them until the command expires: ")]
    [InlineData("Invoke-RunCommand uptime -Target tag:Role=web",
        "2 of 3 nodes are not online, so the run waits for them until the command expires: ")]
    [InlineData("Invoke-RunCommand uptime -Target tag:Role=db",
        "1 of 1 nodes is not online, so the run waits for it until the command expires: ")]
    public void The_warning_counts_the_nodes_that_are_meant(string run, string warning)
    {
        using var session = new RunSession(Nodes);

        var result = session.Engine.Run($"{run} -TimeoutSeconds 30 -PollingInterval 0.02 3>&1 2>$null 6>$null",
            [session.Simulator.NodeIds]);

        Assert.StartsWith(warning,
            result.Output.Select(item => item.BaseObject).OfType<System.Management.Automation.WarningRecord>().First().Message,
            StringComparison.Ordinal);
    }
}
