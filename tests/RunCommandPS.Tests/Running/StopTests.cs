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
            Assert.Contains("may have been", Assert.Single(session.Engine.Console.Warnings), StringComparison.Ordinal);
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
            Assert.Contains("told to stop command ", Assert.Single(session.Engine.Console.Warnings), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Where_stopping_is_not_answered_either_the_command_that_goes_on_is_named()
    {
        using var session = new RunSession("-NodeCount 2 -SteppedTime -Answer @{ Duration = 600 } -Fault @{ Kind = 'Hang'; Operation = 'CancelCommand' }");
        using var script = session.Start("'uptime' -Shell Sh");
        await session.SentAsync(1);

        Assert.True((await script.StopAsync()).Stopped);
        Assert.Contains("had not answered when that was given up: it may stop or go on.", Assert.Single(session.Engine.Console.Warnings), StringComparison.Ordinal);
    }

    // Long output makes a run ask for all of it by GetCommandInvocation.
    private static async Task<RunSession> StopAsync(string operation, string parameters, string more = "")
    {
        var session = new RunSession($"-NodeCount 2 -Answer @{{ Node = 'node-0001'; StandardOutput = $argument }}, @{{ Duration = 600 }} -Fault @{{ Kind = 'Hang'; Operation = '{operation}'{more} }}", new string('x', 3000));
        using var script = session.Start(parameters);
        while (session.Simulator.Calls(operation).Count == 0)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        Assert.True((await script.StopAsync()).Stopped);
        return session;
    }
}
