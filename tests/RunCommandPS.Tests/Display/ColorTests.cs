using System.Management.Automation;
using System.Management.Automation.Internal;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Display;

/// <summary>A status has a color on a console that shows colors, and nowhere else.</summary>
/// <remarks>The engine keeps its settings of colors, and the system the environment, once for the whole process.</remarks>
[Collection(nameof(EnvironmentCollection))]
public sealed class ColorTests : IClassFixture<SampleSessions>, IDisposable
{
    private readonly EnvironmentVariables _environment = new();
    private readonly SampleSessions _sessions;

    public ColorTests(SampleSessions sessions)
    {
        _sessions = sessions;
        _environment["NO_COLOR"] = null;
        _environment["TERM"] = "xterm-256color";
    }

    public void Dispose()
    {
        PSStyle.Instance.OutputRendering = OutputRendering.PlainText;
        _environment.Dispose();
    }

    [Theory]
    [InlineData(80, "a-step-…")]
    [InlineData(120, "a-step-with-a-name-that-is-too-long: xxxxxxxxxx…")]
    public void Verdicts_and_details(int width, string line) => Shown.Equal(
        $"""
        i-00000000000000001  web-1          [green]Succeeded[/]    [green]Success[/]             0 one
        mi-00000000000000002 a-machine-in-… [red]Failed[/]       [red]Failed[/]            137 {line}
        i-00000003                          [red]NotDelivered[/] [red]DeliveryTimedOut[/]   -1
        """,
        Rows(width, "$invocations"));

    [Fact]
    public void Commands() => Shown.Equal(
        """
        11111111-2222-3333-4444-555555555501 [green]Success[/]    1/1               systemctl re…
        11111111-2222-3333-4444-555555555502 [yellow]InProgress[/] 18/50, 1 failed   arn:aws:ssm:…
        11111111-2222-3333-4444-555555555503 [red]TimedOut[/]   7/7, 7 not deliv… Deploy 142
        11111111-2222-3333-4444-555555555504 [yellow]AwaitingA…[/]                   AWS-RunShell…
        11111111-2222-3333-4444-555555555505                              X-1
        11111111-2222-3333-4444-555555555506 [yellow]Incomplete[/] 20/20, 2 not del… uptime
        """,
        Rows(80, "$commands"));

    [Fact]
    public void Rollouts() => Shown.Equal(
        """
        20260301-1230-k3f9 deploy-142     [red]Halted[/]            1 of 6 ./deploy.sh --relea…
        20260301-1229-9x2p                [green]Finished[/]      120 of 120 uptime
        20260301-1228-9x2q                [yellow]Finished[/]      118 of 120 df
        """,
        Rows(80, "$rollouts"));

    [Fact]
    public void Results() => Shown.Equal(
        """
        i-00000000000000001  web-1            [green]Success[/]              0 up 3 days
        mi-00000000000000002 a-machine-in-th… [red]Failed[/]             137 no such file
        i-00000003                            [red]DeliveryTimedOut[/]    -1
        """,
        Rows(80, "$results"));

    [Fact]
    public void Outputs_and_groups_where_a_status_is_too_long_for_its_column() => Shown.Equal(
        """
        i-00000000000000001  web-1        runShellScript [green]Success[/]          0 up 3 days
        mi-0123456789abcdef0 a-node-with… restartTheSer… [red]ExecutionTim…[/]  137 [cut] Gave up
        i-00000000000000001                              [red]Undeliverable[/]   -1
           12 web[01-12]                         [green]Success[/]          0 restart: up 3 days
            5 i-00000000000000001 +4             [red]Failed[/]           3 [cut] restart: No such service
        """,
        Rows(120, "$outputs") + Rows(120, "$groups | Format-Table"));

    [Fact]
    public void Nodes_steps_and_what_was_stopped() => Shown.Equal(
        $"""
        i-00000000000000001  ip-10-0-0-1.eu-west-1.compute.int… Linux    [green]Online[/]
        mi-00000000000000002 cellar                             Windows  [yellow]ConnectionLost[/]
        install                        [green]Success[/]           0 {SampleObjects.Time} one…
        a-step-with-a-name-that-is-to… [red]Failed[/]          137 {SampleObjects.Time} xxxxxxx…
        never                                           -1
        11111111-2222-3333-4444-555555555501       2        1        0      [yellow]49[/] Company…
        """,
        Rows(80, "$nodes") + Rows(80, "$steps") + Rows(80, "$stopped"));

    [Fact]
    public void Findings_that_are_wrapped() => Shown.Equal(
        """
        [green]Passed[/]  Document  AWS-RunShellScript     Version 1 exists.
        [red]Failed[/]  Node      mi-00000000000000002   The node is ConnectionLost: the
                                                 command would wait for it until it
                                                 times out.
        """,
        Rows(80, "$findings"));

