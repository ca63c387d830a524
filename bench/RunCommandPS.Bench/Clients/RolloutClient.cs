namespace RunCommandPS.Bench.Clients;

/// <summary>Measures one command to many nodes, on a simulator in this process whose time is stepped.</summary>
internal static class RolloutClient
{
    public const string Milliseconds = "milliseconds";
    public const string VirtualMinutes = "virtual-minutes";
    public const string BytesPerInvocation = "bytes-per-invocation";

    private const string Script = """
        param($count, $numbers)
        $simulator = Start-RunCommandSimulator -NodeCount $count -SteppedTime -Answer @{ Duration = '00:00:30' }
        $live = [GC]::GetTotalMemory($true)
        $null = Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' } -MaxConcurrency 500 -TimeoutSeconds 86400 -ErrorAction Stop `
            -Target @{ Key = 'resource-groups:ResourceTypeFilters'; Values = 'AWS::EC2::Instance' }
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $minutes = 0
        do {
            $simulator.Advance('00:10:00')
            $minutes += 10
            $command = $simulator.Commands[0]
        } while ($command.Status -in 'Pending', 'InProgress')
        $numbers['milliseconds'] = [double[]]$clock.Elapsed.TotalMilliseconds
        $numbers['virtual-minutes'] = [double[]]$minutes
        $numbers['bytes-per-invocation'] = [double[]](([GC]::GetTotalMemory($true) - $live) / $count)
        if ($command.Status -ne 'Success' -or $command.CompletedCount -ne $count) {
            throw "The rollout ended as $($command.Status) after $($command.CompletedCount) nodes."
        }
        Stop-RunCommandSimulator
        """;

    /// <param name="count">How many nodes.</param>
    /// <returns>Time of the rollout from its send to its end, the time it took on its own clock, and the memory
    /// that each ended invocation keeps.</returns>
    public static IReadOnlyDictionary<string, double[]> Run(int count)
    {
        var numbers = new Dictionary<string, double[]>();
        using var session = new Session(Built.Module);
        session.Run(Script, count, numbers);
        return numbers;
    }
}
