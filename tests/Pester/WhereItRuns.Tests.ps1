# What Send-, Test- and Invoke-RunCommand agree about: which nodes a command is meant for, and where they are.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'The analyzer does not follow variables from BeforeAll into It.')]
param()

BeforeAll {
    . "$PSScriptRoot/Import-BuiltModule.ps1"
    . "$PSScriptRoot/Wire.ps1"
    $elsewhere = Start-RunCommandSimulator -NodeCount 2 -Region eu-west-1 -TimeScale 20 6> $null
    $simulator = Start-RunCommandSimulator -Region us-east-1 -TimeScale 20 -Node @(
        @{ InstanceId = 'i-0aaaaaaaaaaaaaaaa'; Name = 'web-1'; Tags = @{ Role = 'web'; Tier = 'front' } }
        @{ InstanceId = 'i-0bbbbbbbbbbbbbbbb'; Name = 'web-2'; Tags = @{ Role = 'web'; Tier = 'back' }; PlatformType = 'Windows' }
        @{ InstanceId = 'i-0cccccccccccccccc'; Name = 'db-1'; Tags = @{ Role = 'db' } }
        1..60 | ForEach-Object { @{ InstanceId = 'i-0{0:d16}' -f $_ } }
    ) 6> $null
    $front, $back, $database = 'i-0aaaaaaaaaaaaaaaa', 'i-0bbbbbbbbbbbbbbbb', 'i-0cccccccccccccccc'
    $numbered = 1..60 | ForEach-Object { 'i-0{0:d16}' -f $_ }
    $there = @(Get-RunCommandNode -Region eu-west-1 -EndpointUrl $elsewhere.Endpoint -AccessKey $elsewhere.AccessKeyId `
        -SecretKey $elsewhere.SecretAccessKey)
    $PSDefaultParameterValues = @{ 'Invoke-RunCommand:PollingInterval' = 0.05; 'Wait-RunCommand:PollingInterval' = 0.05 }
    $send = @{ DocumentName = 'AWS-RunShellScript'; Parameter = @{ commands = 'uptime' } }
}

AfterAll { $simulator, $elsewhere | Stop-RunCommandSimulator }

Describe 'Nodes and -Target together' {
    BeforeEach { $mark = $simulator.Requests.Count }

    It 'are refused before anything is sent: <Name>' -ForEach @(
        @{ Name = 'Send-RunCommand, piped'; Call = { $database | Send-RunCommand @send -Target tag:Role=web } }
        @{ Name = 'Send-RunCommand, an empty pipeline'; Call = { @() | Send-RunCommand @send -Target tag:Role=web } }
        @{ Name = 'Send-RunCommand, -InstanceId'; Call = { Send-RunCommand @send -InstanceId $database -Target tag:Role=web } }
        @{ Name = 'Send-RunCommand, -InputObject'; Call = { Send-RunCommand @send -InputObject $database -Target tag:Role=web } }
        @{ Name = 'Test-RunCommand, piped'; Call = { $database | Test-RunCommand @send -Target tag:Role=web } }
        @{ Name = 'Test-RunCommand, -InstanceId'; Call = { Test-RunCommand @send -InstanceId $database -Target tag:Role=web } }
        @{ Name = 'Invoke-RunCommand, piped'; Call = { $database | Invoke-RunCommand uptime -Target tag:Role=web } }
        @{ Name = 'Invoke-RunCommand, -InstanceId'; Call = { Invoke-RunCommand uptime -InstanceId $database -Target tag:Role=web } }
    ) {
        { & $Call } | Should -Throw -ErrorId 'InvalidInput,*' -ExpectedMessage '*both nodes and -Target*'

        $simulator.Requests.Count | Should -Be $mark
    }
}

Describe 'Several criteria' {
    BeforeEach { $mark = $simulator.Requests.Count }

    It 'mean the nodes that meet all of them, to every cmdlet: <Name>' -ForEach @(
        @{ Name = 'two lists of ids on mixed platforms'
            Target = 'InstanceIds=i-0aaaaaaaaaaaaaaaa,i-0bbbbbbbbbbbbbbbb', 'InstanceIds=i-0bbbbbbbbbbbbbbbb,i-0cccccccccccccccc'
            Nodes = 'i-0bbbbbbbbbbbbbbbb' }
        @{ Name = 'ids and a tag'; Target = 'InstanceIds=i-0aaaaaaaaaaaaaaaa,i-0cccccccccccccccc', 'tag:Role=web'
            Nodes = 'i-0aaaaaaaaaaaaaaaa' }
        @{ Name = 'two tags'; Target = 'tag:Role=web', 'tag:Tier=back'; Nodes = 'i-0bbbbbbbbbbbbbbbb' }
        @{ Name = 'a tag that platforms share'; Target = 'tag:Role=web', 'tag:Tier=front,back'
            Nodes = 'i-0aaaaaaaaaaaaaaaa', 'i-0bbbbbbbbbbbbbbbb' }
    ) {
        $tested = Test-RunCommand -DocumentName AWS-UpdateSSMAgent -Target $Target -Detailed | Where-Object { $_.Subject -eq 'Node' } |
            ForEach-Object { $_.Name }
        $sent = Send-RunCommand -DocumentName AWS-UpdateSSMAgent -Target $Target | Wait-RunCommand | Get-RunCommandInvocation |
            ForEach-Object { $_.InstanceId }
        $run = Invoke-RunCommand uptime -Target $Target 6> $null | ForEach-Object { $_.InstanceId }

        $tested | Sort-Object | Should -Be $Nodes
        $sent | Sort-Object | Should -Be $Nodes
        $run | Sort-Object | Should -Be $Nodes
    }

    It 'that no node can meet run on none' {
        $apart = 'InstanceIds=i-0aaaaaaaaaaaaaaaa', 'InstanceIds=i-0bbbbbbbbbbbbbbbb'

        Test-RunCommand @send -Target $apart | Should -BeFalse
        Invoke-RunCommand uptime -Target $apart -ErrorVariable problems -ErrorAction SilentlyContinue 6> $null | Should -BeNullOrEmpty

        $problems | Should -HaveCount 1
        "$problems" | Should -BeLike '*InstanceIds=i-0aaaaaaaaaaaaaaaa*'
    }
}

Describe 'A key of -Target' {
    BeforeEach { $mark = $simulator.Requests.Count }

    It 'that is none is refused by Send- and Invoke-RunCommand, and fails Test-RunCommand: <Target>' -ForEach @(
        @{ Target = 'Role=web'; Meant = 'tag:Role=web' }
        @{ Target = 'Tag:Role=web'; Meant = 'tag:Role=web' }
        @{ Target = 'tags:Role=web'; Meant = 'tag:Role=web' }
        @{ Target = 'InstanceId=i-0aaaaaaaaaaaaaaaa'; Meant = 'InstanceIds=i-0aaaaaaaaaaaaaaaa' }
        @{ Target = 'resource-groups:name=web'; Meant = 'resource-groups:Name=web' }
    ) {
        { Send-RunCommand @send -Target $Target } | Should -Throw -ErrorId 'InvalidInput,*' -ExpectedMessage "*Did you mean $($Meant)?*"
        { Invoke-RunCommand uptime -Target $Target } | Should -Throw -ErrorId 'InvalidInput,*' -ExpectedMessage "*Did you mean $($Meant)?*"
        $finding = Test-RunCommand @send -Target $Target -Detailed | Where-Object { -not $_.Passed }

        "$finding" | Should -BeLike "*Did you mean $($Meant)?*"
        $simulator.Requests | Select-Object -Skip $mark |
            Where-Object { $_.Operation -in 'SendCommand', 'DescribeInstanceInformation' } | Should -BeNullOrEmpty
    }

    It 'is Key and not Name' {
        { Invoke-RunCommand uptime -Target @{ Name = 'tag:Role'; Value = 'web' } } |
            Should -Throw -ExpectedMessage '*Did you mean tag:Role=web?*'
        { Send-RunCommand @send -Target @{ Name = 'Role'; Values = 'web', 'db' } } |
            Should -Throw -ExpectedMessage '*Did you mean tag:Role=web,db?*'
    }

    It 'that is a tag has values: <Name>' -ForEach @(
        @{ Name = 'Send-RunCommand'; Call = { Send-RunCommand @send -Target @{ Key = 'tag:Role' } } }
        @{ Name = 'Send-RunCommand, a whole request'
            Call = {
                @{ DocumentName = 'AWS-UpdateSSMAgent'; Targets = @{ Key = 'tag:Role'; Values = @() } } | Send-RunCommand -ErrorAction Stop
            } }
        @{ Name = 'Invoke-RunCommand'; Call = { Invoke-RunCommand uptime -Target @{ Key = 'tag:Role' } } }
        @{ Name = 'Invoke-RunCommand with a shell'; Call = { Invoke-RunCommand uptime -Shell Sh -Target @{ Key = 'tag:Role' } } }
    ) {
        { & $Call } | Should -Throw -ErrorId 'InvalidInput,*' -ExpectedMessage "*'tag:Role' has no values*"

        $simulator.Requests.Count | Should -Be $mark
    }

    It 'in the words of a list that was not quoted is explained' {
        { Send-RunCommand @send -Target tag:Role=web,db } | Should -Throw -ExpectedMessage "*'tag:Role=web,db'*"
    }
}

Describe 'A list with something in it that is no node' {
    BeforeEach { $mark = $simulator.Requests.Count }

    It 'goes on past it: <Name>' -ForEach @(
        @{ Name = 'an array'; List = { , @($front, 'bad', $back) } }
        @{ Name = 'a list in a list'; List = { , @($front, @('bad', $back)) } }
        @{ Name = 'ids of a hashtable'; List = { @{ InstanceIds = $front, 'bad', $back } } }
        @{ Name = 'a reservation'
            List = {
                [pscustomobject]@{
                    Instances = [pscustomobject]@{ InstanceId = $front }, [pscustomobject]@{ InstanceId = 'bad' },
                        [pscustomobject]@{ InstanceId = $back }
                }
            } }
    ) {
        $command = Send-RunCommand -DocumentName AWS-UpdateSSMAgent -InputObject (& $List) -ErrorVariable problems `
            -ErrorAction SilentlyContinue
        $run = Invoke-RunCommand uptime -InputObject (& $List) -ErrorVariable also -ErrorAction SilentlyContinue `
            -SummaryVariable summary 6> $null
        $tested = Test-RunCommand -DocumentName AWS-UpdateSSMAgent -InputObject (& $List) -Detailed

        $command.InstanceIds | Should -Be $front, $back
        $problems | Should -HaveCount 1
        $problems[0].TargetObject | Should -Not -BeNullOrEmpty
        "$problems" | Should -BeLike "*'bad'*"
        $run.InstanceId | Sort-Object | Should -Be $front, $back
        $also | Should -HaveCount 1
        $summary.ExitCode | Should -Be 1
        @($tested | Where-Object { $_.Subject -eq 'Node' -and $_.Passed }).Name | Sort-Object | Should -Be $front, $back
        @($tested | Where-Object { -not $_.Passed }) | Should -HaveCount 1
    }

    It 'is shown as what it is, and not as a type' {
        $finding = Test-RunCommand @send -InputObject @{ Name = 'web-1' }, $front -Detailed | Where-Object { -not $_.Passed }

        $finding.Name | Should -Be '@{Name=web-1}'
        "$finding" | Should -Not -BeLike '*System.Collections*'
    }
}

Describe 'An id beside a node of another place' {
    It 'goes where the call goes by itself, and the node where it came from: <_>' -ForEach 1, 49, 50, 55 {
        $commands = @($numbered | Select-Object -First $_) + $there[0] | Send-RunCommand @send -ErrorAction Stop

        $here = $commands | Where-Object Region -EQ 'us-east-1'
        # Two commands are on their way at once, and the answer to the second may be the first.
        @($here.InstanceIds | Sort-Object) | Should -Be @($numbered | Select-Object -First $_)
        ($commands | Where-Object Region -EQ 'eu-west-1').InstanceIds | Should -Be $there[0].InstanceId
    }

    It 'is no other place where it is the same' {
        $nodes = @($numbered[0]) + @(Get-RunCommandNode -InstanceId $numbered[1])

        ($nodes | Send-RunCommand @send -ErrorAction Stop).InstanceIds | Should -Be $numbered[0, 1]
    }

    It 'goes to where the first node came from, alone or in an array or by -InstanceId' {
        foreach ($commands in ($there | Send-RunCommand @send), (Send-RunCommand @send -InputObject $there),
            (Send-RunCommand @send -InstanceId $there)) {
            $commands.Region | Should -Be 'eu-west-1'
            $commands.InstanceIds | Should -Be $there.InstanceId
        }
    }
}

Describe '-InstanceId' {
    It 'takes nodes as other cmdlets return them, and ids with blanks about them: <Name>' -ForEach @(
        @{ Name = 'Send-RunCommand'; Call = { param($Node) (Send-RunCommand @send -InstanceId $Node).InstanceIds } }
        @{ Name = 'Test-RunCommand'
            Call = {
                param($Node)
                (Test-RunCommand -DocumentName AWS-UpdateSSMAgent -InstanceId $Node -Detailed | Where-Object { $_.Subject -eq 'Node' }).Name
            } }
        @{ Name = 'Invoke-RunCommand'; Call = { param($Node) (Invoke-RunCommand uptime -InstanceId $Node 6> $null).InstanceId } }
        @{ Name = 'Get-RunCommandNode'; Call = { param($Node) (Get-RunCommandNode -InstanceId $Node).InstanceId } }
        @{ Name = 'Get-RunCommandInvocation'; Call = { param($Node) ($command | Get-RunCommandInvocation -InstanceId $Node).InstanceId } }
        @{ Name = 'Receive-RunCommandOutput'; Call = { param($Node) ($command | Receive-RunCommandOutput -InstanceId $Node).InstanceId } }
        @{ Name = 'Restart-RunCommand'
            Call = { param($Node) ($command | Restart-RunCommand -Verdict Succeeded -InstanceId $Node).InstanceIds } }
    ) {
        $command = $front, $database | Send-RunCommand @send | Wait-RunCommand

        & $Call (Get-RunCommandNode -InstanceId $front) | Should -Be $front
        & $Call "$front " | Should -Be $front
    }

    It 'that is empty says so: <Name>' -ForEach @(
        @{ Name = 'Send-RunCommand'; Call = { Send-RunCommand @send -InstanceId @() } }
        @{ Name = 'Invoke-RunCommand'; Call = { Invoke-RunCommand uptime -InstanceId @() } }
        @{ Name = 'Test-RunCommand'; Call = { Test-RunCommand @send -InstanceId @() } }
        @{ Name = 'Stop-RunCommand'; Call = { Stop-RunCommand -CommandId "$([guid]::NewGuid())" -InstanceId @() } }
    ) {
        { & $Call } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*' -ExpectedMessage '*doesn''t name a node*'
    }
}

Describe 'A command that was sent by -Target' {
    It 'names no nodes when it is piped, and the error says which object does' {
        $command = Send-RunCommand @send -Target tag:Role=db | Wait-RunCommand

        $command | Send-RunCommand @send -ErrorVariable problems -ErrorAction SilentlyContinue -WarningVariable warnings |
            Should -BeNullOrEmpty

        $problems | Should -HaveCount 1
        "$problems" | Should -BeLike '*-Target*'
        $problems[0].ErrorDetails.RecommendedAction | Should -BeLike '*Get-RunCommandInvocation*'
        $warnings | Should -BeNullOrEmpty
    }
}