    [Fact]
    public void Groups_with_all_that_was_written() =>
        // Of a text of several lines the engine repeats the sequences on each, ended at once.
        Assert.Contains(
            "5 nodes: i-00000000000000001 +4, restart: [red]Failed[/], exit code 3",
            Marked(Show(80, "$groups", showsColors: true)),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("@{ Status = 'Success'; ErrorCount = 1 }", "[yellow]Incomplete[/]")]
    [InlineData("@{ Status = 'Success'; DeliveryTimedOutCount = 2 }", "[yellow]Incomplete[/]")]
    [InlineData("@{ Status = 'Success'; StatusDetails = 'NoInstancesInTag' }", "[yellow]No nodes[/]")]
    [InlineData("@{ Status = 'Success'; StatusDetails = 'Incomplete' }", "[yellow]Incomplete[/]")]
    [InlineData("@{ Status = 'Failed'; ErrorCount = 1 }", "[red]Failed[/]")]
    [InlineData("@{ Status = 'Success'; CompletedCount = 1 }", "[green]Success[/]")]
    public void A_command_that_says_Success_of_failed_nodes_is_not_green(string command, string status) =>
        Assert.Contains(status, Rows(80, $"[RunCommandPS.Command]{command}"), StringComparison.Ordinal);

    [Theory]
    [InlineData("$commands")]
    [InlineData("$invocations")]
    [InlineData("$results")]
    [InlineData("$steps")]
    [InlineData("$nodes")]
    [InlineData("$outputs")]
    [InlineData("$groups")]
    [InlineData("$groups | Format-Table")]
    [InlineData("$stopped")]
    [InlineData("$rollouts")]
    [InlineData("$recorded")]
    [InlineData("$findings")]
    public void Colors_move_no_column(string what)
    {
        foreach (var width in new[] { 80, 120 })
        {
            var colored = Show(width, what, showsColors: true);

            Assert.NotEqual(colored, Plain(colored));
            Shown.Equal(Shown.Text(Show(width, what, showsColors: false)), Plain(colored));
        }
    }

    [Theory]
    [InlineData("NO_COLOR", "1")]
    [InlineData("TERM", "dumb")]
    public void The_environment_can_do_without(string variable, string value)
    {
        _environment[variable] = value;

        Assert.DoesNotContain("\u001b", RowsAsTheyAre("$invocations"), StringComparison.Ordinal);
    }

    [Fact]
    public void So_can_the_session()
    {
        Assert.Contains("\u001b", RowsAsTheyAre("$invocations"), StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", RowsAsTheyAre("$PSStyle.OutputRendering = 'PlainText'; $invocations"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_user_chose_for_errors_and_warnings_goes_before()
    {
        var (error, warning) = (PSStyle.Instance.Formatting.Error, PSStyle.Instance.Formatting.Warning);
        try
        {
            var shown = RowsAsTheyAre("$PSStyle.Formatting.Error = \"`e[35m\"; $PSStyle.Formatting.Warning = ''; $commands");

            Assert.Contains("\u001b[35mTimedOut\u001b[0m", shown, StringComparison.Ordinal);
            Assert.Contains(" InProgress ", shown, StringComparison.Ordinal);
        }
        finally
        {
            (PSStyle.Instance.Formatting.Error, PSStyle.Instance.Formatting.Warning) = (error, warning);
        }
    }

    [Fact]
    public void No_property_and_no_text_has_colors()
    {
        var engine = Engine(120, showsColors: true);

        Assert.Equal(["Failed", "Failed", "False"], engine.Run(
            "$invocations[1].Status; \"$($invocations[1].Verdict)\"; \"$(($invocations | Out-String).Contains([char]27))\"").Succeeded()
            .Values<string>());
    }

    private string Rows(int width, string what) => Marked(RowsOf(Show(width, what, showsColors: true)));

    private string RowsAsTheyAre(string what) => RowsOf(Show(120, what, showsColors: true));

    // What is below the headers, which the engine colors.
    private static string RowsOf(string shown) =>
        string.Concat(shown.Split('\n')
            .SkipWhile(
                line => !Plain(line).StartsWith("--", StringComparison.Ordinal) && !Plain(line).StartsWith(" --", StringComparison.Ordinal))
            .Skip(1)
            .Where(line => line.Length > 0)
            .Select(line => line + "\n"));

    private static string Marked(string shown) => shown
        .Replace("\u001b[32m", "[green]", StringComparison.Ordinal)
        .Replace(PSStyle.Instance.Formatting.Error, "[red]", StringComparison.Ordinal)
        .Replace(PSStyle.Instance.Formatting.Warning, "[yellow]", StringComparison.Ordinal)
        .Replace("\u001b[0m", "[/]", StringComparison.Ordinal);

    private static string Plain(string shown) => new StringDecorated(shown).ToString(OutputRendering.PlainText);

    private string Show(int width, string what, bool showsColors) => Engine(width, showsColors).Show(what);

    private PowerShellEngine Engine(int width, bool showsColors)
    {
        var engine = _sessions.Of(width, showsColors);
        PSStyle.Instance.OutputRendering = OutputRendering.Host;
        return engine;
    }
}
