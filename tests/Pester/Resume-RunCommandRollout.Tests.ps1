# Resume-RunCommandRollout: goes on where a run was stopped, halted, killed or cut off, and runs nothing twice unless it is told to.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'The analyzer does not follow variables from BeforeAll into It.')]
param()

BeforeAll {
    . "$PSScriptRoot/Import-BuiltModule.ps1"
    . "$PSScriptRoot/Rollouts.ps1"
    . "$PSScriptRoot/Wire.ps1"
    $quick = @{ PollingInterval = 0.05; ErrorAction = 'SilentlyContinue' }

    # How often each node was sent to, since a mark.
    function Get-SendCount($Simulator, [int] $Mark) {
        $counts = @{}
        (Get-SentRequest $Simulator $Mark).InstanceIds | ForEach-Object { $counts[$_]++ }
        $counts
    }
}

Describe 'Resume-RunCommandRollout after a limit of errors' {
    BeforeAll {
        # The script really runs, so that the cause can be fixed between two parts of a rollout.
        $simulator = Start-RunCommandSimulator -NodeCount 60 -Execution Process 6> $null
        $nodes = $simulator.Nodes
        # The others end after the one that fails: each that ended before would let one of the next nodes start.
        $fixed, $failed = 'fixed', 'failed' | ForEach-Object { Join-Path $TestDrive $_ }
        $script = "test -e '$fixed' && exit 0",
            "test `$AWS_SSM_INSTANCE_ID != $($nodes[0].InstanceId) || { touch '$failed'; exit 3; }",
            "looks=0; until test -e '$failed' || test `$looks -eq 100; do looks=`$((looks + 1)); sleep 0.1; done; sleep 0.5" -join "`n"
        $limits = @{ Shell = 'Sh'; MaxConcurrency = 20; MaxErrors = 0 }
    }

    AfterAll { $simulator | Stop-RunCommandSimulator }

    BeforeEach {
        Remove-Item $failed -ErrorAction Ignore
        $first = @($nodes | Invoke-RunCommand $script -Name limited @limits @quick -SummaryVariable before 6> $null)
        $notStarted = @($first | Where-Object Verdict -EQ NotStarted | ForEach-Object InstanceId)
        $mark = $simulator.Requests.Count
    }

    AfterEach { Get-RunCommandRollout | Remove-RunCommandRollout }

    It 'finds a result for every node, and a record that halted' {
        $first.InstanceId | Sort-Object | Should -Be ($nodes.InstanceId | Sort-Object)
        $notStarted | Should -Be $nodes[20..59].InstanceId
        $before.NotStartedNodes | Should -Be $notStarted
        $before.NotStarted, $before.Failed, $before.Nodes | Should -Be 40, 1, 60
        (Get-RunCommandRollout limited).Condition | Should -Be 'Halted'
    }

    It 'sends nothing while the limit stands' {
        $results = @(Resume-RunCommandRollout limited @quick -ErrorVariable problems 6> $null)

        $results.InstanceId | Should -Be $notStarted
        $results.Verdict | Select-Object -Unique | Should -Be 'NotStarted'
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'TooManyErrors,RunCommandPS.Commands.ResumeRunCommandRolloutCommand'
        Get-SentRequest $simulator $mark | Should -BeNullOrEmpty
    }

    It 'goes on once the cause is fixed, under the limits, with a summary of the whole' {
        $left = @($first | Where-Object { -not $_.Succeeded } | ForEach-Object InstanceId)
        $null = New-Item $fixed
        $results = @(Resume-RunCommandRollout limited -Retry Failed, Terminated @quick -SummaryVariable after 6> $null)
        Remove-Item $fixed
        $sent = @(Get-SentRequest $simulator $mark)

        $results.InstanceId | Sort-Object | Should -Be ($left | Sort-Object)
        $sent.InstanceIds | Sort-Object | Should -Be ($left | Sort-Object)
        ($sent | ForEach-Object { $_.InstanceIds.Count } | Measure-Object -Maximum).Maximum | Should -BeLessOrEqual 20
        $after.RolloutId, $after.RolloutName | Should -Be $before.RolloutId, 'limited'
        $after.Nodes, $after.Succeeded, $after.ExitCode | Should -Be 60, 60, 0
        (Get-RunCommandRollout limited).Condition | Should -Be 'Finished'
    }

    It 'says what it would do with -WhatIf, and does nothing' {
        Resume-RunCommandRollout limited -Retry Failed -WhatIf | Should -BeNullOrEmpty

        $simulator.Requests.Count | Should -Be $mark
        (Get-RunCommandRollout limited).Condition | Should -Be 'Halted'
    }

    It 'takes a rollout from the pipeline, and the newest that has not ended where none is named' {
        $null = $nodes[0, 1] | Invoke-RunCommand uptime -Name later @quick 6> $null
        $piped = @(Get-RunCommandRollout -Condition Halted | Resume-RunCommandRollout @quick 6> $null)
        $newest = @(Resume-RunCommandRollout @quick 6> $null)

        $piped.Count, $newest.Count | Should -Be 40, 40
    }

    It 'runs in the background with -AsJob' {
        $job = Resume-RunCommandRollout limited -Retry Failed -JobName going-on -PollingInterval 0.05
        $null = $job | Wait-Job
        $results = @($job | Receive-Job -ErrorAction SilentlyContinue 6> $null)

        $results | Should -Not -BeNullOrEmpty
        $job.Name, $job.Summary.Nodes, $job.Summary.RolloutName | Should -Be 'going-on', 60, 'limited'
        $job | Remove-Job
    }
}

