using System.Text.Json;
using RunCommandPS.Simulator.Tests.Protocol;

namespace RunCommandPS.Simulator.Tests.Execution;

/// <summary>AWS-RunDocument and <c>aws:runDocument</c>, which run the steps of other documents.</summary>
public sealed class RunDocumentTests
{
    private const string Document = "AWS-RunDocument";

    private static readonly string[] SsmDocument = ["SSMDocument"];

    [Fact]
    public async Task The_steps_of_the_document_run_with_its_parameters()
    {
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions { NodeCount = 1, Execution = ExecutionMode.Process });

        var steps = await RunAsync(simulator, "AWS-RunShellScript", """{"commands":["echo one","echo two"]}""");

        Assert.Equal(
            [
                ("downloadContent", "Success", 0, "Fetched document\n"),
                ("runDocument", "Success", 0, "one\ntwo\n"),
            ],
            steps);
    }

    [Fact]
    public async Task A_document_of_several_steps_gives_one_result()
    {
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions { NodeCount = 1, Execution = ExecutionMode.Process });
        await CreateAsync(
            simulator,
            "Several",
            Script("one", "printf 1; exit 3"),
            Script("two", "echo 2"),
            """{"action":"aws:psModule","name":"windows","inputs":{}}""");

        var step = (await RunAsync(simulator, "Several"))[1];

        Assert.Equal(("Failed", 3), (step.Status, step.Code));
        Assert.StartsWith("1\n2\nThe step was skipped.", step.Output, StringComparison.Ordinal);
        Assert.Contains("failed to run commands: exit status 3", step.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_are_for_the_steps_of_the_document_and_their_times_add_up()
    {
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions
        {
            NodeCount = 1,
            IsTimeStepped = true,
            Answers =
            [
                new() { Contains = "echo one", StandardOutput = "1", Duration = TimeSpan.FromMinutes(1) },
                new() { Contains = "echo two", StandardOutput = "2", Duration = TimeSpan.FromMinutes(2) },
            ],
        });
        await CreateAsync(simulator, "Two", Script("one", "echo one"), Script("two", "echo two"));
        using var client = new SimulatorClient(simulator);
        await SendAsync(client, simulator, "Two");

        simulator.Advance(TimeSpan.FromSeconds(179));
        Assert.Equal("InProgress", simulator.Commands[0].Status);
        simulator.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal("Success", simulator.Commands[0].Status);
    }

    [Fact]
    public async Task A_document_that_runs_is_ended_with_its_command()
    {
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions
        {
            NodeCount = 1,
            IsTimeStepped = true,
            Answers = [new() { Contains = "echo", StandardOutput = "begun", Duration = TimeSpan.FromMinutes(1) }],
        });
        using var client = new SimulatorClient(simulator);
        var id = await SendAsync(client, simulator, "AWS-RunShellScript", """{"commands":["echo"]}""");
        simulator.Advance(TimeSpan.FromSeconds(30));

        await client.CallAsync("CancelCommand", new { CommandId = id });
        simulator.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("Cancelled", simulator.Commands[0].Status);
        var read = await client.CallAsync(
            "GetCommandInvocation", new { CommandId = id, InstanceId = simulator.Nodes[0].InstanceId, PluginName = "runDocument" });
        Assert.Equal("begun", read.Body.GetProperty("StandardOutputContent").GetString());
        Assert.Equal(137, read.Body.GetProperty("ResponseCode").GetInt32());
    }

    [Fact]
    public async Task A_script_that_really_runs_in_a_document_is_ended_with_its_command()
    {
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions { NodeCount = 1, Execution = ExecutionMode.Process });
        using var client = new SimulatorClient(simulator);
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var id = await SendAsync(client, simulator, "AWS-RunShellScript", $$"""{"commands":["touch {{file}}; sleep 600"]}""");
        Assert.True(SpinWait.SpinUntil(() => File.Exists(file), TimeSpan.FromSeconds(30)));

        await client.CallAsync("CancelCommand", new { CommandId = id });

        Assert.True(SpinWait.SpinUntil(() => simulator.Commands[0].Status == "Cancelled", TimeSpan.FromSeconds(30)));
        File.Delete(file);
    }

    [Fact]
    public async Task A_document_in_a_bucket_is_run()
    {
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions { NodeCount = 1, Execution = ExecutionMode.Process });
        DocumentRun.Put(simulator, "deploy.yaml", """
            schemaVersion: '2.2'
            parameters: { who: { type: String } }
            mainSteps:
            - action: aws:runShellScript
              name: greet
              inputs: { runCommand: ['echo hello {{ who }}'] }
            """);

        var steps = await DocumentRun.StepsAsync(simulator, Document, new
        {
            sourceType = new[] { "S3" },
            sourceInfo = DocumentRun.At("deploy.yaml"),
            documentParameters = new[] { """{"who":"world"}""" },
        });

        Assert.Equal(("Success", "hello world\n"), (steps[1].Status, steps[1].Output));
    }

    [Theory]
    [InlineData("No-SuchDocument", "{}", 0, "There is no document 'No-SuchDocument'.")]
    [InlineData("AWS-RunShellScript:7", "{}", 0, "The document 'AWS-RunShellScript' has no version 7.")]
    [InlineData("AWS-RunShellScript", "{}", 1, "'commands' is required")]
    [InlineData("AWS-RunShellScript", """{"commands":"true","executionTimeout":"soon"}""", 1, "must match the pattern")]
    [InlineData("AWS-InstallApplication", """{"source":"x.msi"}""", 1, "The action aws:applications is not supported on Linux.")]
    public async Task What_can_not_be_run_fails_its_step_and_says_why(string name, string parameters, int index, string reason)
    {
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions { NodeCount = 1 });

        var steps = await RunAsync(simulator, name, parameters);

        Assert.Equal("Failed", steps[index].Status);
        Assert.Contains(reason, steps[index].Output, StringComparison.Ordinal);
        Assert.Equal("Failed", steps[1].Status);
    }

    [Fact]
    public async Task A_document_is_named_by_a_step_as_well_by_name_version_or_arn()
    {
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions
        {
            NodeCount = 1,
            Answers = [new() { Contains = "echo", StandardOutput = "hello" }],
        });
        foreach (var path in new[] { "AWS-RunShellScript", "AWS-RunShellScript:1", "arn:aws:ssm:us-east-1::document/AWS-RunShellScript" })
        {
            var name = "By-" + Guid.NewGuid().ToString("N");
            await CreateAsync(simulator, name, Nested(path, """{"commands":["echo"]}"""));

            var steps = await DocumentRun.StepsAsync(simulator, name);

            Assert.Equal(("nested", "Success", "hello"), (steps[0].Name, steps[0].Status, steps[0].Output));
        }
    }

    [Fact]
    public async Task Documents_run_each_other_three_deep()
    {
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions { NodeCount = 1 });
        await CreateAsync(simulator, "Four", Script("script", "true"));
        await CreateAsync(simulator, "Three", Nested("Four"));
        await CreateAsync(simulator, "Two", Nested("Three"));
        await CreateAsync(simulator, "One", Nested("Two"));
        await CreateAsync(simulator, "Circle", Nested("Circle"));

        Assert.Equal("Success", (await DocumentRun.StepsAsync(simulator, "One"))[0].Status);
        var circle = (await DocumentRun.StepsAsync(simulator, "Circle"))[0];

        Assert.Equal("Failed", circle.Status);
        Assert.Contains("at most 3 deep", circle.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_nested_script_that_reboots_its_node_runs_again()
    {
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions
        {
            NodeCount = 1,
            IsTimeStepped = true,
            Answers = [new() { Attempt = 1, Contains = "again", ExitCode = 194 }, new() { Contains = "again", StandardOutput = "done" }],
        });
        using var client = new SimulatorClient(simulator);
        await SendAsync(client, simulator, "AWS-RunShellScript", """{"commands":["again"]}""");

        simulator.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal("Success", simulator.Commands[0].Status);
    }

    [Fact]
    public async Task A_nested_document_that_asks_to_end_ends_itself_alone()
    {
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions
        {
            NodeCount = 1,
            Answers = [new() { Contains = "stop", ExitCode = 168 }, new() { Contains = "after", StandardOutput = "after" }],
        });
        await CreateAsync(simulator, "Inner", Script("one", "stop"), Script("two", "after"));
        await CreateAsync(simulator, "Outer", Nested("Inner"), Script("last", "after"));

        var steps = await DocumentRun.StepsAsync(simulator, "Outer");

        Assert.Equal([("Success", 0, "The step was skipped."), ("Success", 0, "after")],
            steps.Select(step => (step.Status, step.Code, step.Output)));
    }

    private static string Script(string name, string script) => JsonSerializer.Serialize(
        new { action = "aws:runShellScript", name, inputs = new { runCommand = new[] { script } } });

    private static string Nested(string path, string parameters = "{}") => JsonSerializer.Serialize(new
    {
        action = "aws:runDocument",
        name = "nested",
        inputs = new { documentType = "SSMDocument", documentPath = path, documentParameters = parameters },
    });

    private static async Task CreateAsync(RunCommandSimulator simulator, string name, params string[] steps)
    {
        using var client = new SimulatorClient(simulator);
        var content = $$"""{"schemaVersion":"2.2","mainSteps":[{{string.Join(',', steps)}}]}""";
        Assert.Equal(
            "", (await client.CallAsync("CreateDocument", new { Name = name, Content = content, DocumentType = "Command" })).ErrorCode);
    }

    private static object Parameters(string name, string parameters) => new
    {
        sourceType = SsmDocument,
        sourceInfo = new[] { JsonSerializer.Serialize(new { name }) },
        documentParameters = new[] { parameters },
    };

    private static Task<IReadOnlyList<(string Name, string Status, int Code, string Output)>> RunAsync(
        RunCommandSimulator simulator, string name, string parameters = "{}") =>
        DocumentRun.StepsAsync(simulator, Document, Parameters(name, parameters));

    private static async Task<string> SendAsync(
        SimulatorClient client, RunCommandSimulator simulator, string name, string parameters = "{}")
    {
        var sent = await client.CallAsync("SendCommand", new
        {
            DocumentName = Document,
            InstanceIds = new[] { simulator.Nodes[0].InstanceId },
            Parameters = Parameters(name, parameters),
        });
        Assert.Equal("", sent.ErrorCode);
        return sent.Body.GetProperty("Command").GetProperty("CommandId").GetString()!;
    }
}
