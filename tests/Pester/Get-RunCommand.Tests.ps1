# Get-RunCommand: commands by id, by object and by what they are.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'The analyzer does not follow variables from BeforeAll into It.')]
param()

BeforeAll {
    . "$PSScriptRoot/Import-BuiltModule.ps1"
    . "$PSScriptRoot/Wire.ps1"
    $simulator = Start-RunCommandSimulator -Node @(
        @{ InstanceId = 'i-0aaaaaaaaaaaaaaaa'; Name = 'well' }
        @{ InstanceId = 'i-0bbbbbbbbbbbbbbbb'; Name = 'ill' }
        @{ InstanceId = 'i-0cccccccccccccccc'; Name = 'windows'; Platform = 'Windows' }
    ) -Answer @{ Node = 'ill'; ExitCode = 3 } 6> $null
    $well, $ill, $windows = $simulator.Nodes | ForEach-Object { $_.InstanceId }
    $unknown = '00000000-0000-4000-8000-000000000000'

    # Nine commands: five that succeed, three that fail, one on Windows.
    $good = 1..5 | ForEach-Object {
        Send-RunCommand -DocumentName AWS-RunShellScript -Parameter @{ commands = "echo $_" } -InstanceId $well -Comment "good $_"
    }
    $bad = 1..3 | ForEach-Object { Send-RunCommand -DocumentName AWS-RunShellScript -Parameter @{ commands = 'false' } -InstanceId $ill }
    $other = Send-RunCommand -DocumentName AWS-RunPowerShellScript -Parameter @{ commands = 'hostname' } -InstanceId $windows
    $ended = Wait-Until { @(Get-RunCommand | Where-Object { $_.Status -in 'Success', 'Failed' }).Count -eq 9 }
}

AfterAll { $simulator | Stop-RunCommandSimulator }

