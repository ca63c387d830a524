# "Coming from Send-SSMCommand" in the README: every row is run here as it stands there.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'The analyzer does not follow variables from BeforeAll into It.')]
param()

BeforeDiscovery {
    $readme = Get-Content -LiteralPath "$PSScriptRoot/../../README.md" -Raw
    $null = $readme -match '(?s)\n## Coming from Send-SSMCommand\n\n\| AWS\.Tools \| here \|\n\|[-| ]+\|\n(.*?)\n\n'
    $rows = @($Matches[1] -split '\n' | ForEach-Object {
            $theirs, $ours = $_.Trim('|', ' ') -split ' \| ', 2
            @{ Theirs = $theirs; Ours = $ours }
        })
}

BeforeAll {
    . "$PSScriptRoot/Import-BuiltModule.ps1"
    . "$PSScriptRoot/AwsTools.ps1"
    $simulator = Start-RunCommandSimulator -Node (1..60 | ForEach-Object { @{ Name = "web$_"; Tags = @{ Role = 'web' } } }) -Answer @(
        @{ Contains = 'slow'; Duration = 3600 }
        @{ StandardOutput = "up`n" }
    ) 6> $null
    $ids = $simulator.Nodes.InstanceId

    # Runs a recipe with real values in the place of its placeholders. It must stand in the row at hand, on either side.
    function Invoke-Recipe([string] $Recipe, [string] $Before = '', [string] $After = '') {
        "$Theirs $Ours".Contains("``$Recipe``") | Should -BeTrue -Because "the README must say what is run here: $Recipe"
        $code = "$Before $Recipe $After" -creplace ' d ', ' AWS-RunShellScript ' -replace '@\{…\}', '@{ commands = ''uptime'' }'
        & ([scriptblock]::Create($code)) 6> $null
    }

    function Get-CallCount([scriptblock] $Script, [string] $Operation) {
        $mark = $simulator.Requests.Count
        $null = & $Script
        @($simulator.Requests | Select-Object -Skip $mark | Where-Object Operation -EQ $Operation).Count
    }

    $checks = @{
        "``Send-SSMCommand -DocumentName d -Parameter @{…} -InstanceId `$ids``" = {
            $commands = @(Invoke-Recipe 'Send-RunCommand d @{…} -InstanceId $ids')

            $commands.InstanceIds.Count | Should -Be 60
            $commands | Should -HaveCount 2 -Because 'a command takes 50 ids'
        }
        "``-Target @{ Key = 'tag:Role'; Values = 'web' }``" = {
            foreach ($target in "-Target @{ Key = 'tag:Role'; Values = 'web' }", '-Target tag:Role=web') {
                $command = Invoke-Recipe $target -Before 'Send-RunCommand d @{…}' | Wait-RunCommand

                "$($command.Targets)" | Should -Be 'tag:Role=web'
                $command.TargetCount | Should -Be 60
            }
        }
        'a loop of `Get-SSMCommandInvocation` and `Start-Sleep`' = {
            $sent = Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' } -InstanceId $ids[0..2]

            (Invoke-Recipe 'Wait-RunCommand' -Before '$sent |').Status | Should -Be 'Success'
            @(Invoke-Recipe 'Invoke-RunCommand' -Before '$ids[0..2] |' -After 'uptime').Verdict | Should -Be (@('Succeeded') * 3)
        }
        '`Get-SSMCommandInvocationDetail` for each node' = {
            $sent = Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' } -InstanceId $ids[0..49] | Wait-RunCommand
            $output = @(Invoke-Recipe 'Receive-RunCommandOutput' -Before '$sent |')

            $output.StandardOutput | Should -Be (@("up`n") * 50)
            Get-CallCount { $sent | Receive-RunCommandOutput } 'ListCommandInvocations' | Should -Be 1
            Get-CallCount { $sent | Receive-RunCommandOutput } 'GetCommandInvocation' | Should -Be 0
        }
        '`Stop-SSMCommand`' = {
            $sent = Send-RunCommand AWS-RunShellScript @{ commands = 'slow' } -InstanceId $ids[0..1]

            (Invoke-Recipe 'Stop-RunCommand' -Before '$sent |').Stopped | Sort-Object | Should -Be ($ids[0..1] | Sort-Object)
        }
        '`Get-SSMInstanceInformation`, `Get-SSMDocumentList`' = {
            @(Invoke-Recipe 'Get-RunCommandNode') | Should -HaveCount 60
            (Invoke-Recipe 'Get-RunCommandDocument').Name | Should -Contain 'AWS-RunShellScript'
        }
        '`Set-AWSCredential`, `Set-DefaultAWSRegion`, `Initialize-AWSDefaultConfiguration`' = {
            # What those cmdlets leave in the session.
            $global:StoredAWSRegion = $simulator.Region
            $global:StoredAWSCredentials = [StandIn.PowerShell.Common.AWSPSCredentials]::new(
                [StandIn.Runtime.RenewedAWSCredentials]@{ AccessKey = $simulator.AccessKeyId; SecretKey = $simulator.SecretAccessKey },
                'me')
            try {
                $said = Get-RunCommandNode -EndpointUrl $simulator.Endpoint -First 1 -Verbose 4>&1

                @($said | Where-Object { $_ -isnot [System.Management.Automation.VerboseRecord] }) | Should -HaveCount 1
                "$said" | Should -BeLike '*StoredAWSRegion*StoredAWSCredentials*'
            }
            finally {
                Remove-Variable -Name StoredAWSRegion, StoredAWSCredentials -Scope Global
            }
        }
        '`-Credential $role`' = {
            $role = @{ AccessKeyId = $simulator.AccessKeyId; SecretAccessKey = $simulator.SecretAccessKey }
            $place = @{ Region = $simulator.Region; EndpointUrl = $simulator.Endpoint }

            Invoke-Recipe '-Credential $role' -Before 'Get-RunCommandNode -First 1 @place' | Should -HaveCount 1
        }
        '`-Region`, `-ProfileName`, `-EndpointUrl`' = {
            foreach ($parameter in '-Region', '-ProfileName', '-EndpointUrl') {
                $Theirs.Contains("``$parameter``") | Should -BeTrue
                (Get-Command Send-RunCommand).Parameters.Keys | Should -Contain $parameter.Substring(1)
            }

            $place = @{ Region = $simulator.Region; EndpointUrl = $simulator.Endpoint }
            $keys = @{ AccessKey = $simulator.AccessKeyId; SecretKey = $simulator.SecretAccessKey }
            $sent = Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' } -InstanceId $ids[0] @place @keys

            ($sent | Wait-RunCommand | Receive-RunCommandOutput).Region | Should -Be $simulator.Region
        }
    }
}

