using System.Diagnostics;

namespace RunCommandPS.Bench.Clients;

/// <summary>Sends to a fleet, waits and collects with one Invoke-RunCommand.</summary>
internal static class RunClient
{
    public const string Milliseconds = "milliseconds";
    public const string Results = "results";
    public const string LiveBytes = "live-bytes";
    public const string PeakBytes = "peak-bytes";

    // Results go no further, so what is alive is the client's own. Looking at it stops everything, so only one in 500 is a reason to.
    private const string Script = """
        param($ids, $numbers)
        $before = [GC]::GetTotalMemory($true)
        $most = 0
        $count = 0
        $ids | Invoke-RunCommand uptime -Shell Sh -PollingInterval 0.05 -ErrorAction Stop | ForEach-Object {
            $_ = $null
            if (++$count % 500 -eq 1) { $most = [Math]::Max($most, [GC]::GetTotalMemory($true) - $before) }
        }
        $numbers['results'] = [double[]]$count
        $numbers['live-bytes'] = [double[]]$most
        """;

    /// <param name="instanceIds">The nodes.</param>
    /// <returns>The time, the results, the most memory in use beyond what was before, and the most the process ever had.</returns>
    public static IReadOnlyDictionary<string, double[]> Run(IReadOnlyList<string> instanceIds)
    {
        var numbers = new Dictionary<string, double[]>();
        using var session = new Session(Built.Module);
        var clock = Stopwatch.StartNew();
        session.Run(Script, instanceIds, numbers);
        numbers[Milliseconds] = [clock.Elapsed.TotalMilliseconds];
        using var process = Process.GetCurrentProcess();
        numbers[PeakBytes] = [process.PeakWorkingSet64];
        return numbers;
    }
}