Describe 'Get-RunCommand by id' {
    It 'finds the command, as it is now' {
        $ended | Should -BeTrue
        $command = Get-RunCommand $good[0].CommandId

        $command | Should -BeOfType ([RunCommandPS.Command])
        $command.CommandId | Should -Be $good[0].CommandId
        $command.Status | Should -Be 'Success'
        $command.StatusDetails | Should -Be 'Success'
        $command.TargetCount | Should -Be 1
        $command.CompletedCount | Should -Be 1
        $command.ErrorCount | Should -Be 0
        $command.Comment | Should -Be 'good 1'
        $command.DocumentName | Should -Be 'AWS-RunShellScript'
        $command.Parameters['commands'] | Should -Be 'echo 1'
        $command.InstanceIds | Should -Be $well
        $command.RequestedDateTime | Should -Be $good[0].RequestedDateTime
        $command.Region | Should -Be $simulator.Region
        $command.Endpoint | Should -Be $simulator.Endpoint
    }

    It 'tells of failures' {
        $command = Get-RunCommand -CommandId $bad[0].CommandId

        $command.Status | Should -Be 'Failed'
        $command.ErrorCount | Should -Be 1
    }

    It 'takes <Form> from the pipeline' -ForEach @(
        @{ Form = 'commands'; Given = { $good[0, 1] } }
        @{ Form = 'ids'; Given = { $good[0, 1].CommandId } }
        @{ Form = 'objects with a CommandId'; Given = { $good[0, 1] | Select-Object CommandId, Status } }
        @{ Form = 'hashtables with a CommandId'; Given = { $good[0, 1] | ForEach-Object { @{ CommandId = $_.CommandId } } } }
        @{ Form = 'invocations'; Given = { $good[0, 1] | Get-RunCommandInvocation } }
        @{ Form = 'commands from another session'
            Given = {
                $good[0, 1] | ForEach-Object {
                    [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($_))
                }
            } }
    ) {
        $found = & $Given | Get-RunCommand -ErrorAction Stop

        $found.CommandId | Should -Be $good[0, 1].CommandId
        $found[0].Status | Should -Be 'Success'
    }

    It 'takes several at once, as an argument' {
        (Get-RunCommand $good[1], $bad[0].CommandId).CommandId | Should -Be $good[1].CommandId, $bad[0].CommandId
    }

    It 'goes where the piped command came from, though another endpoint is the session''s by now' {
        $newer = Start-RunCommandSimulator -NodeCount 1 -Region eu-west-1 6> $null
        try {
            $found = $good[0] | Get-RunCommand -ErrorAction Stop

            $found.CommandId | Should -Be $good[0].CommandId
            $found.Endpoint | Should -Be $simulator.Endpoint
            $newer.Requests | Should -HaveCount 0
        }
        finally {
            $newer | Stop-RunCommandSimulator
        }
    }

    It 'says which command there is none of, and finds the others' {
        $found = $good[0].CommandId, $unknown, $good[1].CommandId | Get-RunCommand -ErrorVariable problems -ErrorAction SilentlyContinue

        $found.CommandId | Should -Be $good[0, 1].CommandId
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -Be 'InvalidCommandId,RunCommandPS.Commands.GetRunCommandCommand'
        $problems[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $problems[0].Exception | Should -BeOfType ([RunCommandPS.InvalidCommandIdException])
        $problems[0].TargetObject | Should -Be $unknown
        $problems[0].ToString() | Should -BeLike "*'$unknown' in us-east-1*"
        $problems[0].ErrorDetails.RecommendedAction | Should -BeLike '*-Region*'
    }

    It 'refuses <What> without asking the service' -ForEach @(
        @{ What = 'what is no id'; Given = 'latest'; Message = "*'latest' is not a command id*" }
        @{ What = 'an id in braces'; Given = '{00000000-0000-4000-8000-000000000000}'; Message = '*not a command id*' }
        @{ What = 'an object without an id'; Given = [pscustomobject]@{ Name = 'n' }; Message = '*does not name a command*' }
        @{ What = 'a number'; Given = 17; Message = '*A number does not name a command*' }
    ) {
        $mark = $simulator.Requests.Count
        { Get-RunCommand -CommandId $Given -ErrorAction Stop } |
            Should -Throw -ExpectedMessage $Message -ErrorId 'ParameterArgumentTransformationError,*'
        $Given | Get-RunCommand -ErrorVariable problems -ErrorAction SilentlyContinue

        $problems | Should -HaveCount 1
        $simulator.Requests.Count | Should -Be $mark
    }
}

Describe 'Get-RunCommand with filters' {
    BeforeAll {
        function Get-Filter {
            <#
            .SYNOPSIS
            The body of the newest request.
            #>
            $simulator.Requests[-1].Body | ConvertFrom-Json -AsHashtable
        }
    }

    It 'has every command without one, the newest first' {
        $all = Get-RunCommand

        $all.CommandId[0] | Should -Be $other.CommandId
        $all.CommandId | Sort-Object | Should -Be (@($good) + $bad + $other | ForEach-Object { $_.CommandId } | Sort-Object)
        (Get-Filter).ContainsKey('Filters') | Should -BeFalse
    }

    It 'has those with <Filter>' -ForEach @(
        @{ Filter = '-Status'; Given = @{ Status = 'failed' }; Expected = { $bad }; Key = 'Status'; Value = 'Failed' }
        @{ Filter = '-DocumentName'; Given = @{ DocumentName = 'AWS-RunPowerShellScript' }; Expected = { $other }; Key = 'DocumentName'
            Value = 'AWS-RunPowerShellScript' }
        @{ Filter = '-InvokedAfter in the past'; Given = @{ InvokedAfter = [datetimeoffset]'2024-01-02T03:04:05+02:00' }
            Expected = { @($good) + $bad + $other }; Key = 'InvokedAfter'; Value = '2024-01-02T01:04:05Z' }
        @{ Filter = '-InvokedBefore in the future'; Given = @{ InvokedBefore = [datetimeoffset]'2123-01-02T03:04:05Z' }
            Expected = { @($good) + $bad + $other }; Key = 'InvokedBefore'; Value = '2123-01-02T03:04:05Z' }
        @{ Filter = '-InvokedBefore in the past'; Given = @{ InvokedBefore = [datetimeoffset]'2024-01-02T03:04:05Z' }; Expected = { @() }
            Key = 'InvokedBefore'; Value = '2024-01-02T03:04:05Z' }
    ) {
        $found = @(Get-RunCommand @Given)

        $found.CommandId | Sort-Object | Should -Be (& $Expected | ForEach-Object { $_.CommandId } | Sort-Object)
        $simulator.Requests[-1].Body |
            Should -BeLike "*{`"Key`":`"$Key`",`"Value`":`"$Value`"}*" -Because 'the service filters, and not this computer'
    }

    It 'counts <Form> back from now' -ForEach @(
        @{ Form = '-7d'; Given = { Get-RunCommand -InvokedAfter -7d }; Ago = '7.00:00:00' }
        @{ Form = '7d'; Given = { Get-RunCommand -InvokedAfter 7d }; Ago = '7.00:00:00' }
        @{ Form = '-1.5D'; Given = { Get-RunCommand -InvokedAfter -1.5D }; Ago = '1.12:00:00' }
        @{ Form = '-12h'; Given = { Get-RunCommand -InvokedAfter -12h }; Ago = '12:00:00' }
        @{ Form = '-90m'; Given = { Get-RunCommand -InvokedBefore -90m }; Ago = '01:30:00' }
        @{ Form = '-30s'; Given = { Get-RunCommand -InvokedAfter -30s }; Ago = '00:00:30' }
        @{ Form = '7.00:00:00'; Given = { Get-RunCommand -InvokedAfter 7.00:00:00 }; Ago = '7.00:00:00' }
        @{ Form = '-01:30'; Given = { Get-RunCommand -InvokedAfter -01:30 }; Ago = '01:30:00' }
        @{ Form = 'a TimeSpan'; Given = { Get-RunCommand -InvokedAfter (New-TimeSpan -Hours 3) }; Ago = '03:00:00' }
        @{ Form = 'a negative TimeSpan'; Given = { Get-RunCommand -InvokedAfter (New-TimeSpan -Hours -3) }; Ago = '03:00:00' }
    ) {
        $early = [datetimeoffset]::UtcNow.AddSeconds(-1) - [timespan]$Ago
        $null = & $Given
        $late = [datetimeoffset]::UtcNow - [timespan]$Ago
        $sent = [datetimeoffset](Get-Filter).Filters[0].value

        $sent | Should -BeGreaterOrEqual $early
        $sent | Should -BeLessOrEqual $late
    }

    It 'takes <Form> as a date' -ForEach @(
        @{ Form = 'text'; Given = '2024-01-02'; Expected = { [datetime]'2024-01-02' } }
        @{ Form = 'text with a zone'; Given = '2024-01-02T03:04:05+02:00'; Expected = { [datetimeoffset]'2024-01-02T03:04:05+02:00' } }
        @{ Form = 'a DateTime'; Given = [datetime]'2024-01-02T03:04:05'; Expected = { [datetime]'2024-01-02T03:04:05' } }
        @{ Form = 'a time of day'; Given = '10:30'; Expected = { (Get-Date).Date.AddMinutes(630) } }
    ) {
        Get-RunCommand -InvokedAfter $Given | Out-Null

        ([datetimeoffset](Get-Filter).Filters[0].value).UtcDateTime | Should -Be ([datetimeoffset](& $Expected)).UtcDateTime
    }

    It 'says what a moment may be' {
        { Get-RunCommand -InvokedAfter yesterday } |
            Should -Throw "*'yesterday' is not a date or a time. Specify a date, or how long ago: -7d,*"
        { Get-RunCommand -InvokedAfter 7 } | Should -Throw "*'7' is not a date or a time.*"
    }

    It 'has those with <Filter>, which this computer filters' -ForEach @(
        @{ Filter = 'a comment'; Given = @{ Comment = 'GOOD 3' }; Expected = { $good[2] } }
        @{ Filter = 'a comment with wildcards'; Given = @{ Comment = 'g*d [1-2]' }; Expected = { $good[0, 1] } }
        @{ Filter = 'a comment that none has'; Given = @{ Comment = 'good' }; Expected = { @() } }
        @{ Filter = 'a document with wildcards'; Given = @{ DocumentName = '*-runpower*' }; Expected = { $other } }
        @{ Filter = 'both'; Given = @{ DocumentName = 'AWS-Run*'; Comment = '* 5' }; Expected = { $good[4] } }
        @{ Filter = 'a comment and a filter of the service'; Given = @{ Comment = '*'; Status = 'Failed' }; Expected = { $bad } }
    ) {
        $found = @(Get-RunCommand @Given)

        $found.CommandId | Sort-Object | Should -Be (& $Expected | ForEach-Object { $_.CommandId } | Sort-Object)
        $simulator.Requests[-1].Body | Should -Not -BeLike '*DocumentName*'
    }

    It 'counts with -First what passes' {
        (Get-RunCommand -Comment 'good *' -First 2).CommandId | Should -Be $good[4, 3].CommandId
        (Get-Filter).MaxResults | Should -Be 50 -Because 'nobody knows how many do not pass'
    }

    It 'finds the comment of a run, whatever was added to it' {
        $run = Start-RunCommandSimulator -NodeCount 1 6> $null
        try {
            $null = $run.Nodes | Invoke-RunCommand 'uptime' -Comment 'Deploy 142' -PollingInterval 0.05
            $command = Get-RunCommand -Comment 'deploy 142'

            $command | Should -HaveCount 1
            $command.Comment | Should -BeLike 'Deploy 142 `[rollout *'
            ($command | Out-String -Width 120) | Should -Match 'Success +1/1 +Deploy 142 '
        }
        finally {
            $run | Stop-RunCommandSimulator
        }
    }

    It 'never shows a command as Success whose nodes were not reached' {
        $lost = Start-RunCommandSimulator -Node @{ State = 'Running' }, @{ PingStatus = 'Inactive' } 6> $null
        try {
            $command = $lost.Nodes | Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' } -MaxErrors 1 |
                Wait-RunCommand -PollingInterval 0.05

            $command.Status | Should -Be Success
            $command.StatusDetails | Should -Be Incomplete
            ($command | Out-String -Width 120) | Should -Match ' Incomplete +2/2 +uptime '
        }
        finally {
            $lost | Stop-RunCommandSimulator
        }
    }

    It 'has those of one node with -InstanceId' {
        (Get-RunCommand -InstanceId $ill).CommandId | Sort-Object | Should -Be ($bad.CommandId | Sort-Object)
        (Get-Filter).InstanceId | Should -Be $ill
    }

    It 'combines filters' {
        Get-RunCommand -Status Failed -InstanceId $well | Should -BeNullOrEmpty
        @(Get-RunCommand -Status Success -InstanceId $well -DocumentName AWS-RunShellScript) | Should -HaveCount 5
        (Get-Filter).Filters | Should -HaveCount 2
    }

    It 'reads no further than -First' {
        $mark = $simulator.Requests.Count
        $newest = @(Get-RunCommand -First 2)

        $newest.CommandId | Should -Be $other.CommandId, $bad[2].CommandId
        $simulator.Requests.Count | Should -Be ($mark + 1)
        (Get-Filter).MaxResults | Should -Be 2
    }

    It 'refuses <Given>' -ForEach @(
        @{ Given = '-Status Done'; Arguments = @{ Status = 'Done' } }
        @{ Given = '-First 0'; Arguments = @{ First = 0 } }
        @{ Given = '-InstanceId web-1'; Arguments = @{ InstanceId = 'web-1' } }
        @{ Given = '-DocumentName a b'; Arguments = @{ DocumentName = 'a b' } }
        @{ Given = '-InvokedAfter yesterday'; Arguments = @{ InvokedAfter = 'yesterday' } }
        @{ Given = '-InvokedAfter -7, which has no unit'; Arguments = @{ InvokedAfter = '-7' } }
        @{ Given = '-InvokedBefore 7, which has no unit'; Arguments = @{ InvokedBefore = 7 } }
        @{ Given = '-InvokedAfter -7y'; Arguments = @{ InvokedAfter = '-7y' } }
        @{ Given = '-InvokedAfter before there were years'; Arguments = @{ InvokedAfter = '-9999999d' } }
        @{ Given = '-InvokedAfter with more days than a number has'; Arguments = @{ InvokedAfter = '-99999999999999999999d' } }
        @{ Given = '-InvokedAfter the longest TimeSpan'; Arguments = @{ InvokedAfter = [timespan]::MinValue } }
    ) {
        $mark = $simulator.Requests.Count
        { Get-RunCommand @Arguments } | Should -Throw -ErrorId '*Argument*,RunCommandPS.Commands.GetRunCommandCommand'
        $simulator.Requests.Count | Should -Be $mark
    }
}

Describe 'Get-RunCommand over several pages' {
    BeforeAll {
        $busy = Start-RunCommandSimulator -NodeCount 1 6> $null
        1..120 |
            ForEach-Object {
                @{ DocumentName = 'AWS-RunShellScript'; Parameters = @{ commands = 'id' }; Comment = "$_"
                    InstanceIds = $busy.Nodes[0].InstanceId }
            } |
            Send-RunCommand -ThrottleLimit 1 | Measure-Object | ForEach-Object { $sent = $_.Count }
    }

    AfterAll { $busy | Stop-RunCommandSimulator }

    BeforeEach { $mark = $busy.Requests.Count }

    It 'reads every page' {
        $sent | Should -Be 120
        @(Get-RunCommand).Comment | Should -Be (120..1)
        @($busy.Requests | Select-Object -Skip $mark | ForEach-Object { $_.Operation }) |
            Should -Be 'ListCommands', 'ListCommands', 'ListCommands'
    }

    It 'reads <Pages> pages for -First <First>' -ForEach @(
        @{ First = 1; Pages = 1 }
        @{ First = 50; Pages = 1 }
        @{ First = 51; Pages = 2 }
        @{ First = 200; Pages = 3 }
    ) {
        @(Get-RunCommand -First $First) | Should -HaveCount ([Math]::Min($First, 120))
        @($busy.Requests | Select-Object -Skip $mark) | Should -HaveCount $Pages
    }

    It 'does not read on after Select-Object -First 1' {
        @(Get-RunCommand | Select-Object -First 1) | Should -HaveCount 1
        @($busy.Requests | Select-Object -Skip $mark).Count | Should -BeLessOrEqual 2
    }
}
