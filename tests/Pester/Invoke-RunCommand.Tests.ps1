[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '', Justification = 'The analyzer does not follow variables from BeforeAll into It.')]
param()

BeforeAll {
    . "$PSScriptRoot/Import-BuiltModule.ps1"
    . "$PSScriptRoot/Wire.ps1"
    $simulator = Start-RunCommandSimulator -NodeCount 120 -Answer @(
        @{ Contains = 'fail'; ExitCode = 3; StandardError = 'no such host' },
        @{ Contains = 'slow'; Duration = 86400 },
        @{ StandardOutput = "up 3 days`n" }
    )
    $fast = @{ PollingInterval = 0.05 }
}

AfterAll { $simulator | Stop-RunCommandSimulator }

Describe 'Invoke-RunCommand' {
    It 'returns a result for each node' {
        $results = $simulator.Nodes | Invoke-RunCommand 'uptime' @fast 6>$null
        $results | Should -HaveCount 120
        $results[0] | Should -BeOfType ([RunCommandPS.NodeResult])
        @($results | Where-Object { -not $_.Succeeded }) | Should -BeNullOrEmpty
        $results[0].StandardOutput | Should -BeExactly "up 3 days`n"
        $results[0].Outputs[0].Source | Should -BeExactly 'Inline'
    }

    It 'tells of a failed node with a result and an error' {
        $result = $simulator.Nodes[0] | Invoke-RunCommand 'fail' @fast -ErrorAction SilentlyContinue -ErrorVariable errors -SummaryVariable summary 6>$null
        $result.ExitCode | Should -Be 3
        $errors | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -Be 'NodeFailed,RunCommandPS.Commands.InvokeRunCommandCommand'
        $errors[0].Exception | Should -BeOfType ([RunCommandPS.NodeFailedException])
        "$($errors[0])" | Should -Match 'exit code 3: no such host'
        $summary.ExitCode | Should -Be 1
        $summary.FailedNodes | Should -Be $simulator.Nodes[0].InstanceId
    }

    It 'says in one line how it went' {
        $line = $simulator.Nodes[0..2] | Invoke-RunCommand 'uptime' @fast 6>&1 | Where-Object { $_ -is [System.Management.Automation.InformationRecord] }
        "$line" | Should -Match '^3 nodes: 3 succeeded in'
    }

    It 'stops at the first failed node where that is wanted' {
        { $simulator.Nodes | Invoke-RunCommand 'fail' @fast -ErrorAction Stop 6>$null } | Should -Throw -ExceptionType ([RunCommandPS.NodeFailedException])
    }

    It 'quotes arguments' {
        $null = $simulator.Nodes[0] | Invoke-RunCommand 'echo "$1"' -ArgumentList "it's `$HOME" @fast 6>$null
        $sent = ($simulator.Requests | Where-Object Operation -EQ SendCommand)[-1].Body | ConvertFrom-Json
        $sent.Parameters.commands[0] | Should -BeExactly "set -- 'it'\''s `$HOME'"
    }

    It 'keeps limits for the whole fleet' {
        $before = @($simulator.Requests | Where-Object Operation -EQ SendCommand).Count
        $null = $simulator.Nodes | Invoke-RunCommand 'fail' -MaxConcurrency 5 -MaxErrors 0 @fast -ErrorAction SilentlyContinue -ErrorVariable errors 6>$null
        @($simulator.Requests | Where-Object Operation -EQ SendCommand).Count - $before | Should -Be 1
        $limit = @($errors | Where-Object FullyQualifiedErrorId -Like 'TooManyErrors*')
        $limit | Should -HaveCount 1
        $limit[0].TargetObject | Should -HaveCount 115
    }

    It 'finds a syntax error before anything is sent' {
        $before = @($simulator.Requests).Count
        { $simulator.Nodes[0] | Invoke-RunCommand 'Get-Item |' -Shell PowerShell } | Should -Throw -ErrorId 'InvalidParameterValue,*'
        @($simulator.Requests).Count | Should -Be $before
    }

    It 'runs in the background' {
        $job = $simulator.Nodes[0..4] | Invoke-RunCommand 'uptime' -AsJob -JobName nightly @fast
        $null = $job | Wait-Job
        $job.State | Should -BeExactly 'Completed'
        $job | Receive-Job 6>$null | Should -HaveCount 5
        $job | Remove-Job
    }

    It 'stops the commands of a job that is stopped' {
        $before = @($simulator.Requests | Where-Object Operation -EQ SendCommand).Count
        $job = $simulator.Nodes[0] | Invoke-RunCommand 'slow' -AsJob @fast
        while (@($simulator.Requests | Where-Object Operation -EQ SendCommand).Count -eq $before) { [Threading.Thread]::Sleep(10) }
        $job | Stop-Job
        $job.State | Should -BeExactly 'Stopped'
        @($simulator.Requests | Where-Object Operation -EQ CancelCommand) | Should -Not -BeNullOrEmpty
    }

    It 'sends nothing with -WhatIf' {
        $before = @($simulator.Requests).Count
        $simulator.Nodes | Invoke-RunCommand 'uptime' -WhatIf | Should -BeNullOrEmpty
        @($simulator.Requests).Count | Should -Be $before
    }

    It 'refuses <what>' -ForEach @(
        @{ What = 'no node'; Parameters = @{ Script = 'uptime' }; Id = 'InvalidInput,*' }
        @{ What = 'nodes and criteria'; Parameters = @{ Script = 'uptime'; InstanceId = 'i-0123456789abcdef0'; Target = 'tag:a=b' }; Id = 'InvalidInput,*' }
        @{ What = 'a file that is not there'; Parameters = @{ FilePath = 'nowhere-at-all.sh'; InstanceId = 'i-0123456789abcdef0' }; Id = 'InvalidInput,*' }
        @{ What = 'objects of a shell script'; Parameters = @{ Script = 'uptime'; Shell = 'Sh'; AsObject = $true; InstanceId = 'i-0123456789abcdef0' }; Id = 'InvalidInput,*' }
        @{ What = 'a time-out of the script that is too short'; Parameters = @{ Script = 'uptime'; ExecutionTimeout = 4; InstanceId = 'i-0123456789abcdef0' }; Id = 'ParameterArgumentValidationError,*' }
    ) {
        { Invoke-RunCommand @Parameters } | Should -Throw -ErrorId $Id
    }
}

