# Waves of a rollout: how big they are, what lets the next one start, what halts it, and how it goes on.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'The analyzer does not follow variables from BeforeAll into It.')]
param()

BeforeAll {
    . "$PSScriptRoot/Import-BuiltModule.ps1"
    . "$PSScriptRoot/Wire.ps1"
    $quick = @{ Shell = 'Sh'; PollingInterval = 0.05 }
    $quiet = @{ ErrorAction = 'SilentlyContinue'; ErrorVariable = 'problems'; InformationVariable = 'told'; InformationAction = 'Ignore' }
    $simulator = Start-RunCommandSimulator -NodeCount 20 -Answer @(
        @{ Node = 'node-0005'; Contains = 'deploy'; StandardError = "connecting`n502"; ExitCode = 22 }
        @{ StandardOutput = 'ok' }
    ) 6> $null
    $nodes = $simulator.Nodes

    # The nodes of each command that was sent since a mark.
    function Get-SentNode([int] $Mark) { Get-SentRequest $simulator $Mark | ForEach-Object { , @($_.InstanceIds) } }
}

AfterAll {
    $simulator | Stop-RunCommandSimulator
    Get-RunCommandRollout | Remove-RunCommandRollout
}

Describe 'A rollout in waves' {
    BeforeEach { $mark = $simulator.Requests.Count }

    AfterEach { Get-RunCommandRollout | Remove-RunCommandRollout }

    Context 'Invoke-RunCommand -Wave' {
        It 'runs wave after wave, in the order in which the nodes came, and tells of each' {
            $results = $nodes | Invoke-RunCommand uptime -Wave 1, 10%, 50% -Name waves @quick @quiet

            $results | Should -HaveCount 20
            $problems | Should -BeNullOrEmpty
            $sent = Get-SentNode $mark
            $sent | ForEach-Object Count | Should -Be 1, 2, 10, 7
            $sent | ForEach-Object { $_ } | Should -Be $nodes.InstanceId
            $told[0] | Should -BeLike "Rollout * 'waves': 20 nodes in 4 waves."
            $told[1] | Should -Match '^Wave 1 of 4: 1 node: 1 succeeded in \d+\.\d s\.$'
            $told[4] | Should -Match '^Wave 4 of 4: 7 nodes: 7 succeeded in \d+\.\d s\.$'
            $rollout = Get-RunCommandRollout waves -Detailed
            $rollout.Waves, $rollout.WavesPassed | Should -Be 4, 4
            $rollout.Nodes[0].Wave, $rollout.Nodes[2].Wave, $rollout.Nodes[19].Wave | Should -Be 1, 2, 4
        }

        It 'lists the nodes of -Target first' {
            $web = Start-RunCommandSimulator -Node @(1..6 | ForEach-Object { @{ Name = "web$_"; Tags = @{ Role = 'web' } } }) 6> $null
            try {
                $results = Invoke-RunCommand uptime -Target tag:Role=web -Wave 1, 100% @quick @quiet

                $results.Verdict | Should -Be (@('Succeeded') * 6)
                (Get-SentRequest $web 0).InstanceIds.Count | Should -Be 6
                @(Get-SentRequest $web 0) | Should -HaveCount 2
            }
            finally {
                $web | Stop-RunCommandSimulator
            }
        }

        It 'shows the waves with -WhatIf' {
            $transcript = Join-Path $TestDrive 'whatif.txt'
            $null = Start-Transcript $transcript
            try { $nodes | Invoke-RunCommand uptime -Wave 1, 10%, 50% -WhatIf } finally { $null = Stop-Transcript }

            Get-Content $transcript -Raw | Should -BeLike '*in waves of 1, 2, 10, 7*'
            Get-SentRequest $simulator $mark | Should -BeNullOrEmpty
        }

        It 'mixes the nodes with -Shuffle, by -Seed the same way' {
            $orders = foreach ($time in 1..2) {
                $before = $simulator.Requests.Count
                $null = $nodes | Invoke-RunCommand uptime -Wave 5 -Shuffle -Seed 7 @quick @quiet
                (Get-SentNode $before | ForEach-Object { ($_ | Sort-Object) -join ' ' }) -join '; '
            }

            $orders[0] | Should -Be $orders[1]
            $orders[0] | Should -Not -BeLike (($nodes.InstanceId[0..4] | Sort-Object) -join ' ') + '*'
            $orders[0] -split '; | ' | Sort-Object | Should -Be ($nodes.InstanceId | Sort-Object)
        }

        It 'refuses <Parameters>' -ForEach @(
            @{ Parameters = @{ Wave = '0' }; ErrorId = 'ParameterArgumentTransformationError,*'
                Words = "*'0' is not a number of at least 1 or a percentage*" }
            @{ Parameters = @{ Wave = 1, '101%' }; ErrorId = 'ParameterArgumentTransformationError,*'
                Words = "*'101%' is not a number of at least 1*" }
        @{ Parameters = @{ Wave = 1; WaveErrors = '-1' }; ErrorId = 'ParameterArgumentTransformationError,*'
            Words = "*'-1' is not a number of at least 0*" }
            @{ Parameters = @{ WaveErrors = '1' }; ErrorId = 'InvalidInput,*' }
            @{ Parameters = @{ SoakTime = 5 }; ErrorId = 'InvalidInput,*' }
            @{ Parameters = @{ WaveCheck = { $true } }; ErrorId = 'InvalidInput,*' }
            @{ Parameters = @{ WavePrompt = $true }; ErrorId = 'InvalidInput,*' }
            @{ Parameters = @{ Wave = 1; WaveCheck = { $true }; AsJob = $true }; ErrorId = 'InvalidInput,*' }
            @{ Parameters = @{ Wave = 1; WavePrompt = $true; AsJob = $true }; ErrorId = 'InvalidInput,*' }
            @{ Parameters = @{ Wave = 1; SoakTime = -1 }; ErrorId = 'ParameterArgumentTransformationError,*' }
        @{ Parameters = @{ Seed = 1 }; ErrorId = 'InvalidInput,*' }
        ) {
            { $nodes | Invoke-RunCommand uptime @Parameters } |
                Should -Throw -ErrorId $ErrorId -ExpectedMessage ($Words ?? '*')
            Get-SentRequest $simulator $mark | Should -BeNullOrEmpty
        }

        It 'runs in the background with -AsJob' {
            $job = $nodes | Invoke-RunCommand uptime -Wave 10, 10 -AsJob @quick
            $results = $job | Receive-Job -Wait -AutoRemoveJob 6> $null

            $results | Should -HaveCount 20
            Get-SentNode $mark | ForEach-Object Count | Should -Be 10, 10
        }
    }

    Context '-WaveErrors' {
        It 'halts at the first failure, with a result for every node and one error that says how to go on' {
            $results = $nodes | Invoke-RunCommand './deploy.sh' -Wave 2, 4, 7 -Name canary @quick @quiet

            $results | Group-Object Verdict -NoElement | ForEach-Object { "$($_.Name) $($_.Count)" } | Sort-Object |
                Should -Be 'Failed 1', 'NotStarted 14', 'Succeeded 5'
            $told[2] | Should -BeLike 'Wave 2 of 4: 4 nodes: 3 succeeded, 1 failed (*: exit 22, "502") in * s. Halted: -WaveErrors 0.'
            $halt = $problems[-1]
            $halt.FullyQualifiedErrorId | Should -BeLike 'RolloutHalted,*'
            $halt.ErrorDetails.Message |
                Should -Be 'In wave 2 of 4, 1 node did not succeed, and -WaveErrors is 0, so 14 nodes were not started.'
            $halt.ErrorDetails.RecommendedAction | Should -BeLike (
                'Resume-RunCommandRollout canary continues with the next wave; ' +
                'Resume-RunCommandRollout canary -Retry Failed, TimedOut first runs it again where it failed.')
            $halt.TargetObject | Should -Be $nodes.InstanceId[6..19]
            (Get-RunCommandRollout canary).Condition | Should -Be 'Halted'
        }

        It 'tolerates as many as it says: <_>' -ForEach '1', '25%' {
            $results = $nodes | Invoke-RunCommand './deploy.sh' -Wave 2, 4, 14 -WaveErrors $_ @quick @quiet

            @($results | Where-Object Verdict -EQ Succeeded) | Should -HaveCount 19
            $problems.FullyQualifiedErrorId | Should -BeLike 'NodeFailed,*'
        }

        It 'gives way to Resume-RunCommandRollout, which goes on with the next wave' {
            $null = $nodes | Invoke-RunCommand './deploy.sh' -Wave 2, 4, 7 -Name canary @quick @quiet
            $before = $simulator.Requests.Count
            $results = Resume-RunCommandRollout canary -PollingInterval 0.05 -SummaryVariable whole @quiet

            $results.InstanceId | Should -Be $nodes.InstanceId[6..19]
            Get-SentNode $before | ForEach-Object Count | Should -Be 7, 7
            $whole.Succeeded, $whole.Failed, $whole.NotStarted | Should -Be 19, 1, 0
        }

        It 'holds again after -Retry, before the next wave' {
            $null = $nodes | Invoke-RunCommand './deploy.sh' -Wave 2, 4, 7 -Name canary @quick @quiet
            $before = $simulator.Requests.Count
            $results = Resume-RunCommandRollout canary -Retry Failed -PollingInterval 0.05 @quiet

            @($results | Where-Object Verdict -EQ Failed).InstanceId | Should -Be $nodes.InstanceId[4]
            Get-SentNode $before | ForEach-Object { $_ } | Should -Be $nodes.InstanceId[4]
            $problems[-1].FullyQualifiedErrorId | Should -BeLike 'RolloutHalted,*'
        }

        It 'takes other waves for what is left: Resume-RunCommandRollout -Wave' {
            $null = $nodes | Invoke-RunCommand './deploy.sh' -Wave 2, 4, 7 -Name canary @quick @quiet
            $before = $simulator.Requests.Count
            $null = Resume-RunCommandRollout canary -Wave 4, 10 -PollingInterval 0.05 @quiet

            Get-SentNode $before | ForEach-Object Count | Should -Be 4, 10
            (Get-RunCommandRollout canary).Condition | Should -Be 'Finished'
        }
    }

    Context '-WaveCheck' {
        It 'gets each wave but the last as $_, and sees the variables and functions of the caller' {
            $seen = [System.Collections.Generic.List[object]]::new()
            $expected = 20
            function Test-Wave($Wave) { $Wave.Results.Count -eq $Wave.Nodes.Count -and $expected -eq 20 }

            $results = $nodes | Invoke-RunCommand uptime -Wave 2, 5, 13 -WaveCheck { $seen.Add($_); Test-Wave $_ } @quick @quiet

            $results | Should -HaveCount 20
            $seen | ForEach-Object { "$($_.Number)/$($_.Of) $($_.Succeeded) $($_.Failed)" } | Should -Be '1/3 2 0', '2/3 5 0'
            $seen[1].Nodes | Should -Be $nodes.InstanceId[2..6]
            $seen[1].Results[0].StandardOutput | Should -Be 'ok'
        }

        It 'halts where it <Name>' -ForEach @(
            @{ Name = 'returns false'; Check = { $false }; Reason = 'it returned false' }
            @{ Name = 'returns false among others'; Check = { 1; $false }; Reason = 'it returned false' }
            @{ Name = 'returns nothing'; Check = { }; Reason = 'it returned nothing' }
            @{ Name = 'returns nothing that is true'; Check = { 0; '' }; Reason = 'it returned nothing that is true' }
            @{ Name = 'throws'; Check = { throw 'The site is down.' }; Reason = 'it failed: The site is down.' }
            @{ Name = 'writes an error'; Check = { Write-Error 'Not well.'; $true }; Reason = 'it failed: Not well.' }
            @{ Name = 'calls what does not exist'; Check = { Get-NoSuchThing; $true }; Reason = "it failed: The term 'Get-NoSuchThing'*" }
        ) {
            $results = $nodes | Invoke-RunCommand uptime -Wave 5 -WaveCheck $Check -Name checked @quick @quiet

            @($results | Where-Object Verdict -EQ NotStarted) | Should -HaveCount 15
            $problems | Should -HaveCount 1
            $problems[0].ErrorDetails.Message |
                Should -BeLike "-WaveCheck did not let wave 2 of 4 start ($Reason*), so 15 nodes were not started."
        }

        It 'is given again to Resume-RunCommandRollout, or left out with -Force' {
            $null = $nodes | Invoke-RunCommand uptime -Wave 5 -WaveCheck { $false } -Name checked @quick @quiet

            { Resume-RunCommandRollout checked -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidInput,*' -ExpectedMessage '*-WaveCheck*'
            $two = Resume-RunCommandRollout checked -WaveCheck { $_.Number -lt 3 } -PollingInterval 0.05 @quiet
            @($two | Where-Object Verdict -EQ Succeeded) | Should -HaveCount 10
            $rest = Resume-RunCommandRollout checked -Force -PollingInterval 0.05 @quiet
            $rest.Verdict | Should -Be (@('Succeeded') * 5)
        }
    }

    Context '-WavePrompt' {
        It 'halts where nobody can be asked' {
            $results = $nodes | Invoke-RunCommand uptime -Wave 5 -WavePrompt @quick @quiet

            @($results | Where-Object Verdict -EQ NotStarted) | Should -HaveCount 15
            $problems[0].ErrorDetails.Message |
                Should -BeLike 'No one could be asked whether wave 2 of 4 may start; -Force starts it without asking*'
        }

        It 'is yes with -Force' {
            $results = $nodes | Invoke-RunCommand uptime -Wave 5 -WavePrompt -Force @quick @quiet

            $results.Verdict | Should -Be (@('Succeeded') * 20)
        }
    }

    Context '-SoakTime' {
        It 'leaves a wave alone before the next one' {
            $null = $nodes | Invoke-RunCommand uptime -Wave 10 -SoakTime 1.5 @quick @quiet

            $sends = $simulator.Requests | Select-Object -Skip $mark | Where-Object Operation -EQ SendCommand
            ($sends[1].Time - $sends[0].Time).TotalSeconds | Should -BeGreaterThan 1.5
            $told -like 'Waiting after wave 1 of 2 until *' | Should -HaveCount 1
        }
    }
}
