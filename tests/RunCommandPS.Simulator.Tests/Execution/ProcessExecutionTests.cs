using System.Diagnostics;
using RunCommandPS.Documents;
using RunCommandPS.Simulator.Documents;
using RunCommandPS.Simulator.Execution;
using RunCommandPS.Simulator.Storage;
using RunCommandPS.Simulator.Tests.Service;

namespace RunCommandPS.Simulator.Tests.Execution;

/// <summary>
/// Scripts that really run. They are shell scripts, so what is asked of them here every system with <c>sh</c> answers alike.
/// </summary>
public sealed class ProcessExecutionTests : IDisposable
{
    private readonly ProcessExecutor _executor = new("eu-west-1", Contents);
    private readonly ServiceHarness _harness = new([new() { Name = "one", PlatformName = "Test Linux" }]);

    private static ContentSource Contents =>
        new(new ObjectStore([]), new DocumentLibrary([], SimulatorOptions.DefaultAccountId, "eu-west-1"));

    private SimulatedNode Node => _harness.Fleet.Nodes[0];

    public void Dispose()
    {
        _executor.Dispose();
        _harness.Dispose();
    }

    [Fact]
    public async Task Output_error_and_exit_code_are_the_scripts()
    {
        var result = await RunAsync("echo out\necho err >&2\nexit 3");

        Assert.Equal(
            ("Failed", 3, "out\n", "err\nfailed to run commands: exit status 3"),
            (result.Status, result.ExitCode, result.StandardOutput, result.StandardError));
    }

    [Fact]
    public async Task The_last_command_decides() => Assert.Equal("Success", (await RunAsync("false\ntrue")).Status);

