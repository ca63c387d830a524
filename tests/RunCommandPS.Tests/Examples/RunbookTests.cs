using System.Management.Automation;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Examples;

/// <summary>The runbooks of the examples folder do what they say, on fleets where things go wrong.</summary>
/// <remarks>The running simulator is the default endpoint of the whole process, so nothing may run beside these tests.</remarks>
[Collection(nameof(EnvironmentCollection))]
public sealed class RunbookTests : IDisposable
{
    private readonly PowerShellEngine _engine = new();

    public void Dispose()
    {
        _engine.Run("Get-RunCommandSimulator | Stop-RunCommandSimulator").Succeeded();
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
            _engine.Run("($wrong | Get-RunCommand | ForEach-Object Status) -join ' '; ($other | Get-RunCommand).Status; ($done | Get-RunCommand).Status").Succeeded().Values<string>().Select(status => status.Replace("Pending", "InProgress", StringComparison.Ordinal)));
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
                @{ Name = 'never'; Tags = @{ Role = 'web' } }
                @{ Name = 'unwell'; Tags = @{ Role = 'web' } }, @{ Name = 'gone'; Tags = @{ Role = 'web' }; PingStatus = 'Inactive' }
                @{ Name = 'fine'; Tags = @{ Role = 'web' } }, @{ Name = 'database'; Tags = @{ Role = 'db' } }
            ) -Answer @(
                @{ Node = 'never'; Contains = 'upgrade'; ExitCode = 100 }
                @{ Node = 'unwell'; Contains = 'is-system-running'; ExitCode = 1 }
            )
            """);

        var rows = Run("PatchAndVerify.ps1", "@{ Tag = 'tag:Role=web'; MaxErrors = '100%'; MaxConcurrency = '100%' }");

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

            var row = Assert.Single(Run("PatchAndVerify.ps1", $"@{{ Tag = 'tag:Role=web'; Verify = 'true'; Parameter = @{{ commands = 'mkdir \"{folder.FullName}/once\" 2>/dev/null && exit 100; exit 0' }} }}"));

            Assert.Equal(("Succeeded", "Succeeded"), (Text(row, "Patched"), Text(row, "Verified")));
            Assert.Equal(3, _engine.Run("@($simulator.Requests | Where-Object Operation -EQ SendCommand).Count").Succeeded().Values<int>()[0]);
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

        var rows = Run("PatchAndVerify.ps1", "@{ Tag = 'tag:Role=web'; MaxErrors = '0'; MaxConcurrency = '1' }");

        Assert.Equal(["Failed", .. Enumerable.Repeat("Terminated", 9)], rows.Select(row => Text(row, "Patched")).Order(StringComparer.Ordinal));
        Assert.Equal(2, _engine.Run("@($simulator.Requests | Where-Object Operation -EQ SendCommand).Count").Succeeded().Values<int>()[0]);
    }

    [Fact]
    public void Patching_sends_nothing_where_it_is_only_tried()
    {
        Start("$simulator = Start-RunCommandSimulator -NodeCount 2");

        Assert.Empty(Run("PatchAndVerify.ps1", "@{ Tag = 'tag:Role=web'; WhatIf = $true }"));
        Assert.Equal(0, _engine.Run("$simulator.Requests.Count").Succeeded().Values<int>()[0]);
    }

    private void Start(string script) => _engine.Run(script).Succeeded();

    private IReadOnlyList<PSObject> Run(string runbook, string arguments) =>
        _engine.Run($"$arguments = {arguments}; & $args[0] @arguments", Path.Combine(BuiltModule.ExampleFolder, runbook)).Succeeded().Output;

    private static string? Text(PSObject row, string name) => row.Properties[name]?.Value?.ToString();
}
