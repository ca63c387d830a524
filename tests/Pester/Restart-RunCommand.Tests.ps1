# Restart-RunCommand: the same command again, where it did not succeed.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'The analyzer does not follow variables from BeforeAll into It.')]
param()

BeforeAll {
    . "$PSScriptRoot/Import-BuiltModule.ps1"
    . "$PSScriptRoot/Wire.ps1"
    $simulator = Start-RunCommandSimulator -Node @(
        @{ InstanceId = 'i-0aaaaaaaaaaaaaaaa'; Name = 'well'; Tags = @{ Role = 'web' } }
        @{ InstanceId = 'i-0bbbbbbbbbbbbbbbb'; Name = 'ill'; Tags = @{ Role = 'web' } }
        @{ InstanceId = 'i-0cccccccccccccccc'; Name = 'gone'; PingStatus = 'Inactive'; Tags = @{ Role = 'web' } }
    ) -Answer @{ Contains = 'slow'; Duration = 86400 }, @{ Node = 'ill'; ExitCode = 3 } 6> $null
    $well, $ill, $gone = $simulator.Nodes | ForEach-Object { $_.InstanceId }
    $shell = 'AWS-RunShellScript'
    $command = $well, $ill, $gone | Send-RunCommand $shell @{ commands = 'one', 'two'; workingDirectory = '/tmp' } -Comment 'look' `
        -MaxErrors 10 -MaxConcurrency '100%' -TimeoutSeconds 600 -OutputS3KeyPrefix p -OutputS3BucketName amzn-s3-demo-bucket |
        Wait-RunCommand
}

AfterAll { $simulator | Stop-RunCommandSimulator }

Describe 'Restart-RunCommand' {
    BeforeEach { $mark = $simulator.Requests.Count }

    It 'sends the same again to the nodes that failed or were not reached' {
        $again = $command | Restart-RunCommand
        $first = Get-SentRequest $simulator 0 | Select-Object -First 1
        $request = Get-SentRequest $simulator $mark

        $again | Should -BeOfType ([RunCommandPS.Command])
        $again.CommandId | Should -Not -Be $command.CommandId
        $request.InstanceIds | Sort-Object | Should -Be $ill, $gone
        $request.DocumentVersion | Should -Be '$DEFAULT'
        foreach ($member in 'DocumentName', 'Parameters', 'Comment', 'TimeoutSeconds', 'MaxErrors', 'MaxConcurrency',
            'OutputS3BucketName', 'OutputS3KeyPrefix') {
            Get-CanonicalJson $request[$member] | Should -Be (Get-CanonicalJson $first[$member])
        }

        $request.Keys | Should -Not -Contain 'OutputS3Region'
        $request.Keys | Should -Not -Contain 'NotificationConfig'
        $request.Keys | Should -Not -Contain 'AlarmConfiguration'
    }

    It 'takes <Form>' -ForEach @(
        @{ Form = 'an id'; Given = { $command.CommandId } }
        @{ Form = 'a command of which little is known'; Given = { [pscustomobject]@{ CommandId = $command.CommandId } } }
    ) {
        & $Given | Restart-RunCommand -Verdict Failed | Out-Null

        (Get-SentRequest $simulator $mark).InstanceIds | Should -Be $ill
    }

    It 'sends to the verdicts that are named' {
        $command | Restart-RunCommand -Verdict Succeeded, NotDelivered | Out-Null

        (Get-SentRequest $simulator $mark).InstanceIds | Sort-Object | Should -Be $well, $gone
    }

    It 'takes of invocations their own nodes, and not those that succeeded' {
        $command | Get-RunCommandInvocation -InstanceId $well, $ill | Restart-RunCommand | Out-Null

        (Get-SentRequest $simulator $mark).InstanceIds | Should -Be $ill
    }

    It 'takes a cancelled node where it is named' {
        $slow = $well | Send-RunCommand $shell @{ commands = 'slow' }
        $slow | Stop-RunCommand | Out-Null
        $mark = $simulator.Requests.Count
        $slow | Restart-RunCommand -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        $again = $slow | Restart-RunCommand -InstanceId $well

        (Get-SentRequest $simulator $mark).InstanceIds | Should -Be $well
        $again | Stop-RunCommand | Out-Null
    }

    It 'takes every node with -All, whatever came of the command there' {
        $again = $command | Restart-RunCommand -All
        $request = Get-SentRequest $simulator $mark

        $request.InstanceIds | Sort-Object | Should -Be $well, $ill, $gone
        $request.Comment | Should -Be look
        $again.CommandId | Should -Not -Be $command.CommandId
    }

    It 'takes with -All the nodes that are named' {
        $command | Restart-RunCommand -All -InstanceId $well | Out-Null
        $command | Get-RunCommandInvocation -InstanceId $ill | Restart-RunCommand -All | Out-Null

        @(Get-SentRequest $simulator $mark).InstanceIds | Should -Be $well, $ill
    }

    It 'takes with -All the nodes of a command by tags' {
        $byTag = Send-RunCommand $shell @{ commands = 'id' } -Target 'tag:Role=web' -MaxErrors 10 | Wait-RunCommand
        $mark = $simulator.Requests.Count
        $byTag | Restart-RunCommand -All | Out-Null

        (Get-SentRequest $simulator $mark).InstanceIds | Sort-Object | Should -Be $well, $ill, $gone
    }

    It 'takes with -All a command that has not ended only where it is forced to' {
        $slow = $well | Send-RunCommand $shell @{ commands = 'slow' }
        $mark = $simulator.Requests.Count
        $slow | Restart-RunCommand -All -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems[0].FullyQualifiedErrorId | Should -Be 'CommandNotEnded,RunCommandPS.Commands.RestartRunCommandCommand'
        $again = $slow | Restart-RunCommand -All -Force

        (Get-SentRequest $simulator $mark).InstanceIds | Should -Be $well
        $slow, $again | Stop-RunCommand | Out-Null
    }

    It 'tells the nodes with -All -WhatIf, and sends nothing' {
        $transcript = Join-Path $TestDrive 'all.txt'
        $null = Start-Transcript -Path $transcript
        try { $command | Restart-RunCommand -All -WhatIf } finally { $null = Stop-Transcript }

        (Get-Content -Raw $transcript) -replace '\s+', ' ' |
            Should -BeLike "*$well, $ill, $gone in *: 1 Succeeded, 1 Failed, 1 NotDelivered in command $($command.CommandId)*"
        Get-SentRequest $simulator $mark | Should -BeNullOrEmpty
    }

    It 'does not take -All and -Verdict together' {
        { $command | Restart-RunCommand -All -Verdict Failed } | Should -Throw -ErrorId 'AmbiguousParameterSet*'
    }

    It 'makes a command by tags one by ids' {
        $byTag = Send-RunCommand $shell @{ commands = 'id' } -Target 'tag:Role=web' -MaxErrors 10 | Wait-RunCommand
        $mark = $simulator.Requests.Count
        $byTag | Restart-RunCommand | Out-Null
        $request = Get-SentRequest $simulator $mark

        $request.InstanceIds | Sort-Object | Should -Be $ill, $gone
        $request.Keys | Should -Not -Contain 'Targets'
    }

    It 'warns where there is nothing to run again' {
        $fine = $well | Send-RunCommand $shell @{ commands = 'id' } | Wait-RunCommand
        $mark = $simulator.Requests.Count
        $fine | Restart-RunCommand -WarningVariable warnings -WarningAction SilentlyContinue | Should -BeNullOrEmpty

        "$warnings" | Should -Match "^Command $($fine.CommandId) has no nodes to run on again"
        Get-SentRequest $simulator $mark | Should -BeNullOrEmpty
    }

    It 'refuses a command that has not ended, unless forced to' {
        $slow = $well | Send-RunCommand $shell @{ commands = 'slow' }
        $null = Wait-Until { ($slow | Get-RunCommand).Status -eq 'InProgress' }
        $slow, $command | Restart-RunCommand -Verdict Failed -ErrorVariable problems -ErrorAction SilentlyContinue | Should -HaveCount 1

        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -Be 'CommandNotEnded,RunCommandPS.Commands.RestartRunCommandCommand'
        $problems[0].Exception | Should -BeOfType ([RunCommandPS.CommandNotEndedException])
        $problems[0].ErrorDetails.RecommendedAction | Should -Match 'Wait-RunCommand'
        $slow | Restart-RunCommand -Force -ErrorAction Stop -WarningAction SilentlyContinue |
            Should -BeNullOrEmpty -Because 'no node has ended'
        $slow | Stop-RunCommand | Out-Null
    }

    It 'sends nothing with -WhatIf' {
        $command | Restart-RunCommand -WhatIf | Should -BeNullOrEmpty

        Get-SentRequest $simulator $mark | Should -BeNullOrEmpty
    }

    It 'says which command there is none of' {
        '00000000-0000-4000-8000-000000000000' | Restart-RunCommand -ErrorVariable problems -ErrorAction SilentlyContinue

        $problems[0].FullyQualifiedErrorId | Should -Be 'InvalidCommandId,RunCommandPS.Commands.RestartRunCommandCommand'
    }

    It 'sends again where a command came too late, in time of its own' {
        $fleet = Start-RunCommandSimulator -TimeScale 36000 -Node @{ InstanceId = 'i-0eeeeeeeeeeeeeeee'; PingStatus = 'ConnectionLost' },
            @{ InstanceId = 'i-0ffffffffffffffff' } 6> $null
        try {
            $late = $fleet.Nodes | Send-RunCommand $shell @{ commands = 'id'; executionTimeout = 30 } -TimeoutSeconds 30 -MaxErrors 10 |
                Wait-RunCommand -PollingInterval 0.05
            $mark = $fleet.Requests.Count
            $late | Get-RunCommandInvocation -FailedOnly | ForEach-Object { "$($_.InstanceId) $($_.Verdict) $($_.StatusDetails)" } |
                Should -Be 'i-0eeeeeeeeeeeeeeee NotDelivered DeliveryTimedOut'
            $late | Restart-RunCommand | Out-Null

            (Get-SentRequest $fleet $mark).InstanceIds | Should -Be 'i-0eeeeeeeeeeeeeeee'
        }
        finally {
            $fleet | Stop-RunCommandSimulator
        }
    }

    It 'finds the command whose answer is lost' {
        $simulator | Set-RunCommandSimulator -Fault @{ Kind = 'Reset'; Operation = 'SendCommand'; AfterAcceptance = $true }
        try {
            $again = $command | Restart-RunCommand -ErrorVariable problems
        }
        finally {
            $simulator.ClearFaults()
        }

        $problems | Should -BeNullOrEmpty
        $again | Should -BeOfType ([RunCommandPS.Command])
        $again.CommandId | Should -Not -Be $command.CommandId
    }

    It 'sends fifty nodes a command, and says what limits mean then' {
        $nodes = 0..119 | ForEach-Object { @{ InstanceId = 'i-{0:x17}' -f $_; Tags = @{ Role = 'many' } } }
        $fleet = Start-RunCommandSimulator -Node $nodes -Answer @{ Contains = 'fail'; ExitCode = 1 } 6> $null
        try {
            $failed = Send-RunCommand $shell @{ commands = 'fail' } -Target 'tag:Role=many' -MaxErrors 100% -MaxConcurrency 100% |
                Wait-RunCommand
            $mark = $fleet.Requests.Count
            $again = @($failed | Restart-RunCommand -WarningVariable warnings -WarningAction SilentlyContinue)

            $again.Count | Should -Be 3
            Get-SentRequest $fleet $mark | ForEach-Object { $_.InstanceIds.Count } | Sort-Object | Should -Be 20, 50, 50
            "$warnings" | Should -Match 'MaxErrors and MaxConcurrency apply to each command separately'
        }
        finally {
            $fleet | Stop-RunCommandSimulator
        }
    }
}
