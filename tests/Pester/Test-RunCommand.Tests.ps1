# Test-RunCommand: whether Send-RunCommand with the same parameters would work.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'The analyzer does not follow variables from BeforeAll into It.')]
param()

BeforeAll {
    . "$PSScriptRoot/Import-BuiltModule.ps1"
    . "$PSScriptRoot/Wire.ps1"
    $simulator = Start-RunCommandSimulator -Node @(
        @{ InstanceId = 'i-0aaaaaaaaaaaaaaaa'; Tags = @{ Env = 'prod' } }
        @{ InstanceId = 'i-0bbbbbbbbbbbbbbbb'; Tags = @{ Env = 'test' }; PingStatus = 'ConnectionLost' }
        @{ InstanceId = 'i-0cccccccccccccccc'; PlatformType = 'Windows' }
    ) 6> $null
    $well, $lost, $windows = $simulator.Nodes | ForEach-Object { $_.InstanceId }
    $unknown = 'i-0eeeeeeeeeeeeeeee'
    $send = @{ DocumentName = 'AWS-RunShellScript'; Parameter = @{ commands = 'uptime' } }
}

AfterAll { $simulator | Stop-RunCommandSimulator }

Describe 'Test-RunCommand' {
    BeforeEach { $mark = $simulator.Requests.Count }

    It 'is true, and only that, where the command would work' {
        $answer = Test-RunCommand @send -InstanceId $well

        $answer | Should -BeOfType ([bool])
        $answer | Should -BeTrue
    }

    It 'sends nothing' {
        Test-RunCommand @send -InstanceId $well | Should -BeTrue

        @($simulator.Requests | Select-Object -Skip $mark | ForEach-Object { $_.Operation } | Sort-Object -Unique) |
            Should -Be 'DescribeDocument', 'DescribeInstanceInformation', 'GetDocument'
    }

    It 'is false for <Why>' -ForEach @(
        @{ Why = 'an offline node'; Change = @{ InstanceId = 'i-0aaaaaaaaaaaaaaaa', 'i-0bbbbbbbbbbbbbbbb' } }
        @{ Why = 'a node there is none of'; Change = @{ InstanceId = 'i-0eeeeeeeeeeeeeeee' } }
        @{ Why = 'the wrong platform'; Change = @{ InstanceId = 'i-0cccccccccccccccc' } }
        @{ Why = 'a document there is none of'; Change = @{ DocumentName = 'No-Such' } }
        @{ Why = 'a version there is none of'; Change = @{ DocumentVersion = 7 } }
        @{ Why = 'another hash'; Change = @{ DocumentHash = 'abc'; DocumentHashType = 'Sha256' } }
        @{ Why = 'a missing parameter'; Change = @{ Parameter = @{} } }
        @{ Why = 'an unknown parameter'; Change = @{ Parameter = @{ commands = 'id'; Commands2 = 'id' } } }
        @{ Why = 'a value that is not allowed'; Change = @{ Parameter = @{ commands = 'id'; executionTimeout = 'soon' } } }
        @{ Why = 'a secret'; Change = @{ Parameter = @{ commands = [securestring]::new() } } }
        @{ Why = 'no nodes'; Change = @{ InstanceId = $null } }
        @{ Why = 'criteria that no node meets'; Change = @{ InstanceId = $null; Target = 'tag:Env=none' } }
    ) {
        $all = $send + @{ InstanceId = $well }
        foreach ($key in $Change.Keys) {
            $all[$key] = $Change[$key]
        }

        if ($null -eq $all.InstanceId) {
            $all.Remove('InstanceId')
        }

        Test-RunCommand @all -ErrorAction Stop | Should -BeFalse
    }

    It 'agrees with Send-RunCommand about <Why>' -ForEach @(
        @{ Why = 'what works'; Change = @{}; Works = $true }
        @{ Why = 'a missing parameter'; Change = @{ Parameter = @{ workingDirectory = '/' } }; Works = $false }
        @{ Why = 'an unknown parameter'; Change = @{ Parameter = @{ commands = 'id'; command = 'id' } }; Works = $false }
        @{ Why = 'the wrong platform'; Change = @{ InstanceId = 'i-0cccccccccccccccc' }; Works = $false }
        @{ Why = 'a document there is none of'; Change = @{ DocumentName = 'No-Such' }; Works = $false }
    ) {
        $all = $send + @{ InstanceId = $well }
        foreach ($key in $Change.Keys) {
            $all[$key] = $Change[$key]
        }

        Test-RunCommand @all | Should -Be $Works
        $sent = Send-RunCommand @all -ErrorAction SilentlyContinue -ErrorVariable problems
        ($problems.Count -eq 0) | Should -Be $Works
        ($null -ne $sent) | Should -Be $Works
    }

    It 'takes nodes from the pipeline' {
        Get-RunCommandNode -Tag Env=prod | Test-RunCommand @send | Should -BeTrue
        Get-RunCommandNode | Test-RunCommand @send | Should -BeFalse
        $well, $lost | Test-RunCommand @send | Should -BeFalse
    }

    It 'takes whole requests from the pipeline' {
        @{ DocumentName = 'AWS-RunShellScript'; Parameters = @{ commands = 'id' }; InstanceIds = $well } | Test-RunCommand | Should -BeTrue
        @{ DocumentName = 'AWS-RunShellScript'; InstanceIds = $well } | Test-RunCommand | Should -BeFalse
    }

    It 'asks for what the criteria mean' {
        Test-RunCommand @send -Target 'tag:Env=prod' | Should -BeTrue
        $simulator.Requests[-1].Body | Should -BeLike '*{"Key":"tag:Env","Values":`["prod"`]}*'
    }

    It 'is false for what names no node, without an error' {
        'web-1', $well | Test-RunCommand @send -ErrorAction Stop | Should -BeFalse
    }

    It 'passes over unknown nodes as -SkipInvalidNode would' {
        $well, $unknown | Test-RunCommand @send | Should -BeFalse
        $well, $unknown | Test-RunCommand @send -SkipInvalidNode | Should -BeTrue
    }

    It 'tells what failed on the verbose stream' {
        $said = Test-RunCommand @send -InstanceId $lost -Verbose 4>&1 | ForEach-Object { "$_" }

        @($said | Where-Object { $_ -like "Node $lost`: The node is ConnectionLost*" }) | Should -HaveCount 1
    }

    It 'looks at a node''s own region' {
        $node = Get-RunCommandNode $well
        $newer = Start-RunCommandSimulator -NodeCount 1 6> $null
        try {
            $node | Test-RunCommand @send | Should -BeTrue
            $newer.Requests | Should -HaveCount 0
        }
        finally {
            $newer | Stop-RunCommandSimulator
        }
    }

    It 'ends with the service''s error where nothing can be had' {
        $simulator.InjectFault('AccessDenied', 'DescribeInstanceInformation')
        try {
            { Test-RunCommand @send -InstanceId $well } |
                Should -Throw -ErrorId 'AccessDeniedException,RunCommandPS.Commands.TestRunCommandCommand'
        }
        finally {
            $simulator.ClearFaults()
        }
    }
}

