using RunCommandPS.Bench.Clients;
using RunCommandPS.Bench.Endpoints;
using RunCommandPS.Bench.Report;

namespace RunCommandPS.Bench.Scenarios;

/// <summary>
/// The simulator itself: how many commands it takes, against the emulator that most people know, how fast it
/// brings one to a large fleet, and what it keeps.
/// </summary>
internal static class SimulatorScenario
{
    private const int Nodes = 50;
    private const int Fleet = 100_000;
    private const double ThroughputGoal = 20;
    private const double RolloutSecondsGoal = 10;
    private const double InvocationBytesGoal = 1024;

    public static IEnumerable<Row> Run(Effort effort) => Throughput(effort.Seconds).Concat(Rollout(Fleet / effort.Scale));

    private static IEnumerable<Row> Throughput(int seconds)
    {
        using var moto = MotoProcess.Start();
        using var simulator = new SimulatorProcess(Nodes);
        var other = moto is null ? null : Measure(moto.Environment, simulator.InstanceIds, seconds);
        var ours = Measure(simulator.Environment, simulator.InstanceIds, seconds);
        if (other is null)
        {
            Console.Error.WriteLine("python3 has no moto.server here ('pip install moto[server]'): the simulator is measured without it.");
        }

        Console.Error.WriteLine(
            $"SendCommand from 16 clients: each endpoint is warmed up for {seconds} s and measured for {seconds} s.");
        var ratio = ours.PerSecond / other?.PerSecond;
        yield return new Row(
            "SendCommand of 50 nodes, 16 clients",
            $"{ours.PerSecond:N0} a second",
            other is null ? "" : $"moto_server {other.PerSecond:N0} a second",
            ratio,
            $"≥ {ThroughputGoal}")
        {
            IsMet = ratio is null ? null : ratio >= ThroughputGoal,
        };
        yield return new Row(
            "The same, median of its latency",
            $"{ours.Times.Median:0.0} ms",
            other is null ? "" : $"moto_server {other.Times.Median:0.0} ms");
        yield return new Row(
            "The same, 99th percentile",
            $"{ours.Times.Percentile99:0.0} ms",
            other is null ? "" : $"moto_server {other.Times.Percentile99:0.0} ms");
    }

    private static IEnumerable<Row> Rollout(int nodes)
    {
        var numbers = ClientProcess.Run(ClientRole.Rollout, arguments: $"{nodes}").Numbers;
        var seconds = numbers[RolloutClient.Milliseconds][0] / 1000;
        var bytes = numbers[RolloutClient.BytesPerInvocation][0];
        yield return new Row(
            $"Rollout to {nodes:N0} nodes",
            $"{seconds:0.0} s",
            $"{numbers[RolloutClient.VirtualMinutes][0]:0} min of its own time",
            Goal: $"≤ {RolloutSecondsGoal} s")
        {
            IsMet = seconds <= RolloutSecondsGoal,
        };
        yield return new Row("Memory of an ended invocation", $"{bytes:0} bytes", Goal: $"≤ {InvocationBytesGoal} bytes")
        {
            IsMet = bytes <= InvocationBytesGoal,
        };
    }

    // The same client, the same request, the same times for both.
    private static Load Measure(IReadOnlyDictionary<string, string> environment, IReadOnlyList<string> instanceIds, int seconds)
    {
        var numbers = ClientProcess.Run(ClientRole.Load, environment, [$"{seconds}", $"{seconds}", .. instanceIds]).Numbers;
        var times = numbers[LoadClient.Milliseconds];
        return new Load(times.Length / numbers[LoadClient.Seconds][0], new Samples(times));
    }

    private sealed record Load(double PerSecond, Samples Times);
}
