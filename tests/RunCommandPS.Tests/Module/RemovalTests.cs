using System.Net;
using System.Net.Sockets;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Module;

/// <summary>Remove-Module leaves nothing behind, and a new import starts afresh.</summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class RemovalTests : IDisposable
{
    private const string Send = "$args[0] | Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' }";

    private readonly PowerShellEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Removing_the_module_stops_its_simulators()
    {
        using var first = SimulatorProbe.Start(_engine, "-NodeCount 1");
        using var second = SimulatorProbe.Start(_engine, "-NodeCount 1");

        _engine.Run("Remove-Module RunCommandPS").Succeeded();

        Assert.False(first.IsRunning);
        Assert.False(second.IsRunning);
        using var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await Assert.ThrowsAsync<SocketException>(() =>
            client.ConnectAsync(new IPEndPoint(IPAddress.Loopback, second.Endpoint.Port), TestContext.Current.CancellationToken).AsTask());
    }

    [Fact]
    public void A_module_that_was_removed_can_be_imported_and_used_again()
    {
        for (var i = 0; i < 3; i++)
        {
            using var simulator = SimulatorProbe.Start(_engine, "-NodeCount 1");
            Assert.Single(_engine.Run(Send, simulator.NodeIds).Succeeded().Output);
            _engine.Run("Remove-Module RunCommandPS; Import-Module -Name $args[0] -ErrorAction Stop", BuiltModule.Manifest).Succeeded();
            Assert.Empty(_engine.Run("Get-RunCommandSimulator").Succeeded().Output);
        }
    }

    [Fact]
    public void A_connection_that_was_closed_with_the_module_is_opened_again()
    {
        using var simulator = SimulatorProbe.StartApart(nodeCount: 1, "eu-west-1");
        var send = $"{Send} {simulator.Parameters}";
        _engine.Run(send, simulator.NodeIds).Succeeded();

        _engine.Run("Remove-Module RunCommandPS; Import-Module -Name $args[0] -ErrorAction Stop", BuiltModule.Manifest).Succeeded();

        Assert.Single(_engine.Run(send, simulator.NodeIds).Succeeded().Output);
        Assert.Equal(2, simulator.Calls("SendCommand").Count);
    }

    [Fact]
    public void Importing_again_over_the_loaded_module_keeps_the_simulator()
    {
        using var simulator = SimulatorProbe.Start(_engine, "-NodeCount 1");

        _engine.Run("Import-Module -Name $args[0] -ErrorAction Stop", BuiltModule.Manifest).Succeeded();

        Assert.True(simulator.IsRunning);
        Assert.Single(_engine.Run(Send, simulator.NodeIds).Succeeded().Output);
        _engine.Run("Stop-RunCommandSimulator").Succeeded();
    }
}
