using System.Globalization;
using RunCommandPS.Bench.Clients;
using RunCommandPS.Bench.Report;

namespace RunCommandPS.Bench.Scenarios;

/// <summary>
/// Import in a fresh pwsh, against an empty binary module: as the first of the process, which is how a runbook begins, and into a session
/// that has read a module, a types file and a format file before, where all that counts is the module itself.
/// </summary>
internal static class ImportScenario
{
    private const double Goal = 3;

    private const string Script = """
        foreach ($module in $args) {
            $clock = [Diagnostics.Stopwatch]::StartNew()
            Import-Module -Name $module -ErrorAction Stop
            $clock.Stop()
        }
        $clock.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)
        """;

    public static IEnumerable<Row> Run(Effort effort)
    {
        var (module, empty, moduleFirst, emptyFirst) = (new Samples(), new Samples(), new Samples(), new Samples());
        for (var i = 0; i < effort.Processes; i++)
        {
            module.Add(Import(Built.EngineWarmUp, Built.EmptyModule, Built.Module));
            empty.Add(Import(Built.EngineWarmUp, Built.Module, Built.EmptyModule));
            moduleFirst.Add(Import(Built.Module));
            emptyFirst.Add(Import(Built.EmptyModule));
        }

        yield return Of("Import, the first of a process", moduleFirst, emptyFirst);
        yield return Of("Import after others", module, empty);
    }

    private static Row Of(string work, Samples module, Samples empty)
    {
        var ratio = module.Median / empty.Median;
        return new Row(work, $"{module}", $"empty module {empty}", ratio, $"≤ {Goal}") { IsMet = ratio <= Goal };
    }

    // How long the last of them takes.
    private static double Import(params IReadOnlyList<string> modules) =>
        double.Parse(PwshProcess.Run(Script, null, modules).Output, CultureInfo.InvariantCulture);
}
