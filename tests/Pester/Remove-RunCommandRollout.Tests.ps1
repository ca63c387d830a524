# Remove-RunCommandRollout: deletes records, and nothing that was sent.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'The analyzer does not follow variables from BeforeAll into It.')]
param()

BeforeAll {
    . "$PSScriptRoot/Import-BuiltModule.ps1"
    . "$PSScriptRoot/Rollouts.ps1"
    . "$PSScriptRoot/Wire.ps1"
    $simulator = Start-RunCommandSimulator -NodeCount 3 -Answer @{ Contains = 'slow'; Duration = 86400 }, @{ Contains = 'uptime' } 6> $null
}

AfterAll { $simulator | Stop-RunCommandSimulator }

Describe 'Remove-RunCommandRollout' {
    BeforeEach {
        foreach ($name in 'one', 'two', 'three') {
            $simulator.Nodes | Invoke-RunCommand uptime -Name $name -PollingInterval 0.05 6> $null | Out-Null
        }

        $mark = $simulator.Requests.Count
    }

    AfterEach { Get-RunCommandRollout | Remove-RunCommandRollout }

    It 'removes by name, by id and by the end of an id, and returns nothing' {
        $id = (Get-RunCommandRollout two).Id
        Remove-RunCommandRollout one | Should -BeNullOrEmpty
        Remove-RunCommandRollout $id
        Remove-RunCommandRollout ((Get-RunCommandRollout three).Id -split '-')[-1]

        Get-RunCommandRollout | Should -BeNullOrEmpty
        $simulator.Requests.Count | Should -Be $mark
    }

    It 'leaves nothing on the disk' {
        $folder = Split-Path (Get-RecordPath one)
        Remove-RunCommandRollout one

        $folder | Should -Not -Exist
    }

    It 'removes what comes down the pipeline' {
        Get-RunCommandRollout t* | Remove-RunCommandRollout

        (Get-RunCommandRollout).Name | Should -BeExactly 'one'
    }

    It 'removes the one that comes down the pipeline, although a newer one has its name' {
        $simulator.Nodes | Invoke-RunCommand uptime -Name two -PollingInterval 0.05 6> $null | Out-Null
        $older = Get-RunCommandRollout two* | Select-Object -Last 1
        $older | Remove-RunCommandRollout

        Get-RunCommandRollout two* | Should -HaveCount 1
        Get-RunCommandRollout $older.Id -ErrorAction Ignore | Should -BeNullOrEmpty
    }

    It 'removes nothing with -WhatIf' {
        Get-RunCommandRollout | Remove-RunCommandRollout -WhatIf

        Get-RunCommandRollout | Should -HaveCount 3
    }

    It 'makes an error of a name that none has, and removes the others' {
        Remove-RunCommandRollout four, one -ErrorAction SilentlyContinue -ErrorVariable problems

        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'RolloutNotFound,RunCommandPS.Commands.RemoveRunCommandRolloutCommand'
        (Get-RunCommandRollout).Name | Sort-Object | Should -Be 'three', 'two'
    }

    It 'removes a record that is damaged' {
        $path = Get-RecordPath one
        $id = (Get-RunCommandRollout one).Id
        [System.IO.File]::WriteAllText($path, "nothing of a record`n")
        Remove-RunCommandRollout $id -ErrorAction Stop

        $path | Should -Not -Exist
    }

    It 'refuses one that is running' {
        $job = $simulator.Nodes | Invoke-RunCommand slow -Name busy -AsJob -PollingInterval 0.05
        Wait-Until { Get-RunCommandRollout -Condition Running } | Should -BeTrue

        { Remove-RunCommandRollout busy -ErrorAction Stop } |
            Should -Throw -ErrorId 'RolloutRunning,*' -ExpectedMessage "*process $PID*$([Environment]::MachineName)*"
        (Get-RunCommandRollout busy).RecordPath | Should -Exist
        $job | Stop-Job -PassThru | Remove-Job
        Remove-RunCommandRollout busy -ErrorAction Stop
    }
}
