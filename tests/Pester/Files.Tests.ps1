# What cmdlets write, in files: Export-Csv, ConvertTo-Json, Select-Object *, Export-Clixml and jobs.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'The analyzer does not follow variables from BeforeAll into It.')]
param()

BeforeDiscovery {
    . "$PSScriptRoot/Import-BuiltModule.ps1"
    # How one of each is had. The check below wants one for each type that a cmdlet says it writes.
    $kinds = @(
        @{ Type = 'Command'; Get = { $command; $command } }
        @{ Type = 'CommandInvocation'; Get = { $command | Get-RunCommandInvocation } }
        @{ Type = 'ManagedNode'; Get = { Get-RunCommandNode } }
        @{ Type = 'NodeOutput'; Get = { $command | Receive-RunCommandOutput } }
        @{ Type = 'NodeResult'; Get = { $results } }
        @{ Type = 'OutputGroup'; Get = { $command | Receive-RunCommandOutput -Diff } }
        @{ Type = 'RunCommandDocument'; Get = { Get-RunCommandDocument AWS-RunShellScript; Get-RunCommandDocument AWS-RunShellScript } }
        @{ Type = 'RunCommandRollout'; Get = { Get-RunCommandRollout -Detailed; Get-RunCommandRollout -Detailed } }
        @{ Type = 'StopResult'; Get = { $stopped } }
        @{ Type = 'TestFinding'; Get = { $simulator.Nodes | Test-RunCommand AWS-RunShellScript @{ commands = 'x' } -Detailed } }
        # Not written by themselves, but properties of what is, and therefore piped on as well.
        @{ Type = 'CommandStep'; Get = { ($command | Get-RunCommandInvocation).Steps } }
        @{ Type = 'RunSummary'; Get = { $summary; $summary } }
        @{ Type = 'RunCommandRolloutNode'; Get = { (Get-RunCommandRollout -Detailed).Nodes } }
        @{ Type = 'RunCommandDocumentParameter'; Get = { (Get-RunCommandDocument AWS-RunShellScript).Parameters } }
        @{ Type = 'Simulator.SimulatedNode'; Get = { $simulator.Nodes } }
        @{ Type = 'Simulator.RecordedRequest'; Get = { $simulator.Requests } }
    )
}

BeforeAll {
    . "$PSScriptRoot/Import-BuiltModule.ps1"
    $simulator = Start-RunCommandSimulator -Node @(
        @{ Name = 'web1'; ComputerName = 'web1'; Tags = @{ Role = 'web'; Stage = 'test' } }
        @{ Name = 'web2'; ComputerName = 'web2'; Tags = @{ Role = 'web' } }
    ) -Answer @(
        @{ Contains = 'slow'; Duration = 3600 }
        @{ Contains = 'work'; Node = 'web2'; ExitCode = 3; StandardOutput = 'only-once'; StandardError = 'no such file' }
        @{ StandardOutput = 'only-once' }
    ) -AccountId 111122223333 -Role arn:aws:iam::111122223333:role/notify 6> $null
    $results = $simulator.Nodes | Invoke-RunCommand work -MaxErrors 100% -SummaryVariable summary -ErrorAction Ignore 6> $null
    $command = Send-RunCommand AWS-RunShellScript @{ commands = 'work', 'more'; executionTimeout = 60 } -Target tag:Role=web `
        -NotificationArn arn:aws:sns:us-east-1:111122223333:my-us-east-1-notification-arn -NotificationEvent Failed, Success `
        -ServiceRoleArn arn:aws:iam::111122223333:role/notify -MaxErrors 100% -ErrorAction Stop | Wait-RunCommand
    $stopped = 1..2 | ForEach-Object { $simulator.Nodes | Send-RunCommand AWS-RunShellScript @{ commands = 'slow' } } | Stop-RunCommand
    $aliased = 'Command', 'CommandInvocation', 'ManagedNode', 'NodeResult', 'RunCommandRolloutNode' | ForEach-Object { "RunCommandPS.$_" }
    # Names of types, and what .NET writes of a record.
    $unclean = 'System\.\w|RunCommandPS\.[A-Z]\w|`\d\[| \{ \w+ = |EqualityContract|<Clone>'
}

AfterAll { $simulator | Stop-RunCommandSimulator }

Describe 'Every type that a cmdlet writes' {
    It 'is looked at below' -ForEach @{ Looked = $kinds.Type } {
        $written = (Get-Command -Module RunCommandPS).OutputType.Name | Where-Object { $_ -like 'RunCommandPS.*' } |
            ForEach-Object { $_ -replace '^RunCommandPS\.' } | Sort-Object -Unique

        # A job is the engine's, and a simulator is the whole of a fleet, with a method for everything.
        $written | Where-Object { $_ -notin $Looked } | Should -Be 'Jobs.RunCommandJob', 'Simulator.RunCommandSimulator'
    }
}

