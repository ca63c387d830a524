using RunCommandPS.Bench.Clients;
using RunCommandPS.Bench.Report;

namespace RunCommandPS.Bench.Scenarios;

/// <summary>What it costs that a rollout is recorded, and what it takes to go on with a large one.</summary>
internal static class RecordScenario
{
    private const int Fleet = 10_000;
    private const int LargeFleet = 100_000;
    private const int Rounds = 3;
    private const double LineGoal = 0.1;
    private const double Mebibyte = 1024 * 1024;

    public static IEnumerable<Row> Run(Effort effort)
    {
        var (nodes, manyNodes) = (Fleet / effort.Scale, LargeFleet / effort.Scale);
        var numbers = Measure(nodes, Rounds);
        var (line, call) = (new Samples(numbers[RecordClient.Line]), new Samples(numbers[RecordClient.Call]));
        yield return new Row(
            "a flushed line of the record", $"{line}", $"send of 50 nodes {call}", line.Median / call.Median, $"≤ {LineGoal}")
        {
            IsMet = line.Median / call.Median <= LineGoal,
        };
        var (with, without) = (new Samples(numbers[RecordClient.With]), new Samples(numbers[RecordClient.Without]));
        yield return new Row($"run of {nodes:N0} nodes, recorded", $"{with}", $"-NoRecord {without}", with.Median / without.Median);

        var many = Measure(manyNodes, 0);
        yield return new Row(
            $"record of {manyNodes:N0} nodes, read to go on with it",
            $"{many[RecordClient.ReadMilliseconds][0] / 1000:0.0} s",
            $"{many[RecordClient.RecordBytes][0] / Mebibyte:0} MiB, {many[RecordClient.ReadBytes][0]:0} bytes a node in memory");
    }

    private static IReadOnlyDictionary<string, double[]> Measure(int nodes, int rounds) =>
        ClientProcess.Run(ClientRole.Record, null, $"{nodes}", $"{rounds}").Numbers;
}
