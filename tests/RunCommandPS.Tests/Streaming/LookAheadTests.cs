using System.Management.Automation;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Streaming;

/// <summary>How far Send-RunCommand reads the pipeline before it sends, and what it keeps of it.</summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class LookAheadTests : IDisposable
{
    private const int ChunkSize = 50;

    // Chunks that may be complete and not yet on their way: eight in the queue, one in the hand that waits for its turn,
    // and one that waits for a place in the queue.
    private const int Waiting = 10;

    private const string Send = "$args[0] | Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' } -ThrottleLimit 2";

    private readonly PowerShellEngine _engine = new();

    public void Dispose()
    {
        _engine.Run("Stop-RunCommandSimulator");
        _engine.Dispose();
    }

    [Fact]
    public void The_first_command_has_arrived_before_the_51st_id_is_there()
    {
        using var simulator = SimulatorProbe.Start(_engine, "-NodeCount 60");
        var ids = new WatchedSequence<string>(simulator.NodeIds, taken =>
        {
            if (taken == ChunkSize)
            {
                HangGuard.Await(() => simulator.Calls("SendCommand").Count == 1, "the first command, while the 51st id is held back");
            }
        });

        var sent = _engine.Run(Send, ids).Succeeded();

        Assert.Equal(2, sent.Output.Count);
        Assert.Equal([ChunkSize, 10], simulator.Calls("SendCommand").Select(call => call.InstanceIds.Count));
    }

    [Fact]
    public void Ten_thousand_ids_are_200_calls_with_each_id_once()
    {
        using var simulator = SimulatorProbe.Start(_engine, "-NodeCount 10000");
        var ids = Bounded(simulator.NodeIds, simulator);

        var sent = _engine.Run(Send, ids).Succeeded();

        var calls = simulator.Calls("SendCommand");
        Assert.Equal(200, sent.Output.Count);
        Assert.Equal(200, calls.Count);
        Assert.Equal(simulator.NodeIds.Order(), calls.SelectMany(call => call.InstanceIds).Order());
    }

    [Fact]
    public void Ids_that_the_service_refuses_do_not_pile_up_either()
    {
        using var simulator = SimulatorProbe.Start(_engine, "-NodeCount 5");
        var ids = Bounded(NodeIds.MadeUp(2_500), simulator);

        var sent = _engine.Run(Send, ids);

        Assert.Equal(2_500, ids.Taken);
        Assert.Equal(50, sent.Errors.Count);
        Assert.Empty(sent.Output);
    }

    [Fact]
    public async Task A_service_that_does_not_answer_holds_up_the_pipeline()
    {
        const int LookAhead = (2 + Waiting) * ChunkSize;
        using var simulator = SimulatorProbe.Start(_engine, "-NodeCount 5");
        simulator.SpoilSends("Hang");
        var ids = new WatchedSequence<string>(NodeIds.MadeUp(100_000));

        using var script = _engine.Start(Send, ids);
        HangGuard.Await(() => ids.Taken >= LookAhead && simulator.Calls("SendCommand").Count >= 2, "a full queue");
        await script.StopAsync();

        Assert.Equal(LookAhead, ids.Taken);
        Assert.Equal(2, simulator.Calls("SendCommand").Count);
    }

    [Fact]
    public void Nothing_is_kept_of_200_000_nodes_that_are_only_counted()
    {
        var watched = new List<WeakReference>();
        var kept = int.MaxValue;
        var nodes = new WatchedSequence<PSObject>(
            NodeIds.MadeUp(200_000).Select((id, index) =>
            {
                var node = new PSObject();
                node.Properties.Add(new PSNoteProperty("InstanceId", id));
                if (index % 100 == 0)
                {
                    watched.Add(new WeakReference(node));
                }

                return node;
            }),
            taken =>
            {
                if (taken == 200_000)
                {
                    GC.Collect();
                    kept = watched.Count(node => node.IsAlive);
                }
            });

        var shown = _engine.Run(Send + " -WhatIf -EndpointUrl http://127.0.0.1:9", nodes).Succeeded();

        Assert.InRange(kept, 0, 10);
        Assert.Contains("200000 nodes in 4000 commands", shown.HostText, StringComparison.Ordinal);
        Assert.Single(shown.HostText.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    // Checks, whenever a chunk is complete and another id asked for, that all but the last few chunks are at the simulator.
    private static WatchedSequence<string> Bounded(IEnumerable<string> ids, SimulatorProbe simulator) => new(ids, taken =>
    {
        if (taken % ChunkSize == 0)
        {
            Assert.InRange((taken / ChunkSize) - simulator.Calls("SendCommand").Count, 0, 2 + Waiting);
        }
    });
}
