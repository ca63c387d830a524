namespace RunCommandPS.Bench.Clients;

/// <summary>Measures what the record of a rollout costs, on a simulator in this process that answers at once.</summary>
internal static class RecordClient
{
    public const string With = "with-record";
    public const string Without = "without-record";
    public const string Line = "flushed-line";
    public const string Call = "send";
    public const string ReadMilliseconds = "read-milliseconds";
    public const string ReadBytes = "read-bytes";
    public const string RecordBytes = "record-bytes";

    private const string Script = """
        param($count, $rounds, $numbers)
        $simulator = Start-RunCommandSimulator -NodeCount $count
        $ids = $simulator.Nodes.InstanceId
        $run = @{ Shell = 'Sh'; PollingInterval = 0.05; ThrottleLimit = 5; ErrorAction = 'Stop' }
        $with = [Collections.Generic.List[double]]::new()
        $without = [Collections.Generic.List[double]]::new()
        foreach ($round in 0..$rounds) {
            foreach ($isRecorded in $true, $false) {
                $clock = [Diagnostics.Stopwatch]::StartNew()
                $null = $ids | Invoke-RunCommand uptime @run -NoRecord:(-not $isRecorded) 6> $null

                # The first round compiles.
                if ($round -gt 0) {
                    ($isRecorded ? $with : $without).Add($clock.Elapsed.TotalMilliseconds)
                }
            }
        }
        $numbers['with-record'] = $with.ToArray()
        $numbers['without-record'] = $without.ToArray()

        $request = @{ DocumentName = 'AWS-RunShellScript'; Parameter = @{ commands = 'uptime' }; InstanceId = $ids[0..49] }
        $sends = foreach ($i in 1..40) {
            $clock = [Diagnostics.Stopwatch]::StartNew()
            $null = Send-RunCommand @request
            $clock.Elapsed.TotalMilliseconds
        }
        $numbers['send'] = [double[]]($sends | Select-Object -Skip 10)

        # A line of 50 ids, written and flushed as a record is.
        $path = Join-Path $env:RUNCOMMANDPS_HOME 'line'
        $bytes = [Text.Encoding]::UTF8.GetBytes(('x' * 1300) + "`n")
        $file = [IO.FileStream]::new($path, 'Append', 'Write', 'Read', 0)
        $lines = foreach ($i in 1..40) {
            $clock = [Diagnostics.Stopwatch]::StartNew()
            $file.Write($bytes, 0, $bytes.Length)
            $file.Flush($true)
            $clock.Elapsed.TotalMilliseconds
        }
        $file.Dispose()
        $numbers['flushed-line'] = [double[]]($lines | Select-Object -Skip 10)

        $rollout = (Get-RunCommandRollout)[0]
        $numbers['record-bytes'] = [double[]](Get-Item $rollout.RecordPath).Length
        $live = [GC]::GetTotalMemory($true)
        $clock = [Diagnostics.Stopwatch]::StartNew()
        Resume-RunCommandRollout $rollout.Id -WhatIf 6> $null
        $numbers['read-milliseconds'] = [double[]]$clock.Elapsed.TotalMilliseconds
        $read = Get-RunCommandRollout $rollout.Id -Detailed
        $numbers['read-bytes'] = [double[]](([GC]::GetTotalMemory($true) - $live) / $count)
        if ($read.Nodes.Count -ne $count -or $read.Summary.Succeeded -ne $count) {
            throw "The record has $($read.Summary)"
        }
        Stop-RunCommandSimulator
        """;

    /// <param name="count">How many nodes.</param>
    /// <param name="rounds">How many runs of each kind.</param>
    public static IReadOnlyDictionary<string, double[]> Run(int count, int rounds)
    {
        var numbers = new Dictionary<string, double[]>();
        using var session = new Session(Built.Module);
        session.Run(Script, count, rounds, numbers);
        return numbers;
    }
}
