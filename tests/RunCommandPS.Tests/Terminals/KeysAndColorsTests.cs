using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Terminals;

/// <summary>Completion, progress and colors as they are seen in a terminal.</summary>
public sealed class KeysAndColorsTests(TerminalSession session) : IClassFixture<TerminalSession>
{
    private const string Colored = "\e[3";
    private const string Bar = "Running AWS-RunShellScript [";

    [Fact]
    public async Task Tab_completes_a_parameter_a_document_and_a_node()
    {
        Require();

        await CompletesAsync("Send-RunCommand -DocumentN", "-DocumentName");
        await CompletesAsync("Send-RunCommand AWS-RunSh", "AWS-RunShellScript");
        await CompletesAsync("Send-RunCommand AWS-RunShellScript -InstanceId ip-10-0-0-7.", session.Fleet.NodeIds[6]);
    }

    [Fact]
    public async Task The_menu_of_nodes_has_their_names()
    {
        Require();

        // A menu is drawn piece by piece: its last node is waited for.
        var screen = await CompletesAsync("Send-RunCommand AWS-RunShellScript -InstanceId ip-10-0-0-2", Terminal.MenuKey, text =>
            text.Contains("ip-10-0-0-29", StringComparison.Ordinal));

        Assert.Contains("ip-10-0-0-20", screen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public async Task Progress_is_there_during_a_run_and_gone_afterwards(int columns)
    {
        Require();
        using var resized = columns == 120 ? null : await Terminal.OpenAsync(columns, session.Profile);
        var terminal = resized ?? session.Terminal;
        await terminal.EnterAsync(
            "$nodes | Invoke-RunCommand 'uptime' -Shell Sh -PollingInterval 0.1 | Measure-Object | ForEach-Object Count");
        var during = await terminal.ShowsAsync($"of {TerminalSession.NodeCount}");
        Assert.Contains(Bar, during, StringComparison.Ordinal);
        Assert.All(during.Split('\n'), line => Assert.True(line.Length <= columns, line));

        using var end = new CancellationTokenSource();
        var ticking = TickAsync(end.Token);
        var after = await terminal.PromptAsync();
        await end.CancelAsync();
        await ticking;

        Assert.DoesNotContain(Bar, after, StringComparison.Ordinal);
        Assert.Contains($"{TerminalSession.NodeCount}", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_status_has_a_color_and_none_with_NO_COLOR()
    {
        Require();
        const string Row =
            "[RunCommandPS.CommandInvocation]@{ InstanceId = 'i-00000000000000001'; Status = 'Failed'; StatusDetails = 'Failed' }";
        await session.Terminal.EnterAsync(Row);
        await session.Terminal.PromptAsync();
        Assert.Contains(Colored, RowOf(await session.Terminal.ScreenAsync(withColors: true)), StringComparison.Ordinal);

        using var plain = await Terminal.OpenAsync(120, session.Profile, ("NO_COLOR", "1"));
        await plain.EnterAsync(Row);
        await plain.PromptAsync();
        Assert.DoesNotContain(Colored, RowOf(await plain.ScreenAsync(withColors: true)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_gets_neither_colors_nor_progress()
    {
        Require();

        var (output, error, exitCode) = await PwshProcess.RunAsync(
            session.Profile + """

            $nodes[0] | Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' } |
                Wait-RunCommand -Timeout 1 -ErrorAction SilentlyContinue
            [RunCommandPS.CommandInvocation]@{ InstanceId = 'i-00000000000000001'; Status = 'Failed'; StatusDetails = 'Failed' }
            """);

        Assert.Equal((0, ""), (exitCode, error));
        Assert.DoesNotContain(Colored, RowOf(output), StringComparison.Ordinal);
        Assert.DoesNotContain("nodes done", output, StringComparison.Ordinal);
    }

    private static void Require() => Assert.SkipWhen(Terminal.Absence is not null, Terminal.Absence ?? "");

    private static string RowOf(string screen) =>
        screen.Split('\n').Last(line =>
            line.Contains("i-00000000000000001", StringComparison.Ordinal) && !line.Contains("InstanceId =", StringComparison.Ordinal));

    private Task<string> CompletesAsync(string typed, string completed) =>
        CompletesAsync(typed, "Tab", screen => screen.TrimEnd().EndsWith(completed, StringComparison.Ordinal));

    // What takes longer than completion waits is offered at the next key.
    private async Task<string> CompletesAsync(string typed, string key, Func<string, bool> isCompleted)
    {
        for (var attempt = 1; ; attempt++)
        {
            await session.Terminal.TypeAsync(typed);
            await session.Terminal.PressAsync(key);
            var screen = await session.Terminal.TryShowAsync(isCompleted, TimeSpan.FromSeconds(6));
            if (screen is null && attempt == 5)
            {
                Assert.Fail("The terminal shows:\n" + await session.Terminal.ScreenAsync());
            }

            await session.Terminal.ClearLineAsync();
            if (screen is not null)
            {
                return screen;
            }
        }
    }

    // The fleet's time, a second at a time, for as long as somebody waits for it.
    private async Task TickAsync(CancellationToken token)
    {
        while (!token.IsCancellationRequested)
        {
            session.Fleet.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(20, CancellationToken.None);
        }
    }
}