Describe '<Type>' -ForEach $kinds {
    BeforeAll { $items = @(& $Get | Select-Object -First 2) }

    It 'is one of these, and there are two' {
        $items | Should -HaveCount 2
        $items[0].PSObject.TypeNames[0] | Should -Be "RunCommandPS.$Type"
    }

    It 'has no names of types in <File>' -ForEach @(
        @{ File = 'Export-Csv'; Write = { $items | Export-Csv (Join-Path $TestDrive 'a.csv'); Get-Content (Join-Path $TestDrive 'a.csv') } }
        @{ File = 'Select-Object *'; Write = { $items | Select-Object * | Format-List | Out-String -Width 500 } }
        @{ File = 'Select-Object * and Export-Csv'; Write = { $items | Select-Object * | ConvertTo-Csv } }
        @{ File = 'ConvertTo-Json'; Write = { $items | ConvertTo-Json -WarningAction Ignore } }
    ) {
        & $Write | Out-String | Should -Not -Match $unclean
    }

    It 'is JSON without a warning, and every output is in it once' {
        $json = $items | ConvertTo-Json -WarningVariable warnings 3> $null

        $warnings | Should -BeNullOrEmpty
        $one = $items[1] | ConvertTo-Json -WarningAction Ignore
        [regex]::Matches($one, 'only-once').Count | Should -BeLessOrEqual 1
        $json | ConvertFrom-Json | Should -HaveCount 2
    }

    It 'has nothing twice, and no output more than once' {
        $csv = $items[1] | ConvertTo-Csv
        $header, $row = $items[1] | Select-Object * | ForEach-Object { , $_.PSObject.Properties.Name; $_ }

        ($header | Group-Object | Where-Object Count -GT 1) | Should -BeNullOrEmpty
        [regex]::Matches("$csv", 'only-once').Count | Should -BeLessOrEqual 1
        foreach ($alias in 'Id', 'ExitCode', 'CommandPlugins') {
            if ($items[0].PSObject.TypeNames[0] -in $aliased) { $header | Should -Not -Contain $alias }
        }
    }

    It 'says in words what is one' {
        foreach ($word in 'Verdict', 'Status', 'Condition') {
            if ($null -ne $items[0].$word) { $items[0].$word | Should -BeOfType string }
        }
    }

    It 'looks as before after <Copied>' -ForEach @(
        @{ Copied = 'Export-Clixml'; Copy = {
                $items | Export-Clixml -LiteralPath (Join-Path $TestDrive 'items.xml')
                Import-Clixml -LiteralPath (Join-Path $TestDrive 'items.xml')
            }
        }
        @{ Copied = 'a job or another computer'; Copy = {
                [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($items, 2))
            }
        }
    ) {
        $copies = @(& $Copy)

        $copies[0].PSObject.TypeNames[0] | Should -Be "Deserialized.RunCommandPS.$Type"
        $copies | Out-String -Width 120 | Should -Be ($items | Out-String -Width 120)
        $copies | Format-Table | Out-String -Width 120 | Should -Be ($items | Format-Table | Out-String -Width 120)
        $copies | Format-List | Out-String -Width 120 | Should -Be ($items | Format-List | Out-String -Width 120)
        foreach ($word in 'Verdict', 'Status', 'Condition') {
            foreach ($value in @($items.$word | Where-Object { $_ } | Select-Object -Unique)) {
                @($copies | Where-Object $word -EQ $value) | Should -HaveCount @($items | Where-Object $word -EQ $value).Count
            }
        }
    }
}

Describe 'Properties that are objects' {
    It 'stay what they are: <What>' -ForEach @(
        @{ What = 'parameters'; Is = { $command.Parameters['commands'][1] }; Value = 'more' }
        @{ What = 'a parameter'; Is = { $command.Parameters.executionTimeout }; Value = '60' }
        @{ What = 'targets'; Is = { $command.Targets[0].Values }; Value = 'web' }
        @{ What = 'notifications'; Is = { $command.NotificationConfig.NotificationEvents }; Value = 'Failed', 'Success' }
        @{ What = 'steps'; Is = { ($command | Get-RunCommandInvocation)[0].Steps[0].Name }; Value = 'aws:runShellScript' }
        @{ What = 'steps by their other name'; Is = { ($command | Get-RunCommandInvocation)[0].CommandPlugins.Count }; Value = 1 }
        @{ What = 'the invocation of a result'; Is = { $results[0].Invocation.Steps[0].Status }; Value = 'Success' }
        @{ What = 'the outputs of a result'; Is = { $results[0].Outputs[0].StandardOutput }; Value = 'only-once' }
        @{ What = 'other names'; Is = { $command.Id -eq $command.CommandId; ($results | Where-Object ExitCode -EQ 3).InstanceName }
            Value = $true, 'web2'
        }
        @{ What = 'what a heading says'; Is = { ($results | Where-Object Name -EQ web2).ExitCode
                ($command | Get-RunCommandInvocation | Where-Object Name -EQ web1).InstanceName
                @($command | Receive-RunCommandOutput | Where-Object Name -EQ web1)[0].InstanceName
                @($stopped[0].HadEnded).Count + @($stopped[0].RanToEnd).Count + @($stopped[0].Running).Count
            }
            Value = 3, 'web1', 'web1', 0
        }
        @{ What = 'documents'' parameters'; Is = { (Get-RunCommandDocument AWS-RunShellScript).Parameters[0].IsRequired }; Value = $true }
        @{ What = 'a summary'; Is = { (Get-RunCommandRollout)[0].Summary.Failed }; Value = 1 }
        @{ What = 'the nodes of a rollout'; Is = { (Get-RunCommandRollout -Detailed)[0].Nodes.ExitCode }; Value = 0, 3 }
    ) {
        & $Is | Should -Be $Value
    }
}
