# Get-RunCommandRollout: what the records on this machine say, without a call.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'The analyzer does not follow variables from BeforeAll into It.')]
param()

BeforeAll {
    . "$PSScriptRoot/Import-BuiltModule.ps1"
    . "$PSScriptRoot/Rollouts.ps1"
    $simulator = Start-RunCommandSimulator -NodeCount 4 -Answer @(
        @{ Contains = 'mixed'; Node = 'node-0003'; ExitCode = 3; StandardError = 'no space left' }
        @{ StandardOutput = "up 3 days`n" }
    ) 6> $null
    $quick = @{ PollingInterval = 0.05; ErrorAction = 'SilentlyContinue' }

    function Invoke-Quick([string] $Script, [string] $Name) {
        $named = if ($Name) { @{ Name = $Name } } else { @{} }
        $simulator.Nodes | Invoke-RunCommand $Script @named @quick -SummaryVariable told 6> $null | Out-Null
        $told.RolloutId
    }
}

AfterAll { $simulator | Stop-RunCommandSimulator }

Describe 'Get-RunCommandRollout' {
    BeforeAll {
        $ids = @{}
        $begun = foreach ($name in 'deploy-1', 'deploy-2', 'patch', 'patch') {
            $ids[$name] = Invoke-Quick $(if ($name -eq 'deploy-2') { 'mixed' } else { "uptime`nexit 0" }) $name
            $ids[$name]
        }

        $mark = $simulator.Requests.Count
    }

    It 'returns all, newest first, without a call' {
        $rollouts = @(Get-RunCommandRollout)

        $rollouts | Should -HaveCount 4
        $rollouts[0] | Should -BeOfType ([RunCommandPS.RunCommandRollout])
        $rollouts.Id | Should -Be $begun[3, 2, 1, 0]
        $rollouts.Condition | Should -Be (@('Finished') * 4)
        $simulator.Requests.Count | Should -Be $mark
    }

    It 'says who ran it, what, where, and what came of it' {
        $rollout = Get-RunCommandRollout deploy-2

        $rollout.Id | Should -BeExactly $ids['deploy-2']
        $rollout.Name | Should -BeExactly 'deploy-2'
        $rollout.Description | Should -BeLike '*mixed*'
        $rollout.RunBy | Should -BeLike "process $PID of *"
        $rollout.Regions | Should -Be 'us-east-1'
        $rollout.Summary.Succeeded, $rollout.Summary.Failed, $rollout.Summary.Nodes | Should -Be 3, 1, 4
        $rollout.LastEventAt | Should -BeGreaterOrEqual $rollout.StartedAt
        $rollout.Nodes | Should -BeNullOrEmpty
        $rollout.RecordPath | Should -Exist
    }

    It 'finds by id, by the end of an id, and of several with a name the newest' {
        (Get-RunCommandRollout $ids['deploy-1']).Name | Should -BeExactly 'deploy-1'
        (Get-RunCommandRollout ($ids['deploy-1'] -split '-')[-1]).Name | Should -BeExactly 'deploy-1'
        (Get-RunCommandRollout PATCH).Id | Should -BeExactly $ids['patch']
    }

    It 'finds by <Pattern>' -ForEach @(
        @{ Pattern = 'deploy*'; Count = 2 }
        @{ Pattern = '[DP]*'; Count = 4 }
        @{ Pattern = '20??????-*'; Count = 4 }
        @{ Pattern = 'nothing*'; Count = 0 }
    ) {
        @(Get-RunCommandRollout $Pattern -ErrorAction Stop) | Should -HaveCount $Count
    }

    It 'makes an error of a name that none has, with the one that was meant' {
        $found = Get-RunCommandRollout deploy-3, deploy-1 -ErrorAction SilentlyContinue -ErrorVariable problems

        $found.Name | Should -BeExactly 'deploy-1'
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'RolloutNotFound,RunCommandPS.Commands.GetRunCommandRolloutCommand'
        $problems[0].Exception | Should -BeOfType ([RunCommandPS.RolloutNotFoundException])
        "$($problems[0])" | Should -BeLike "*'deploy-3'*Did you mean 'deploy-*"
        $problems[0].TargetObject | Should -BeExactly 'deploy-3'
    }

    It 'takes rollouts, and objects with a RolloutId, from the pipeline' {
        (Get-RunCommandRollout deploy-1 | Get-RunCommandRollout).Name | Should -BeExactly 'deploy-1'
        ([pscustomobject]@{ RolloutId = $ids['deploy-2'] } | Get-RunCommandRollout).Name | Should -BeExactly 'deploy-2'
    }

    It 'takes a rollout for itself, although another has its name, or it has none' {
        $older = Get-RunCommandRollout patch* | Select-Object -Last 1
        $older.Id | Should -Not -Be (Get-RunCommandRollout patch).Id
        $nameless = Get-RunCommandRollout (Invoke-Quick uptime $null)

        ($older | Get-RunCommandRollout).Id, (Get-RunCommandRollout $older).Id | Should -Be $older.Id, $older.Id
        ($older, $nameless | Get-RunCommandRollout).Id | Should -Be @($older.Id, $nameless.Id)
        $copy = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($older))
        ($copy | Get-RunCommandRollout).Id | Should -Be $older.Id
        ($older.Summary | Get-RunCommandRollout).Id | Should -Be $older.Id
        $nameless | Remove-RunCommandRollout
    }

    It 'has the nodes with -Detailed' {
        $nodes = (Get-RunCommandRollout deploy-2 -Detailed).Nodes

        $nodes | Should -HaveCount 4
        $nodes[0] | Should -BeOfType ([RunCommandPS.RunCommandRolloutNode])
        $nodes.InstanceId | Should -Be $simulator.Nodes.InstanceId
        $nodes.Verdict | Should -Be 'Succeeded', 'Succeeded', 'Failed', 'Succeeded'
        $nodes[2].ResponseCode, $nodes[2].Region, $nodes[0].Output | Should -Be 3, 'us-east-1', "up 3 days`n"
        $nodes.CommandId | Select-Object -Unique | Should -Be (Get-RunCommandRollout deploy-2).Summary.CommandIds
    }
}

