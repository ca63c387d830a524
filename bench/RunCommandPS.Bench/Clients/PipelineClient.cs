using System.Diagnostics;
using System.Globalization;

namespace RunCommandPS.Bench.Clients;

/// <summary>Measures one send to many nodes.</summary>
internal static class PipelineClient
{
    public const string Milliseconds = "milliseconds";
    public const string LiveBytes = "live-bytes";
    public const string PeakBytes = "peak-bytes";

    /// <param name="count">How many ids go down the pipeline.</param>
    /// <returns>Time of the send, memory that was in use when the last id had gone down, and most memory the process ever had.</returns>
    public static IReadOnlyDictionary<string, double[]> Run(int count)
    {
        using var session = new Session(Built.Module);
        var live = 0L;
        var clock = Stopwatch.StartNew();
        session.Run(
            "param($ids) $ids | Send-RunCommand -DocumentName AWS-RunShellScript -Parameter @{ commands = 'uptime' } -ErrorAction Stop | "
                + "Out-Null",
            Ids(count, () => live = GC.GetTotalMemory(forceFullCollection: true)));
        var elapsed = clock.Elapsed;
        using var process = Process.GetCurrentProcess();
        return new Dictionary<string, double[]>
        {
            [Milliseconds] = [elapsed.TotalMilliseconds],
            [LiveBytes] = [live],
            [PeakBytes] = [process.PeakWorkingSet64],
        };
    }

    // Made as they are asked for, so that nobody has them all. An odd factor makes different ids of different numbers.
    private static IEnumerable<string> Ids(int count, Action afterLast)
    {
        for (var i = 0; i < count; i++)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"i-{unchecked((ulong)i * 0x9E3779B97F4A7C15UL):x17}");
        }

        afterLast();
    }
}
