# Get-RunCommandSimulator: what runs in this session.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'The analyzer does not follow variables from BeforeAll into It.')]
param()

BeforeAll { . "$PSScriptRoot/Import-BuiltModule.ps1" }

Describe 'Get-RunCommandSimulator' {
    AfterEach { Get-RunCommandSimulator | Stop-RunCommandSimulator }

    It 'has nothing where none runs' {
        Get-RunCommandSimulator | Should -BeNullOrEmpty
    }

    It 'has those that run, the session''s endpoint last' {
        $first = Start-RunCommandSimulator -NodeCount 1 6> $null
        $second = Start-RunCommandSimulator -NodeCount 2 -Region eu-west-1 6> $null
        $running = @(Get-RunCommandSimulator)

        $running | Should -HaveCount 2
        [object]::ReferenceEquals($running[0], $first) | Should -BeTrue
        $running[1].Endpoint | Should -Be $second.Endpoint
        $running[1].Region | Should -Be 'eu-west-1'
        $running[1].Nodes | Should -HaveCount 2
        $running[0].Endpoint | Should -Not -Be $second.Endpoint
    }

    It 'shows commands, requests, runs, notifications and log streams, each to be had by number' {
        $simulator = Start-RunCommandSimulator -NodeCount 1 -SteppedTime -Answer @{ StandardOutput = 'hello' } 6> $null
        $node = $simulator.Nodes[0].InstanceId
        $sent = Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' } -InstanceId $node `
            -CloudWatchOutputEnabled -NotificationEvent All `
            -NotificationArn 'arn:aws:sns:us-east-1:111122223333:my-us-east-1-notification-arn'
        $simulator.Advance('00:01:00')
        $seen = Get-RunCommandSimulator

        $seen.Commands[0].CommandId | Should -Be $sent.CommandId
        $seen.Requests[0].Operation | Should -Be 'SendCommand'
        $seen.RunsPerNode[$node] | Should -Be 1
        $seen.Notifications[0].Subject | Should -Be 'EC2 Run Command Notification us-east-1'
        $seen.LogStreams[0].Events[0].Message | Should -Be 'hello'
    }

    It 'does not have one that has stopped, whoever stopped it' {
        $first = Start-RunCommandSimulator -NodeCount 1 6> $null
        $second = Start-RunCommandSimulator -NodeCount 1 6> $null
        $first.Stop()

        (Get-RunCommandSimulator).Endpoint | Should -Be $second.Endpoint
    }
}
