using System.Text.Json;
using RunCommandPS.Simulator.Tests.Protocol;

namespace RunCommandPS.Simulator.Tests.Execution;

/// <summary>Execution as the simulator's options choose it, over the wire.</summary>
public sealed class SimulatorExecutionTests
{
    [Fact]
    public async Task Scripts_run_on_this_machine_where_no_answer_says_otherwise()
    {
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions
        {
            Execution = ExecutionMode.Process,
            Nodes = [new() { Name = "real" }, new() { Name = "told" }],
            Answers = [new() { Node = "told", StandardOutput = "as told" }],
        });

        var outputs = await OutputsAsync(simulator, "echo $AWS_SSM_INSTANCE_ID");

        Assert.Equal([$"{simulator.Nodes[0].InstanceId}\n", "as told"], outputs);
        Assert.Equal(2, simulator.RunsPerNode.Count);
    }

    [Fact]
    public async Task Without_execution_nothing_runs_and_everything_succeeds()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions { NodeCount = 1 });

        Assert.Equal([""], await OutputsAsync(simulator, $"touch {file}"));
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task The_first_answer_that_fits_node_and_script_counts()
    {
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions
        {
            Nodes = [new() { Name = "web-1" }, new() { Name = "db-1" }, new() { InstanceId = "i-02573cafcfEXAMPLE", Name = "other" }],
            Answers =
            [
                new() { Node = "web-*", Contains = "reboot", StandardOutput = "no" },
                new() { Node = "WEB-?", StandardOutput = "web" },
                new() { Node = "i-02573*", StandardOutput = "by id" },
                new() { StandardOutput = "any" },
            ],
        });

        Assert.Equal(["web", "any", "by id"], await OutputsAsync(simulator, "uptime"));
        Assert.Equal(["no", "any", "by id"], await OutputsAsync(simulator, "sudo reboot"));
    }

    [Fact]
    public async Task A_parameter_that_goes_by_the_environment_is_no_part_of_the_script()
    {
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions { NodeCount = 1, Execution = ExecutionMode.Process });
        using var client = new SimulatorClient(simulator);
        var content = """
            {"schemaVersion":"2.2","parameters":{"who":{"type":"String","interpolationType":"ENV_VAR"}},
            "mainSteps":[{"action":"aws:runShellScript","name":"greet","inputs":{"runCommand":["printf %s \"$SSM_who\""]}}]}
            """;
        Assert.Equal(
            "", (await client.CallAsync("CreateDocument", new { Name = "Greet", Content = content, DocumentType = "Command" })).ErrorCode);
        const string Hostile = "'; echo $(id) #";

        var (output, step) = await RunAsync(client, simulator, "Greet", new { who = new[] { Hostile } });

        Assert.Equal((Hostile, "greet"), (output, step));
    }

    [Fact]
    public async Task A_step_of_schema_1_2_has_the_name_of_its_action()
    {
        using var simulator = RunCommandSimulator.Start(
            new SimulatorOptions { NodeCount = 1, Answers = [new() { Contains = "uptime now", StandardOutput = "up" }] });
        using var client = new SimulatorClient(simulator);
        var content = """
            {"schemaVersion":"1.2","parameters":{"when":{"type":"String"}},
            "runtimeConfig":{"aws:runShellScript":{"properties":[{"id":"0.aws:runShellScript","runCommand":["uptime {{ when }}"]}]}}}
            """;
        Assert.Equal(
            "", (await client.CallAsync("CreateDocument", new { Name = "Old", Content = content, DocumentType = "Command" })).ErrorCode);

        Assert.Equal(("up", "aws:runShellScript"), await RunAsync(client, simulator, "Old", new { when = new[] { "now" } }));
    }

    private static async Task<(string? Output, string? Step)> RunAsync(
        SimulatorClient client, RunCommandSimulator simulator, string document, object parameters)
    {
        var sent = await client.CallAsync(
            "SendCommand", new { DocumentName = document, InstanceIds = new[] { simulator.Nodes[0].InstanceId }, Parameters = parameters });
        Assert.Equal("", sent.ErrorCode);
        var id = sent.Body.GetProperty("Command").GetProperty("CommandId").GetString();
        while (simulator.Commands[0].Status is "Pending" or "InProgress")
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        var body = (await client.CallAsync(
            "GetCommandInvocation", new { CommandId = id, InstanceId = simulator.Nodes[0].InstanceId })).Body;
        return (body.GetProperty("StandardOutputContent").GetString(), body.GetProperty("PluginName").GetString());
    }

    private static async Task<List<string>> OutputsAsync(RunCommandSimulator simulator, string script)
    {
        using var client = new SimulatorClient(simulator);
        var sent = await client.CallAsync("SendCommand", JsonSerializer.Serialize(new
        {
            DocumentName = "AWS-RunShellScript",
            InstanceIds = simulator.Nodes.Select(node => node.InstanceId),
            Parameters = new { commands = new[] { script } },
        }));
        var id = sent.Body.GetProperty("Command").GetProperty("CommandId").GetString();
        for (var attempt = 0; attempt < 3000; attempt++)
        {
            var command = (await client.CallAsync("ListCommands", new { CommandId = id })).Body.GetProperty("Commands")[0];
            if (command.GetProperty("Status").GetString() is not ("Pending" or "InProgress"))
            {
                var invocations = await client.CallAsync("ListCommandInvocations", new { CommandId = id, Details = true });
                return [.. invocations.Body.GetProperty("CommandInvocations").EnumerateArray()
                    .Select(invocation => invocation.GetProperty("CommandPlugins")[0].GetProperty("Output").GetString()!)];
            }

            await Task.Delay(10, SimulatorClient.Cancellation);
        }

        throw new TimeoutException("The command has not ended.");
    }
}
