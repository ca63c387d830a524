using RunCommandPS.Bench;
using RunCommandPS.Bench.Clients;
using RunCommandPS.Bench.Report;
using RunCommandPS.Bench.Scenarios;

if (args is [ClientProcess.Switch, var role, .. var rest])
{
    return ClientRole.Play(role, rest);
}

var scenarios = new Dictionary<string, Func<Effort, IEnumerable<Row>>>(StringComparer.OrdinalIgnoreCase)
{
    ["import"] = ImportScenario.Run,
    ["cold"] = ColdSendScenario.Run,
    ["footprint"] = FootprintScenario.Run,
    ["warm"] = WarmSendScenario.Run,
    ["allocations"] = AllocationScenario.Run,
    ["pipeline"] = PipelineScenario.Run,
    ["run"] = RunScenario.Run,
    ["scale"] = ScaleScenario.Run,
    ["record"] = RecordScenario.Run,
    ["simulator"] = SimulatorScenario.Run,
};

const string QuickSwitch = "--quick";
var effort = args.Contains(QuickSwitch) ? Effort.Quick : Effort.Full;
if (args.Where(argument => argument != QuickSwitch).ToArray() is not [var chosen] || !(chosen == "all" || scenarios.ContainsKey(chosen)))
{
    Console.Error.WriteLine($"Name a scenario: {string.Join(", ", scenarios.Keys)} or all. {QuickSwitch} only shows that it works.");
    return 2;
}

if (!Built.IsRelease && effort == Effort.Full)
{
    Console.Error.WriteLine("Only a release build says something about speed: dotnet run -c Release --project bench/RunCommandPS.Bench");
    return 2;
}

// Runs leave records of rollouts. Those of a measurement are nobody's.
var home = Directory.CreateTempSubdirectory("RunCommandPS.Bench-home-");
Environment.SetEnvironmentVariable("RUNCOMMANDPS_HOME", home.FullName);
var rows = scenarios.Where(scenario => chosen == "all" || scenario.Key.Equals(chosen, StringComparison.OrdinalIgnoreCase))
    .SelectMany(scenario =>
    {
        Console.Error.WriteLine($"{scenario.Key} …");
        return scenario.Value(effort);
    })
    // Too little is done to be judged by.
    .Select(row => effort == Effort.Quick ? row with { IsMet = null } : row)
    .ToList();
home.Delete(recursive: true);
Console.Write(Table.Of(rows));
return 0;