Describe 'Resume-RunCommandRollout of a rollout that is done' {
    It 'warns that nothing is left, and sends and reports nothing' {
        $simulator = Start-RunCommandSimulator -NodeCount 2 6> $null
        $null = $simulator.Nodes | Invoke-RunCommand uptime -Name done -PollingInterval 0.05 6> $null
        $mark = $simulator.Requests.Count
        Resume-RunCommandRollout done -WarningVariable warnings -WarningAction SilentlyContinue 6> $null | Should -BeNullOrEmpty
        $warnings | Should -BeLike 'Rollout done has nothing left to do*-Retry*'
        $simulator.Requests.Count | Should -Be $mark
        $simulator | Stop-RunCommandSimulator
    }
}

Describe 'Resume-RunCommandRollout with other limits' {
    It 'goes on past the failures with a higher -MaxErrors, and not without' {
        $simulator = Start-RunCommandSimulator -NodeCount 60 -Answer @{ ExitCode = 1 } 6> $null
        $limits = @{ MaxErrors = 1; MaxConcurrency = 5; PollingInterval = 0.05; ErrorAction = 'SilentlyContinue' }
        $null = $simulator.Nodes | Invoke-RunCommand uptime -Name halting @limits -ErrorVariable halted 6> $null
        $halted[-1].ErrorDetails.RecommendedAction | Should -BeLike '*Resume-RunCommandRollout halting -Retry Failed*higher -MaxErrors*'

        $mark = $simulator.Requests.Count
        $null = Resume-RunCommandRollout halting -PollingInterval 0.05 -ErrorAction SilentlyContinue 6> $null
        $simulator.Requests | Select-Object -Skip $mark | Where-Object Operation -EQ SendCommand | Should -BeNullOrEmpty

        $null = Resume-RunCommandRollout halting -MaxErrors '100%' -MaxConcurrency 30 -PollingInterval 0.05 -SummaryVariable after `
            -ErrorAction SilentlyContinue 6> $null
        $after.Failed, $after.NotStarted | Should -Be 60, 0
        $sends = $simulator.Requests | Where-Object Operation -EQ SendCommand
        $sizes = $sends | ForEach-Object { ($_.Body | ConvertFrom-Json).InstanceIds.Count }
        ($sizes | Measure-Object -Maximum).Maximum | Should -BeLessOrEqual 30
        $simulator | Stop-RunCommandSimulator
    }
}

Describe 'Resume-RunCommandRollout of a document that was changed' {
    BeforeAll {
        $path = Join-Path $TestDrive 'Company-Deploy.yaml'

        # A simulator whose nodes fail, or do not, with the document as it is at its start.
        function Start-Fleet([int] $ExitCode, [string] $Script) {
            @(
                "schemaVersion: '2.2'"
                'description: Deploys.'
                'mainSteps:'
                '- action: aws:runShellScript'
                '  name: deploy'
                '  inputs:'
                "    runCommand: ['$Script']"
            ) | Set-Content $path
            Start-RunCommandSimulator -NodeCount 52 -DocumentPath $path -Answer @{ ExitCode = $ExitCode } 6> $null
        }

        $first = Start-Fleet 1 './deploy.sh 142'
        $null = $first.Nodes |
            Invoke-RunCommand -DocumentName Company-Deploy -Name changing -MaxConcurrency 50 -MaxErrors 0 @quick 6> $null
        $first | Stop-RunCommandSimulator
        $second = Start-Fleet 0 './deploy.sh 143'
        $place = @{
            EndpointUrl = $second.Endpoint
            Region      = $second.Region
            AccessKey   = $second.AccessKeyId
            SecretKey   = $second.SecretAccessKey
        }
    }

    AfterAll {
        $second | Stop-RunCommandSimulator
        Get-RunCommandRollout | Remove-RunCommandRollout
    }

    It 'is refused before anything is sent, and goes on with -Force' {
        { Resume-RunCommandRollout changing -MaxErrors 100% @place 6> $null } |
            Should -Throw -ErrorId 'RolloutDocumentChanged,*' -ExpectedMessage '*Company-Deploy has changed*'
        Get-SentRequest $second 0 | Should -BeNullOrEmpty
        (Get-RunCommandRollout changing).Condition | Should -Be 'Halted'

        $results = @(Resume-RunCommandRollout changing -MaxErrors 100% -Force @place -PollingInterval 0.05 6> $null)

        $results.Verdict | Should -Be 'Succeeded', 'Succeeded'
    }
}

Describe 'Resume-RunCommandRollout -Retry' {
    BeforeAll {
        $simulator = Start-RunCommandSimulator -NodeCount 5 -Answer @{ Node = 'node-0002'; ExitCode = 1 },
            @{ Node = 'node-0004'; ExitCode = 1 }, @{ StandardOutput = 'ok' } 6> $null
        $bad = $simulator.Nodes[1, 3].InstanceId
    }

    AfterAll { $simulator | Stop-RunCommandSimulator }

    It 'runs again exactly those with the verdicts that are named' {
        $null = $simulator.Nodes | Invoke-RunCommand uptime -Name again @quick 6> $null
        $mark = $simulator.Requests.Count
        $results = @(Resume-RunCommandRollout again -Retry Failed, TimedOut @quick -SummaryVariable after 6> $null)

        (Get-SentRequest $simulator $mark).InstanceIds | Should -Be $bad
        $results.InstanceId | Sort-Object | Should -Be ($bad | Sort-Object)
        $after.Nodes, $after.Succeeded, $after.Failed | Should -Be 5, 3, 2
        $after.FailedNodes | Should -Be $bad
        $after.CommandIds | Should -HaveCount 2
    }

    It 'runs nothing again that is not named' {
        $null = $simulator.Nodes | Invoke-RunCommand uptime -Name again @quick 6> $null
        $mark = $simulator.Requests.Count
        Resume-RunCommandRollout again -Retry TimedOut, Unknown @quick 6> $null | Should -BeNullOrEmpty
        Resume-RunCommandRollout again @quick 6> $null | Should -BeNullOrEmpty

        Get-SentRequest $simulator $mark | Should -BeNullOrEmpty
    }

    It 'takes the rollout that comes down the pipeline, although a newer one has its name, or it has none' {
        $simulator.Nodes | Invoke-RunCommand uptime -Name twin @quick -SummaryVariable first 6> $null | Out-Null
        $simulator.Nodes | Invoke-RunCommand uptime -Name twin @quick -SummaryVariable second 6> $null | Out-Null
        $older = $first.RolloutId, $second.RolloutId | Sort-Object | Select-Object -First 1
        $simulator.Nodes | Invoke-RunCommand uptime @quick -SummaryVariable nameless 6> $null | Out-Null
        $mark = $simulator.Requests.Count

        Get-RunCommandRollout $older | Resume-RunCommandRollout -Retry Failed @quick -SummaryVariable again 6> $null | Should -HaveCount 2
        $again.RolloutId | Should -Be $older
        $nameless | Resume-RunCommandRollout -Retry Failed @quick 6> $null | Should -HaveCount 2
        (Get-SentRequest $simulator $mark).InstanceIds | Should -Be ($bad + $bad)
    }

    It 'takes no verdict that was no end: <_>' -ForEach 'Succeeded', 'Open', 'NotStarted' {
        { Resume-RunCommandRollout again -Retry $_ } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }
}

Describe 'Resume-RunCommandRollout with nothing to go on with' {
    It 'says that there is nothing' {
        { Resume-RunCommandRollout -ErrorAction Stop } |
            Should -Throw -ErrorId 'RolloutNotFound,*' -ExpectedMessage '*no unfinished rollout*'
        { Resume-RunCommandRollout nobody -ErrorAction Stop } | Should -Throw -ErrorId 'RolloutNotFound,*' -ExpectedMessage "*'nobody'*"
    }
}

Describe 'An answer that was lost' {
    BeforeAll {
        $simulator = Start-RunCommandSimulator -NodeCount 3 -Answer @{ StandardOutput = 'ok' } 6> $null
        Set-RunCommandSimulator -Fault @{ Kind = 'Reset'; Operation = 'SendCommand'; AfterAcceptance = $true },
            @{ Kind = 'AccessDenied'; Operation = 'ListCommands' }
        $first = @($simulator.Nodes | Invoke-RunCommand uptime -Name lost @quick -SummaryVariable before 6> $null)
    }

    AfterAll { $simulator | Stop-RunCommandSimulator }

    It 'leaves nodes that are unknown' {
        $first.InstanceId | Sort-Object | Should -Be ($simulator.Nodes.InstanceId | Sort-Object)
        $first.Verdict | Select-Object -Unique | Should -Be 'Unknown'
        $before.Unknown, $before.ExitCode | Should -Be 3, 1
        $before.UnknownNodes | Should -Be $simulator.Nodes.InstanceId
    }

    It 'is never sent again, and found where commands can be listed' {
        try { Resume-RunCommandRollout lost @quick 6> $null | Out-Null } catch { "$_" | Should -BeLike '*ssm:ListCommands*' }
        (Get-RunCommandRollout lost).Summary.Unknown | Should -Be 3

        Set-RunCommandSimulator -ClearFaults
        $results = @(Resume-RunCommandRollout lost @quick -SummaryVariable after 6> $null)

        $results.Verdict | Should -Be 'Succeeded', 'Succeeded', 'Succeeded'
        $results[0].StandardOutput | Should -BeExactly 'ok'
        $after.Succeeded, $after.Unknown, $after.CommandIds.Count | Should -Be 3, 0, 1
        @($simulator.Requests | Where-Object Operation -EQ SendCommand) | Should -HaveCount 1
    }
}

Describe 'A rollout that another session runs' {
    BeforeAll {
        $slow = 1..10 | ForEach-Object { @{ Node = 'node-{0:0000}' -f $_; Duration = 1800 } }
        $simulator = Start-RunCommandSimulator -NodeCount 60 -SteppedTime -Answer ($slow + @{ StandardOutput = 'ok' }) 6> $null
        $other = Start-OtherSession -Simulator $simulator -Script (
            '$nodes | Invoke-RunCommand uptime -Shell Sh -Name killed -MaxConcurrency 10 -PollingInterval 0.05 @connection')
        $isFollowed = Wait-Until { $simulator.Requests | Where-Object Operation -EQ ListCommands } -Seconds 60
    }

    AfterAll {
        $other.Kill()
        $other.Dispose()
        $simulator | Stop-RunCommandSimulator
    }

    It 'is refused, with the process and the machine' {
        $isFollowed | Should -BeTrue
        (Get-RunCommandRollout killed).Condition | Should -Be 'Running'
        { Resume-RunCommandRollout killed } | Should -Throw -ErrorId 'RolloutRunning,*' `
            -ExpectedMessage "*process $($other.Id) of * on $([Environment]::MachineName)*"
        { Remove-RunCommandRollout killed -ErrorAction Stop } | Should -Throw -ErrorId 'RolloutRunning,*'
    }

    It 'goes on when that is killed: each node once, one result each' {
        $other.Kill()
        $other.WaitForExit()
        $rollout = Get-RunCommandRollout -Condition Interrupted -Detailed
        $rollout.Name | Should -BeExactly 'killed'
        @($rollout.Nodes | Where-Object Verdict -EQ Open) | Should -HaveCount 10

        $job = Resume-RunCommandRollout -AsJob -PollingInterval 0.05
        Wait-Until { $simulator.Advance('00:10:00'); $job.State -ne 'Running' } | Should -BeTrue
        $results = @($job | Receive-Job 6> $null)
        $counts = Get-SendCount $simulator

        $results.InstanceId | Sort-Object | Should -Be ($simulator.Nodes.InstanceId | Sort-Object)
        $results.Verdict | Select-Object -Unique | Should -Be 'Succeeded'
        $counts.Count | Should -Be 60
        $counts.Values | Select-Object -Unique | Should -Be 1
        $job | Remove-Job
    }
}

