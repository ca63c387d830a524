[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'The analyzer does not follow variables from BeforeAll into It.')]
param()

BeforeAll {
    . "$PSScriptRoot/Import-BuiltModule.ps1"
    $simulator = Start-RunCommandSimulator -NodeCount 120 -Answer @{ Contains = 'fail'; ExitCode = 3 },
        @{ Contains = 'slow'; Duration = 86400 }
    $shell = 'AWS-RunShellScript'
}

AfterAll { $simulator | Stop-RunCommandSimulator }

Describe 'Wait-RunCommand' {
    It 'returns a command as it ended' {
        $ended = $simulator.Nodes[0] | Send-RunCommand $shell @{ commands = 'uptime' } | Wait-RunCommand
        $ended | Should -BeOfType ([RunCommandPS.Command])
        $ended.Status | Should -BeExactly 'Success'
        $ended.CompletedCount | Should -Be 1
    }

    It 'says of a command whose tags chose nobody that it ran nowhere' {
        $command = Send-RunCommand $shell @{ commands = 'uptime' } -Target 'tag:Role=nobody' |
            Wait-RunCommand -WarningVariable warnings -WarningAction SilentlyContinue
        $command.Status | Should -BeExactly 'Success'
        $warnings | Should -HaveCount 1
        $warnings[0] | Should -Match 'did not run on any node.*tag:Role=nobody'
    }

    It 'takes a failure for an end' {
        ($simulator.Nodes[0] | Send-RunCommand $shell @{ commands = 'fail' } | Wait-RunCommand).Status | Should -BeExactly 'Failed'
    }

    It 'waits for many commands with one call a look' {
        $commands = $simulator.Nodes | Send-RunCommand $shell @{ commands = 'uptime' }
        $mark = $simulator.Requests.Count
        $verbose = $commands | Wait-RunCommand -Verbose 4>&1 | Where-Object { $_ -isnot [RunCommandPS.Command] }
        $requests = @($simulator.Requests | Select-Object -Skip $mark)
        $requests.Count | Should -BeGreaterThan 0
        @($requests | Where-Object Operation -NE ListCommands) | Should -BeNullOrEmpty
        $calls = @($verbose | Where-Object { "$_" -notlike 'Region *' })
        $calls.Count | Should -Be $requests.Count -Because '-Verbose names every call'
        @($verbose).Count | Should -Be ($calls.Count + 1) -Because '-Verbose says once where region and credentials came from'
        $requests[0].Body | Should -Match 'InvokedAfter' -Because 'three commands are read from one page'
    }

    It 'takes ids and objects' {
        $command = $simulator.Nodes[0] | Send-RunCommand $shell @{ commands = 'uptime' }
        ($command.CommandId | Wait-RunCommand).CommandId | Should -Be $command.CommandId
        (Wait-RunCommand -CommandId $command).CommandId | Should -Be $command.CommandId
        ([pscustomobject]@{ CommandId = $command.CommandId } | Wait-RunCommand).CommandId | Should -Be $command.CommandId
    }

    It 'asks nothing about a command that has ended' {
        $ended = $simulator.Nodes[0] | Send-RunCommand $shell @{ commands = 'uptime' } | Wait-RunCommand
        $before = $simulator.Requests.Count
        ($ended | Wait-RunCommand).CommandId | Should -Be $ended.CommandId
        $simulator.Requests.Count | Should -Be $before
    }

    It 'ends at its time-out, and says that the command goes on' {
        $slow = $simulator.Nodes[0] | Send-RunCommand $shell @{ commands = 'slow'; executionTimeout = 172800 }
        $ended = $slow | Wait-RunCommand -Timeout 0.2 -PollingInterval 0.1 -ErrorAction SilentlyContinue -ErrorVariable errors
        $ended | Should -BeNullOrEmpty
        $errors | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -Be 'WaitTimeout,RunCommandPS.Commands.WaitRunCommandCommand'
        $errors[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
        $errors[0].Exception | Should -BeOfType ([RunCommandPS.WaitTimeoutException])
        $errors[0].TargetObject.CommandId | Should -Be $slow.CommandId
        "$($errors[0])" | Should -Match 'It continues'
    }

    It 'returns with the first of many when any is enough' {
        $slow = $simulator.Nodes[0] | Send-RunCommand $shell @{ commands = 'slow'; executionTimeout = 172800 }
        $quick = $simulator.Nodes[1] | Send-RunCommand $shell @{ commands = 'uptime' }
        $first = $slow, $quick | Wait-RunCommand -Any
        $first.CommandId | Should -Be $quick.CommandId
    }

    It 'refuses <What> without a call' -ForEach @(
        @{ What = 'a text that is no id'; Value = 'xyz' }
        @{ What = 'an object without CommandId'; Value = [pscustomobject]@{ Id = 5 } }
    ) {
        $before = $simulator.Requests.Count
        { Wait-RunCommand -CommandId $Value -ErrorAction Stop } | Should -Throw -ErrorId 'ParameterArgumentTransformationError*'
        $simulator.Requests.Count | Should -Be $before
    }

    It 'refuses a time-out of <_>' -ForEach @(0, -1, 'soon') {
        { Wait-RunCommand -CommandId '01234567-89ab-cdef-0123-456789abcdef' -Timeout $_ } |
            Should -Throw -ErrorId 'ParameterArgumentTransformationError*'
    }
}
