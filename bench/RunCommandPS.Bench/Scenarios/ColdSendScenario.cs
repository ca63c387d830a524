using System.Globalization;
using RunCommandPS.Bench.Clients;
using RunCommandPS.Bench.Endpoints;
using RunCommandPS.Bench.Report;

namespace RunCommandPS.Bench.Scenarios;

/// <summary>
/// What a runbook's life begins with: a fresh pwsh, an import and one send, above a pwsh that does nothing; with images that were
/// compiled ahead of time, and with the portable assemblies alone. Processor time, for that is what compiling takes.
/// </summary>
internal static class ColdSendScenario
{
    private const double Goal = 0.5;

    private const string Script = """
        if ($args) {
            Import-Module -Name $args[0] -ErrorAction Stop
            $null = Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' } -InstanceId $args[1] -ErrorAction Stop
        }
        [Diagnostics.Process]::GetCurrentProcess().TotalProcessorTime.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)
        """;

    public static IEnumerable<Row> Run(Effort effort)
    {
        using var simulator = new SimulatorProcess();
        var portable = Directory.CreateTempSubdirectory("RunCommandPS.Bench-portable-");
        CopyWithoutImages(portable.FullName);
        var (bare, ours, plain) = (new Life(), new Life(), new Life());
        for (var i = 0; i < effort.Processes; i++)
        {
            bare.Add(PwshProcess.Run(Script));
            ours.Add(PwshProcess.Run(Script, simulator.Environment, Built.Module, simulator.InstanceIds[0]));
            plain.Add(PwshProcess.Run(
                Script, simulator.Environment, Path.Combine(portable.FullName, Path.GetFileName(Built.Module)), simulator.InstanceIds[0]));
        }

        portable.Delete(recursive: true);
        var (above, abovePlain) = (ours.Processor.Median - bare.Processor.Median, plain.Processor.Median - bare.Processor.Median);
        yield return new Row("Bare pwsh, processor time", $"{bare.Processor}");
        yield return new Row("With import and first send", $"{ours.Processor}", $"portable assemblies {plain.Processor}");
        yield return new Row("What is above the bare pwsh", $"{above:0} ms", $"{abovePlain:0} ms", above / abovePlain, $"≤ {Goal}")
        {
            IsMet = above / abovePlain <= Goal,
        };
        yield return new Row(
            "The same, time that passed", $"{ours.Passed}", $"bare pwsh {bare.Passed}", ours.Passed.Median / bare.Passed.Median);
    }

    private static void CopyWithoutImages(string folder)
    {
        var module = Path.GetDirectoryName(Built.Module)!;
        var images = Path.Combine(module, "readytorun") + Path.DirectorySeparatorChar;
        foreach (var file in Directory.GetFiles(module, "*", SearchOption.AllDirectories))
        {
            if (!file.StartsWith(images, StringComparison.Ordinal))
            {
                var copy = Path.Combine(folder, Path.GetRelativePath(module, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
        }
    }

    // Of one kind of process.
    private sealed class Life
    {
        public Samples Processor { get; } = new();

        public Samples Passed { get; } = new();

        public void Add((TimeSpan Lifetime, string Output) run)
        {
            Passed.Add(run.Lifetime);
            Processor.Add(double.Parse(run.Output, CultureInfo.InvariantCulture));
        }
    }
}