Describe 'A job of Invoke-RunCommand' {
    BeforeEach { $mark = $simulator.Requests.Count }

    It 'has the values that $using: named when it was made' {
        $jobs = foreach ($name in 'alpha', 'beta', 'gamma', 'delta') {
            $simulator.Nodes[0] | Invoke-RunCommand { "it is $using:name" } -AsJob
        }

        $name = 'omega'
        $null = $jobs | Wait-Job

        $sent = Get-SentRequest $simulator $mark | ForEach-Object { [regex]::Match("$($_.Parameters.commands)", 'alpha|beta|gamma|delta|omega').Value }
        $sent | Sort-Object | Should -Be 'alpha', 'beta', 'delta', 'gamma'
        $jobs | Remove-Job
    }

    It 'has the connection of the moment in which it was made' {
        $file = Join-Path $TestDrive 'credentials'
        "[mine]`naws_access_key_id = $($simulator.AccessKeyId)`naws_secret_access_key = $($simulator.SecretAccessKey)" | Set-Content $file
        $place = @{ Region = $simulator.Region; EndpointUrl = $simulator.Endpoint; ProfileName = 'mine'; ProfileLocation = $file }

        $job = Invoke-RunCommand 'uptime' -InstanceId $simulator.Nodes[0] -AsJob @place @fast
        Remove-Item $file

        ($job | Wait-Job).State | Should -Be 'Completed'
        $job | Remove-Job
    }

    It 'has the values of a function''s own variables' {
        function Start-Greeting {
            $greeting = 'hello from within'
            $simulator.Nodes[0] | Invoke-RunCommand { $using:greeting } -AsJob
        }

        $job = Start-Greeting
        $null = $job | Wait-Job

        $job.Error | Should -BeNullOrEmpty
        "$((Get-SentRequest $simulator $mark).Parameters.commands)" | Should -BeLike '*hello from within*'
        $job | Remove-Job
    }
}

Describe 'The end of a job of Invoke-RunCommand' {
    It 'is <State> after <Script>' -ForEach @(
        @{ Script = 'uptime'; State = 'Completed' }
        @{ Script = 'fail'; State = 'Failed' }
    ) {
        $job = $simulator.Nodes[0, 1] | Invoke-RunCommand $Script -AsJob @fast

        ($job | Wait-Job).State | Should -Be $State
        $job | Remove-Job -Force
    }

    It 'is not yet told while nodes run' {
        $job = $simulator.Nodes[0, 1] | Invoke-RunCommand 'slow' -AsJob -Shell Sh @fast
        Wait-Until { $job.Summary.CommandIds.Count -gt 0 } | Should -BeTrue

        $job.Summary.InProgress | Should -Be 2
        $job.Summary.NotRun | Should -Be 0
        $job.StatusMessage | Should -BeLike '2 nodes: 2 in progress*'
        $job | Stop-Job
        $job.Summary.InProgress | Should -Be 0
        $job | Remove-Job -Force
    }
}

Describe '-SummaryVariable' {
    It 'is a name, with or without a $' {
        $simulator.Nodes[0] | Invoke-RunCommand 'uptime' @fast -SummaryVariable '$told' 6> $null | Should -Not -BeNullOrEmpty

        $told.ExitCode | Should -Be 0
    }

    It 'is refused where it is none: <_>' -ForEach '$', '$summary.ExitCode', 'a b', '${x}' {
        { $simulator.Nodes[0] | Invoke-RunCommand 'uptime' -SummaryVariable $_ } | Should -Throw -ErrorId 'InvalidInput,*' -ExpectedMessage '*not the name of a variable*'
    }
}

Describe 'An argument that only one shell can take' {
    BeforeAll {
        $mixed = Start-RunCommandSimulator -Node @{ Name = 'unix' }, @{ Name = 'windows-1'; PlatformType = 'Windows' }, @{ Name = 'windows-2'; PlatformType = 'Windows' } 6> $null
        $unix, $windows = $mixed.Nodes[0], $mixed.Nodes[1, 2]
    }

    AfterAll { $mixed | Stop-RunCommandSimulator }

    It 'is sent where all nodes have it' {
        $windows | Invoke-RunCommand '$args[0].Name' -ArgumentList @{ Name = 'x' } @fast 6> $null | Should -HaveCount 2
    }

    It 'is refused before anything is sent where one has not' {
        { $mixed.Nodes | Invoke-RunCommand '$args[0].Name' -ArgumentList @{ Name = 'x' } @fast } | Should -Throw -ErrorId 'InvalidParameterValue,*' -ExpectedMessage '*single values*'

        $mixed.Requests[-1].Operation | Should -Not -Be 'SendCommand'
    }
}
