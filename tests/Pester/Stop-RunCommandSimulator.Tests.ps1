# Stop-RunCommandSimulator: the end of simulators.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'The analyzer does not follow variables from BeforeAll into It.')]
param()

BeforeAll { . "$PSScriptRoot/Import-BuiltModule.ps1" }

Describe 'Stop-RunCommandSimulator' {
    BeforeEach {
        $first = Start-RunCommandSimulator -NodeCount 1 6> $null
        $second = Start-RunCommandSimulator -NodeCount 1 6> $null
    }

    AfterEach { Get-RunCommandSimulator | Stop-RunCommandSimulator }

    It 'stops those that come down the pipeline, and no other' {
        $first | Stop-RunCommandSimulator | Should -BeNullOrEmpty

        $first.IsRunning | Should -BeFalse
        $second.IsRunning | Should -BeTrue
    }

    It 'stops those it is given' {
        Stop-RunCommandSimulator $first, $second

        $first.IsRunning | Should -BeFalse
        $second.IsRunning | Should -BeFalse
    }

    It 'stops all of the session where none is named' {
        Stop-RunCommandSimulator

        Get-RunCommandSimulator | Should -BeNullOrEmpty
        $first.IsRunning | Should -BeFalse
        $second.IsRunning | Should -BeFalse
    }

    It 'stops none where the pipeline is empty' {
        @() | Stop-RunCommandSimulator

        Get-RunCommandSimulator | Should -HaveCount 2
    }

    It 'leaves nobody at the endpoint, and what was asked stays readable' {
        Get-RunCommand | Should -BeNullOrEmpty
        $second | Stop-RunCommandSimulator
        $there = @{ Region = $second.Region; EndpointUrl = $second.Endpoint; AccessKey = $second.AccessKeyId
            SecretKey = $second.SecretAccessKey }

        { Get-RunCommand @there } | Should -Throw -ErrorId 'ConnectionRefused,*'
        $second.Requests | Should -HaveCount 1
        $second.Requests[0].Operation | Should -Be 'ListCommands'
    }

    It 'does not mind one that has stopped' {
        $first, $first | Stop-RunCommandSimulator -ErrorVariable problems
        $first | Stop-RunCommandSimulator -ErrorVariable +problems

        $problems | Should -BeNullOrEmpty
    }

    It 'makes an error of what is no simulator, and stops the rest' {
        'http://127.0.0.1', $first | Stop-RunCommandSimulator -ErrorVariable problems -ErrorAction SilentlyContinue

        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -Be 'InvalidInput,RunCommandPS.Commands.StopRunCommandSimulatorCommand'
        $problems[0].TargetObject | Should -Be 'http://127.0.0.1'
        $problems[0].ToString() | Should -Match "'http://127\.0\.0\.1' is not a simulator"
        $problems[0].ErrorDetails.RecommendedAction | Should -Match 'Get-RunCommandSimulator'
        $first.IsRunning | Should -BeFalse
    }

    It 'stops none with -WhatIf' {
        Stop-RunCommandSimulator -WhatIf
        $first | Stop-RunCommandSimulator -WhatIf

        Get-RunCommandSimulator | Should -HaveCount 2
    }
}
