using System.Globalization;
using System.Management.Automation;
using RunCommandPS.Tests.Engine;
using RunCommandPS.Tests.Running;

namespace RunCommandPS.Tests.Examples;

/// <summary>The runbooks of the examples folder do what they say, on fleets where things go wrong.</summary>
/// <remarks>The running simulator is the default endpoint of the whole process, so nothing may run beside these tests.</remarks>
[Collection(nameof(EnvironmentCollection))]
public sealed class RunbookTests : IDisposable
{
    private readonly PowerShellEngine _engine = new();

    public void Dispose()
    {
        _engine.Run("Get-RunCommandSimulator | Stop-RunCommandSimulator; Get-RunCommandRollout | Remove-RunCommandRollout").Succeeded();
        _engine.Dispose();
    }

    [Fact]
    public void An_emergency_stop_stops_what_it_is_told_to_and_reports_every_node()
    {
        Start("""
            $simulator = Start-RunCommandSimulator -NodeCount 120 -Answer @{ Contains = 'slow'; Duration = 86400 }, @{ Contains = 'quick' }
            $slow = @{ commands = 'slow'; executionTimeout = 172800 }
            $wrong = @($simulator.Nodes | Send-RunCommand AWS-RunShellScript $slow -Comment 'rollout 17')
            $other = $simulator.Nodes[0] | Send-RunCommand AWS-RunShellScript $slow -Comment 'backup'
            $done = $simulator.Nodes[0] | Send-RunCommand AWS-RunShellScript @{ commands = 'quick' } -Comment 'rollout 17' | Wait-RunCommand
            """);

        var rows = Run("EmergencyStop.ps1", "@{ Comment = 'rollout*'; DocumentName = 'AWS-RunShellScript' }");

        Assert.Equal(120, rows.Count);
        Assert.All(rows, row => Assert.Equal("Stopped", Text(row, "Outcome")));
        Assert.Equal(120, rows.Select(row => Text(row, "InstanceId")).Distinct().Count());
        Assert.Equal(
            ["Cancelled Cancelled Cancelled", "InProgress", "Success"],
            _engine.Run(
                "($wrong | Get-RunCommand | ForEach-Object Status) -join ' '; ($other | Get-RunCommand).Status; "
                    + "($done | Get-RunCommand).Status").Succeeded().Values<string>()
                .Select(status => status.Replace("Pending", "InProgress", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_emergency_stop_that_is_only_tried_stops_nothing()
    {
        Start("""
            $simulator = Start-RunCommandSimulator -NodeCount 2 -Answer @{ Contains = 'slow'; Duration = 86400 }
            $command = $simulator.Nodes | Send-RunCommand AWS-RunShellScript @{ commands = 'slow'; executionTimeout = 172800 }
            """);

        Assert.Empty(Run("EmergencyStop.ps1", "@{ WhatIf = $true }"));
        Assert.False(_engine.Run("($command | Get-RunCommand).HasEnded").Succeeded().Values<bool>()[0]);
    }

    [Fact]
    public void Patching_verifies_what_was_patched_and_lists_the_rest()
    {
        Start("""
            $simulator = Start-RunCommandSimulator -Node @(
                @{ Name = 'never'; ComputerName = 'never'; Tags = @{ Role = 'web' } }
                @{ Name = 'unwell'; ComputerName = 'unwell'; Tags = @{ Role = 'web' } }
                @{ Name = 'gone'; ComputerName = 'gone'; Tags = @{ Role = 'web' }; PingStatus = 'Inactive' }
                @{ Name = 'fine'; ComputerName = 'fine'; Tags = @{ Role = 'web' } }
                @{ Name = 'database'; ComputerName = 'database'; Tags = @{ Role = 'db' } }
            ) -Answer @(
                @{ Node = 'never'; Contains = 'upgrade'; ExitCode = 100 }
                @{ Node = 'unwell'; Contains = 'is-system-running'; ExitCode = 1 }
            )
            """);

        var rows = Run("PatchAndVerify.ps1", "@{ Tag = 'Role=web'; MaxErrors = '100%'; MaxConcurrency = '100%' }");

        Assert.Equal(
            ["fine Succeeded Succeeded", "gone NotDelivered NotAsked", "never Failed NotAsked", "unwell Succeeded Failed"],
            rows.Select(row => $"{Text(row, "Name")} {Text(row, "Patched")} {Text(row, "Verified")}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Patching_tries_again_where_it_failed()
    {
        // The script really runs, and ends well where it has run before.
        var folder = Directory.CreateTempSubdirectory("RunCommandPS.Tests-patch-");
        try
        {
            Start("$simulator = Start-RunCommandSimulator -Node @{ Name = 'web'; Tags = @{ Role = 'web' } } -Execution Process");

            var row = Assert.Single(Run(
                "PatchAndVerify.ps1", $"@{{ Tag = 'Role=web'; Verify = 'true'; "
                    + $"Parameter = @{{ commands = 'mkdir \"{folder.FullName}/once\" 2>/dev/null && exit 100; exit 0' }} }}"));

            Assert.Equal(("Succeeded", "Succeeded"), (Text(row, "Patched"), Text(row, "Verified")));
            Assert.Equal(
                3, _engine.Run("@($simulator.Requests | Where-Object Operation -EQ SendCommand).Count").Succeeded().Values<int>()[0]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Patching_leaves_alone_what_did_not_begin_because_others_failed()
    {
        Start("""
            $nodes = 1..10 | ForEach-Object { @{ Name = "web-$_"; Tags = @{ Role = 'web' } } }
            $simulator = Start-RunCommandSimulator -Node $nodes -Answer @{ Contains = 'upgrade'; ExitCode = 100 }
            """);

        var rows = Run("PatchAndVerify.ps1", "@{ Tag = 'Role=web'; MaxErrors = '0'; MaxConcurrency = '1' }");

        Assert.Equal(
            ["Failed", .. Enumerable.Repeat("Terminated", 9)], rows.Select(row => Text(row, "Patched")).Order(StringComparer.Ordinal));
        Assert.Equal(2, _engine.Run("@($simulator.Requests | Where-Object Operation -EQ SendCommand).Count").Succeeded().Values<int>()[0]);
    }

    [Fact]
    public void Patching_sends_nothing_where_it_is_only_tried()
    {
        Start("$simulator = Start-RunCommandSimulator -NodeCount 2");

        Assert.Empty(Run("PatchAndVerify.ps1", "@{ Tag = 'Role=web'; WhatIf = $true }"));
        Assert.Equal(0, _engine.Run("$simulator.Requests.Count").Succeeded().Values<int>()[0]);
    }

    [Fact]
    public void Facts_of_every_node_make_a_row_of_a_file()
    {
        Start("""
            $linux = "OperatingSystem=Debian GNU/Linux 13 `"trixie`"`nKernel=6.12.1`nStartedAt=1772366400`n" +
                "Processors=2`nMemoryMB=3911`nDiskUsedPercent=71`n"
            $windows = "OperatingSystem=Microsoft Windows Server 2025`r`nKernel=10.0.26100`r`nStartedAt=1772366400`r`n" +
                "Processors=4`r`nMemoryMB=8191`r`nDiskUsedPercent=`r`n"
            $simulator = Start-RunCommandSimulator -Node @(
                @{ InstanceId = 'i-00000000000000004'; Name = 'd-office'; ComputerName = 'd-office'; Platform = 'Windows' }
                @{ InstanceId = 'i-00000000000000002'; Name = 'b-web'; ComputerName = 'b-web' }
                @{ InstanceId = 'i-00000000000000001'; Name = 'a-broken'; ComputerName = 'a-broken' }
                @{ InstanceId = 'mi-00000000000000003'; Name = 'z-gone'; ComputerName = 'z-gone'; PingStatus = 'ConnectionLost' }
            ) -Answer @(
                @{ Node = 'a-broken'; ExitCode = 127; StandardError = 'sed: not found' }
                @{ Node = 'b-web'; StandardOutput = $linux }
                @{ StandardOutput = $windows }
            )
            """);
        using var file = new ScriptFile("facts.csv", "what was here before");

        var rows = Run("CollectFacts.ps1", $"@{{ Path = '{file.Path}' }}");

        const string Started = "2026-03-01T12:00:00Z";
        Assert.Equal(
            $""""
            "InstanceId","Name","Region","Verdict","OperatingSystem","Kernel","StartedAt","Processors","MemoryMB","DiskUsedPercent"
            "i-00000000000000001","a-broken","us-east-1","Failed",,,,,,
            "i-00000000000000002","b-web","us-east-1","Succeeded","Debian GNU/Linux 13 ""trixie""","6.12.1","{Started}","2","3911","71"
            "i-00000000000000004","d-office","us-east-1","Succeeded","Microsoft Windows Server 2025","10.0.26100","{Started}","4","8191",
            "mi-00000000000000003","z-gone","us-east-1","ConnectionLost",,,,,,
            """".ReplaceLineEndings(),
            File.ReadAllText(file.Path).TrimEnd());
        Assert.Equal(71, rows[1].Properties["DiskUsedPercent"].Value);
        Assert.Equal(2, _engine.Run("@($simulator.Requests | Where-Object Operation -EQ SendCommand).Count").Succeeded().Values<int>()[0]);
    }

    [Fact]
    public void Facts_are_found_on_a_real_machine()
    {
        Start("$simulator = Start-RunCommandSimulator -NodeCount 1 -Execution Process");
        using var file = new ScriptFile("facts.csv", "what was here before");

        var row = Assert.Single(Run("CollectFacts.ps1", $"@{{ Path = '{file.Path}' }}"));

        Assert.All(row.Properties, property => Assert.True(property.Value is not (null or ""), property.Name));
        Assert.InRange((int)row.Properties["DiskUsedPercent"].Value, 0, 100);
        Assert.InRange(
            DateTimeOffset.Parse(Text(row, "StartedAt")!, CultureInfo.InvariantCulture), DateTimeOffset.UnixEpoch, DateTimeOffset.UtcNow);
    }

    [Fact]
    public void Facts_are_not_collected_where_it_is_only_tried()
    {
        Start("$simulator = Start-RunCommandSimulator -NodeCount 2");

        Assert.Empty(Run("CollectFacts.ps1", "@{ Path = '/nowhere/facts.csv'; WhatIf = $true }"));
        Assert.Equal(0, _engine.Run("@($simulator.Requests | Where-Object Operation -EQ SendCommand).Count").Succeeded().Values<int>()[0]);
    }

    [Fact]
    public void A_rollout_is_gone_on_with_until_every_node_has_succeeded()
    {
        // The script really runs, and fails on one node until somebody has repaired it.
        var folder = Directory.CreateTempSubdirectory("RunCommandPS.Tests-resume-");
        try
        {
            var mended = Path.Combine(folder.FullName, "mended");
            Start("$simulator = Start-RunCommandSimulator -NodeCount 60 -Execution Process");
            var begin = "@{ Name = 'release'; Node = $simulator.Nodes; MaxConcurrency = '20'; MaxErrors = '0'; "
                + $"Script = \"test `$AWS_SSM_INSTANCE_ID != $($simulator.Nodes[0].InstanceId) || test -e '{mended}' || exit 3\" }}";

            var first = Run("ResumeRollout.ps1", begin);
            Assert.Equal(60, first.Count);
            Assert.Equal(("Failed", "3"), (Text(first[0], "Verdict"), Text(first[0], "ExitCode")));
            Assert.Equal(40, first.Count(row => Text(row, "Verdict") == "NotStarted"));

            File.WriteAllText(mended, "");
            var second = Run("ResumeRollout.ps1", "@{ Name = 'release' }");
            Assert.Equal(60, second.Count);
            Assert.All(second, row => Assert.Equal("Succeeded", Text(row, "Verdict")));

            var sends = Sends();
            Assert.Equal(60, Run("ResumeRollout.ps1", "@{ Name = 'release' }").Count);
            Assert.Equal(sends, Sends());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_rollout_leaves_alone_where_nobody_can_tell_whether_it_ran()
    {
        Start("""
            $simulator = Start-RunCommandSimulator -NodeCount 3
            Set-RunCommandSimulator -Fault @{ Kind = 'Reset'; Operation = 'SendCommand'; AfterAcceptance = $true },
                @{ Kind = 'AccessDenied'; Operation = 'ListCommands' }
            """);
        var lost = Run("ResumeRollout.ps1", "@{ Name = 'lost'; Node = $simulator.Nodes; Script = 'uptime' }");
        Assert.All(lost, row => Assert.Equal("Unknown", Text(row, "Verdict")));

        _engine.Run("Set-RunCommandSimulator -ClearFaults").Succeeded();
        var found = Run("ResumeRollout.ps1", "@{ Name = 'lost' }");

        Assert.All(found, row => Assert.Equal("Succeeded", Text(row, "Verdict")));
        Assert.Equal(1, Sends());
    }

    [Fact]
    public void A_rollout_is_not_begun_where_it_is_only_tried()
    {
        Start("$simulator = Start-RunCommandSimulator -NodeCount 2");

        Assert.Empty(Run("ResumeRollout.ps1", "@{ Name = 'tried'; Node = $simulator.Nodes; Script = 'uptime'; WhatIf = $true }"));
        Assert.Equal(0, Sends());
    }

    [Fact]
    public void A_canary_halts_the_rollout_and_goes_on_when_it_is_called_again()
    {
        Start("""
            $simulator = Start-RunCommandSimulator -NodeCount 20 -Answer @{ Node = 'node-0002'; ExitCode = 3 }, @{ StandardOutput = 'ok' }
            $calm = @{ Wave = 1, '20%', '100%'; SoakTime = 0 }
            """);
        var first = Assert.Single(Run(
            "CanaryRollout.ps1", "$calm + @{ Name = 'canary'; Node = $simulator.Nodes; Script = './deploy.sh' } 3> $null"));
        Assert.Equal(("4", "1", "15"), (Text(first, "Succeeded"), Text(first, "Failed"), Text(first, "NotStarted")));

        // The same node fails again, so the wave stays where it is.
        var again = Assert.Single(Run("CanaryRollout.ps1", "@{ Name = 'canary'; Retry = $true } 3> $null"));
        Assert.Equal("15", Text(again, "NotStarted"));

        var rest = Assert.Single(Run("CanaryRollout.ps1", "@{ Name = 'canary' } 3> $null"));
        Assert.Equal(("19", "1", "0"), (Text(rest, "Succeeded"), Text(rest, "Failed"), Text(rest, "NotStarted")));
    }

    [Fact]
    public void A_canary_halts_where_the_health_check_says_no()
    {
        Start("$simulator = Start-RunCommandSimulator -NodeCount 4");

        var summary = Assert.Single(Run(
            "CanaryRollout.ps1",
            "@{ Name = 'ill'; Node = $simulator.Nodes; Script = 'uptime'; SoakTime = 0; HealthCheck = { $false } } 3> $null"));

        Assert.Equal(("1", "3"), (Text(summary, "Succeeded"), Text(summary, "NotStarted")));
    }

    [Fact]
    public void Several_accounts_are_counted_each()
    {
        var folder = Directory.CreateTempSubdirectory("RunCommandPS.Tests-accounts-");
        try
        {
            Start($$"""
                $before = $env:AWS_CONFIG_FILE
                $env:AWS_CONFIG_FILE = '{{Path.Combine(folder.FullName, "config")}}'
                foreach ($account in '111111111111', '222222222222') {
                    $simulator = Start-RunCommandSimulator -NodeCount 3 -AccountId $account -Seed $account[0] -Region eu-west-1
                    "[profile $account]`nregion = eu-west-1`nendpoint_url = $($simulator.Endpoint)`naws_account_id = $account",
                        "aws_access_key_id = $($simulator.AccessKeyId)`naws_secret_access_key = $($simulator.SecretAccessKey)" |
                        Add-Content $env:AWS_CONFIG_FILE
                }
                """);
            var rows = Run("FleetOfAccounts.ps1", "@{ Script = 'uptime'; ProfileName = '111111111111', '222222222222' }");

            Assert.Equal(["111111111111", "222222222222"], rows.Select(row => Text(row, "Account")));
            Assert.All(rows, row => Assert.Equal(("3", "3 Succeeded"), (Text(row, "Nodes"), Text(row, "Verdicts"))));
        }
        finally
        {
            _engine.Run("$env:AWS_CONFIG_FILE = $before").Succeeded();
            folder.Delete(recursive: true);
        }
    }

    private int Sends() =>
        _engine.Run("@($simulator.Requests | Where-Object Operation -EQ SendCommand).Count").Succeeded().Values<int>()[0];

    private void Start(string script) => _engine.Run(script).Succeeded();

    private IReadOnlyList<PSObject> Run(string runbook, string arguments) =>
        _engine.Run(
            $"$arguments = {arguments}; & $args[0] @arguments", Path.Combine(BuiltModule.ExampleFolder, runbook)).Succeeded().Output;

    private static string? Text(PSObject row, string name) => row.Properties[name]?.Value?.ToString();
}
