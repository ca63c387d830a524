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
                return [.. invocations.Body.GetProperty("CommandInvocations").EnumerateArray().Select(invocation => invocation.GetProperty("CommandPlugins")[0].GetProperty("Output").GetString()!)];
            }

            await Task.Delay(10, SimulatorClient.Cancellation);
        }

        throw new TimeoutException("The command has not ended.");
    }
}
