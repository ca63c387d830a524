using System.Diagnostics;

namespace RunCommandPS.Bench.Clients;

/// <summary>
/// Does with one fleet what operators do: lists it, runs a script, folds what the nodes wrote, makes a report, and completes an id.
/// </summary>
internal static class ScaleClient
{
    /// <summary>What is done, in order. Each is the name of its numbers, which are <see cref="Milliseconds"/> and so on.</summary>
    public static IReadOnlyList<string> Works { get; } = ["list", "run", "fold", "report", "complete"];

    public const string Milliseconds = "milliseconds";
    public const string LiveBytes = "live-bytes";
    public const string SilentMilliseconds = "silent-milliseconds";
    public const string PeakBytes = "peak-bytes";

    // Every script returns how many of the nodes it has seen.
    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["list"] = """
            param($count, $kept)
            $kept['ids'] = (Get-RunCommandNode).InstanceId
            $kept['ids'].Count
            """,
        ["run"] = """
            param($count, $kept)
            $kept['results'] = $kept['ids'] | Invoke-RunCommand uptime -Name scale -Shell Sh -PollingInterval 0.2 -ErrorAction Stop
            $kept['results'].Count
            """,
        ["fold"] = """
            param($count, $kept)
            $commandId = [Collections.Generic.HashSet[string]]::new([string[]]$kept['results'].CommandId)
            $kept['groups'] = $commandId | Receive-RunCommandOutput -Fold -ErrorAction Stop
            ($kept['groups'] | Measure-Object -Property Count -Sum).Sum
            """,
        ["report"] = """
            param($count, $kept)
            $null = $kept.Remove('results')
            $path = Join-Path $env:RUNCOMMANDPS_HOME scale.html
            Export-RunCommandReport $path -Name scale -Force
            $count
            """,
        ["complete"] = """
            param($count, $kept)
            $line = "Send-RunCommand -InstanceId $($kept['ids'][0].Substring(0, 4))"
            $count * [Math]::Sign((TabExpansion2 $line $line.Length).CompletionMatches.Count)
            """,
    };

    /// <param name="count">How many nodes the fleet has.</param>
    /// <returns>Of each work: how long it took, what is in use afterwards beyond what was before, and how long it was silent.</returns>
    public static IReadOnlyDictionary<string, double[]> Run(int count)
    {
        using var session = new Session(Built.Module);
        var kept = new Dictionary<string, object>();
        var numbers = new Dictionary<string, double[]>();
        foreach (var work in Works)
        {
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var clock = Stopwatch.StartNew();
            var (output, silence) = session.Watch(Scripts[work], count, kept);
            numbers[$"{work} {Milliseconds}"] = [clock.Elapsed.TotalMilliseconds];
            numbers[$"{work} {SilentMilliseconds}"] = [silence.TotalMilliseconds];
            numbers[$"{work} {LiveBytes}"] = [GC.GetTotalMemory(forceFullCollection: true) - before];
            if (output is not [var seen] || Convert.ToInt32(seen.BaseObject, null) != count)
            {
                throw new InvalidOperationException($"Of {count} nodes, {work} saw {string.Join(", ", output)}.");
            }
        }

        using var process = Process.GetCurrentProcess();
        numbers[PeakBytes] = [process.PeakWorkingSet64];
        return numbers;
    }
}