AfterAll { $simulator | Stop-RunCommandSimulator }

Describe 'Coming from Send-SSMCommand' {
    It 'does the same as <Theirs>' -ForEach $rows {
        $checks.Keys | Should -Contain $Theirs -Because 'every row of the README is run here'

        . $checks[$Theirs]
    }

    It 'has a row for every check' {
        $readme = Get-Content -LiteralPath "$PSScriptRoot/../../README.md" -Raw
        foreach ($theirs in $checks.Keys) {
            $readme.Contains("| $theirs |") | Should -BeTrue -Because "'$theirs' is checked here"
        }
    }
}

Describe 'The examples' {
    It 'take the same form of -Tag in <Name>' -ForEach @(
        Get-ChildItem "$PSScriptRoot/../../examples/*.ps1" | Where-Object { (Get-Content $_ -Raw) -match '\$Tag\b' } |
            ForEach-Object { @{ Name = $_.Name; Path = $_.FullName } }
    ) {
        $help = Get-Help $Path -Full
        $values = Select-String -LiteralPath $Path -Pattern '-Tag (\S+)' -AllMatches |
            ForEach-Object { $_.Matches } | ForEach-Object { $_.Groups[1].Value }

        (Get-Command $Path).Parameters['Tag'].ParameterType | Should -Be ([string[]])
        ($help.parameters.parameter | Where-Object name -EQ Tag).description.Text |
            Should -BeLike 'Only nodes with all of these tags, such as Role=web.*'
        $values | Should -Not -BeNullOrEmpty
        $values | Should -Match '^\w+=\w+$|^\$'
    }
}