Describe 'A run that is stopped' {
    It 'is resumed with the nodes that had not begun' {
        $simulator = Start-RunCommandSimulator -NodeCount 60 -Answer @{ Contains = 'slow'; Node = 'node-0001'; Duration = 86400 } 6> $null
        $job = $simulator.Nodes | Invoke-RunCommand slow -Name stopped -MaxConcurrency 20 -AsJob -PollingInterval 0.05
        Wait-Until { $job.Summary.CommandIds.Count -gt 0 } | Should -BeTrue
        $job | Stop-Job -PassThru | Remove-Job
        $stopped = Get-RunCommandRollout stopped
        $stopped.Condition | Should -Be 'Stopped'
        # Twenty are sent to at once; those that are quick make room for others before the stop.
        $stopped.Summary.NotStarted | Should -BeIn (1..40)

        $results = @(Resume-RunCommandRollout stopped @quick -SummaryVariable after 6> $null)

        $after.Nodes, ($after.Cancelled + $after.Succeeded) | Should -Be 60, 60
        $stopped.Summary.NotStartedNodes | Should -BeIn $results.InstanceId
        $counts = Get-SendCount $simulator
        $counts.Count | Should -Be 60
        $counts.Values | Select-Object -Unique | Should -Be 1
        $simulator | Stop-RunCommandSimulator
    }
}

