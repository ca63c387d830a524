using RunCommandPS.Bench.Clients;
using RunCommandPS.Bench.Endpoints;
using RunCommandPS.Bench.Report;

namespace RunCommandPS.Bench.Scenarios;

/// <summary>
/// One send of many in a process, to one node and to as many as a command takes, against the SDK's call
/// with the same request to the same simulator.
/// </summary>
internal static class WarmSendScenario
{
    private const int Sends = 3000;
    private const double Goal = 1.15;

    public static IEnumerable<Row> Run() => new[] { 1, 50 }.SelectMany(Measure);

    private static IEnumerable<Row> Measure(int nodes)
    {
        using var simulator = new SimulatorProcess(nodes);
        var numbers = ClientProcess.Run(ClientRole.WarmSend, simulator.Environment, [$"{Sends}", .. simulator.InstanceIds]).Numbers;
        var module = new Samples(numbers[WarmSendClient.Module]);
        var sdk = new Samples(numbers[WarmSendClient.Sdk]);
        var thin = new Samples(numbers[WarmSendClient.Thin]);
        var ratio = module.Median / sdk.Median;
        yield return new Row($"Warm send, nodes: {nodes}", $"{module}", $"SDK call {sdk}", ratio, $"≤ {Goal}") { IsMet = ratio <= Goal };
        yield return new Row($"Warm send, nodes: {nodes}", $"{module}", $"thinnest cmdlet {thin}", module.Median / thin.Median);
    }
}
