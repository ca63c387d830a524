using System.Text.Json;
using RunCommandPS.Simulator.Storage;
using RunCommandPS.Simulator.Tests.Protocol;

namespace RunCommandPS.Simulator.Tests.Execution;

/// <summary>Runs a document on the first node of a simulator, over the wire, and reads what each step came to.</summary>
internal static class DocumentRun
{
    public const string Bucket = "amzn-s3-demo-bucket";

    /// <summary>What a sourceInfo says of an object.</summary>
    public static string[] At(string key) => [$$"""{"path":"https://s3.us-east-1.amazonaws.com/{{Bucket}}/{{key}}"}"""];

    public static void Put(RunCommandSimulator simulator, string key, string text) =>
        simulator.Objects.Put(Bucket, new StoredObject(key, text, DateTimeOffset.UnixEpoch));

    /// <summary>A step's name, status, exit code and output as lists have it.</summary>
    public static async Task<IReadOnlyList<(string Name, string Status, int Code, string Output)>> StepsAsync(
        RunCommandSimulator simulator, string document, object? parameters = null)
    {
        using var client = new SimulatorClient(simulator);
        var sent = await client.CallAsync("SendCommand", new
        {
            DocumentName = document,
            InstanceIds = new[] { simulator.Nodes[0].InstanceId },
            Parameters = parameters ?? new { },
        });
        Assert.Equal("", sent.ErrorCode);
        while (simulator.Commands[0].Status is "Pending" or "InProgress")
        {
            await Task.Delay(10, SimulatorClient.Cancellation);
        }

        var id = sent.Body.GetProperty("Command").GetProperty("CommandId").GetString();
        var invocations = await client.CallAsync("ListCommandInvocations", new { CommandId = id, Details = true });
        return
        [
            .. invocations.Body.GetProperty("CommandInvocations")[0].GetProperty("CommandPlugins").EnumerateArray().Select(Step),
        ];
    }

    private static (string Name, string Status, int Code, string Output) Step(JsonElement step) =>
    (
        step.GetProperty("Name").GetString()!,
        step.GetProperty("Status").GetString()!,
        step.GetProperty("ResponseCode").GetInt32(),
        step.GetProperty("Output").GetString()!);
}