Describe 'Invoke-RunCommand and its record' {
    BeforeAll {
        $simulator = Start-RunCommandSimulator -NodeCount 4 -Answer @{ Node = 'node-0002'; ExitCode = 3 }, @{ Contains = '' } 6> $null
    }

    BeforeEach {
        $before = $env:RUNCOMMANDPS_HOME
        $mark = $simulator.Requests.Count
    }

    AfterEach { $env:RUNCOMMANDPS_HOME = $before }

    AfterAll { $simulator | Stop-RunCommandSimulator }

    It 'names the rollout before the first send' {
        $told = @($simulator.Nodes | Invoke-RunCommand uptime -RolloutName release @quick 6>&1)

        "$($told[0])" | Should -BeExactly "Rollout $((Get-RunCommandRollout release).Id) 'release': 4 nodes."
    }

    It 'leaves none with -NoRecord' {
        $env:RUNCOMMANDPS_HOME = "$TestDrive/none"
        $simulator.Nodes | Invoke-RunCommand uptime -NoRecord @quick -SummaryVariable told 6> $null | Should -HaveCount 4

        $env:RUNCOMMANDPS_HOME | Should -Not -Exist
        Get-RunCommandRollout | Should -BeNullOrEmpty
        $told.RolloutId | Should -Not -BeNullOrEmpty
    }

    It 'sends nothing where none can be written' {
        $env:RUNCOMMANDPS_HOME = "$TestDrive/file"
        'a file, not a folder' | Set-Content "$TestDrive/file"

        { $simulator.Nodes | Invoke-RunCommand uptime } |
            Should -Throw -ErrorId 'RolloutRecordUnavailable,*' -ExpectedMessage "*rollout.jsonl*"
        Get-SentRequest $simulator $mark | Should -BeNullOrEmpty
        $simulator.Nodes | Invoke-RunCommand uptime -NoRecord @quick 6> $null | Should -HaveCount 4
    }

    It 'runs to its end with -ErrorAction Stop, and then fails once, with the nodes and the summary' {
        $failure = $null
        try {
            $simulator.Nodes |
                Invoke-RunCommand uptime -PollingInterval 0.05 -MaxConcurrency 1 -ErrorAction Stop -SummaryVariable told 6> $null
        }
        catch {
            $failure = $_
        }

        $failure.FullyQualifiedErrorId | Should -BeExactly 'NodeFailed,RunCommandPS.Commands.InvokeRunCommandCommand'
        "$failure" | Should -BeLike "*$($simulator.Nodes[1].InstanceId)*"
        $told.Nodes, $told.Succeeded, $told.Failed, $told.InProgress | Should -Be 4, 3, 1, 0
        @($simulator.Requests | Select-Object -Skip $mark | Where-Object Operation -EQ CancelCommand) | Should -BeNullOrEmpty
    }
}
