using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Display;

/// <summary>The tables that a console of 120 or 80 columns shows.</summary>
public sealed class TableTests
{
    [Fact]
    public void Commands_at_120_columns() => Shown.Equal(
        $"""
        CommandId                            Document                 Status           Targets              Requested
        ---------                            --------                 ------           -------              ---------
        11111111-2222-3333-4444-555555555501 AWS-RunShellScript       Success          i-00000000000000001  {SampleObjects.Time}
        11111111-2222-3333-4444-555555555502 arn:aws:ssm:eu-west-1:1… InProgress       50 nodes             {SampleObjects.Time}
        11111111-2222-3333-4444-555555555503 AWS-RunShellScript       TimedOut         tag:Role=web,databa… {SampleObjects.Time}
        11111111-2222-3333-4444-555555555504 AWS-RunShellScript       AwaitingApproval 2 nodes              {SampleObjects.Time}
        11111111-2222-3333-4444-555555555505 X-1
        """,
        Show(120, "$commands"));

    [Fact]
    public void Commands_at_80_columns() => Shown.Equal(
        """
        CommandId                            Document                 Status
        ---------                            --------                 ------
        11111111-2222-3333-4444-555555555501 AWS-RunShellScript       Success
        11111111-2222-3333-4444-555555555502 arn:aws:ssm:eu-west-1:1… InProgress
        11111111-2222-3333-4444-555555555503 AWS-RunShellScript       TimedOut
        11111111-2222-3333-4444-555555555504 AWS-RunShellScript       AwaitingApproval
        11111111-2222-3333-4444-555555555505 X-1
        """,
        Show(80, "$commands"));

    [Fact]
    public void Invocations_at_120_columns() => Shown.Equal(
        """
        InstanceId           Name               Status                      Exit Output
        ----------           ----               ------                      ---- ------
        i-00000000000000001  web-1              Success                        0 one
        mi-00000000000000002 a-machine-in-the-… Failed                       137 one
        i-00000003                              TimedOut (DeliveryTimedOut)   -1
        """,
        Show(120, "$invocations"));

    [Fact]
    public void Invocations_at_80_columns() => Shown.Equal(
        """
        InstanceId           Name               Status                      Exit Output
        ----------           ----               ------                      ---- ------
        i-00000000000000001  web-1              Success                        0 one
        mi-00000000000000002 a-machine-in-the-… Failed                       137 one
        i-00000003                              TimedOut (DeliveryTimedOut)   -1
        """,
        Show(80, "$invocations"));

    [Fact]
    public void Steps_at_120_columns() => Shown.Equal(
        $"""
        Name                           Status         Exit Started             Output
        ----                           ------         ---- -------             ------
        install                        Success           0 {SampleObjects.Time} one…
        a-step-with-a-name-that-is-to… Failed          137 {SampleObjects.Time} xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
        never                                           -1
        """,
        Show(120, "$steps"));

    [Theory]
    [InlineData(80, "$commands")]
    [InlineData(80, "$commands | Format-List")]
    [InlineData(80, "$invocations")]
    [InlineData(80, "$invocations | Format-List")]
    [InlineData(80, "$steps")]
    [InlineData(80, "$steps | Format-List")]
    [InlineData(120, "$commands")]
    [InlineData(120, "$commands | Format-List")]
    [InlineData(120, "$invocations")]
    [InlineData(120, "$invocations | Format-List")]
    [InlineData(120, "$steps")]
    [InlineData(120, "$steps | Format-List")]
    public void No_line_is_wider_than_the_window(int width, string what) =>
        Assert.All(Show(width, what).Split('\n'), line => Assert.True(line.TrimEnd().Length <= width, line));

    private static string Show(int width, string what)
    {
        using var engine = new PowerShellEngine(new EngineOptions { BufferWidth = width });
        engine.Run(SampleObjects.Script, SampleObjects.Argument).Succeeded();
        return engine.Show(what);
    }
}
