using System.Diagnostics;

namespace RunCommandPS.Tests.Terminals;

/// <summary>Ctrl+C, SIGTERM and a closed terminal, in the middle of a send, a run and a wait.</summary>
public sealed class SignalTests(TerminalSession session) : IClassFixture<TerminalSession>
{
    private const string Sleep = "AWS-RunShellScript @{ commands = 'sleep 3600' }";

    [Fact]
    public async Task Ctrl_C_during_a_run_stops_the_nodes_and_names_the_commands()
    {
        Require();
        var before = Cancelled();
        await session.Terminal.EnterAsync("$nodes | Invoke-RunCommand 'sleep 3600' -Shell Sh -MaxConcurrency 100%");
        await session.Terminal.ShowsAsync($"of {TerminalSession.NodeCount}");

        await session.Terminal.PressAsync("C-c");

        var screen = await session.Terminal.PromptAsync();
        var stopped = Cancelled()[before.Count..];
        Assert.Equal(3, stopped.Count);
        Assert.All(stopped, id => Assert.Contains(id, screen.ReplaceLineEndings(""), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ctrl_C_during_a_wait_leaves_the_command_alone()
    {
        Require();
        var before = Cancelled();
        var commands = session.Fleet.CompletedCounts.Keys.ToList();

        // Ctrl+C discards what the terminal was about to answer. Drawing a progress bar asks it for the cursor, and .NET then waits for
        // that answer forever; so the key is pressed when the bar is there, and long before the next one.
        await session.Terminal.EnterAsync($"$nodes[0] | Send-RunCommand {Sleep} | Wait-RunCommand -PollingInterval 60");
        await session.Terminal.ShowsAsync("0 of 1 done");

        await session.Terminal.PressAsync("C-c");

        var screen = await session.Terminal.PromptAsync();
        Assert.Equal(before, Cancelled());
        var id = Assert.Single(session.Fleet.CompletedCounts.Keys.Except(commands));
        Assert.Contains($"command {id} continues", screen.ReplaceLineEndings(""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_during_a_send_reports_what_may_run_and_sends_no_more()
    {
        Require();
        var before = session.Fleet.Calls("SendCommand").Count;
        session.Fleet.SpoilSends("Hang", afterAcceptance: true, 2, 3);
        try
        {
            await session.Terminal.EnterAsync($"$nodes | Send-RunCommand {Sleep}");
            await TerminalSession.UntilAsync(() => session.Fleet.Calls("SendCommand").Count == before + 3);
            await session.Terminal.ShowsAsync("Pending");

            await session.Terminal.PressAsync("C-c");

            var screen = await session.Terminal.PromptAsync();
            Assert.Equal(2, screen.ReplaceLineEndings("").Split("may have been accepted").Length - 1);
            Assert.Equal(before + 3, session.Fleet.Calls("SendCommand").Count);
        }
        finally
        {
            session.Fleet.ClearFaults();
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_process_that_is_told_to_end_during_a_run_stops_the_nodes_and_ends(bool isTerminalClosed)
    {
        Require();
        var before = Cancelled();
        using var terminal = await Terminal.OpenAsync(80, session.Profile);
        await terminal.EnterAsync("$nodes | Invoke-RunCommand 'sleep 3600' -Shell Sh");
        await terminal.ShowsAsync($"of {TerminalSession.NodeCount}");

        if (isTerminalClosed)
        {
            await terminal.CloseAsync();
        }
        else
        {
            using var kill = Process.Start("kill", ["-TERM", $"{terminal.Shell.Id}"]);
        }

        await terminal.Shell.WaitForExitAsync(TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal(3, Cancelled().Count - before.Count);
    }

    private static void Require() => Assert.SkipWhen(Terminal.Absence is not null, Terminal.Absence ?? "");

    private List<string> Cancelled() => [.. session.Fleet.Calls("CancelCommand").Select(call => call.Text("CommandId")!)];
}
