using System.Runtime;

namespace RunCommandPS.Bench.Clients;

/// <summary>
/// Measures sends within one process: through the module, the SDK and a thin cmdlet in turn, so that all meet the same weather.
/// </summary>
internal static class WarmSendClient
{
    public const string Module = "module";
    public const string Sdk = "sdk";
    public const string Thin = "thin";

    // The runtime compiles the way of a send to its final form beside the sends, and takes thousands of them for it.
    private const int WarmUp = 1000;
    private const int LongestWarmUp = 40;
    private const int CompiledWhenWarm = 10;

    private const string Script = """
        param($sdk, $ids, $count, $module, $raw, $thin)
        $parameters = @{ commands = 'uptime' }
        for ($i = 0; $i -lt $count; $i++) {
            # Each comes after each of the others equally often: what a send leaves awake makes the next one faster.
            foreach ($turn in 0, 1, 2) {
                switch (($i + $turn) % 3) {
                    0 {
                        $started = [Diagnostics.Stopwatch]::GetTimestamp()
                        $null = Send-RunCommand -DocumentName AWS-RunShellScript -Parameter $parameters -InstanceId $ids -ErrorAction Stop
                        $module.Add([Diagnostics.Stopwatch]::GetElapsedTime($started).TotalMilliseconds)
                    }
                    1 {
                        $started = [Diagnostics.Stopwatch]::GetTimestamp()
                        $null = $sdk.Send()
                        $raw.Add([Diagnostics.Stopwatch]::GetElapsedTime($started).TotalMilliseconds)
                    }
                    2 {
                        $started = [Diagnostics.Stopwatch]::GetTimestamp()
                        $null = Send-Thin -DocumentName AWS-RunShellScript -Parameter $parameters -InstanceId $ids -Sdk $sdk `
                            -ErrorAction Stop
                        $thin.Add([Diagnostics.Stopwatch]::GetElapsedTime($started).TotalMilliseconds)
                    }
                }
            }
        }
        """;

    /// <param name="count">How many sends of each kind are measured.</param>
    /// <param name="instanceIds">The nodes.</param>
    /// <returns>Milliseconds of each send.</returns>
    public static IReadOnlyDictionary<string, double[]> Run(int count, IReadOnlyList<string> instanceIds)
    {
        using var session = new Session(Built.Module);
        using var sdk = new SdkSender(instanceIds);
        List<double>[] Measure(int sends)
        {
            List<double>[] times = [new(sends), new(sends), new(sends)];
            session.Run(Script, sdk, instanceIds.ToArray(), sends, times[0], times[1], times[2]);
            return times;
        }

        for (var i = 0; i < LongestWarmUp && count >= WarmUp; i++)
        {
            var compiled = JitInfo.GetCompiledMethodCount();
            Measure(WarmUp);
            if (JitInfo.GetCompiledMethodCount() - compiled <= CompiledWhenWarm)
            {
                break;
            }
        }

        return new[] { Module, Sdk, Thin }.Zip(Measure(count)).ToDictionary(pair => pair.First, pair => pair.Second.ToArray());
    }
}
