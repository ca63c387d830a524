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
    private const double ThinGoal = 1.10;
    private const double SdkGoal = 1.20;

    public static IEnumerable<Row> Run(Effort effort) => Measure(effort, 1).Concat(Measure(effort, 50));

    private static IEnumerable<Row> Measure(Effort effort, int nodes)
    {
        using var simulator = new SimulatorProcess(nodes);
        var numbers = ClientProcess.Run(ClientRole.WarmSend, simulator.Environment, [$"{effort.Sends}", .. simulator.InstanceIds]).Numbers;
        var module = new Samples(numbers[WarmSendClient.Module]);
        var sdk = new Samples(numbers[WarmSendClient.Sdk]);
        var thin = new Samples(numbers[WarmSendClient.Thin]);
        var (overSdk, overThin) = (module.Median / sdk.Median, module.Median / thin.Median);
        yield return new Row($"Warm send, nodes: {nodes}", $"{module}", $"SDK call {sdk}", overSdk, nodes > 1 ? $"≤ {SdkGoal}" : null)
        {
            IsMet = nodes > 1 ? overSdk <= SdkGoal : null,
        };
        yield return new Row(
            $"Warm send, nodes: {nodes}", $"{module}", $"thinnest cmdlet {thin}", overThin, nodes == 1 ? $"≤ {ThinGoal:0.00}" : null)
        {
            IsMet = nodes == 1 ? overThin <= ThinGoal : null,
        };
    }
}