Describe 'Test-RunCommand -Detailed' {
    It 'has a finding for everything that was checked' {
        $findings = Test-RunCommand @send -InstanceId $well, $lost, $windows, $unknown -Detailed

        $findings | Should -BeOfType ([RunCommandPS.TestFinding])
        $findings | ForEach-Object { "$($_.Result) $($_.Subject) $($_.Name)" } | Should -Be @(
            'Passed Request AWS-RunShellScript'
            'Passed Document AWS-RunShellScript'
            'Passed Parameter commands'
            'Passed Parameter workingDirectory'
            'Passed Parameter executionTimeout'
            "Passed Node $well"
            "Failed Node $lost"
            "Failed Node $windows"
            "Failed Node $unknown"
        )
        $findings | Where-Object { -not $_.Passed -and -not $_.Recommendation } | Should -BeNullOrEmpty
    }

    It 'proposes the nearest names' {
        $findings = Test-RunCommand AWS-RunShellScript @{ comands = 'id' } -InstanceId $well -Detailed
        $document = Test-RunCommand AWS-RunShelScript @{ comands = 'id' } -InstanceId $well -Detailed

        ($findings | Where-Object { $_.Name -ceq 'comands' }).Recommendation | Should -Be "Write 'commands'; names are case-sensitive."
        ($document | Where-Object { $_.Subject -eq 'Document' }).Message | Should -BeLike "*Did you mean 'AWS-RunShellScript'?"
    }

    It 'asks for 10,000 nodes a hundred at a time' {
        $fleet = Start-RunCommandSimulator -NodeCount 10000 6> $null
        try {
            $findings = $fleet.Nodes | Test-RunCommand @send -Detailed

            @($findings | Where-Object { $_.Subject -eq 'Node' -and $_.Passed }) | Should -HaveCount 10000
            @($fleet.Requests | Where-Object { $_.Operation -eq 'DescribeInstanceInformation' }) | Should -HaveCount 200
        }
        finally {
            $fleet | Stop-RunCommandSimulator
        }
    }
}
