using System.Text.Json.Nodes;

namespace RunCommandPS.Conformance.Tests.Table;

/// <summary>Every client that is installed makes the calls of the table once, in one process with a simulator of its own.</summary>
public sealed class ClientRuns
{
    private readonly Dictionary<string, Task<JsonObject>> _runs = TableClient.All
        .Where(client => client.IsInstalled)
        .ToDictionary(client => client.Name, RunAsync);

    /// <summary>The results of a case's calls.</summary>
    internal async Task<JsonArray> ResultsAsync(string client, string name) => (await _runs[client])[name]!.AsArray();

    private static async Task<JsonObject> RunAsync(TableClient client)
    {
        using var simulator = ConformanceTable.Start();
        var output = await client.RunAsync(
            ClientProcess.Environment(simulator), ConformanceTable.For(simulator), TestContext.Current.CancellationToken);
        return JsonNode.Parse(output)!.AsObject();
    }
}
