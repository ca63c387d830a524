using RunCommandPS.Bench.Clients;
using RunCommandPS.Bench.Endpoints;
using RunCommandPS.Bench.Report;

namespace RunCommandPS.Bench.Scenarios;

/// <summary>A whole run on a large fleet: sent, waited for and collected, by one cmdlet and by a loop that asks for each node.</summary>
internal static class RunScenario
{
    private const int Fleet = 10_000;
    private const int SmallFleet = 500;
    private const int NodesPerCommand = 50;
    private const double CallsGoal = 60;
    private const double BytesGoal = 1024;
    private const double Mebibyte = 1024 * 1024;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    // A tenth of every command's nodes takes 15 s, a tenth 30 s, and so on: every command moves ten times.
    private static readonly Dictionary<string, TimeSpan> Durations = Enumerable.Range(0, 10)
        .ToDictionary(digit => $"*{digit}", digit => TimeSpan.FromSeconds(15 * (digit + 1)));

    public static IEnumerable<Row> Run(Effort effort)
    {
        var nodes = Fleet / effort.Scale;
        var ours = Measure(ClientRole.Run, nodes);
        var naive = Measure(ClientRole.NaiveRun, nodes);
        var ratio = (double)naive.Calls / ours.Calls;
        yield return new Row(
            $"{nodes:N0} nodes, calls", $"{ours.Calls:N0}", $"{naive.Calls:N0} of a loop over nodes", ratio, $"≥ {CallsGoal}")
        {
            IsMet = ratio >= CallsGoal && ours.Results == nodes && naive.Results == nodes,
        };
        yield return new Row($"{nodes:N0} nodes, which calls", ours.Operations, naive.Operations);
        yield return new Row(
            $"{nodes:N0} nodes, time on their clock",
            $"{ours.Clock.TotalSeconds:0} s",
            $"{naive.Clock.TotalSeconds:0} s",
            ours.Clock / naive.Clock);
        yield return new Row(
            $"{nodes:N0} nodes, time of the client",
            $"{ours.Numbers[RunClient.Milliseconds][0] / 1000:0.0} s",
            $"{naive.Numbers[RunClient.Milliseconds][0] / 1000:0.0} s");

        // What a first run loads and compiles is there whatever the fleet's size, so it is taken off.
        var smaller = Math.Max(NodesPerCommand, SmallFleet / effort.Scale);
        var few = Measure(ClientRole.Run, smaller);
        var live = ours.Numbers[RunClient.LiveBytes][0];
        var perNode = (live - few.Numbers[RunClient.LiveBytes][0]) / (nodes - smaller);
        var memory = $"{live / Mebibyte:0.0} MiB live, {ours.Numbers[RunClient.PeakBytes][0] / Mebibyte:0} MiB at most";
        yield return new Row(
            $"{nodes:N0} nodes, memory of the client", $"{perNode:0} bytes a node", memory, Goal: $"≤ {BytesGoal} bytes a node")
        {
            IsMet = perNode <= BytesGoal,
        };
    }

    private static Result Measure(string role, int nodes)
    {
        using var fleet = new SteppedFleet(nodes, Interval, Durations);
        var numbers = ClientProcess.Run(role, fleet.Environment, fleet.InstanceIds).Numbers;
        return new Result(fleet.Calls, fleet.Elapsed, numbers);
    }

    private sealed record Result(
        IReadOnlyDictionary<string, int> ByOperation, TimeSpan Clock, IReadOnlyDictionary<string, double[]> Numbers)
    {
        public int Calls => ByOperation.Values.Sum();

        public int Results => (int)Numbers[RunClient.Results][0];

        public string Operations =>
            string.Join(", ", ByOperation.OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Value:N0} {pair.Key}"));
    }
}
