# Stop-RunCommand: cancels commands, and says what came of it.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'The analyzer does not follow variables from BeforeAll into It.')]
param()

BeforeAll {
    . "$PSScriptRoot/Import-BuiltModule.ps1"
    . "$PSScriptRoot/Wire.ps1"
    $simulator = Start-RunCommandSimulator -NodeCount 120 -Answer @(
        @{ Contains = 'deaf'; Duration = 86400; IgnoresCancel = $true }
        @{ Contains = 'brief'; Duration = 1; IgnoresCancel = $true }
        @{ Contains = 'slow'; Duration = 86400 }
        @{ Contains = 'fail'; ExitCode = 3 }
    ) 6> $null
    $shell = 'AWS-RunShellScript'
    $ids = @($simulator.Nodes | ForEach-Object { $_.InstanceId })
    $some = $ids[0..3]
    $slow = @{ commands = 'slow'; executionTimeout = 172800 }

    function Send-Running($Nodes, $Script = 'slow') {
        $command = $Nodes | Send-RunCommand $shell @{ commands = $Script; executionTimeout = 172800 }
        $null = Wait-Until { @($command | Get-RunCommandInvocation -Status InProgress).Count -eq @($Nodes).Count }
        $command
    }
}

AfterAll { $simulator | Stop-RunCommandSimulator }

