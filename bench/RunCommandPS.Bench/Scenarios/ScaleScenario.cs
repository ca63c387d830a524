using RunCommandPS.Bench.Clients;
using RunCommandPS.Bench.Endpoints;
using RunCommandPS.Bench.Report;

namespace RunCommandPS.Bench.Scenarios;

/// <summary>Work on fleets of growing size: how time and memory grow, and how long nothing is seen of it.</summary>
internal static class ScaleScenario
{
    private const double Mebibyte = 1024 * 1024;
    private static readonly TimeSpan SilenceGoal = TimeSpan.FromSeconds(10);
    private static readonly int[] Sizes = [1_000, 10_000, 100_000];

    public static IEnumerable<Row> Run(Effort effort)
    {
        Result? smaller = null;
        foreach (var size in Sizes.Select(size => size / effort.Scale))
        {
            var result = Measure(size);
            foreach (var work in ScaleClient.Works)
            {
                var silence = result.Of(work, ScaleClient.SilentMilliseconds) / 1000;
                var live = result.Of(work, ScaleClient.LiveBytes) / Mebibyte;
                yield return new Row(
                    $"{size:N0} nodes, {work}",
                    $"{result.Of(work, ScaleClient.Milliseconds) / 1000:0.0} s, {live:0.0} MiB kept",
                    $"{silence:0.0} s without progress",
                    smaller is null ? null : Growth(smaller, result, work),
                    $"≤ {SilenceGoal.TotalSeconds} s without")
                {
                    IsMet = silence <= SilenceGoal.TotalSeconds,
                };
            }

            yield return new Row($"{size:N0} nodes, memory", $"{result.Peak / Mebibyte:0} MiB at most");
            smaller = result;
        }
    }

    // How much longer it took than n log n says.
    private static double Growth(Result smaller, Result larger, string work) =>
        larger.Of(work, ScaleClient.Milliseconds) / smaller.Of(work, ScaleClient.Milliseconds)
            / (larger.Nodes * Math.Log(larger.Nodes) / (smaller.Nodes * Math.Log(smaller.Nodes)));

    private static Result Measure(int nodes)
    {
        using var fleet = new AnsweringFleet(nodes);
        return new Result(nodes, ClientProcess.Run(ClientRole.Scale, fleet.Environment, $"{nodes}").Numbers);
    }

    private sealed record Result(int Nodes, IReadOnlyDictionary<string, double[]> Numbers)
    {
        public double Peak => Numbers[ScaleClient.PeakBytes][0];

        public double Of(string work, string number) => Numbers[$"{work} {number}"][0];
    }
}
