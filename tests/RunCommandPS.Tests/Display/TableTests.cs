using System.Globalization;

namespace RunCommandPS.Tests.Display;

/// <summary>The tables that a console of 120 or 80 columns shows.</summary>
public sealed class TableTests(SampleSessions sessions) : IClassFixture<SampleSessions>
{
    [Fact]
    public void Commands_at_120_columns() => Shown.Equal(
        $"""
        CommandId                            Status     Nodes             Command                           Requested
        ---------                            ------     -----             -------                           ---------
        11111111-2222-3333-4444-555555555501 Success    1/1               systemctl restart nginx           {SampleObjects.Time}
        11111111-2222-3333-4444-555555555502 InProgress 18/50, 1 failed   arn:aws:ssm:eu-west-1:1234567890… {SampleObjects.Time}
        11111111-2222-3333-4444-555555555503 TimedOut   7/7, 7 not deliv… Deploy 142                        {SampleObjects.Time}
        11111111-2222-3333-4444-555555555504 AwaitingA…                   AWS-RunShellScript                {SampleObjects.Time}
        11111111-2222-3333-4444-555555555505                              X-1
        11111111-2222-3333-4444-555555555506 Incomplete 20/20, 2 not del… uptime                            {SampleObjects.Time}
        """,
        Show(120, "$commands"));

    [Fact]
    public void Commands_at_80_columns() => Shown.Equal(
        """
        CommandId                            Status     Nodes             Command
        ---------                            ------     -----             -------
        11111111-2222-3333-4444-555555555501 Success    1/1               systemctl re…
        11111111-2222-3333-4444-555555555502 InProgress 18/50, 1 failed   arn:aws:ssm:…
        11111111-2222-3333-4444-555555555503 TimedOut   7/7, 7 not deliv… Deploy 142
        11111111-2222-3333-4444-555555555504 AwaitingA…                   AWS-RunShell…
        11111111-2222-3333-4444-555555555505                              X-1
        11111111-2222-3333-4444-555555555506 Incomplete 20/20, 2 not del… uptime
        """,
        Show(80, "$commands"));

    [Theory]
    [InlineData("Status = 'Success'; TargetCount = 9; CompletedCount = 9; ErrorCount = 1", "Incomplete 9/9, 1 failed")]
    [InlineData("Status = 'Success'; TargetCount = 9; CompletedCount = 9; DeliveryTimedOutCount = 2", "Incomplete 9/9, 2 not deliv…")]
    [InlineData("Status = 'Success'; StatusDetails = 'Incomplete'", "Incomplete")]
    [InlineData("Status = 'Success'; StatusDetails = 'NoInstancesInTag'", "No nodes")]
    [InlineData("Status = 'Failed'; TargetCount = 9; CompletedCount = 9; ErrorCount = 3", "Failed     9/9, 3 failed")]
    public void A_command_does_not_say_that_all_is_well_where_it_is_not(string members, string shown) => Assert.Contains(
        $" {shown}", Shown.Text(Show(80, $"[RunCommandPS.Command]@{{ CommandId = '1'; {members} }}")), StringComparison.Ordinal);

    [Theory]
    [InlineData("'#!/bin/bash', 'set -euo pipefail', 'apt-get update'", "apt-get update")]
    [InlineData("\"`$ErrorActionPreference = 'Stop'`ntry {`ndo {`n& {`nGet-Service`n}\"", "Get-Service")]
    [InlineData("'set -e'", "set -e")]
    [InlineData("'', \"`n  second line`n\"", "second line")]
    public void A_command_is_known_by_the_first_line_that_says_something(string lines, string shown) => Assert.EndsWith(
        $" {shown}",
        Shown.Text(Show(
            120, $"$p = Script ''; $p['commands'] = [string[]]@({lines}); Make Command @{{ CommandId = '1'; Parameters = $p }}")),
        StringComparison.Ordinal);

    [Fact]
    public void The_marker_of_a_rollout_is_no_comment_of_anybodys() => Assert.EndsWith(
        " X-1",
        Shown.Text(Show(
            120, "[RunCommandPS.Command]@{ CommandId = '1'; DocumentName = 'X-1'; Comment = '[rollout 20260301-1230-k3f9/1]' }")),
        StringComparison.Ordinal);

