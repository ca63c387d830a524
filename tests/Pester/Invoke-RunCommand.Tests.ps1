[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'The analyzer does not follow variables from BeforeAll into It.')]
param()

BeforeAll {
    . "$PSScriptRoot/Import-BuiltModule.ps1"
    . "$PSScriptRoot/Wire.ps1"
    $simulator = Start-RunCommandSimulator -NodeCount 120 -Answer @(
        @{ Contains = 'fail'; ExitCode = 3; StandardError = 'no such host' },
        @{ Contains = 'mixed'; Node = 'node-0002'; ExitCode = 3; StandardOutput = 'x'; StandardError = 'no such host' },
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

    It 'tells of a failed node among others with a result and an error, and of all in one line' {
        $told = $simulator.Nodes[0..3] |
            Invoke-RunCommand 'mixed' @fast -ErrorAction SilentlyContinue -ErrorVariable errors -SummaryVariable summary 6>&1
        $lines, $results = $told.Where({ $_ -is [System.Management.Automation.InformationRecord] }, 'Split')
        $failed = @($results | Where-Object { -not $_.Succeeded })

        $results.InstanceId | Sort-Object | Should -Be ($simulator.Nodes[0..3].InstanceId | Sort-Object)
        $failed | Should -HaveCount 1
        $failed[0].InstanceId, $failed[0].Status, $failed[0].ExitCode, $failed[0].StandardOutput |
            Should -Be $simulator.Nodes[1].InstanceId, 'Failed', 3, 'x'
        $errors | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -Be 'NodeFailed,RunCommandPS.Commands.InvokeRunCommandCommand'
        $errors[0].Exception | Should -BeOfType ([RunCommandPS.NodeFailedException])
        "$($errors[0])" |
            Should -BeExactly "Node $($failed[0].InstanceId) ($($failed[0].InstanceName)) failed with exit code 3: no such host."
        [object]::ReferenceEquals($errors[0].TargetObject, $failed[0]) | Should -BeTrue
        $lines | Should -HaveCount 2
        "$($lines[0])" | Should -BeExactly "Rollout $($summary.RolloutId): 4 nodes."
        "$($lines[1])" | Should -Match '^4 nodes: 3 succeeded, 1 failed in [0-9.]+ s\.$'
        $summary.ExitCode | Should -Be 1
        $summary.FailedNodes | Should -Be $failed[0].InstanceId
    }

    It 'is one error, after all nodes have ended, where an error is to stop' {
        { $simulator.Nodes | Invoke-RunCommand 'fail' @fast -ErrorAction Stop -SummaryVariable script:whole 6>$null } |
            Should -Throw -ExceptionType ([RunCommandPS.NodeFailedException]) -ErrorId 'NodeFailed,*'
        $script:whole.Failed | Should -Be 120
    }

    # Every node fails. Of 120 nodes 5% are 6: those that may fail besides the first ones.
    It 'keeps limits for the whole fleet: <MaxErrors> errors, <MaxConcurrency> at a time' -ForEach @(
        @{ MaxConcurrency = 5; MaxErrors = '0'; Most = 5 }
        @{ MaxConcurrency = 10; MaxErrors = '5%'; Most = 16 }
    ) {
        $mark = $simulator.Requests.Count
        $null = $simulator.Nodes | Invoke-RunCommand 'fail' -MaxConcurrency $MaxConcurrency -MaxErrors $MaxErrors @fast `
            -ErrorAction SilentlyContinue -ErrorVariable errors -SummaryVariable summary 6>$null
        $sizes = @(Get-SentRequest $simulator $mark | ForEach-Object { $_.InstanceIds.Count })
        $ran = ($sizes | Measure-Object -Sum).Sum
        $limit = @($errors | Where-Object FullyQualifiedErrorId -Like 'TooManyErrors*')

        $sizes | Where-Object { $_ -gt $MaxConcurrency } | Should -BeNullOrEmpty
        $ran | Should -BeGreaterOrEqual $MaxConcurrency
        $ran | Should -BeLessOrEqual $Most
        $limit | Should -HaveCount 1
        $limit[0].TargetObject | Should -Be $simulator.Nodes[$ran..119].InstanceId
        $summary.Nodes, $summary.NotStarted | Should -Be 120, (120 - $ran)
    }

    It 'finds a syntax error before anything is sent' {
        $before = @($simulator.Requests).Count
        { $simulator.Nodes[0] | Invoke-RunCommand "'one'`nGet-Item |" -Shell PowerShell } |
            Should -Throw -ErrorId 'InvalidParameterValue,*' -ExpectedMessage '*line 2, column*'
        @($simulator.Requests).Count | Should -Be $before
    }

    It 'runs in the background' {
        $job = $simulator.Nodes[0..3] | Invoke-RunCommand 'mixed' -AsJob -JobName nightly @fast
        $null = $job | Wait-Job

        $job.Name | Should -BeExactly 'nightly'
        $job.HasMoreData | Should -BeTrue
        $job | Receive-Job -ErrorVariable failed -ErrorAction SilentlyContinue 6>$null | Should -HaveCount 4
        $failed | Should -HaveCount 1
        $job.HasMoreData | Should -BeFalse
        $job.Summary.ExitCode | Should -Be 1
        $job | Remove-Job
    }

    It 'stops the commands of a job that is stopped' {
        $mark = $simulator.Requests.Count
        $job = $simulator.Nodes[0, 1] | Invoke-RunCommand 'slow' -AsJob @fast
        Wait-Until { Get-SentRequest $simulator $mark } | Should -BeTrue
        $job | Stop-Job

        $job.State | Should -BeExactly 'Stopped'
        $job.Error | Should -HaveCount 1
        $job.StatusMessage | Should -BeLike '2 nodes*'
        @($simulator.Requests | Select-Object -Skip $mark | Where-Object Operation -EQ CancelCommand) | Should -HaveCount 1
        $job | Remove-Job
    }

    It 'sends nothing with -WhatIf' {
        $before = @($simulator.Requests).Count
        $simulator.Nodes | Invoke-RunCommand 'uptime' -WhatIf | Should -BeNullOrEmpty
        @($simulator.Requests).Count | Should -Be $before
    }

    It 'refuses <what>' -ForEach @(
        @{ What = 'no node'; Parameters = @{ Script = 'uptime' }; Id = 'InvalidInput,*' }
        @{ What = 'nodes and criteria'
            Parameters = @{ Script = 'uptime'; InstanceId = 'i-0123456789abcdef0'; Target = 'tag:a=b' }; Id = 'InvalidInput,*' }
        @{ What = 'a file that is not there'
            Parameters = @{ FilePath = 'nowhere-at-all.sh'; InstanceId = 'i-0123456789abcdef0' }; Id = 'InvalidInput,*' }
        @{ What = 'objects of a shell script'
            Parameters = @{ Script = 'uptime'; Shell = 'Sh'; AsObject = $true; InstanceId = 'i-0123456789abcdef0' }; Id = 'InvalidInput,*' }
        @{ What = 'a time-out of the script that is too short'
            Parameters = @{ Script = 'uptime'; ExecutionTimeout = 4; InstanceId = 'i-0123456789abcdef0' }
            Id = 'ParameterArgumentValidationError,*' }
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

        $sent = Get-SentRequest $simulator $mark |
            ForEach-Object { [regex]::Match("$($_.Parameters.commands)", 'alpha|beta|gamma|delta|omega').Value }
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

Describe 'A run whose answers are lost' {
    AfterEach { $simulator.ClearFaults() }

    It 'goes on as if they had come' {
        $simulator | Set-RunCommandSimulator -Fault @{ Kind = 'Reset'; Operation = 'SendCommand'; AfterAcceptance = $true }
        $before = @($simulator.Requests | Where-Object { $_.Operation -eq 'SendCommand' }).Count

        $told = @{ ErrorVariable = 'problems'; SummaryVariable = 'sum' }
        $results = $simulator.Nodes | Invoke-RunCommand 'uptime' @fast @told -MaxConcurrency 50 6>$null

        $problems | Should -BeNullOrEmpty
        @($results | Where-Object { $_.Succeeded }) | Should -HaveCount 120
        $sum.Unknown | Should -Be 0
        @($simulator.Requests | Where-Object { $_.Operation -eq 'SendCommand' }).Count - $before | Should -BeGreaterOrEqual 3
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
        { $simulator.Nodes[0] | Invoke-RunCommand 'uptime' -SummaryVariable $_ } |
            Should -Throw -ErrorId 'InvalidInput,*' -ExpectedMessage '*not a valid variable name*'
    }
}

Describe 'An argument that only one shell can take' {
    BeforeAll {
        $mixed = Start-RunCommandSimulator -Node @{ Name = 'unix' }, @{ Name = 'windows-1'; PlatformType = 'Windows' },
            @{ Name = 'windows-2'; PlatformType = 'Windows' } 6> $null
        $unix, $windows = $mixed.Nodes[0], $mixed.Nodes[1, 2]
    }

    AfterAll { $mixed | Stop-RunCommandSimulator }

    It 'is sent where all nodes have it' {
        $windows | Invoke-RunCommand '$args[0].Name' -ArgumentList @{ Name = 'x' } @fast 6> $null | Should -HaveCount 2
    }

    It 'is refused before anything is sent where one has not' {
        { $mixed.Nodes | Invoke-RunCommand '$args[0].Name' -ArgumentList @{ Name = 'x' } @fast } |
            Should -Throw -ErrorId 'InvalidParameterValue,*' -ExpectedMessage '*single values*'

        $mixed.Requests[-1].Operation | Should -Not -Be 'SendCommand'
    }
}

Describe 'Invoke-RunCommand -Option' {
    It 'holds where no parameter says it' {
        $mark = $simulator.Requests.Count
        $option = @{
            OutputS3BucketName = 'amzn-s3-demo-bucket'; CloudWatchLogGroupName = '/a'; AlarmName = 'High'; Comment = 'all'
            TimeoutSeconds = 60
        }
        $null = $simulator.Nodes[0] |
            Invoke-RunCommand uptime -Shell Sh -Option $option -Comment own -IgnorePollAlarmFailure -NoRecord @fast 6>$null
        $sent = @(Get-SentRequest $simulator $mark)[0]
        $sent.OutputS3BucketName, $sent.TimeoutSeconds | Should -Be 'amzn-s3-demo-bucket', 60
        $sent.Comment | Should -BeLike 'own *'
        $sent.CloudWatchOutputConfig.CloudWatchLogGroupName | Should -Be '/a'
        $sent.AlarmConfiguration.Alarms[0].Name, $sent.AlarmConfiguration.IgnorePollAlarmFailure | Should -Be 'High', $true
    }

    It 'names the nearest of an unknown key' {
        { $simulator.Nodes[0] | Invoke-RunCommand uptime -Option @{ OutputS3Bucket = 'a' } } |
            Should -Throw -ErrorId 'InvalidInput,*' -ExpectedMessage "*Did you mean 'OutputS3BucketName'?"
    }

    It 'lists the names of parameters, and no aliases' {
        $problem = { $simulator.Nodes[0] | Invoke-RunCommand uptime -Option @{ Nothing = 1 } } | Should -Throw -PassThru
        $names = $problem.ErrorDetails.RecommendedAction -replace '^Use |\.$' -split ', '
        $names | Should -Contain 'MaxErrors'
        $parameters = (Get-Command Invoke-RunCommand).Parameters
        $names | Where-Object { -not $parameters.ContainsKey($_) } | Should -BeNullOrEmpty
    }

    It 'names the key whose value is no time' {
        { $simulator.Nodes[0] | Invoke-RunCommand uptime -Option @{ TimeoutSeconds = 'abc' } } |
            Should -Throw -ErrorId 'InvalidInput,*' -ExpectedMessage "TimeoutSeconds of -Option is 'abc', which is not *"
        @{ DocumentName = 'AWS-RunShellScript'; TimeoutSeconds = 'abc' } | Send-RunCommand -ErrorVariable problems 2> $null
        "$problems" | Should -BeLike "TimeoutSeconds of SendCommand is 'abc', which is not *"
    }

    It 'is held against the limits of the service' {
        { $simulator.Nodes[0] | Invoke-RunCommand uptime -Option @{ OutputS3BucketName = 'a' } } | Should -Throw -ErrorId 'InvalidInput,*'
    }
}

Describe 'A value of the wrong type' {
    It 'is named in words: <Message>' -ForEach @(
        @{ Given = @{ Environment = @{ A = 1, 2 } }; Message = 'The value of A in -Environment is a list; a script takes single values*' }
        @{ Given = @{ Environment = @{ A = @{ B = 1 } } }; Message = '*is a hashtable; a script takes single values*' }
        @{ Given = @{ Credential = 1, 2 }; Message = '*A list does not contain AWS credentials*' }
        @{ Given = @{ Credential = { } }; Message = '*A script block does not contain AWS credentials*' }
        @{ Given = @{ Parameter = @{ executionTimeout = [exception]::new() } }
            Message = "The value of parameter 'executionTimeout' is an Exception, which can't be sent as text." }
    ) {
        { $simulator.Nodes[0] | Invoke-RunCommand uptime @Given } | Should -Throw -ExpectedMessage $Message
    }

    It 'is named in words if it was piped in: <Message>' -ForEach @(
        @{ Item = $null; Message = 'A null value was piped in.' }
        @{ Item = @{ InstanceId = 1, 2 }; Message = 'A list is not a node id.' }
    ) {
        , $Item | Invoke-RunCommand uptime -ErrorVariable problems 2> $null
        "$problems" | Should -BeLike $Message
    }
}

Describe 'A shell that the nodes do not have' {
    It 'is left out, as the recommendation says' {
        $windows = Start-RunCommandSimulator -Node @{ PlatformType = 'Windows' } 6> $null
        try {
            $null = $windows.Nodes | Invoke-RunCommand uptime -Shell Bash @fast -ErrorVariable problems 2> $null 6> $null
            $null = $windows.Nodes | Send-RunCommand AWS-RunShellScript @{ commands = 'id' } -ErrorVariable others 2> $null
        }
        finally {
            $windows | Stop-RunCommandSimulator
        }

        $problems[0].ErrorDetails.RecommendedAction | Should -BeLike 'For a script, leave out -Shell*AWS-RunPowerShellScript*'
        $others[0].ErrorDetails.RecommendedAction | Should -BeLike 'Send AWS-RunShellScript to Linux*'
    }
}

Describe 'Text for names and values' {
    It 'that is no JSON says where and what to write: -<Name> <Text>' -ForEach @(
        @{ Name = 'Option'; Text = 'foo'; Place = 'line 1, position 2' }
        @{ Name = 'Environment'; Text = 'A=1'; Place = 'line 1, position 1' }
        @{ Name = 'Environment'; Text = ''; Place = 'line 1, position 1' }
        @{ Name = 'Environment'; Text = "{`n ""ü"": x }"; Place = 'line 2, position 7' }
        @{ Name = 'Parameter'; Text = '{"commands": id}'; Place = 'line 1, position 14' }
    ) {
        $given = @{ $Name = $Text }
        $problem = { $simulator.Nodes[0] | Invoke-RunCommand uptime @given } | Should -Throw -PassThru
        "$problem" | Should -BeLike "*'$Text' is not a JSON object: it can't be read at $Place. Use @{ Name = value }*"
        "$problem" | Should -Not -BeLike '*LineNumber*'
    }

    It 'is not where a script goes that -FilePath excludes: <Script>' -ForEach @(
        @{ Script = 'x' }
        @{ Script = 'systemctl restart nginx' }
        @{ Script = { Get-Date } }
    ) {
        $expected = "*'$Script' was passed where the document's parameters are expected, as in @{ Name = value }.*" +
            'and specify a script or -FilePath, not both.'
        { $simulator.Nodes[0] | Invoke-RunCommand $Script -FilePath a.sh } | Should -Throw -ExpectedMessage $expected
        { $simulator.Nodes[0] | Invoke-RunCommand -FilePath a.sh $Script } | Should -Throw -ExpectedMessage $expected
    }
}