Describe 'Stop-RunCommand' {
    BeforeEach { $mark = $simulator.Requests.Count }

    It 'stops a command and says which nodes' {
        $command = Send-Running $some
        $result = $command | Stop-RunCommand

        $result | Should -BeOfType ([RunCommandPS.StopResult])
        $result.CommandId | Should -Be $command.CommandId
        $result.DocumentName | Should -Be $shell
        $result.Stopped | Sort-Object | Should -Be ($some | Sort-Object)
        $result.HasStopped | Should -BeTrue
        $result.NotResponding | Should -BeNullOrEmpty
        $result.Region | Should -Be $simulator.Region
        ($command | Get-RunCommand).Status | Should -Be 'Cancelled'
    }

    It 'tells what had finished before from what was stopped' {
        $command = Send-Running $some[0..1]
        $command | Stop-RunCommand -InstanceId $some[0] | Out-Null
        $ended = $some[0] | Send-RunCommand $shell @{ commands = 'fail' } | Wait-RunCommand

        (Stop-RunCommand $ended.CommandId).AlreadyFinished | Should -Be $some[0]
        @($simulator.Requests | Select-Object -Skip $mark | Where-Object Operation -EQ CancelCommand).Count | Should -Be 2
        ($ended | Stop-RunCommand).AlreadyFinished | Should -Be $some[0]
        @($simulator.Requests | Select-Object -Skip $mark | Where-Object Operation -EQ CancelCommand).Count |
            Should -Be 2 -Because 'it is known to have ended'
        $command | Stop-RunCommand | Out-Null
    }

    It 'says what finished anyway' {
        $command = Send-Running $some[0..1] 'brief'
        $result = $command | Stop-RunCommand

        ($result.FinishedAnyway + $result.AlreadyFinished).Count | Should -Be 2
        $result.Stopped | Should -BeNullOrEmpty
        $result.HasStopped | Should -BeTrue
    }

    It 'names the nodes that do not answer, with a warning, and does not wait for ever' {
        $command = Send-Running $some[0] 'deaf'
        $result = $command | Stop-RunCommand -Timeout 0.2 -WarningVariable warnings -WarningAction SilentlyContinue

        $result.NotResponding | Should -Be $some[0]
        $result.HasStopped | Should -BeFalse
        "$warnings" | Should -Match "^1 node has not responded within 0\.2 s.*$($command.CommandId)"
    }

    It 'stops some nodes and lets the others go on' {
        $command = Send-Running $some
        $result = $command | Stop-RunCommand -InstanceId $some[0], $some[1]

        $result.Stopped | Sort-Object | Should -Be ($some[0..1] | Sort-Object)
        $result.NotRespondingCount | Should -Be 0
        @($command | Get-RunCommandInvocation -Status InProgress).Count | Should -Be 2
        $command | Stop-RunCommand | Out-Null
    }

    It 'stops the nodes of invocations, fifty a call' {
        $command = Send-RunCommand $shell $slow -Target "InstanceIds=$($ids[0..49] -join ',')"
        $all = 50
        $null = Wait-Until { @($command | Get-RunCommandInvocation).Count -eq $all }
        $result = $command | Get-RunCommandInvocation | Where-Object InstanceId -NE $ids[0] | Stop-RunCommand

        $result | Should -HaveCount 1
        $result.Stopped.Count | Should -Be 49
        @($simulator.Requests | Select-Object -Skip $mark | Where-Object Operation -EQ CancelCommand).Count | Should -Be 1
        ($command | Get-RunCommandInvocation -InstanceId $ids[0]).Verdict | Should -Be 'Open'
        $command | Stop-RunCommand | Out-Null
    }

    It 'stops many commands, and waits for them with shared looks' {
        $commands = $ids | Send-RunCommand $shell $slow
        $results = @($commands | Stop-RunCommand)

        $results.Count | Should -Be 3
        $stopped = 0
        foreach ($result in $results) { $stopped += $result.Stopped.Count }
        $stopped | Should -Be 120
    }

    It 'looks once with -NoWait' {
        $command = Send-Running $some[0]
        $mark = $simulator.Requests.Count
        $result = $command | Stop-RunCommand -NoWait -WarningVariable warnings

        $result.CommandId | Should -Be $command.CommandId
        @($simulator.Requests | Select-Object -Skip $mark).Count | Should -BeLessOrEqual 3
        $warnings | Should -BeNullOrEmpty
    }

    It 'makes an error of a command there is none of, and goes on' {
        $command = Send-Running $some[0]
        $result = '00000000-0000-4000-8000-000000000000', $command.CommandId |
            Stop-RunCommand -ErrorVariable problems -ErrorAction SilentlyContinue

        $result.CommandId | Should -Be $command.CommandId
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -Be 'InvalidCommandId,RunCommandPS.Commands.StopRunCommandCommand'
        $problems[0].TargetObject | Should -Be '00000000-0000-4000-8000-000000000000'
    }

    It 'is not stopped by <Fault>' -ForEach @(
        @{ Fault = 'a throttle' ; Given = @{ Kind = 'Throttle'; Operation = 'CancelCommand'; Calls = 1, 2 } }
        @{ Fault = 'a lost reply' ; Given = @{ Kind = 'Reset'; Operation = 'CancelCommand'; Calls = 1; AfterAcceptance = $true } }
    ) {
        $command = Send-Running $some[0]
        $simulator | Set-RunCommandSimulator -ClearFaults -Fault $Given
        try {
            $result = $command | Stop-RunCommand -ErrorAction Stop
        }
        finally {
            $simulator | Set-RunCommandSimulator -ClearFaults
        }

        $result.HasStopped | Should -BeTrue
    }

    It 'stops a command that is not to be seen yet' {
        $fleet = Start-RunCommandSimulator -NodeCount 1 -Answer @{ Contains = 'slow'; Duration = 86400 } `
            -Fault @{ Kind = 'NotYetVisible'; Time = 1 } 6> $null
        try {
            $result = $fleet.Nodes[0] | Send-RunCommand $shell $slow | Stop-RunCommand -ErrorAction Stop

            $result.Stopped | Should -Be $fleet.Nodes[0].InstanceId
        }
        finally {
            $fleet | Stop-RunCommandSimulator
        }
    }

    It 'stops a command that chose no node' {
        $command = Send-RunCommand $shell $slow -Target 'tag:Role=nobody' | Wait-RunCommand
        $result = $command | Stop-RunCommand -ErrorAction Stop

        $result.HasStopped | Should -BeTrue
        $result.StatusDetails | Should -Be 'NoInstancesInTag'
    }

    It 'says with -WhatIf what it would stop, and stops nothing: <Of>' -ForEach @(
        @{ Of = 'a command'; Stop = { $command | Stop-RunCommand -WhatIf }; On = ' on 4 nodes' }
        @{ Of = 'an id'; Stop = { Stop-RunCommand $command.CommandId -WhatIf }; On = ' on all its nodes' }
        @{ Of = 'a node'; Stop = { $command | Stop-RunCommand -InstanceId $some[0] -WhatIf }; On = ' on i-*' }
        @{ Of = 'some nodes'; Stop = { $command | Stop-RunCommand -InstanceId $some[0..2] -WhatIf }; On = ' on 3 nodes' }
    ) {
        $command = Send-Running $some
        $mark = $simulator.Requests.Count
        Start-Transcript -LiteralPath (Join-Path $TestDrive 'what-if.txt') | Out-Null
        try { & $Stop | Should -BeNullOrEmpty } finally { Stop-Transcript | Out-Null }

        $simulator.Requests.Count | Should -Be $mark
        Get-Content (Join-Path $TestDrive 'what-if.txt') -Raw | Should -BeLike "*command $($command.CommandId)$On*"
        $command | Stop-RunCommand | Out-Null
    }

    It 'says with -WhatIf how many of the nodes have not ended' {
        $command = Send-Running $some
        $command | Stop-RunCommand -InstanceId $some[0] | Out-Null
        Start-Transcript -LiteralPath (Join-Path $TestDrive 'what-if.txt') | Out-Null
        try { $command | Get-RunCommand | Stop-RunCommand -WhatIf } finally { Stop-Transcript | Out-Null }

        Get-Content (Join-Path $TestDrive 'what-if.txt') -Raw | Should -BeLike '* on 3 of 4 nodes*'
        $command | Stop-RunCommand | Out-Null
    }

    It 'is shown with its numbers in plain words' {
        $result = Send-Running $some | Stop-RunCommand

        $result | Out-String -Width 120 | Should -Match 'CommandId +Stopped +HadEnded +RanToEnd +Running +Document'
        $result | Out-String -Width 120 | Should -Match ' 4 +0 +0 +0 +AWS-RunShellScript'
    }
}
