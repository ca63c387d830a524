using System.Text.Json.Nodes;
using RunCommandPS.Simulator;

namespace RunCommandPS.Conformance.Tests.Table;

/// <summary>
/// The table of cases, cases.json: calls in order, and what each must come to. A call names an operation, or a waiter; <c>pageSize</c>
/// has all pages read, <c>keep</c> gives parts of a reply a name, and <c>${name}</c> stands for what was kept. Of a reply the members
/// that <c>expect</c> names are compared; <c>*</c> is anything. A client may lack the operations of a case that <c>isRecent</c>.
/// </summary>
internal static class ConformanceTable
{
    private const string Broken = "i-0000000000000000c";
    private const string Slow = "i-0000000000000000d";

    private static readonly JsonObject File = Read();

    /// <summary>Names of the cases.</summary>
    public static IEnumerable<string> Names => File["cases"]!.AsArray().Select(one => one!["name"]!.GetValue<string>());

    /// <summary>What every case knows by name.</summary>
    public static IReadOnlyDictionary<string, string> Variables { get; } =
        File["variables"]!.AsObject().ToDictionary(one => one.Key, one => one.Value!.GetValue<string>());

    /// <summary>The calls of a case.</summary>
    public static JsonArray Calls(string name) => Case(name)["calls"]!.AsArray();

    /// <summary>Whether clients that are still in use are older than an operation of the case.</summary>
    public static bool IsRecent(string name) => Case(name)["isRecent"]?.GetValue<bool>() ?? false;

    /// <summary>The simulator that a client has for itself.</summary>
    public static RunCommandSimulator Start() => RunCommandSimulator.Start(new SimulatorOptions
    {
        Nodes =
        [
            new() { InstanceId = "i-0000000000000000a", Name = "web-1", Tags = new Dictionary<string, string> { ["Role"] = "web" } },
            new() { InstanceId = "i-0000000000000000b", Name = "web-2", Tags = new Dictionary<string, string> { ["Role"] = "web" } },
            new() { InstanceId = Broken, Name = "broken" },
            new() { InstanceId = Slow, Name = "slow" },
            new() { InstanceId = "i-0000000000000000e", Name = "windows", PlatformType = "Windows" },
            new() { InstanceId = "i-0000000000000000f", Name = "stopped", State = NodeState.Stopped },
            new() { InstanceId = "mi-0000000000000000a", Name = "db-1", Tags = new Dictionary<string, string> { ["Role"] = "db" } },
        ],
        Answers =
        [
            new() { Contains = "echo hello", StandardOutput = "grüße\n", StandardError = "a warning" },
            new() { Node = Broken, ExitCode = 7 },
            new() { Node = Slow, Contains = "for ever", Duration = TimeSpan.FromHours(1) },
            new() { Node = Slow, Duration = TimeSpan.FromMilliseconds(300) },
        ],
        Roles = ["arn:aws:iam::111122223333:role/operators"],
        Faults = [new SimulatedFault(FaultKind.Throttle) { Operation = "GetConnectionStatus" }],
    });

    /// <summary>What a client is told on its standard input.</summary>
    public static string For(RunCommandSimulator simulator)
    {
        var table = File.DeepClone().AsObject();
        table["connection"] = new JsonObject
        {
            ["endpoint"] = simulator.Endpoint.OriginalString,
            ["region"] = simulator.Region,
            ["accessKeyId"] = simulator.AccessKeyId,
            ["secretAccessKey"] = simulator.SecretAccessKey,
        };
        return table.ToJsonString();
    }

    private static JsonObject Case(string name) =>
        File["cases"]!.AsArray().Single(one => one!["name"]!.GetValue<string>() == name)!.AsObject();

    private static JsonObject Read()
    {
        var table = JsonNode.Parse(System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "cases.json")))!.AsObject();

        // As much as no command and no document may have.
        table["variables"]!["long"] = new string('x', 100_000);
        return table;
    }
}
