using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Streaming;

/// <summary>Several sessions of one process, as ForEach-Object -Parallel makes them, use what one of them has started.</summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class ParallelTests
{
    private const int Sessions = 4;
    private const int SendsPerSession = 5;

    [Fact]
    public async Task Sessions_share_the_simulator_at_the_same_time()
    {
        using var first = new PowerShellEngine();
        using var simulator = SimulatorProbe.Start(first, "-NodeCount 120");
        using var ready = new Barrier(Sessions);

        var sessions = Enumerable.Range(0, Sessions).Select(_ => Task.Factory.StartNew(
            () =>
            {
                using var engine = new PowerShellEngine();
                ready.SignalAndWait(TestContext.Current.CancellationToken);
                return Enumerable.Range(0, SendsPerSession)
                    .SelectMany(_ => engine.Run(
                        "$args[0] | Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' } | Get-RunCommand", simulator.NodeIds)
                        .Succeeded().Output)
                    .Select(command => command.ToString())
                    .ToList();
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default));
        var ids = (await Task.WhenAll(sessions)).SelectMany(commands => commands).ToList();

        // 120 nodes are three commands.
        Assert.Equal(Sessions * SendsPerSession * 3, ids.Distinct().Count());
        Assert.Equal(ids.Order(), first.Run("Get-RunCommand").Succeeded().Output.Select(command => command.ToString()).Order());
    }
}
