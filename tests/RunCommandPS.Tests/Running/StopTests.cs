using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Running;

/// <summary>Ctrl+C while a call of each phase of a run is not answered: nothing hangs, and what may run is named.</summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class StopTests
{
    [Fact]
    public async Task While_nodes_are_looked_up_nothing_was_sent()
    {
        var session = await StopAsync("DescribeInstanceInformation", "'uptime'");
        using (session)
        {
            Assert.Empty(session.Simulator.Calls("SendCommand"));
            Assert.Empty(session.Engine.Console.Warnings);
        }
    }

    [Fact]
    public async Task While_it_is_sent_the_command_that_may_run_is_told_of()
    {
        var session = await StopAsync("SendCommand", "'uptime' -Shell Sh", "; AfterAcceptance = $true");
        using (session)
        {
            Assert.Single(session.Simulator.Calls("SendCommand"));
            Assert.Equal(2, session.Engine.Console.Warnings.Count);
            Assert.Contains("may have been accepted", session.Engine.Console.Warnings[0], StringComparison.Ordinal);
            Assert.Matches(
                @"^The run was stopped at .* Resume-RunCommandRollout \S+ resumes it\.$", session.Engine.Console.Warnings[1]);
        }
    }

    [Theory]
    [InlineData("ListCommands")]
    [InlineData("ListCommandInvocations")]
    [InlineData("GetCommandInvocation")]
    public async Task While_it_is_followed_and_read_the_commands_are_stopped_and_named(string operation)
    {
        var session = await StopAsync(operation, "'uptime' -Shell Sh");
        using (session)
        {
            Assert.Single(session.Simulator.Calls("CancelCommand"));
            Assert.Contains("asked to cancel command ", Assert.Single(session.Engine.Console.Warnings), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Where_stopping_is_not_answered_either_the_command_that_goes_on_is_named()
    {
        using var session = new RunSession(
            "-NodeCount 2 -SteppedTime -Answer @{ Duration = 600 } -Fault @{ Kind = 'Hang'; Operation = 'CancelCommand' }");
        using var script = session.Start("'uptime' -Shell Sh");
        await session.SentAsync(1);

        Assert.True((await script.StopAsync()).Stopped);
        Assert.Contains("did not respond in time: it may stop or continue.", Assert.Single(session.Engine.Console.Warnings),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Wait-RunCommand")]
    [InlineData("Receive-RunCommandOutput -Follow")]
    public async Task Who_stops_waiting_is_told_what_goes_on(string cmdlet)
    {
        using var session = new RunSession("-NodeCount 2 -SteppedTime -Answer @{ Duration = 600 }");
        var sent = session.Engine.Run(
            "$command = $args[0] | Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' }; $command.CommandId",
            [session.Simulator.NodeIds]).Succeeded();
        var calls = session.Simulator.Calls("ListCommands").Count;
        using var script = session.Engine.Start($"$command | {cmdlet}");
        await session.CalledAsync("ListCommands", calls + 1);

        Assert.True((await script.StopAsync()).Stopped);
        Assert.Empty(session.Simulator.Calls("CancelCommand"));
        var warning = Assert.Single(session.Engine.Console.Warnings);
        Assert.Contains($"command {sent.Output[0]} continues", warning, StringComparison.Ordinal);
        Assert.Contains("Stop-RunCommand", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_stopping_is_throttled_it_is_repeated()
    {
        using var session = new RunSession("-NodeCount 2 -SteppedTime -Answer @{ Duration = 600 } -Fault @{ Kind = 'Throttle'; "
            + "Operation = 'CancelCommand'; Calls = 1, 2, 3 }");
        using var script = session.Start("'uptime' -Shell Sh");
        await session.SentAsync(1);

        Assert.True((await script.StopAsync()).Stopped);
        Assert.Equal([400, 400, 400, 200], session.Simulator.Calls("CancelCommand").Select(call => call.HttpStatusCode));
        Assert.Contains("asked to cancel command ", Assert.Single(session.Engine.Console.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_does_not_wait_for_a_pipeline_that_is_busy()
    {
        // The first result keeps the pipeline busy; what else there is to write fills the queue and then waits. Long output has every
        // node read by a call of its own, which tells how far that is. It is one command, because a second one may be sent after the
        // first poll, and there is no other poll while the queue is full.
        using var session = new RunSession(
            "-NodeCount 50 -Answer @{ Node = 'node-0050'; Duration = 6000 }, @{ ExitCode = 1; StandardOutput = $argument }",
            new string('x', 3000));
        using var busy = new ManualResetEventSlim();
        using var gate = new ManualResetEventSlim();
        using var script = session.Engine.Start(
            "$nodes, $busy, $gate = $args; $nodes | Invoke-RunCommand 'exit 1' -Shell Sh -PollingInterval 0.02 -ErrorAction "
                + "SilentlyContinue | ForEach-Object { $busy.Set(); $gate.Wait() }",
            session.Simulator.NodeIds,
            busy,
            gate);
        await HangGuard.AwaitAsync(() => busy.IsSet, "the first result");
        Task<ScriptResult> stopping;
        try
        {
            await session.CalledAsync("GetCommandInvocation", 20);
            stopping = script.StopAsync();
            await session.CalledAsync("CancelCommand");
            Assert.False(stopping.IsCompleted);
        }
        finally
        {
            // Also where this fails: the session waits for its pipeline.
            gate.Set();
        }

        Assert.True((await stopping).Stopped);
        Assert.Contains("asked to cancel command ", Assert.Single(session.Engine.Console.Warnings), StringComparison.Ordinal);
    }

    // Long output makes a run ask for all of it by GetCommandInvocation.
    private static async Task<RunSession> StopAsync(string operation, string parameters, string more = "")
    {
        var session = new RunSession(
            $"-NodeCount 2 -Answer @{{ Node = 'node-0001'; StandardOutput = $argument }}, @{{ Duration = 600 }} -Fault @{{ Kind = 'Hang'; "
                + $"Operation = '{operation}'{more} }}",
            new string('x', 3000));
        using var script = session.Start(parameters);
        await session.CalledAsync(operation);

        Assert.True((await script.StopAsync()).Stopped);
        return session;
    }
}
