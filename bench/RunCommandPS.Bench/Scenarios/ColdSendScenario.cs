using RunCommandPS.Bench.Clients;
using RunCommandPS.Bench.Endpoints;
using RunCommandPS.Bench.Report;

namespace RunCommandPS.Bench.Scenarios;

/// <summary>Whole processes: engine, import and one send, against the engine alone and the SDK alone.</summary>
internal static class ColdSendScenario
{
    private const int Rounds = 15;

    public static IEnumerable<Row> Run()
    {
        using var simulator = new SimulatorProcess();
        var (engine, sdk, send) = (new Samples(), new Samples(), new Samples());
        for (var i = 0; i < Rounds; i++)
        {
            engine.Add(ClientProcess.Run(ClientRole.BareEngine).Lifetime);
            sdk.Add(ClientProcess.Run(ClientRole.SdkSend, simulator.Environment, simulator.InstanceIds[0]).Lifetime);
            send.Add(ClientProcess.Run(ClientRole.ColdSend, simulator.Environment, simulator.InstanceIds[0]).Lifetime);
        }

        yield return new Row("Process with import and first send", $"{send}", $"bare engine {engine}", send.Median / engine.Median);
        yield return new Row(
            "The same, without the engine",
            $"{send.Median - engine.Median:0} ms",
            $"process with one SDK call {sdk}",
            (send.Median - engine.Median) / sdk.Median);
    }
}
