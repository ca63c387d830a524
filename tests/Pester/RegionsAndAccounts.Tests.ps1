# Several regions and accounts in one line: read side by side, run as one rollout, with roles that are assumed on the way.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'The analyzer does not follow variables from BeforeAll into It.')]
param()

BeforeAll {
    . "$PSScriptRoot/Import-BuiltModule.ps1"
    . "$PSScriptRoot/Wire.ps1"
    $quick = @{ PollingInterval = 0.05; ErrorAction = 'SilentlyContinue' }
    $accounts = '111111111111', '222222222222', '333333333333'
    $regions = 'eu-west-1', 'us-east-1'

    # A fleet for each region of each account, and a profile that leads to it.
    $fleets = @{}
    $config = Join-Path $TestDrive 'config'
    $seed = 0
    foreach ($account in $accounts) {
        foreach ($region in $regions) {
            $seed++
            $nodes = 1..4 | ForEach-Object { @{ Name = "web$_"; Tags = @{ Role = ('web', 'db')[$_ % 2] } } }
            $fleet = Start-RunCommandSimulator -Node $nodes -Seed $seed -Region $region -AccountId $account `
                -Role "arn:aws:iam::${account}:role/operators" -Answer @{ StandardOutput = "$account $region" } 6> $null
            $fleets["$account $region"] = $fleet
            @(
                "[profile $account-$region]"
                "region = $region"
                "endpoint_url = $($fleet.Endpoint)"
                "aws_access_key_id = $($fleet.AccessKeyId)"
                "aws_secret_access_key = $($fleet.SecretAccessKey)"
                "aws_account_id = $account"
            ) | Add-Content $config
        }
    }

    $profiles = foreach ($account in $accounts) { foreach ($region in $regions) { "$account-$region" } }
    $saved = $env:AWS_CONFIG_FILE, $env:AWS_SHARED_CREDENTIALS_FILE
    $env:AWS_CONFIG_FILE = $config
    $env:AWS_SHARED_CREDENTIALS_FILE = Join-Path $TestDrive 'credentials'
}

AfterAll {
    $fleets.Values | Stop-RunCommandSimulator
    $env:AWS_CONFIG_FILE, $env:AWS_SHARED_CREDENTIALS_FILE = $saved
    Get-RunCommandRollout | Remove-RunCommandRollout
}

Describe 'Get-RunCommandInvocation with several profiles' {
    It 'has the history of nodes from wherever they are' {
        $nodes = Get-RunCommandNode -ProfileName $profiles[0, 3] -Name 'ip-*' | Group-Object Account | ForEach-Object { $_.Group[0] }
        $null = $nodes | Invoke-RunCommand 'uptime' @quick

        $history = Get-RunCommandInvocation -ProfileName $profiles[0, 3] -InstanceId $nodes.InstanceId -InvokedAfter -1h -ErrorAction Stop

        $history.InstanceId | Sort-Object | Should -Be ($nodes.InstanceId | Sort-Object)
        $history.Account | Sort-Object | Should -Be ($nodes.Account | Sort-Object)
    }
}

Describe 'Get-RunCommandNode with several profiles' {
    It 'reads them side by side, and each node tells its region and account' {
        $nodes = Get-RunCommandNode -ProfileName $profiles

        $nodes | Should -HaveCount 24
        $nodes | Group-Object Account, Region | ForEach-Object Count | Sort-Object -Unique | Should -Be 4
        ($nodes | Group-Object Account).Name | Sort-Object | Should -Be $accounts
    }

    It 'says which connection failed, while the others go on' {
        $nodes = Get-RunCommandNode -ProfileName $profiles[0], 'nobody' -ErrorVariable problems -ErrorAction SilentlyContinue

        $nodes | Should -HaveCount 4
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'UnknownProfile,*'
        $problems[0].ErrorDetails.Message | Should -BeLike "profile 'nobody': *"
    }

    It 'finds an id wherever it is, and says so where none of them knows it' {
        $id = $fleets["$($accounts[1]) us-east-1"].Nodes[0].InstanceId
        $nodes = $id, 'i-0123456789abcdef0' |
            Get-RunCommandNode -ProfileName $profiles[0, 3] -ErrorVariable problems -ErrorAction SilentlyContinue

        $nodes.InstanceId | Should -Be $id
        $nodes.Account | Should -Be $accounts[1]
        $problems | Should -HaveCount 1
        $problems[0].TargetObject | Should -Be 'i-0123456789abcdef0'
        $problems[0].ErrorDetails.Message | Should -BeLike '*eu-west-1, us-east-1*'
    }

    It 'writes no more than -First of all of them' {
        Get-RunCommandNode -ProfileName $profiles -First 5 | Should -HaveCount 5
    }

    It 'shows the account in a list' {
        $list = Get-RunCommandNode -ProfileName $profiles[0] -First 1 | Format-List | Out-String

        $list | Should -Match "Account\s+: $($accounts[0])"
    }
}

Describe 'Invoke-RunCommand over accounts and regions' {
    It 'is one rollout, with a result and a place for each node' {
        $results = Get-RunCommandNode -ProfileName $profiles | Invoke-RunCommand hostname -Name everywhere @quick 6> $null

        $results | Should -HaveCount 24
        $results | ForEach-Object { $_.StandardOutput } | Sort-Object -Unique | Should -HaveCount 6
        $results | ForEach-Object { $_.StandardOutput | Should -Be "$($_.Account) $($_.Region)" }
        (Get-RunCommandRollout everywhere -Detailed).Nodes | ForEach-Object Account | Sort-Object -Unique | Should -Be $accounts
    }

    It 'lists the nodes of -Target first, so that limits hold for all of them' {
        $results = Invoke-RunCommand hostname -Shell Sh -Target tag:Role=web -ProfileName $profiles @quick -SummaryVariable told 6> $null

        $results | Should -HaveCount 12
        $told.Nodes, $told.Succeeded, $told.CommandIds.Count | Should -Be 12, 12, 6
        $fleets.Values | ForEach-Object { (Get-SentRequest $_ 0)[-1].InstanceIds | Should -HaveCount 2 }
    }

    It 'says so where no node anywhere is chosen' {
        $null = Invoke-RunCommand hostname -Target tag:Role=nothing -ProfileName $profiles[0, 1] -ErrorVariable problems @quick

        $problems.FullyQualifiedErrorId | Should -BeLike 'NoNodes,*'
    }

    It 'tells accounts, regions and commands with -WhatIf' {
        $nodes = Get-RunCommandNode -ProfileName $profiles
        $transcript = Join-Path $TestDrive 'whatif.txt'
        $null = Start-Transcript $transcript
        try { $nodes | Invoke-RunCommand hostname -Shell Sh -WhatIf } finally { $null = Stop-Transcript }

        Get-Content $transcript -Raw | Should -BeLike '*24 nodes in 3 accounts and 2 regions, 6 commands*'
    }
}

Describe 'A rollout over three accounts and two regions that is killed' {
    It 'goes on: each node once, wave after wave' {
        . "$PSScriptRoot/Rollouts.ps1"
        $place = $fleets["$($accounts[0]) eu-west-1"]
        $marks = @{}
        $fleets.Keys | ForEach-Object { $marks[$_] = $fleets[$_].Requests.Count }
        $other = Start-OtherSession -Simulator $place -Script (
            "Get-RunCommandNode -ProfileName $($profiles -join ',') | " +
            'Invoke-RunCommand uptime -Shell Sh -Name killed -Wave 6 -WaveCheck { Start-Sleep 600 } -PollingInterval 0.05')
        $isInWave = Wait-Until { (Get-RunCommandRollout killed -ErrorAction Ignore).Summary.Succeeded -eq 6 } -Seconds 60
        $other.Kill()
        $other.WaitForExit()
        $other.Dispose()
        $isInWave | Should -BeTrue
        $rollout = Get-RunCommandRollout killed
        $rollout.Condition, $rollout.WavesPassed | Should -Be 'Interrupted', 0

        $results = Resume-RunCommandRollout killed -WaveCheck { $true } @quick -SummaryVariable whole 6> $null

        $results | Should -HaveCount 18
        $whole.Succeeded, $whole.NotStarted | Should -Be 24, 0
        $sent = $fleets.Keys | ForEach-Object { (Get-SentRequest $fleets[$_] $marks[$_]).InstanceIds }
        $sent | Should -HaveCount 24
        $sent | Sort-Object -Unique | Should -HaveCount 24
    }
}

Describe 'Send-RunCommand over accounts and regions' {
    BeforeAll { $send = @{ DocumentName = 'AWS-RunShellScript'; Parameter = @{ commands = 'id' } } }

    It 'sends each node where it came from' {
        $commands = Get-RunCommandNode -ProfileName $profiles | Get-Random -Shuffle | Send-RunCommand @send

        $commands | Should -HaveCount 6
        $commands | ForEach-Object { $_.InstanceIds.Count } | Should -Be (@(4) * 6)
        $commands | ForEach-Object { "$($_.Account) $($_.Region)" } | Sort-Object | Should -Be ($fleets.Keys | Sort-Object)
        ($commands | Wait-RunCommand).Status | Should -Be (@('Success') * 6)
    }

    It 'sends a mere id where the call goes by itself, and a node once however it is named' {
        $node = Get-RunCommandNode -ProfileName $profiles[0] -First 1
        $commands = $node.InstanceId, $node | Send-RunCommand @send -ProfileName $profiles[0] -WarningAction SilentlyContinue

        $commands | Should -HaveCount 1
        $commands.InstanceIds | Should -Be $node.InstanceId
    }

    It 'goes on at the others where one can not be reached' {
        $gone = Start-RunCommandSimulator -NodeCount 1 -Region eu-central-1 -Seed 99 6> $null
        $lost = Get-RunCommandNode -Region $gone.Region -EndpointUrl $gone.Endpoint -AccessKey $gone.AccessKeyId `
            -SecretKey $gone.SecretAccessKey
        $gone | Stop-RunCommandSimulator
        $closed = New-ClosedPort $gone.Endpoint.Port
        $commands = @($lost) + @(Get-RunCommandNode -ProfileName $profiles[0, 1]) |
            Send-RunCommand @send -ErrorVariable problems -ErrorAction SilentlyContinue

        $closed.Dispose()
        $commands | Should -HaveCount 2
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'ConnectionRefused,*'
        $problems[0].TargetObject | Should -Be $lost.InstanceId
    }
}

Describe 'A role to assume' {
    BeforeAll {
        $account = $accounts[0]
        $fleet = $fleets["$account eu-west-1"]
        $place = @{
            Region      = 'eu-west-1'
            EndpointUrl = $fleet.Endpoint
            AccessKey   = $fleet.AccessKeyId
            SecretKey   = $fleet.SecretAccessKey
        }
        $role = @{ RoleArn = 'arn:aws:iam::{AccountId}:role/operators'; AccountId = $account; RoleSessionName = 'night-shift' }
    }

    It 'is assumed with the own credentials, and remembered by what comes of it' {
        $command = Get-RunCommandNode @place @role | Send-RunCommand AWS-RunShellScript @{ commands = 'id' }
        $done = $command | Wait-RunCommand

        $command.Account | Should -Be $account
        $command.RoleArn | Should -Be "arn:aws:iam::${account}:role/operators"
        $done.Status | Should -Be 'Success'
        @($fleet.Requests | Where-Object Operation -EQ AssumeRole) | Should -HaveCount 1
        @($fleet.Requests | Where-Object Operation -EQ AssumeRole).Body | Should -BeLike '*night-shift*'
    }

    It 'is an error of credentials where it may not be assumed' {
        { Get-RunCommandNode @place -RoleArn 'arn:aws:iam::999999999999:role/operators' } |
            Should -Throw -ErrorId 'NoCredentials,*' -ExpectedMessage '*999999999999*'
    }

    It 'is refused where account and place for it do not match: <Parameters>' -ForEach @(
        @{ Parameters = @{ AccountId = '111111111111' }; Message = '*-AccountId is inserted into -RoleArn*' }
        @{ Parameters = @{ RoleArn = 'arn:aws:iam::{AccountId}:role/operators' }; Message = '*-AccountId is not specified*' }
        @{ Parameters = @{ RoleSessionName = 'night-shift' }; Message = '*no role is specified*' }
    ) {
        { Get-RunCommandNode @place @Parameters } | Should -Throw -ErrorId 'InvalidConnection,*' -ExpectedMessage $Message
    }

    It 'takes no <Name> that STS would refuse, and says what one is' -ForEach @(
        @{ Name = 'ARN'; Parameters = @{ RoleArn = 'operators' }; Words = "*'operators' is not the ARN of a role*" }
        @{ Name = 'account'; Parameters = @{ AccountId = 12345678901 }; Words = "*'12345678901' is not an account id: 12 digits*" }
        @{ Name = 'session name'; Parameters = @{ RoleSessionName = 'night shift' }
            Words = "*'night shift' is not a session name*" }
        @{ Name = 'external id'; Parameters = @{ ExternalId = '#' }; Words = "*'#' is not an external id*" }
    ) {
        { Get-RunCommandNode @place @Parameters } |
            Should -Throw -ErrorId 'ParameterArgumentTransformationError,*' -ExpectedMessage $Words
    }

    It 'is of the running simulator where nothing else is said' {
        $newest = Get-RunCommandSimulator | Select-Object -Last 1
        $own = "arn:aws:iam::$($accounts[2]):role/operators"
        (Get-RunCommandNode -RoleArn $own -First 1).Endpoint | Should -Be $newest.Endpoint
    }
}

Describe 'A cmdlet that goes to one place' {
    It 'refuses several regions, and says what takes them' {
        { Get-RunCommandDocument AWS-RunShellScript -Region $regions } |
            Should -Throw -ErrorId 'InvalidConnection,*' -ExpectedMessage '*one Region and account at a time, but 2 were specified*'
    }
}