    [Fact]
    public async Task The_script_has_the_agents_environment_and_not_ours()
    {
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY_OF_TEST", "secret");

        var result = await RunAsync(
            "echo $SSM_COMMAND_ID $AWS_SSM_INSTANCE_ID $AWS_SSM_REGION_NAME $AWS_SSM_PLATFORM_NAME $SSM_who; env",
            environment: new() { ["SSM_who"] = "me" });

        Assert.StartsWith($"command {Node.InstanceId} eu-west-1 Test Linux me\n", result.StandardOutput, StringComparison.Ordinal);
        Assert.DoesNotContain("AWS_SECRET_ACCESS_KEY", result.StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_runs_in_a_folder_of_its_own_that_is_gone_afterwards()
    {
        var one = (await RunAsync("touch here; pwd")).StandardOutput.Trim();
        var other = (await RunAsync("ls; pwd")).StandardOutput.Trim();

        Assert.NotEqual(one, other.Split('\n')[^1]);
        Assert.DoesNotContain("here", other, StringComparison.Ordinal);
        Assert.False(Directory.Exists(one));
    }

    [Fact]
    public async Task It_runs_in_the_working_directory_where_one_is_given()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;

        await RunAsync("touch here", workingDirectory: folder);

        Assert.Equal([Path.Combine(folder, "here")], Directory.GetFiles(folder));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_working_directory_that_is_not_there_fails_the_step()
    {
        var result = await RunAsync("true", workingDirectory: "/no/such/folder");

        Assert.Equal("Failed", result.Status);
        Assert.Contains("/no/such/folder", result.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_its_time_out_the_whole_tree_of_processes_ends()
    {
        var result = await RunAsync("echo before; sleep 600 & echo $!; sleep 600", TimeSpan.FromSeconds(1));

        Assert.Equal(
            ("TimedOut", "ExecutionTimedOut", 137, ""), (result.Status, result.StatusDetails, result.ExitCode, result.StandardError));
        var lines = result.StandardOutput.Split('\n');
        Assert.Equal("before", lines[0]);
        AssertEnds(int.Parse(lines[1], null));
    }

    [Fact]
    public async Task What_a_script_had_written_when_it_was_cancelled_is_kept()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        var file = Path.Combine(folder, "ready");
        var completed = new TaskCompletionSource<StepResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var cancel = _executor.Start(
            Task(ActionPlatforms.RunShellScript, $"echo half; echo warning >&2; : > {file}; sleep 600"),
            Node,
            1,
            (result, _) => completed.TrySetResult(result))!;
        Assert.True(SpinWait.SpinUntil(() => File.Exists(file), TimeSpan.FromSeconds(30)));

        Assert.True(cancel());
        var result = await completed.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        Assert.Equal(
            ("Cancelled", 137, "half\n", "warning\n"), (result.Status, result.ExitCode, result.StandardOutput, result.StandardError));
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("sleep 600 & echo $!")]
    [InlineData("nohup sleep 600 > /dev/null 2>&1 & echo $!")]
    [InlineData("(sleep 600 & echo $!)")]
    [InlineData("env -i sleep 600 & echo $!")]
    [InlineData("trap '' HUP TERM; sleep 600 & echo $!; exit 3", "Failed")]
    public async Task What_a_script_leaves_running_ends_with_it(string script, string status = "Success")
    {
        var result = await RunAsync(script);

        Assert.Equal(status, result.Status);
        AssertEnds(int.Parse(result.StandardOutput, null));
    }

    [Fact]
    public async Task So_does_what_leaves_the_scripts_session()
    {
        // Only on Linux a process can be told by its environment; elsewhere it stays in the session. The pipe holds
        // the script until the process is on its way.
        var leave = OperatingSystem.IsLinux() ? "setsid " : "";
        var result = await RunAsync($"mkfifo ready; {leave}sh -c 'echo $$; echo > ready; exec sleep 600' & read -r line < ready");

        AssertEnds(int.Parse(result.StandardOutput, null));
    }

    [Theory]
    [InlineData("env")]
    [InlineData("tr '\\0' '\\n' < /proc/$PPID/environ || env")]
    public async Task A_script_has_an_environment_of_its_own(string script)
    {
        Environment.SetEnvironmentVariable("SECRET_OF_THE_CALLER", "s3cret");
        Environment.SetEnvironmentVariable("AWS_SESSION_TOKEN", "t0ken");
        try
        {
            var result = await RunAsync(OperatingSystem.IsLinux() ? script : "env", environment: new() { ["SSM_word"] = "given" });

            Assert.DoesNotContain("SECRET_OF_THE_CALLER", result.StandardOutput, StringComparison.Ordinal);
            Assert.DoesNotContain("t0ken", result.StandardOutput, StringComparison.Ordinal);
            Assert.Contains("SSM_word=given\n", result.StandardOutput, StringComparison.Ordinal);
            Assert.Contains("AWS_SSM_INSTANCE_ID=", result.StandardOutput, StringComparison.Ordinal);
            Assert.Contains("PATH=", result.StandardOutput, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable("SECRET_OF_THE_CALLER", null);
            Environment.SetEnvironmentVariable("AWS_SESSION_TOKEN", null);
        }
    }

    [Fact]
    public void What_a_simulator_that_was_killed_left_behind_is_gone_after_a_start()
    {
        // No process has this number.
        var dead = ScriptOwner.This with { ProcessId = int.MaxValue };
        var theirs = Directory.CreateTempSubdirectory($"{ScriptOwner.FolderPrefix}{dead}-").FullName;
        var ours = Directory.CreateTempSubdirectory($"{ScriptOwner.FolderPrefix}{ScriptOwner.This}-").FullName;
        using var left = Process.Start(new ProcessStartInfo("sleep", ["600"]) { Environment = { [ScriptFamily.MarkName] = $"{dead}-x" } })!;
        using var running = Process.Start(
            new ProcessStartInfo("sleep", ["600"]) { Environment = { [ScriptFamily.MarkName] = $"{ScriptOwner.This}-x" } })!;
        try
        {
            ProcessExecutor.Start("us-east-1", Contents).Dispose();

            Assert.False(Directory.Exists(theirs));
            Assert.True(Directory.Exists(ours));
            Assert.True(!OperatingSystem.IsLinux() || left.WaitForExit(TimeSpan.FromSeconds(30)));
            Assert.False(running.HasExited);
        }
        finally
        {
            Directory.Delete(ours);
            running.Kill();
            if (!left.HasExited)
            {
                left.Kill();
            }
        }
    }

    [Fact]
    public async Task A_flood_of_output_is_read_and_cut()
    {
        var result = await RunAsync("head -c 5000000 /dev/zero | tr '\\0' 'x'; echo end >&2");

        Assert.Equal((1_000_000, "end\n"), (result.StandardOutput.Length, result.StandardError));
    }

    [Fact]
    public async Task A_script_that_reads_its_input_finds_none() => Assert.Equal("Success", (await RunAsync("cat")).Status);

    [Fact]
    public void Stopping_ends_what_runs_and_waits_for_it()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        var file = Path.Combine(folder, "pid");
        _executor.Start(Task(ActionPlatforms.RunShellScript, $"echo $$ > {file}.new; mv {file}.new {file}; sleep 600"), Node, 1, (_, _) =>
            Assert.Fail("It has no result."));
        Assert.True(SpinWait.SpinUntil(() => File.Exists(file), TimeSpan.FromSeconds(30)));

        _executor.Dispose();

        AssertEnds(int.Parse(File.ReadAllText(file), null));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Stopping_ends_what_a_script_put_into_the_background_too()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        var file = Path.Combine(folder, "pid");
        _executor.Start(
            Task(ActionPlatforms.RunShellScript, $"sh -c 'sleep 600 & echo $! > {file}.new; mv {file}.new {file}'; sleep 600"),
            Node,
            1,
            (_, _) => Assert.Fail("It has no result."));
        Assert.True(SpinWait.SpinUntil(() => File.Exists(file), TimeSpan.FromSeconds(30)));

        _executor.Dispose();

        AssertEnds(int.Parse(File.ReadAllText(file), null));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void An_action_without_a_script_succeeds()
    {
        StepResult? result = null;
        _executor.Start(Task("aws:updateSsmAgent", "{}"), Node, 1, (given, _) => result = given);

        Assert.Equal("Success", result?.Status);
    }

    [Fact]
    public async Task A_program_this_machine_lacks_fails_the_step_and_says_so()
    {
        if (ScriptHost.Find(ActionPlatforms.RunPowerShellScript, out var reason) is not null)
        {
            Assert.Equal(
                "4\n", (await RunAsync("2 + 2", action: ActionPlatforms.RunPowerShellScript)).StandardOutput.ReplaceLineEndings("\n"));
            return;
        }

        var result = await RunAsync("2 + 2", action: ActionPlatforms.RunPowerShellScript);

        Assert.Equal(("Failed", reason), (result.Status, result.StandardError));
        Assert.Contains("pwsh", reason, StringComparison.Ordinal);
    }

    // A process that was killed is there until the system has taken note of its end.
    private static void AssertEnds(int processId) =>
        Assert.True(SpinWait.SpinUntil(() => !IsAlive(processId), TimeSpan.FromSeconds(30)), "The process is still there.");

    private static bool IsAlive(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static StepTask Task(
        string action,
        string script,
        TimeSpan? timeout = null,
        string workingDirectory = "",
        Dictionary<string, string>? environment = null) =>
            new(
                "command",
                new DocumentStep { Name = "step", Action = action },
                script,
                workingDirectory,
                timeout ?? TimeSpan.FromMinutes(1),
                environment ?? []);

    private async Task<StepResult> RunAsync(
        string script,
        TimeSpan? timeout = null,
        string workingDirectory = "",
        Dictionary<string, string>? environment = null,
        string action = ActionPlatforms.RunShellScript)
    {
        var completed = new TaskCompletionSource<StepResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        _executor.Start(
            Task(action, script, timeout, workingDirectory, environment), Node, 1, (result, _) => completed.TrySetResult(result));
        return await completed.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }
}