    [Fact]
    public void Invocations_at_120_columns() => Shown.Equal(
        """
        InstanceId           Name           Verdict      Status           Exit Output
        ----------           ----           -------      ------           ---- ------
        i-00000000000000001  web-1          Succeeded    Success             0 one
        mi-00000000000000002 a-machine-in-… Failed       Failed            137 a-step-with-a-name-that-is-too-long: xxxxxxxxxx…
        i-00000003                          NotDelivered DeliveryTimedOut   -1
        """,
        Show(120, "$invocations"));

    [Theory]
    [InlineData("@{ Output = \"`n----------ERROR-------`nno such file`n\" }")]
    [InlineData("@{ Output = \"`nmore`n\" }, @{ StandardOutput = ''; StandardError = 'no such file' }", "more")]
    [InlineData("@{ }, @{ StandardOutput = ''; StandardError = 'no such file' }")]
    public void The_line_of_an_invocation_is_one_that_was_written(string steps, string line = "no such file") => Assert.EndsWith(
        $" -1 {line}",
        Shown.Text(Show(120, $"Make CommandInvocation @{{ Steps = [RunCommandPS.CommandStep[]]@({steps}) }}")),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("CommandInvocation", "Steps = [RunCommandPS.CommandStep[]]@({0})")]
    [InlineData(
        "NodeResult", "Invocation = [RunCommandPS.CommandInvocation]@{{ Status = 'Failed' }}; Outputs = [RunCommandPS.NodeOutput[]]@({0})")]
    [InlineData("NodeOutput", "{1}")]
    [InlineData("OutputGroup", "{1}", " | Format-Table")]
    public void A_failure_shows_the_last_line_of_standard_error(string type, string members, string view = "")
    {
        const string Wrote = "Status = 'Failed'; StandardOutput = 'Restarting'; "
            + "StandardError = \"old config`nno such file`n`nfailed to run commands: exit status 1`n\"";

        var values = string.Format(CultureInfo.InvariantCulture, members, $"@{{ {Wrote} }}", Wrote);
        Assert.EndsWith(" -1 no such file", Shown.Text(Show(120, $"Make {type} @{{ {values} }}{view}")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@{ Output = \"up`n----------ERROR-------`nlate`nno disk`n\"; Verdict = 'Failed' }", "no disk")]
    [InlineData("@{ Output = \"up`n----------ERROR-------`nlate`nno disk`n\"; Status = 'Failed' }", "no disk")]
    [InlineData("@{ Output = \"up`n----------ERROR-------`nlate`nno disk`n\"; Verdict = 'Succeeded' }", "up")]
    [InlineData("@{ Output = 'only this'; Verdict = 'Failed' }", "only this")]
    public void A_failure_of_a_record_shows_the_last_line_of_standard_error(string node, string line) => Assert.EndsWith(
        $" -1 {line}", Shown.Text(Show(120, $"[RunCommandPS.RunCommandRolloutNode]{node}")), StringComparison.Ordinal);

    [Fact]
    public void Of_several_steps_the_cause_is_that_of_the_one_that_failed() => Assert.EndsWith(
        " -1 second: no such file",
        Shown.Text(Show(120, """
            Make CommandInvocation @{ Steps = [RunCommandPS.CommandStep[]]@(
                @{ Name = 'first'; Status = 'Success'; StandardOutput = 'fine'; StandardError = 'a warning' }
                @{ Name = 'second'; Status = 'Failed'; StandardOutput = 'begins'; StandardError = "old`nno such file" }
                @{ Name = 'third'; Status = 'Cancelled' }) }
            """)),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Results(int width) => Shown.Equal(
        """
        InstanceId           Name             Status            Exit Output
        ----------           ----             ------            ---- ------
        i-00000000000000001  web-1            Success              0 up 3 days
        mi-00000000000000002 a-machine-in-th… Failed             137 no such file
        i-00000003                            DeliveryTimedOut    -1
        """,
        Show(width, "$results"));

    [Fact]
    public void A_summary_is_one_line() => Assert.Equal(
        "6 nodes: 1 succeeded, 1 failed, 1 timed out, 2 not started, 1 unknown in 1.02:03:04.",
        sessions.Of(80).Run("\"$summary\"").Succeeded().Output[0].ToString());

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Summaries_beside_each_other(int width) => Shown.Equal(
        """
          Nodes Succeeded  Failed TimedOut Cancelled  NotRun Unknown       Elapsed
          ----- ---------  ------ -------- ---------  ------ -------       -------
              6         1       1        1         0       2       1    1.02:03:04
        """,
        Show(width, "$summary | Format-Table"));

    [Fact]
    public void Rollouts_at_120_columns() => Shown.Equal(
        $"""
        Id                 Name           Condition          Nodes Description                    Started
        --                 ----           ---------          ----- -----------                    -------
        20260301-1230-k3f9 deploy-142     Halted            1 of 6 ./deploy.sh --release 142 --r… {SampleObjects.Time}
        20260301-1229-9x2p                Finished      120 of 120 uptime                         {SampleObjects.Time}
        20260301-1228-9x2q                Finished      118 of 120 df                             {SampleObjects.Time}
        """,
        Show(120, "$rollouts"));

    [Fact]
    public void Rollouts_at_80_columns() => Shown.Equal(
        """
        Id                 Name           Condition          Nodes Description
        --                 ----           ---------          ----- -----------
        20260301-1230-k3f9 deploy-142     Halted            1 of 6 ./deploy.sh --relea…
        20260301-1229-9x2p                Finished      120 of 120 uptime
        20260301-1228-9x2q                Finished      118 of 120 df
        """,
        Show(80, "$rollouts"));

    [Fact]
    public void Nodes_of_a_rollout_at_80_columns() => Shown.Equal(
        """
        InstanceId           Name             Verdict      Exit Output
        ----------           ----             -------      ---- ------
        i-00000000000000001  web-1            Succeeded       0 up 3 days
        mi-00000000000000002 a-machine-in-th… Failed          3 no such file
        i-00000003                            NotStarted     -1
        """,
        Show(80, "$recorded"));

    [Fact]
    public void Invocations_at_80_columns() => Shown.Equal(
        """
        InstanceId           Name           Verdict      Status           Exit Output
        ----------           ----           -------      ------           ---- ------
        i-00000000000000001  web-1          Succeeded    Success             0 one
        mi-00000000000000002 a-machine-in-… Failed       Failed            137 a-step-…
        i-00000003                          NotDelivered DeliveryTimedOut   -1
        """,
        Show(80, "$invocations"));

    [Fact]
    public void Outputs_at_120_columns() => Shown.Equal(
        """
        InstanceId           Name         Step           Status        Exit Output
        ----------           ----         ----           ------        ---- ------
        i-00000000000000001  web-1        runShellScript Success          0 up 3 days
        mi-0123456789abcdef0 a-node-with… restartTheSer… ExecutionTim…  137 [cut] Gave up
        i-00000000000000001                              Undeliverable   -1
        """,
        Show(120, "$outputs"));

    [Fact]
    public void Outputs_at_80_columns() => Shown.Equal(
        """
        InstanceId           Name         Step           Status        Exit Output
        ----------           ----         ----           ------        ---- ------
        i-00000000000000001  web-1        runShellScript Success          0 up 3 days
        mi-0123456789abcdef0 a-node-with… restartTheSer… ExecutionTim…  137 [cut] Gave…
        i-00000000000000001                              Undeliverable   -1
        """,
        Show(80, "$outputs"));

    [Fact]
    public void Groups_show_all_that_was_written_or_what_is_different() => Shown.Equal(
        """
        12 nodes: web[01-12], restart: Success, exit code 0
            up 3 days
            load 1

        5 nodes: i-00000000000000001 +4, restart: Failed, exit code 3
            x
          (there is more that could not be read)
        """,
        Show(80, "$groups"));

    [Fact]
    public void Groups_at_120_columns() => Shown.Equal(
        """
        Count Nodes                              Status        Exit Output
        ----- -----                              ------        ---- ------
           12 web[01-12]                         Success          0 restart: up 3 days
            5 i-00000000000000001 +4             Failed           3 [cut] restart: No such service
        """,
        Show(120, "$groups | Format-Table"));

    [Fact]
    public void Groups_at_80_columns() => Shown.Equal(
        """
        Count Nodes                              Status        Exit Output
        ----- -----                              ------        ---- ------
           12 web[01-12]                         Success          0 restart: up 3 days
            5 i-00000000000000001 +4             Failed           3 [cut] restart: No …
        """,
        Show(80, "$groups | Format-Table"));

    [Fact]
    public void What_was_stopped_at_80_columns() => Shown.Equal(
        """
        CommandId                            Stopped HadEnded RanToEnd Running Document
        ---------                            ------- -------- -------- ------- --------
        11111111-2222-3333-4444-555555555501       2        1        0      49 Company…
        """,
        Show(80, "$stopped"));

    [Fact]
    public void What_was_stopped_at_120_columns() => Shown.Equal(
        """
        CommandId                            Stopped HadEnded RanToEnd Running Document
        ---------                            ------- -------- -------- ------- --------
        11111111-2222-3333-4444-555555555501       2        1        0      49 Company-Patch
        """,
        Show(120, "$stopped"));

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

    [Fact]
    public void Nodes_at_120_columns() => Shown.Equal(
        $"""
        InstanceId           Name                               Platform Ping           LastPing            Address
        ----------           ----                               -------- ----           --------            -------
        i-00000000000000001  ip-10-0-0-1.eu-west-1.compute.int… Linux    Online         {SampleObjects.Time} 10.0.0.1
        mi-00000000000000002 cellar                             Windows  ConnectionLost
        """,
        Show(120, "$nodes"));

    [Fact]
    public void Nodes_at_80_columns() => Shown.Equal(
        """
        InstanceId           Name                               Platform Ping
        ----------           ----                               -------- ----
        i-00000000000000001  ip-10-0-0-1.eu-west-1.compute.int… Linux    Online
        mi-00000000000000002 cellar                             Windows  ConnectionLost
        """,
        Show(80, "$nodes"));

    [Fact]
    public void Documents_at_120_columns() => Shown.Equal(
        $$"""
        Name                                            Platforms               Version Owner               Created
        ----                                            ---------               ------- -----               -------
        AWS-RunShellScript                              {Linux, MacOS}          1       Amazon              {{SampleObjects.Time}}
        arn:aws:ssm:eu-west-1:123456789012:document/Pa… {Windows, Linux, MacOS} 123     123456789012
        """,
        Show(120, "$documents"));

    [Fact]
    public void Documents_at_80_columns() => Shown.Equal(
        """
        Name                                            Platforms               Version
        ----                                            ---------               -------
        AWS-RunShellScript                              {Linux, MacOS}          1
        arn:aws:ssm:eu-west-1:123456789012:document/Pa… {Windows, Linux, MacOS} 123
        """,
        Show(80, "$documents"));

    [Fact]
    public void Parameters_at_120_columns() => Shown.Equal(
        """
        Name                 Type       Required Default  Allowed          Description
        ----                 ----       -------- -------  -------          -----------
        commands             StringList True              1 or more items  The lines of the script.
        level                String     False    info     info, error; 2 … How much to tell, from what matters to what may.
        aParameterWithALong… StringMap  False    {"a":"b… [a-z]+; up to 4…
        """,
        Show(120, "$parameters"));

    [Fact]
    public void Parameters_at_80_columns() => Shown.Equal(
        """
        Name                 Type       Required Default  Allowed          Description
        ----                 ----       -------- -------  -------          -----------
        commands             StringList True              1 or more items  The lines o…
        level                String     False    info     info, error; 2 … How much to…
        aParameterWithALong… StringMap  False    {"a":"b… [a-z]+; up to 4…
        """,
        Show(80, "$parameters"));

    [Fact]
    public void Findings_at_80_columns() => Shown.Equal(
        """
        Result  Subject   Name                   Message
        ------  -------   ----                   -------
        Passed  Document  AWS-RunShellScript     Version 1 exists.
        Failed  Node      mi-00000000000000002   The node is ConnectionLost: the
                                                 command would wait for it until it
                                                 times out.
        """,
        Show(80, "$findings"));

    // What is compared word for word above is not named again.
    [Theory]
    [InlineData(80, "$commands | Format-List")]
    [InlineData(80, "$invocations | Format-List")]
    [InlineData(80, "$steps")]
    [InlineData(80, "$steps | Format-List")]
    [InlineData(120, "$commands | Format-List")]
    [InlineData(120, "$invocations | Format-List")]
    [InlineData(120, "$steps | Format-List")]
    [InlineData(120, "$outputs | Format-List")]
    [InlineData(120, "$groups | Format-List")]
    [InlineData(80, "$nodes | Format-List")]
    [InlineData(80, "$documents | Format-List")]
    [InlineData(80, "$parameters | Format-List")]
    [InlineData(120, "$nodes | Format-List")]
    [InlineData(120, "$documents | Format-List")]
    [InlineData(120, "$parameters | Format-List")]
    [InlineData(80, "$results | Format-List")]
    [InlineData(80, "$summary")]
    [InlineData(80, "$stopped | Format-List")]
    [InlineData(80, "$findings | Format-List")]
    public void No_line_is_wider_than_the_window(int width, string what) =>
        Assert.All(Show(width, what).Split('\n'), line => Assert.True(line.TrimEnd().Length <= width, line));

    private string Show(int width, string what) => sessions.Of(width).Show(what);
}
