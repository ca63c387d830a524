using RunCommandPS.Bench.Clients;
using RunCommandPS.Bench.Endpoints;
using RunCommandPS.Bench.Report;

namespace RunCommandPS.Bench.Scenarios;

/// <summary>Few and many ids down one pipeline: the time, the calls, and what the client's memory grows by.</summary>
internal static class PipelineScenario
{
    private const int Few = 10_000;
    private const int Many = 1_000_000;
    private const int NodesPerCall = 50;
    private const double BytesPerIdGoal = 40;
    private const double Mebibyte = 1024 * 1024;

    public static IEnumerable<Row> Run(Effort effort)
    {
        var few = Measure(Few / effort.Scale);
        var many = Measure(Many / effort.Scale);
        foreach (var run in new[] { few, many })
        {
            var goal = run.Ids / NodesPerCall;
            yield return new Row($"{run.Ids:N0} ids, calls", $"{run.Calls:N0}", $"{run.Nodes:N0} nodes", Goal: $"{goal:N0}")
            {
                IsMet = run.Calls == goal && run.Nodes == run.Ids,
            };
            yield return new Row(
                $"{run.Ids:N0} ids, time", $"{run.Milliseconds / 1000:0.00} s", $"{run.Milliseconds * 1000 / run.Ids:0.0} µs an id");
            yield return new Row(
                $"{run.Ids:N0} ids, memory", $"{run.LiveBytes / Mebibyte:0.0} MiB live", $"{run.PeakBytes / Mebibyte:0.0} MiB at most");
        }

        var growth = many.LiveBytes - few.LiveBytes;
        var perId = growth / (many.Ids - few.Ids);
        yield return new Row(
            "Memory from few to many ids",
            $"{growth / Mebibyte:0.0} MiB",
            $"{perId:0.0} bytes an id",
            Goal: $"≤ {BytesPerIdGoal} bytes an id")
        {
            IsMet = perId <= BytesPerIdGoal,
        };
    }

    private static Result Measure(int ids)
    {
        using var endpoint = new AcceptingEndpoint();
        var numbers = ClientProcess.Run(ClientRole.Pipeline, endpoint.Environment, $"{ids}").Numbers;
        return new Result(
            ids,
            endpoint.Calls,
            endpoint.Nodes,
            numbers[PipelineClient.Milliseconds][0],
            numbers[PipelineClient.LiveBytes][0],
            numbers[PipelineClient.PeakBytes][0]);
    }

    private sealed record Result(int Ids, int Calls, int Nodes, double Milliseconds, double LiveBytes, double PeakBytes);
}
