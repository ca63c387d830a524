# Set-RunCommandSimulator: what goes wrong, changed while it runs.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'The analyzer does not follow variables from BeforeAll into It.')]
param()

BeforeAll { . "$PSScriptRoot/Import-BuiltModule.ps1" }

Describe 'Set-RunCommandSimulator' {
    BeforeEach {
        $first = Start-RunCommandSimulator -NodeCount 3 6> $null
        $second = Start-RunCommandSimulator -NodeCount 3 6> $null
    }

    AfterEach { Get-RunCommandSimulator | Stop-RunCommandSimulator }

    It 'changes the newest where none is named, and returns nothing' {
        Set-RunCommandSimulator -Fault @{ Kind = 'Throttle'; Operation = 'ListCommands'; Calls = 1, 3 } | Should -BeNullOrEmpty

        $first.Faults | Should -BeNullOrEmpty
        $second.Faults | Should -HaveCount 1
        $second.Faults[0].Kind | Should -Be 'Throttle'
        $second.Faults[0].Operation | Should -Be 'ListCommands'
        $second.Faults[0].Calls | Should -Be 1, 3
    }

    It 'changes those that come down the pipeline, and returns them with -PassThru' {
        $changed = @($first, $second | Set-RunCommandSimulator -Fault @{ Kind = 'reset'; AfterAcceptance = $true } -PassThru)

        $changed | Should -HaveCount 2
        [object]::ReferenceEquals($changed[0], $first) | Should -BeTrue
        $first.Faults[0].AfterAcceptance | Should -BeTrue
        $second.Faults | Should -HaveCount 1
    }

    It 'changes none where the pipeline is empty' {
        @() | Set-RunCommandSimulator -Fault @{ Kind = 'Reset' }

        $second.Faults | Should -BeNullOrEmpty
    }

    It 'reads every member of a fault' {
        Set-RunCommandSimulator -Fault @{ Kind = 'Latency'; Time = 0.25; MaximumTime = '00:00:02'; Probability = 0.5 },
            @{ Kind = 'Throttle'; Rate = 2.5; Burst = '4' }

        $second.Faults[0].Time.TotalSeconds | Should -Be 0.25
        $second.Faults[0].MaximumTime.TotalSeconds | Should -Be 2
        $second.Faults[0].Probability | Should -Be 0.5
        $second.Faults[1].Rate | Should -Be 2.5
        $second.Faults[1].Burst | Should -Be 4
    }

    It 'makes a call go wrong, until the faults are cleared' {
        Set-RunCommandSimulator -Fault @{ Kind = 'AccessDenied'; Operation = 'listcommands' }
        { Get-RunCommand } | Should -Throw -ErrorId 'AccessDeniedException,*'

        Set-RunCommandSimulator -ClearFaults

        Get-RunCommand | Should -BeNullOrEmpty
        $second.Faults | Should -BeNullOrEmpty
    }

    It 'puts new faults in the place of the old with -ClearFaults' {
        Set-RunCommandSimulator -Fault @{ Kind = 'Hang' }
        Set-RunCommandSimulator -ClearFaults -Fault @{ Kind = 'Close' }

        $second.Faults | Should -HaveCount 1
        $second.Faults[0].Kind | Should -Be 'Close'
    }

    It 'takes faults from the start' {
        $third = Start-RunCommandSimulator -NodeCount 1 -Fault @{ Kind = 'NotYetVisible'; Time = 3 } 6> $null

        $third.Faults[0].Time.TotalSeconds | Should -Be 3
    }

    It 'changes nodes by name, by wildcard and by node' {
        Set-RunCommandSimulator -Node node-0001 -State Stopped
        Set-RunCommandSimulator -Node 'node-000[23]' -PingStatus ConnectionLost
        Set-RunCommandSimulator -Node $second.Nodes[2] -State Terminated -PingStatus Inactive

        $second.Nodes[0].State | Should -Be 'Stopped'
        $second.Nodes[1].State | Should -Be 'Running'
        $second.Nodes[1].PingStatus | Should -Be 'ConnectionLost'
        $second.Nodes[2].State | Should -Be 'Terminated'
        $second.Nodes[2].PingStatus | Should -Be 'Inactive'
        $first.Nodes[0].State | Should -Be 'Running'
    }

    It 'raises an alarm and takes it back' {
        $node = $second.Nodes[0].InstanceId
        Set-RunCommandSimulator -Alarm HighErrorRate
        { Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' } -InstanceId $node -AlarmName HighErrorRate -ErrorAction Stop } |
            Should -Throw

        Set-RunCommandSimulator -Alarm HighErrorRate -AlarmState Ok

        Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' } -InstanceId $node -AlarmName HighErrorRate | Should -HaveCount 1
    }

    It 'changes nothing where a fault can''t be' {
        Set-RunCommandSimulator -Fault @{ Kind = 'Hang' }
        foreach ($wrong in @{ Kind = 'Explode' }, @{ Operation = 'SendCommand' }, @{ Kind = 'Reset'; Operation = 'SendComand' },
            @{ Kind = 'Reset'; Cals = 1 }, @{ Kind = 'Latency'; Time = 'soon' }, @{ Kind = 'Throttle'; Rate = -1 }) {
            Set-RunCommandSimulator -ClearFaults -Fault @{ Kind = 'Close' }, $wrong -Node * -State Stopped -ErrorVariable problems `
                -ErrorAction SilentlyContinue

            $problems | Should -HaveCount 1
            $problems[0].FullyQualifiedErrorId | Should -Be 'InvalidInput,RunCommandPS.Commands.SetRunCommandSimulatorCommand'
        }

        $second.Faults | Should -HaveCount 1
        $second.Faults[0].Kind | Should -Be 'Hang'
        $second.Nodes[0].State | Should -Be 'Running'
    }

    It 'makes an error of a node it does not have' {
        { Set-RunCommandSimulator -Node node-9999 -State Stopped -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidInput,*'
    }

    It 'makes an error of what does not run, and changes the rest' {
        $first.Stop()
        'http://127.0.0.1', $first, $second |
            Set-RunCommandSimulator -Fault @{ Kind = 'Hang' } -ErrorVariable problems -ErrorAction SilentlyContinue

        $problems | Should -HaveCount 2
        $second.Faults | Should -HaveCount 1
    }

    It 'refuses parameters that go with nothing' {
        { Set-RunCommandSimulator } | Should -Throw -ErrorId 'InvalidInput,*'
        { Set-RunCommandSimulator -State Stopped } | Should -Throw -ErrorId 'InvalidInput,*'
        { Set-RunCommandSimulator -Node * } | Should -Throw -ErrorId 'InvalidInput,*'
        { Set-RunCommandSimulator -ClearFaults -AlarmState Ok } | Should -Throw -ErrorId 'InvalidInput,*'
        Get-RunCommandSimulator | Stop-RunCommandSimulator
        { Set-RunCommandSimulator -ClearFaults } | Should -Throw -ErrorId 'InvalidInput,*'
    }

    It 'changes nothing with -WhatIf' {
        Set-RunCommandSimulator -Fault @{ Kind = 'Hang' } -Node * -State Stopped -WhatIf

        $second.Faults | Should -BeNullOrEmpty
        $second.Nodes[0].State | Should -Be 'Running'
    }
}
