# Get-RunCommandInvocation: what a command did on each node.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'The analyzer does not follow variables from BeforeAll into It.')]
param()

BeforeAll {
    . "$PSScriptRoot/Import-BuiltModule.ps1"
    . "$PSScriptRoot/AwsTools.ps1"
    . "$PSScriptRoot/Wire.ps1"
    @'
schemaVersion: "2.2"
description: Two steps.
mainSteps:
  - action: aws:runShellScript
    name: first
    inputs:
      runCommand: [ "one" ]
  - action: aws:runShellScript
    name: second
    inputs:
      runCommand: [ "two" ]
'@ | Set-Content (Join-Path $TestDrive 'Two-Steps.yaml')
    $long = 'o' * 30000
    $simulator = Start-RunCommandSimulator -Node @(
        @{ InstanceId = 'i-0aaaaaaaaaaaaaaaa'; Name = 'well'; ComputerName = 'well' }
        @{ InstanceId = 'i-0bbbbbbbbbbbbbbbb'; Name = 'ill'; ComputerName = 'ill' }
        @{ InstanceId = 'i-0cccccccccccccccc'; ComputerName = 'off'; PingStatus = 'ConnectionLost' }
        @{ InstanceId = 'i-0dddddddddddddddd'; ComputerName = 'gone'; PingStatus = 'Inactive' }
    ) -Answer @(
        @{ Node = 'ill'; ExitCode = 3; Output = 'tried'; Error = 'disk full' }
        @{ Contains = 'much'; Output = $long; Error = 'e' * 9000 }
        @{ Contains = 'two'; Output = 'the second' }
        @{ Node = 'well'; Output = 'fine' }
    ) -DocumentPath (Join-Path $TestDrive 'Two-Steps.yaml') 6> $null
    $well, $ill, $off, $gone = $simulator.Nodes | ForEach-Object { $_.InstanceId }
    $unknown = '00000000-0000-4000-8000-000000000000'

    $command = Send-RunCommand -DocumentName AWS-RunShellScript -Parameter @{ commands = 'id' } -InstanceId $well, $ill, $off, $gone `
        -MaxErrors 10 -Comment 'look'
    $much = Send-RunCommand -DocumentName AWS-RunShellScript -Parameter @{ commands = 'much' } -InstanceId $well
    $steps = Send-RunCommand -DocumentName Two-Steps -InstanceId $well
    $ready = Wait-Until {
        @($command | Get-RunCommandInvocation | Where-Object { $_.Status -in 'Success', 'Failed' }).Count -eq 3 -and
        ($much, $steps | Get-RunCommand | Where-Object { $_.Status -eq 'Success' } | Measure-Object).Count -eq 2
    }
}

AfterAll { $simulator | Stop-RunCommandSimulator }

Describe 'Get-RunCommandInvocation' {
    BeforeEach { $mark = $simulator.Requests.Count }

    It 'has one invocation a node, each with its outcome' {
        $ready | Should -BeTrue
        $invocations = Get-RunCommandInvocation $command.CommandId

        $invocations | ForEach-Object { "$($_.InstanceName) $($_.Status) $($_.StatusDetails) $($_.ResponseCode)" } | Sort-Object |
            Should -Be 'gone Failed Undeliverable -1', 'ill Failed Failed 3', 'off Pending Delayed -1', 'well Success Success 0'
    }

    It 'tells of the node, the command and each step' {
        $invocation = Get-RunCommandInvocation $command -InstanceId $ill

        $invocation | Should -BeOfType ([RunCommandPS.CommandInvocation])
        $invocation.CommandId | Should -Be $command.CommandId
        $invocation.InstanceId | Should -Be $ill
        $invocation.DocumentName | Should -Be 'AWS-RunShellScript'
        $invocation.Comment | Should -Be 'look'
        $invocation.RequestedDateTime | Should -Be $command.RequestedDateTime
        $invocation.ExitCode | Should -Be 3
        $invocation.Steps | Should -HaveCount 1
        $invocation.CommandPlugins[0].Name | Should -Be 'aws:runShellScript'
        $invocation.Steps[0].Status | Should -Be 'Failed'
        $invocation.Steps[0].ResponseCode | Should -Be 3
        $invocation.Steps[0].Output | Should -Match '(?s)^tried\n-+ERROR-+\ndisk full'
        $invocation.Steps[0].ResponseFinishDateTime | Should -BeOfType ([System.DateTimeOffset])
        $invocation.Steps[0].StandardOutput | Should -BeNullOrEmpty -Because 'nobody asked for -FullOutput'
        $invocation.Region | Should -Be $simulator.Region
        $invocation.Endpoint | Should -Be $simulator.Endpoint
    }

    It 'has a step for each of the document''s, in order' {
        $invocation = $steps | Get-RunCommandInvocation

        $invocation.Steps.Name | Should -Be 'first', 'second'
        $invocation.Steps.Output | Should -Be 'fine', 'the second'
    }

    It 'takes <Form> from the pipeline' -ForEach @(
        @{ Form = 'commands'; Given = { $command, $much } }
        @{ Form = 'ids'; Given = { $command.CommandId, $much.CommandId } }
        @{ Form = 'objects with a CommandId'; Given = { $command, $much | Select-Object CommandId } }
        @{ Form = 'what Get-RunCommand has'; Given = { Get-RunCommand $command, $much } }
    ) {
        $found = & $Given | Get-RunCommandInvocation -ErrorAction Stop

        $found | ForEach-Object { $_.CommandId } | Sort-Object -Unique | Should -Be ($command.CommandId, $much.CommandId | Sort-Object)
        $found | Should -HaveCount 5
    }

    It 'has those on -InstanceId alone' {
        $found = $command | Get-RunCommandInvocation -InstanceId $ill, $well

        $found.InstanceId | Should -Be $ill, $well
        $simulator.Requests[-1].Body | Should -BeLike "*`"InstanceId`":`"$well`"*"
    }

    It 'has those in -Status <Status> alone' -ForEach @(
        @{ Status = 'Success'; Names = , 'well' }
        @{ Status = 'failed'; Names = 'gone', 'ill' }
        @{ Status = 'Pending'; Names = , 'off' }
        @{ Status = 'Cancelled'; Names = @() }
    ) {
        $found = $command | Get-RunCommandInvocation -Status $Status -ErrorAction Stop

        $found | ForEach-Object { $_.InstanceName } | Sort-Object | Should -Be $Names
    }

    It 'says of each node what came of it, whatever the command says' {
        $command | Get-RunCommandInvocation | ForEach-Object { "$($_.InstanceName) $($_.Verdict)" } | Sort-Object |
            Should -Be 'gone NotDelivered', 'ill Failed', 'off Open', 'well Succeeded'
    }

    It 'has with -FailedOnly what has ended and did not succeed' {
        $found = $command | Get-RunCommandInvocation -FailedOnly

        $found | ForEach-Object { $_.InstanceName } | Sort-Object | Should -Be 'gone', 'ill'
    }

    It 'has with -Step the results of that step' {
        $found = $steps | Get-RunCommandInvocation -Step SECOND

        $found.Steps.Name | Should -Be 'second'
        $found.Steps.Output | Should -Be 'the second'
        $found.ResponseCode | Should -Be 0
    }

    It 'names the steps there are where -Step is none of them' {
        $steps | Get-RunCommandInvocation -Step third -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -Be 'InvalidPluginName,RunCommandPS.Commands.GetRunCommandInvocationCommand'
        "$($problems[0])" | Should -Match 'first, second'
    }

    It 'warns of nodes that the service tells nothing of' {
        $claimed = [RunCommandPS.Command]@{ CommandId = $much.CommandId; Status = 'Success'; TargetCount = 2
            InstanceIds = [string[]]($well, $gone) }
        $found = $claimed | Get-RunCommandInvocation -Region $simulator.Region -EndpointUrl $simulator.Endpoint `
            -AccessKey $simulator.AccessKeyId -SecretKey $simulator.SecretAccessKey -WarningVariable warnings `
            -WarningAction SilentlyContinue

        $found.InstanceId | Should -Be $well
        "$warnings" | Should -Match "^The service reported nothing about $gone in command '$($much.CommandId)'"
    }

    It 'reads every page' {
        $fleet = Start-RunCommandSimulator -NodeCount 120 6> $null
        try {
            $all = Send-RunCommand -DocumentName AWS-RunShellScript -Parameter @{ commands = 'id' } `
                -Target "InstanceIds=$(($fleet.Nodes[0..49].InstanceId) -join ',')"
            $many = $fleet.Nodes[0..49] + $fleet.Nodes[50..119] |
                Send-RunCommand -DocumentName AWS-RunShellScript -Parameter @{ commands = 'id' }
            $came = Wait-Until { @($all, $many | ForEach-Object { $_ } | Get-RunCommandInvocation).Count -eq 170 }

            $came | Should -BeTrue
        }
        finally {
            $fleet | Stop-RunCommandSimulator
        }
    }

    It 'says which command there is none of, and goes on' {
        $found = $unknown, $much.CommandId | Get-RunCommandInvocation -ErrorVariable problems -ErrorAction SilentlyContinue

        $found.CommandId | Should -Be $much.CommandId
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -Be 'InvalidCommandId,RunCommandPS.Commands.GetRunCommandInvocationCommand'
        $problems[0].TargetObject | Should -Be $unknown
        $problems[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }

    It 'has an error for a node that the command was not sent to' {
        $much | Get-RunCommandInvocation -InstanceId $ill -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $problems.FullyQualifiedErrorId | Should -Be 'InvocationDoesNotExist,RunCommandPS.Commands.GetRunCommandInvocationCommand'
        $problems.TargetObject | Should -Be $ill
    }

    It 'goes where the piped command came from' {
        $newer = Start-RunCommandSimulator -NodeCount 1 6> $null
        try {
            ($much | Get-RunCommandInvocation -ErrorAction Stop).Endpoint | Should -Be $simulator.Endpoint
            $newer.Requests | Should -HaveCount 0
        }
        finally {
            $newer | Stop-RunCommandSimulator
        }
    }

    It 'refuses <Given>' -ForEach @(
        @{ Given = '-InstanceId web-1'; Arguments = @{ InstanceId = 'web-1' }; LooksForName = $true }
        @{ Given = '-Status Done'; Arguments = @{ Status = 'Done' } }
        @{ Given = '-CommandId 17'; Arguments = @{ CommandId = 17 } }
    ) {
        $all = @{ CommandId = $unknown } + @{}
        foreach ($key in $Arguments.Keys) {
            $all[$key] = $Arguments[$key]
        }

        { Get-RunCommandInvocation @all } | Should -Throw -ErrorId 'ParameterArgument*'
        $simulator.Requests.Count | Should -BeIn @($mark; if ($LooksForName) { $mark + 1 })
    }
}

Describe 'Get-RunCommandInvocation -FullOutput' {
    BeforeEach { $mark = $simulator.Requests.Count }

    It 'has up to 24,000 characters of output and 8,000 of errors, where the list has 2,500 of both' {
        $short = $much | Get-RunCommandInvocation
        $full = $much | Get-RunCommandInvocation -FullOutput

        $short.Steps[0].Output.Length | Should -BeLessOrEqual 2500
        $short.Steps[0].Output | Should -BeLike '*truncated*'
        $full.Steps[0].StandardOutput.Length | Should -Be 24000
        $full.Steps[0].StandardOutput | Should -BeLike 'ooooo*truncated*'
        $full.Steps[0].StandardError.Length | Should -BeGreaterThan 7000
        $full.Steps[0].StandardError.Length | Should -BeLessOrEqual 8000
    }

    It 'makes one call a step' {
        $full = $steps | Get-RunCommandInvocation -FullOutput

        $full.Steps.StandardOutput | Should -Be 'fine', 'the second'
        @($simulator.Requests | Select-Object -Skip $mark | Where-Object { $_.Operation -eq 'GetCommandInvocation' }) | Should -HaveCount 2
    }

    It 'makes an error where a node''s output can''t be had, and tells what is known all the same' {
        $simulator.InjectFault('AccessDenied', 'GetCommandInvocation')
        try {
            $found = $much | Get-RunCommandInvocation -FullOutput -ErrorVariable problems -ErrorAction SilentlyContinue
        }
        finally {
            $simulator.ClearFaults()
        }

        $found.Status | Should -Be 'Success'
        $found.Steps[0].StandardOutput | Should -BeNullOrEmpty
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -Be 'AccessDeniedException,RunCommandPS.Commands.GetRunCommandInvocationCommand'
        $problems[0].TargetObject.InstanceId | Should -Be $well
    }
}

Describe 'Get-RunCommandInvocation without a command' {
    BeforeAll {
        $past = Start-RunCommandSimulator -Node @(
            @{ InstanceId = 'i-01111111111111111'; ComputerName = 'one' }
            @{ InstanceId = 'i-02222222222222222'; ComputerName = 'two' }
        ) -Answer @{ Contains = 'fail'; ExitCode = 3 }, @{ Output = 'done' } 6> $null
        $one, $two = $past.Nodes | ForEach-Object { $_.InstanceId }
        $sent = 'first', 'fail', 'last' | ForEach-Object {
            $one, $two | Send-RunCommand AWS-RunShellScript @{ commands = $_ } -Comment $_ | Wait-RunCommand -PollingInterval 0.05
        }
    }

    AfterAll { $past | Stop-RunCommandSimulator }

    BeforeEach { $mark = $past.Requests.Count }

    It 'has what was run on a node, the newest first, with one call' {
        $history = Get-RunCommandInvocation -InstanceId $one -InvokedAfter -1d

        $history | Should -BeOfType ([RunCommandPS.CommandInvocation])
        $history.Comment | Should -Be last, fail, first
        $history.InstanceId | Sort-Object -Unique | Should -Be $one
        $history[0].Steps | Should -HaveCount 1
        ($past.Requests | Select-Object -Skip $mark).Operation |
            Should -Be 'ListCommandInvocations', 'DescribeInstanceProperties' -Because 'the name of a node is asked for once'
        $body = $past.Requests[$mark].Body | ConvertFrom-Json -AsHashtable
        $body.InstanceId | Should -Be $one
        $body.ContainsKey('CommandId') | Should -BeFalse
        $body.Filters[0].key | Should -Be InvokedAfter
    }

    It 'needs nothing but the node' {
        (Get-RunCommandInvocation -InstanceId $one).Comment | Should -Be last, fail, first
    }

    It 'has what was run on several nodes, one after the other' {
        $history = Get-RunCommandInvocation -InstanceId $one, $two, $one -InvokedAfter -1d

        $history | ForEach-Object { "$($_.InstanceName) $($_.Comment)" } |
            Should -Be 'one last', 'one fail', 'one first', 'two last', 'two fail', 'two first'
    }

    It 'filters by <Filter>' -ForEach @(
        @{ Filter = 'what failed'; Given = @{ FailedOnly = $true }; Expected = @('fail') }
        @{ Filter = 'status'; Given = @{ Status = 'success' }; Expected = 'last', 'first' }
        @{ Filter = 'a moment that is later'; Given = @{ InvokedAfter = '2123-01-02' }; Expected = @() }
        @{ Filter = 'a moment that was earlier'; Given = @{ InvokedBefore = '-1h' }; Expected = @() }
        @{ Filter = 'a moment to come'; Given = @{ InvokedBefore = '2123-01-02' }; Expected = 'last', 'fail', 'first' }
        @{ Filter = 'step'; Given = @{ Step = 'nothing' }; Expected = @() }
    ) {
        @(Get-RunCommandInvocation -InstanceId $one @Given -ErrorAction Stop).Comment | Should -Be $Expected
    }

    It 'reads no further than -First of each node' {
        (Get-RunCommandInvocation -InstanceId $one, $two -First 1).Comment | Should -Be last, last

        $past.Requests.Count - $mark | Should -Be 2
        ($past.Requests[-1].Body | ConvertFrom-Json -AsHashtable).MaxResults | Should -Be 1
    }

    It 'counts with -First what passes' {
        (Get-RunCommandInvocation -InstanceId $one -FailedOnly -First 1).Comment | Should -Be fail
    }

    It 'has full output, too' {
        (Get-RunCommandInvocation -InstanceId $one -First 1 -FullOutput).Steps[0].StandardOutput | Should -Be done
    }

    It 'takes nodes, and goes where they are' {
        $newer = Start-RunCommandSimulator -NodeCount 1 6> $null
        try {
            $history = Get-RunCommandInvocation -InstanceId (Get-RunCommandNode -EndpointUrl $past.Endpoint -Region $past.Region `
                    -AccessKey $past.AccessKeyId -SecretKey $past.SecretAccessKey) -First 1

            $history.InstanceName | Should -Be one, two
            $newer.Requests | Should -HaveCount 0
        }
        finally {
            $newer | Stop-RunCommandSimulator
        }
    }

    It 'takes <What> from the pipeline' -ForEach @(
        @{ What = 'ids'; Given = { $one, $two } }
        @{ What = 'nodes'; Given = { Get-RunCommandNode } }
        @{ What = 'a list of nodes'; Given = { , @(Get-RunCommandNode) } }
        @{ What = 'saved nodes'; Given = {
                Get-RunCommandNode | Export-Clixml (Join-Path $TestDrive 'nodes')
                Import-Clixml (Join-Path $TestDrive 'nodes') } }
        @{ What = 'nodes of AWS.Tools'; Given = { foreach ($id in $one, $two) {
                    [StandIn.Model.InstanceInformation]@{ InstanceId = $id } } } }
        @{ What = 'reservations'; Given = { [StandIn.Model.Reservation]@{ Instances = [StandIn.Model.Instance[]]@(
                        @{ InstanceId = $one }, @{ InstanceId = $two }) } } }
        @{ What = 'tags of EC2'; Given = { foreach ($id in $one, 'vol-1', $one, $two) {
                    $type = if ($id -like 'vol*') { 'volume' } else { 'instance' }
                    [StandIn.Model.TagDescription]@{ ResourceType = $type; ResourceId = $id; Key = 'x' } } } }
        @{ What = 'hashtables'; Given = { @{ InstanceId = $one }, @{ InstanceId = $two } } }
    ) {
        $given = & $Given
        ($given | Get-RunCommandInvocation -ErrorAction Stop).InstanceName | Should -Be one, one, one, two, two, two
        ($given | Get-RunCommandInvocation -First 1 -InvokedAfter -1d -ErrorAction Stop).InstanceName | Should -Be one, two
        ($given | Get-RunCommandInvocation -FailedOnly -ErrorAction Stop).Comment | Should -Be fail, fail
    }

    It 'takes commands, invocations and nodes from one pipeline, each for what it is' {
        $invocation = Get-RunCommandInvocation $sent[0] -InstanceId $two
        $all = $sent[0], (Get-RunCommandNode $one), $invocation, $sent[1].CommandId | Get-RunCommandInvocation -ErrorAction Stop
        $all | ForEach-Object { "$($_.InstanceName) $($_.Comment)" } | Should -Be 'one first', 'two first',
            'one last', 'one fail', 'one first', 'two first', 'one fail', 'two fail'
    }

    It 'says that what comes down the pipeline is neither a command nor a node' {
        42, 'latest', $one | Get-RunCommandInvocation -First 1 -ErrorVariable problems -ErrorAction SilentlyContinue |
            Should -HaveCount 1
        $problems | Should -HaveCount 2
        42, 'latest' | Get-RunCommandInvocation -ErrorVariable problems -ErrorAction SilentlyContinue
        "$($problems[0])" | Should -BeLike '*A number does not name a command*'
        "$($problems[1])" | Should -BeLike "*'latest' is not a command id*"
    }

    It 'says that -InstanceId has no commas, and that a node is not a command' {
        { Get-RunCommandInvocation -InstanceId $one $two } | Should -Throw -ExpectedMessage '*Put commas between ids*-InstanceId $a, $b*'
        { Get-RunCommandInvocation (Get-RunCommandNode $one) } | Should -Throw -ExpectedMessage '*ManagedNode names a node, not a command*'
        { Wait-RunCommand $one } | Should -Throw -ExpectedMessage "*'$one' is a node id, but a command*"
    }

    It 'has nothing of a node that nobody knows' {
        Get-RunCommandInvocation -InstanceId 'i-0123456789abcdef0' -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'does not take <Given>' -ForEach @(
        @{ Given = 'a moment with a command'; Arguments = @{ CommandId = '00000000-0000-4000-8000-000000000000'; InvokedAfter = '-1d' } }
        @{ Given = 'no node'; Arguments = @{ InstanceId = @() } }
        @{ Given = '-First 0'; Arguments = @{ InstanceId = 'i-01111111111111111'; First = 0 } }
    ) {
        { Get-RunCommandInvocation @Arguments } | Should -Throw -ErrorId '*,RunCommandPS.Commands.GetRunCommandInvocationCommand'
        $past.Requests.Count | Should -Be $mark
    }
}
