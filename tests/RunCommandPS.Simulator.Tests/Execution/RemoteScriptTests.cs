using RunCommandPS.Documents;
using RunCommandPS.Simulator.Execution;

namespace RunCommandPS.Simulator.Tests.Execution;

/// <summary>AWS-RunRemoteScript, whose files are in the simulator's own buckets.</summary>
public sealed class RemoteScriptTests : IDisposable
{
    private const string Document = "AWS-RunRemoteScript";

    private static readonly string[] S3 = ["S3"];

    private readonly RunCommandSimulator _simulator = RunCommandSimulator.Start(
        new SimulatorOptions { NodeCount = 1, Execution = ExecutionMode.Process });

    public void Dispose() => _simulator.Dispose();

    [Fact]
    public async Task A_script_in_a_bucket_runs_with_its_arguments()
    {
        DocumentRun.Put(_simulator, "scripts/greet.sh", "#!/bin/sh\necho hello $1\n");

        var steps = await RunAsync("scripts/greet.sh", "greet.sh world");

        Assert.Equal(
            [
                ("downloadContent", "Success", 0, "Fetched greet.sh\n"),
                ("runPowerShellScript", "Success", 0, "The step was skipped."),
                ("runShellScript", "Success", 0, "hello world\n"),
            ],
            steps);
    }

    [Fact]
    public async Task A_folder_keeps_what_is_under_it()
    {
        DocumentRun.Put(_simulator, "scripts/greet.sh", ". ./lib/words.sh\necho $word");
        DocumentRun.Put(_simulator, "scripts/lib/words.sh", "word=hello");
        DocumentRun.Put(_simulator, "other/greet.sh", "exit 1");

        var steps = await RunAsync("scripts/", "sh greet.sh");

        Assert.Equal(("Success", "hello\n"), (steps[2].Status, steps[2].Output));
    }

    [Fact]
    public async Task A_working_directory_is_where_the_files_go_and_the_command_line_runs()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        DocumentRun.Put(_simulator, "greet.sh", "echo in $PWD");

        var steps = await DocumentRun.StepsAsync(_simulator, Document, new
        {
            sourceType = S3,
            sourceInfo = DocumentRun.At("greet.sh"),
            commandLine = new[] { "sh greet.sh" },
            workingDirectory = new[] { folder },
        });

        Assert.Equal(("Success", $"in {folder}\n"), (steps[2].Status, steps[2].Output));
        Assert.True(File.Exists(Path.Combine(folder, "greet.sh")));
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("greet.ps1 world", "Success", 0, "hello world")]
    [InlineData("greet.ps1 nobody", "Failed", 4, "exit status 4")]
    public async Task On_Windows_PowerShell_runs_it(string commandLine, string status, int code, string output)
    {
        using var simulator = RunCommandSimulator.Start(
            new SimulatorOptions { Nodes = [new() { PlatformType = "Windows" }], Execution = ExecutionMode.Process });
        DocumentRun.Put(simulator, "greet.ps1", "param($who)\n\"hello $who\"\nif ($who -eq 'nobody') { exit 4 }");

        var steps = await DocumentRun.StepsAsync(
            simulator, Document, new { sourceType = S3, sourceInfo = DocumentRun.At("greet.ps1"), commandLine = new[] { commandLine } });

        Assert.Equal(("Success", "The step was skipped."), (steps[2].Status, steps[2].Output));
        if (ScriptHost.Find(ActionPlatforms.RunPowerShellScript, out var reason) is null)
        {
            Assert.Equal(("Failed", true), (steps[1].Status, steps[1].Output.Contains(reason, StringComparison.Ordinal)));
            return;
        }

        Assert.Equal((status, code), (steps[1].Status, steps[1].Code));
        Assert.Contains(output, steps[1].Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing.sh", "There is nothing at 'nothing.sh' in the bucket 'amzn-s3-demo-bucket'.")]
    [InlineData("folder/", "There is nothing at 'folder/' in the bucket 'amzn-s3-demo-bucket'.")]
    [InlineData("up/", "'../../out.sh' leads out of its folder.")]
    public async Task What_can_not_be_had_fails_the_step_that_fetches_it(string key, string reason)
    {
        DocumentRun.Put(_simulator, "up/../../out.sh", "exit 1");

        var step = (await RunAsync(key, "sh nothing.sh"))[0];

        Assert.Equal(("downloadContent", "Failed", 1), (step.Name, step.Status, step.Code));
        Assert.Contains(reason, step.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"path":"https://s3.amazonaws.com/no-such-bucket/x.sh"}""", "There is no bucket 'no-such-bucket'.")]
    [InlineData("""{"path":"https://example.com/x.sh"}""", "it is 'https://example.com/x.sh'.")]
    [InlineData("{}", "sourceInfo must be an object with the path")]
    public async Task A_source_that_is_none_fails_the_step_that_fetches_it(string sourceInfo, string reason)
    {
        var steps = await DocumentRun.StepsAsync(
            _simulator, Document, new { sourceType = S3, sourceInfo = new[] { sourceInfo }, commandLine = new[] { "true" } });

        Assert.Equal("Failed", steps[0].Status);
        Assert.Contains(reason, steps[0].Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExecutionMode.Process)]
    [InlineData(ExecutionMode.None)]
    public async Task Nothing_is_fetched_from_GitHub(ExecutionMode execution)
    {
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions { NodeCount = 1, Execution = execution });

        var steps = await DocumentRun.StepsAsync(simulator, Document, new
        {
            sourceType = new[] { "GitHub" },
            sourceInfo = new[] { """{"owner":"me","repository":"mine","path":"x.sh"}""" },
        });

        Assert.Equal("Failed", steps[0].Status);
        Assert.Contains("The simulator fetches nothing from GitHub.", steps[0].Output, StringComparison.Ordinal);
        Assert.Equal("Failed", simulator.Commands[0].Status);
    }

    [Fact]
    public async Task Without_execution_the_files_must_be_there_and_nothing_runs()
    {
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions { NodeCount = 1 });
        DocumentRun.Put(simulator, "greet.sh", "echo hello");

        var found = await DocumentRun.StepsAsync(simulator, Document, new { sourceType = S3, sourceInfo = DocumentRun.At("greet.sh") });
        var missing = await DocumentRun.StepsAsync(simulator, Document, new { sourceType = S3, sourceInfo = DocumentRun.At("other.sh") });

        Assert.Equal(["Success", "Success", "Success"], found.Select(step => step.Status));
        Assert.Equal("", found[2].Output);
        Assert.Equal("Failed", missing[0].Status);
    }

    private Task<IReadOnlyList<(string Name, string Status, int Code, string Output)>> RunAsync(string key, string commandLine) =>
        DocumentRun.StepsAsync(
            _simulator, Document, new { sourceType = S3, sourceInfo = DocumentRun.At(key), commandLine = new[] { commandLine } });
}
