using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Display;

/// <summary>A simulator, its nodes, and what a mistake looks like on a console.</summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class SimulatorDisplayTests
{
    private const string Fleet = """
        -Node @{ InstanceId = 'i-0123456789abcdef0'; Name = 'web-1'; Tags = [ordered]@{ Role = 'web'; Stage = 'production' } },
            @{ InstanceId = 'mi-0123456789abcdef0'; Name = 'a-machine-in-the-cellar'; Platform = 'Windows'; PingStatus = 'ConnectionLost' },
            @{ InstanceId = 'i-00000003'; Name = 'gone'; State = 'Terminated' }
        """;

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void A_simulator_says_where_it_is_and_whom_it_serves(int width)
    {
        using var engine = new PowerShellEngine(new EngineOptions { BufferWidth = width });
        using var simulator = SimulatorProbe.Start(engine, "-NodeCount 1000 -Region ap-southeast-2");

        var lines = Shown.Text(engine.Show("Get-RunCommandSimulator")).Split('\n');

        Assert.StartsWith("Endpoint                 Region           Nodes Requests Running", lines[0], StringComparison.Ordinal);
        Assert.Equal($"{simulator.Endpoint,-24} ap-southeast-2    1000        0 True", lines[2]);
    }

    [Fact]
    public void A_simulator_as_a_list_counts_what_it_has_seen()
    {
        using var engine = new PowerShellEngine();
        using var simulator = SimulatorProbe.Start(engine, "-NodeCount 3 -Fault @{ Kind = 'Reset'; Operation = 'GetDocument' }");
        engine.Run(
            "$null = Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' } -InstanceId (Get-RunCommandSimulator).Nodes[0].InstanceId")
            .Succeeded();

        var shown = Shown.Text(engine.Show("Get-RunCommandSimulator | Format-List"))
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

        Assert.Contains("Nodes         : 3", shown);
        Assert.Contains("Commands      : 1", shown);
        Assert.Contains("Requests      : 1", shown);
        Assert.Contains("LogStreams    : 0", shown);
        Assert.Contains("Faults        : Reset", shown);
        Assert.DoesNotContain(shown, line => line.Contains("SecretAccessKey", StringComparison.Ordinal));
    }

    [Fact]
    public void Nodes_at_120_columns() => Shown.Equal(
        """
        InstanceId           Name                 Platform  State        Ping           Tags
        ----------           ----                 --------  -----        ----           ----
        i-0123456789abcdef0  web-1                Linux     Running      Online         Name=web-1 Role=web Stage=production
        mi-0123456789abcdef0 a-machine-in-the-ce… Windows   Running      ConnectionLost Name=a-machine-in-the-cellar
        i-00000003           gone                 Linux     Terminated   Online         Name=gone
        """,
        Show(120));

    [Fact]
    public void Nodes_at_80_columns() => Shown.Equal(
        """
        InstanceId           Name                 Platform  State        Ping
        ----------           ----                 --------  -----        ----
        i-0123456789abcdef0  web-1                Linux     Running      Online
        mi-0123456789abcdef0 a-machine-in-the-ce… Windows   Running      ConnectionLost
        i-00000003           gone                 Linux     Terminated   Online
        """,
        Show(80));

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void What_it_has_been_asked(int width)
    {
        using var engine = new PowerShellEngine(new EngineOptions { BufferWidth = width });
        using var simulator = SimulatorProbe.Start(engine, Fleet);
        engine.Run("$null = 'i-0123456789abcdef0' | Send-RunCommand AWS-RunShelScript -ErrorAction SilentlyContinue");

        var lines = Shown.Text(engine.Show("(Get-RunCommandSimulator).Requests")).Split('\n');

        Assert.Equal("Time                Operation                   Http ErrorCode", lines[0]);
        Assert.EndsWith(" SendCommand                  400 InvalidDocument", lines[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$simulator.Nodes[0]")]
    [InlineData("$simulator.Requests[0]")]
    [InlineData("$simulator.Notifications[0]")]
    [InlineData("$simulator.LogStreams[0]")]
    public void A_list_leaves_nothing_out(string what)
    {
        using var engine = new PowerShellEngine();
        using var simulator = SimulatorProbe.Start(engine, "-NodeCount 1 -Answer @{ StandardOutput = 'up' }");
        engine.Run("""
            $simulator = Get-RunCommandSimulator
            $notification = @{
                NotificationArn = 'arn:aws:sns:us-east-1:111122223333:my-us-east-1-notification-arn'
                NotificationEvents = 'All'; NotificationType = 'Command'
            }
            $null = $simulator.Nodes |
                Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' } -CloudWatchOutputConfig @{ CloudWatchOutputEnabled = $true } `
                    -NotificationConfig $notification -ServiceRoleArn arn:aws:iam::111122223333:role/my-SNS-notifications-role |
                Wait-RunCommand
            """).Succeeded();
        var properties = engine.Run(what).Succeeded().Output[0].BaseObject.GetType().GetProperties().Select(property => property.Name);

        Assert.Equal(
            properties.Order(StringComparer.Ordinal), ListTests.Labels(engine.Show($"{what} | Format-List")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_refusal_is_shown_with_the_way_out()
    {
        using var engine = new PowerShellEngine();
        using var simulator = SimulatorProbe.Start(engine, Fleet);

        Shown.Equal(
            """
            Send-RunCommand: Document 'AWS-RunShelScript' does not exist in us-east-1, or is not shared with this account.
              Recommendation: Check the document name and -Region. To use another account's document, specify its ARN.
            """,
            engine.Show("'i-0123456789abcdef0' | Send-RunCommand AWS-RunShelScript"));
    }

    [Fact]
    public void A_value_that_is_not_bound_is_shown_with_what_would_be()
    {
        using var engine = new PowerShellEngine();

        Assert.Contains(
            "'web-1' is not a node id: i- or mi- and 17 letters or digits (i- also 8).",
            engine.Show("try { Send-RunCommand AWS-RunShellScript -InstanceId web-1 } catch { Write-Error -ErrorRecord $_ }"),
            StringComparison.Ordinal);
    }

    private static string Show(int width)
    {
        using var engine = new PowerShellEngine(new EngineOptions { BufferWidth = width });
        using var simulator = SimulatorProbe.Start(engine, Fleet);
        var shown = engine.Show("(Get-RunCommandSimulator).Nodes");
        AssertFits(shown, width);
        return shown;
    }

    private static void AssertFits(string shown, int width) =>
        Assert.All(shown.Split('\n'), line => Assert.True(line.TrimEnd().Length <= width, line));
}