Describe 'Get-RunCommandRollout -Condition' {
    AfterAll { $env:RUNCOMMANDPS_HOME = "$TestDrive/home" }

    It 'returns those that stand like this' {
        $null = Invoke-Quick uptime whole
        $simulator.Nodes | Invoke-RunCommand mixed -Name begun @quick 6> $null | Out-Null
        $null = Copy-Record whole -To "$TestDrive/other"
        $null = Copy-Record begun -To "$TestDrive/other" -Lines 2 -From "$TestDrive/home"

        (Get-RunCommandRollout -Condition Interrupted).Name | Should -BeExactly 'begun'
        (Get-RunCommandRollout -Condition Finished, Halted).Name | Should -BeExactly 'whole'
        Get-RunCommandRollout whole -Condition Stopped | Should -BeNullOrEmpty
    }
}

Describe 'A home of records' {
    BeforeEach { $before = $env:RUNCOMMANDPS_HOME }

    AfterEach { $env:RUNCOMMANDPS_HOME = $before }

    It 'that is not there yet has no rollouts' {
        $env:RUNCOMMANDPS_HOME = "$TestDrive/not-there"

        Get-RunCommandRollout -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'is only for the user to read' {
        $null = Invoke-Quick uptime private
        $record = Get-RecordPath private

        if ($IsWindows) {
            (Get-Acl (Split-Path $record)).Access.IdentityReference.Value | Should -Not -Contain 'Everyone'
        }
        else {
            (Get-Item $record).UnixMode | Should -BeExactly '-rw-------'
            (Get-Item (Split-Path $record)).UnixMode | Should -BeExactly 'drwx------'
        }
    }

    It 'holds no keys' {
        $keys = @{
            AccessKey = $simulator.AccessKeyId; SecretKey = $simulator.SecretAccessKey
            Region = $simulator.Region; EndpointUrl = $simulator.Endpoint
        }
        $simulator.Nodes.InstanceId | Invoke-RunCommand uptime -Name keys @keys @quick 6> $null | Should -HaveCount 4
        $text = Get-Content (Get-RecordPath keys) -Raw

        $text | Should -BeLike '*hadKeys*'
        $text.Contains($simulator.AccessKeyId) | Should -BeFalse
        $text.Contains($simulator.SecretAccessKey) | Should -BeFalse
    }
}

Describe 'A record that can''t be read' {
    BeforeEach {
        $null = Invoke-Quick uptime sound
        $path = Get-RecordPath (Invoke-Quick uptime spoilt)
        $lines = [System.IO.File]::ReadAllLines($path)
    }

    AfterEach { Remove-Item "$TestDrive/home" -Recurse -Force }

    It 'is an error that names the line, and takes nothing away from the others' {
        $lines[2] = $lines[2].Replace('"event"', '"EVENT"')
        [System.IO.File]::WriteAllText($path, ($lines -join "`n") + "`n")
        $found = @(Get-RunCommandRollout -ErrorAction SilentlyContinue -ErrorVariable problems)

        $found.Name | Should -BeExactly 'sound'
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'RolloutRecordDamaged,*'
        "$($problems[0])" | Should -BeExactly "Line 3 of the record '$path' is damaged."
    }

    It 'that is of a newer version is an error that says so' {
        $newer = $lines[0] -replace '"version":1', '"version":2' -replace ',"sum":"[0-9A-F]+"\}$', ''
        $sum = [System.Security.Cryptography.SHA256]::HashData([System.Text.Encoding]::UTF8.GetBytes($newer))
        [System.IO.File]::WriteAllText($path, "$newer,`"sum`":`"$([System.Convert]::ToHexString($sum[0..7]))`"}`n")

        { Get-RunCommandRollout (Split-Path (Split-Path $path) -Leaf) -ErrorAction Stop } |
            Should -Throw -ErrorId 'RolloutRecordDamaged,*' -ExpectedMessage '*newer version*'
    }

    It 'loses a last line that was not written to its end, and nothing else' {
        [System.IO.File]::AppendAllText($path, '{"event":"stop')

        (Get-RunCommandRollout spoilt -ErrorAction Stop).Summary.Succeeded | Should -Be 4
    }
}
