using System.Text.Json;
using RunCommandPS.Bench.Clients;
using RunCommandPS.Bench.Endpoints;
using RunCommandPS.Bench.Report;

namespace RunCommandPS.Bench.Scenarios;

/// <summary>What the module takes of a session that does other things: memory, threads and handles, and the time to be listed.</summary>
internal static class FootprintScenario
{
    private const double Mebibyte = 1024 * 1024;

    // What is there before is taken off. A process that has just been idle has let go of what it does not need.
    private const string Script = """
        $process = [Diagnostics.Process]::GetCurrentProcess()
        $numbers = [ordered]@{}
        function Add-Number([string]$moment) {
            Start-Sleep -Seconds 1
            $managed = [GC]::GetTotalMemory($true)
            $process.Refresh()
            $numbers[$moment] = [double[]]($managed, $process.PrivateMemorySize64, $process.Threads.Count, $process.HandleCount)
        }

        # What measuring takes is there from the beginning.
        $null = Get-Module -ListAvailable -Name $args[0] | Select-Object Name
        Add-Number warm
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $null = Get-Module -ListAvailable -Name $args[0]
        $numbers['list'] = [double[]]$clock.Elapsed.TotalMilliseconds
        Add-Number bare
        Import-Module -Name $args[0] -ErrorAction Stop
        Add-Number import
        $null = Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' } -InstanceId $args[1] -ErrorAction Stop
        Add-Number send
        Remove-Module -Name RunCommandPS
        Add-Number remove
        $numbers | ConvertTo-Json -Compress
        """;

    public static IEnumerable<Row> Run(Effort effort)
    {
        using var simulator = new SimulatorProcess();
        var output = PwshProcess.Run(Script, simulator.Environment, Built.Module, simulator.InstanceIds[0]).Output;
        var numbers = JsonSerializer.Deserialize<Dictionary<string, double[]>>(output)!;
        yield return new Row("Get-Module -ListAvailable of it", $"{numbers["list"][0]:0} ms");
        yield return Beyond("import", "After import", numbers);
        yield return Beyond("send", "After one send", numbers);
        yield return Beyond("remove", "After Remove-Module", numbers);
    }

    private static Row Beyond(string moment, string what, Dictionary<string, double[]> numbers)
    {
        var more = numbers[moment].Zip(numbers["bare"], (now, before) => now - before).ToList();
        return new Row(
            $"{what}, beyond a bare pwsh",
            $"{more[0] / Mebibyte:0.0} MiB managed, {more[1] / Mebibyte:0} MiB in all",
            $"{more[2]:+0;-0;0} threads, {more[3]:+0;-0;0} handles");
    }
}
