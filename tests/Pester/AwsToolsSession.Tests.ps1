# At home in a session of AWS.Tools: the region and the credentials that it keeps in variables, and -Credential.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'The analyzer does not follow variables from BeforeAll into It.')]
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSAvoidUsingConvertToSecureStringWithPlainText', '',
    Justification = 'The keys are those of a simulator.')]
param()

BeforeDiscovery {
    $remote = @(
        'Get-RunCommand', 'Get-RunCommandDocument', 'Get-RunCommandInvocation', 'Get-RunCommandNode', 'Invoke-RunCommand'
        'Receive-RunCommandOutput', 'Restart-RunCommand', 'Resume-RunCommandRollout', 'Send-RunCommand', 'Stop-RunCommand'
        'Test-RunCommand', 'Wait-RunCommand', 'Wait-RunCommandNode'
    ) | ForEach-Object { @{ Name = $_ } }
    $real = @(Get-Module -ListAvailable -Name AWS.Tools.Common, AWSPowerShell.NetCore, AWSPowerShell)
}

BeforeAll {
    . "$PSScriptRoot/Import-BuiltModule.ps1"
    . "$PSScriptRoot/AwsTools.ps1"

    $simulator = Start-RunCommandSimulator -NodeCount 2 -Region eu-west-1 6> $null
    $there = @{ EndpointUrl = $simulator.Endpoint }
    $region = @{ Region = 'eu-west-1' }

    function New-Credential {
        [StandIn.Runtime.RenewedAWSCredentials]@{ AccessKey = $simulator.AccessKeyId; SecretKey = $simulator.SecretAccessKey }
    }

    function Clear-Stored {
        Remove-Variable -Name StoredAWSCredentials, StoredAWSRegion -Scope Global -ErrorAction Ignore
        Remove-Item -Path env:AWS_REGION, env:AWS_ACCESS_KEY_ID, env:AWS_SECRET_ACCESS_KEY, env:AWS_PROFILE -ErrorAction Ignore
    }

    function Set-Stored($Credential) {
        $global:StoredAWSCredentials = [StandIn.PowerShell.Common.AWSPSCredentials]::new($Credential, 'operators')
    }

    # What -Verbose says of the connection, whether the call succeeds or not.
    function Get-Source([scriptblock] $Call) {
        $all = & { try { & $Call } catch { $null = $_ } } 4>&1
        ($all | Where-Object { $_ -is [Management.Automation.VerboseRecord] -and $_.Message -like 'Region *' }).Message
    }

    # Profiles that a spec may name: one with a region, one without.
    $profiles = Join-Path $TestDrive 'credentials'
    Set-Content -Path $profiles -Value @"
[placed]
aws_access_key_id = $($simulator.AccessKeyId)
aws_secret_access_key = $($simulator.SecretAccessKey)
region = eu-central-1

[unplaced]
aws_access_key_id = $($simulator.AccessKeyId)
aws_secret_access_key = $($simulator.SecretAccessKey)
"@
}

AfterAll { $simulator | Stop-RunCommandSimulator }

Describe 'The session of AWS.Tools' {
    AfterEach { Clear-Stored }

    It 'gives region and credentials, and -Verbose says so' {
        Set-Stored (New-Credential)
        $global:StoredAWSRegion = 'eu-west-1'
        Get-RunCommandNode @there | Should -HaveCount 2
        Get-Source { Get-RunCommandNode @there -Verbose } |
            Should -BeExactly 'Region eu-west-1 comes from $StoredAWSRegion. $StoredAWSCredentials provides the credentials.'
    }

    It 'gives a region that is an object' -ForEach @(
        @{ Object = [pscustomobject]@{ SystemName = 'eu-west-1'; DisplayName = 'Europe (Ireland)' } }
        @{ Object = [pscustomobject]@{ Region = 'eu-west-1'; Name = 'Europe (Ireland)' } }
    ) {
        Set-Stored (New-Credential)
        $global:StoredAWSRegion = $Object
        (Get-RunCommandNode @there)[0].Region | Should -Be 'eu-west-1'
        (Get-RunCommandNode @there -Region $Object)[0].Region | Should -Be 'eu-west-1'
        (Get-RunCommandNode @there -Region @($Object))[0].Region | Should -Be 'eu-west-1'
    }

    It 'comes before the environment' {
        Set-Stored (New-Credential)
        $global:StoredAWSRegion = 'eu-west-1'
        $env:AWS_REGION = 'us-east-1'
        $env:AWS_ACCESS_KEY_ID = 'AKIAIOSFODNN7EXAMPLE'
        $env:AWS_SECRET_ACCESS_KEY = 'wJalrXUtnFEMI-K7MDENG'
        $env:AWS_PROFILE = 'gone'
        (Get-RunCommandNode @there)[0].Region | Should -Be 'eu-west-1'
    }

    It 'says that the environment gave what nobody else did' {
        $env:AWS_REGION = 'eu-west-1'
        $env:AWS_ACCESS_KEY_ID = $simulator.AccessKeyId
        $env:AWS_SECRET_ACCESS_KEY = $simulator.SecretAccessKey
        Get-Source { Get-RunCommandNode @there -Verbose } |
            Should -BeExactly "Region eu-west-1 comes from `$env:AWS_REGION. The environment's keys provide the credentials."
    }

    It 'comes after parameters' {
        $global:StoredAWSCredentials = 'no credentials at all'
        $global:StoredAWSRegion = 'us-east-1'
        Get-Source {
            Get-RunCommandNode @there @region -AccessKey $simulator.AccessKeyId -SecretKey $simulator.SecretAccessKey -Verbose
        } | Should -BeExactly 'Region eu-west-1 comes from -Region. -AccessKey provides the credentials.'
    }

    It 'gives the region where only the credentials are explicit' {
        $global:StoredAWSRegion = 'eu-west-1'
        $env:AWS_REGION = 'us-east-1'
        $keys = @{ AccessKey = $simulator.AccessKeyId; SecretKey = $simulator.SecretAccessKey }
        (Get-RunCommandNode @there @keys)[0].Region | Should -Be 'eu-west-1'
        (Get-RunCommandNode @there -Credential (New-Credential))[0].Region | Should -Be 'eu-west-1'
    }

    It 'gives the region of a named profile that has none, before the environment' {
        $global:StoredAWSRegion = 'eu-west-1'
        $env:AWS_REGION = 'us-east-1'
        Get-Source { Get-RunCommandNode @there -ProfileLocation $profiles -ProfileName unplaced -Verbose } |
            Should -BeExactly "Region eu-west-1 comes from `$StoredAWSRegion. Profile 'unplaced' provides the credentials."
        Get-Source { Get-RunCommandNode @there -ProfileLocation $profiles -ProfileName placed -Verbose } |
            Should -BeExactly "Region eu-central-1 comes from profile 'placed'. Profile 'placed' provides the credentials."
    }

    It 'reports the credentials that assume a role' {
        Set-Stored (New-Credential)
        Get-Source { Get-RunCommandNode @there @region -RoleArn 'arn:aws:iam::111122223333:role/operators' -Verbose 2> $null } |
            Should -BeExactly ('Region eu-west-1 comes from -Region. $StoredAWSCredentials provides the credentials that assume role ' +
                "'arn:aws:iam::111122223333:role/operators'.")
    }

    It 'comes after the running simulator' {
        $global:StoredAWSCredentials = 'no credentials at all'
        $global:StoredAWSRegion = 'us-east-1'
        Get-Source { Get-RunCommandNode -Verbose } |
            Should -BeExactly 'Region eu-west-1 comes from the running simulator. The running simulator provides the credentials.'
    }

    It 'comes after where a piped object came from' {
        Set-Stored (New-Credential)
        $nodes = Get-RunCommandNode @there @region
        $global:StoredAWSCredentials = 'no credentials at all'
        $global:StoredAWSRegion = 'us-east-1'
        Get-Source { $nodes | Get-RunCommandNode -Verbose } |
            Should -BeExactly "Region eu-west-1 comes from the object. The object's own connection provides the credentials."
    }

    It 'is asked for its keys again, so that what it renews counts' {
        $credential = New-Credential
        $credential.SecretKey = 'wJalrXUtnFEMI-K7MDENG'
        Set-Stored $credential
        { Get-RunCommandNode @there @region -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidSignatureException*'
        $credential.SecretKey = $simulator.SecretAccessKey
        Get-RunCommandNode @there @region | Should -HaveCount 2
        $credential.AccessKey = 'AKIAIOSFODNN7EXAMPLE'
        { Get-RunCommandNode @there @region -ErrorAction Stop } | Should -Throw
    }

    It 'serves completion' {
        Set-Stored (New-Credential)
        $global:StoredAWSRegion = 'eu-west-1'
        $line = "Get-RunCommandNode -EndpointUrl $($simulator.Endpoint) -InstanceId "
        $offered = (TabExpansion2 -inputScript $line -cursorColumn $line.Length).CompletionMatches
        $offered.CompletionText | Should -Be (Get-RunCommandNode).InstanceId
    }

    It 'serves a job, whatever the session does next' {
        $credential = New-Credential
        Set-Stored $credential
        $job = Invoke-RunCommand 'uptime' -InstanceId (Get-RunCommandNode)[0].InstanceId @there @region -Shell Sh -NoRecord -AsJob
        $global:StoredAWSCredentials = 'no credentials at all'
        $results = $job | Receive-Job -Wait -AutoRemoveJob
        $results.Status | Should -Be 'Success'
        $credential.Asked | Should -BeGreaterThan 0
    }

    It 'takes two names of one caller for one place' {
        $credential = New-Credential
        Set-Stored $credential
        $global:StoredAWSRegion = 'eu-west-1'
        $node = @(Get-RunCommandNode @there)[0]
        $mark = $simulator.Requests.Count
        $node, $node.InstanceId | Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' } @there -Credential $credential 3> $null
        @($simulator.Requests | Select-Object -Skip $mark | Where-Object Operation -EQ 'SendCommand') | Should -HaveCount 1
    }

    It 'is an error where its credentials fail, and shows no key' {
        $credential = New-Credential
        $credential.Failure = 'The security token has expired.'
        Set-Stored $credential
        { Get-RunCommandNode @there @region -ErrorAction Stop } |
            Should -Throw -ErrorId 'NoCredentials*' -ExpectedMessage '*The security token has expired.*'
    }

    It 'is named where its credentials fail: <Source>' -ForEach @(
        @{ Source = '$StoredAWSCredentials'; Set = { Set-Stored $args[0]; @{} } }
        @{ Source = '-Credential'; Set = { @{ Credential = $args[0] } } }
    ) {
        $credential = New-Credential
        $credential.Failure = 'They are gone.'
        $given = & $Set $credential
        $problem = { Get-RunCommandNode @there @region @given -ErrorAction Stop } | Should -Throw -ErrorId 'NoCredentials*' -PassThru
        "$problem" | Should -BeExactly "$Source provides no usable credentials: They are gone."
        $problem.ErrorDetails.RecommendedAction | Should -BeLike '*Set-AWSCredential*-Credential*'
        $problem.ErrorDetails.RecommendedAction | Should -Not -BeLike '*aws sso login*'
    }

    It 'is an error where <What> is kept' -ForEach @(
        @{ What = 'a name'; Value = 'operators' }
        @{ What = 'a number'; Value = 5 }
        @{ What = 'half a pair of keys'; Value = @{ AccessKeyId = 'AKIAIOSFODNN7EXAMPLE' } }
    ) {
        $global:StoredAWSCredentials = $Value
        { Get-RunCommandNode @there @region } |
            Should -Throw -ErrorId 'InvalidConnection*' -ExpectedMessage '$StoredAWSCredentials can''t be used.*'
    }

    It 'is no error where it was cleared' {
        $global:StoredAWSCredentials = $null
        $global:StoredAWSRegion = $null
        { Get-RunCommandNode @there @region } | Should -Throw -ErrorId 'NoCredentials*'
    }

    It 'with the real module, which is not installed everywhere' -ForEach @{ Real = $real } {
        if (-not $Real) {
            Set-ItResult -Skipped -Because 'neither AWS.Tools.Common nor AWSPowerShell is installed'
            return
        }

        Import-Module -Name $Real[0].Name
        Set-AWSCredential -AccessKey $simulator.AccessKeyId -SecretKey $simulator.SecretAccessKey -Scope Global
        Set-DefaultAWSRegion -Region eu-west-1 -Scope Global
        Get-RunCommandNode @there | Should -HaveCount 2
        Get-RunCommandNode @there -Credential (Get-AWSCredential) | Should -HaveCount 2
    }
}

Describe '-Credential' {
    AfterEach { Clear-Stored }

    It 'is a parameter of <Name>' -ForEach $remote {
        (Get-Command $Name).Parameters['Credential'].ParameterType.Name | Should -Be 'GivenCredential'
    }

    It 'takes <What>' -ForEach @(
        @{ What = 'credentials of AWS.Tools'; Make = { New-Credential } }
        @{ What = 'what Set-AWSCredential keeps'; Make = {
                [StandIn.PowerShell.Common.AWSPSCredentials]::new((New-Credential), 'operators') } }
        @{ What = 'credentials that are asked without waiting'; Make = {
                [StandIn.Runtime.SynchronousCredentials]@{ AccessKey = $simulator.AccessKeyId; SecretKey = $simulator.SecretAccessKey } } }
        @{ What = 'credentials of AWS STS'; Make = { [StandIn.SecurityToken.Credentials]@{
                    AccessKeyId = $simulator.AccessKeyId; SecretAccessKey = $simulator.SecretAccessKey; Expiration = '2030-01-01' } } }
        @{ What = 'the reply of Use-STSRole'; Make = { [StandIn.SecurityToken.AssumeRoleResponse]@{
                    Credentials = [StandIn.SecurityToken.Credentials]@{
                        AccessKeyId = $simulator.AccessKeyId; SecretAccessKey = $simulator.SecretAccessKey } } } }
        @{ What = 'a hashtable'; Make = {
                @{ AccessKey = $simulator.AccessKeyId; SecretKey = $simulator.SecretAccessKey } } }
        @{ What = 'a hashtable with the names of the environment'; Make = {
                @{ AWS_ACCESS_KEY_ID = $simulator.AccessKeyId; AWS_SECRET_ACCESS_KEY = $simulator.SecretAccessKey } } }
        @{ What = 'a hashtable with a SecureString'; Make = {
                @{ AccessKeyId = $simulator.AccessKeyId
                    SecretAccessKey = ConvertTo-SecureString $simulator.SecretAccessKey -AsPlainText -Force } } }
        @{ What = 'the JSON of aws sts assume-role'; Make = {
                @{ AssumedRoleUser = @{ Arn = 'arn' }; Credentials = @{ AccessKeyId = $simulator.AccessKeyId
                        SecretAccessKey = $simulator.SecretAccessKey; Expiration = '2030-01-01T00:00:00Z' } } |
                    ConvertTo-Json | ConvertFrom-Json } }
        @{ What = 'the JSON of aws configure export-credentials'; Make = {
                @{ Version = 1; AccessKeyId = $simulator.AccessKeyId; SecretAccessKey = $simulator.SecretAccessKey } |
                    ConvertTo-Json | ConvertFrom-Json } }
        @{ What = 'a PSCredential'; Make = {
                [pscredential]::new(
                    $simulator.AccessKeyId, (ConvertTo-SecureString $simulator.SecretAccessKey -AsPlainText -Force)) } }
    ) {
        $given = & $Make
        Get-RunCommandNode @there @region -Credential $given | Should -HaveCount 2
    }

    It 'goes before the credentials of the session' {
        $global:StoredAWSCredentials = 'no credentials at all'
        Get-RunCommandNode @there @region -Credential (New-Credential) | Should -HaveCount 2
    }

    It 'replaces whoever a piped object came from' {
        $node = @(Get-RunCommandNode)[0]
        $other = @{ AccessKeyId = 'AKIAIOSFODNN7EXAMPLE'; SecretAccessKey = 'wJalrXUtnFEMI-K7MDENG' }
        { $node | Get-RunCommandNode -Credential $other -ErrorAction Stop } | Should -Throw
        $node | Get-RunCommandNode -Credential (New-Credential) | Should -HaveCount 1
    }

    It 'is remembered by what it returned' {
        $nodes = Get-RunCommandNode @there @region -Credential (New-Credential)
        $nodes | Get-RunCommandNode | Should -HaveCount 2
    }

    It 'and <Other> exclude each other' -ForEach @(
        @{ Other = '-ProfileName'; Parameters = @{ ProfileName = 'operators' } }
        @{ Other = '-AccessKey'; Parameters = @{ AccessKey = 'AKIAIOSFODNN7EXAMPLE'; SecretKey = 'wJalrXUtnFEMI-K7MDENG' } }
        @{ Other = '-SecretKey'; Parameters = @{ SecretKey = 'wJalrXUtnFEMI-K7MDENG' } }
        @{ Other = '-SessionToken'; Parameters = @{ SessionToken = 'wJalrXUtnFEMI-K7MDENG' } }
        @{ Other = '-ProfileLocation'; Parameters = @{ ProfileLocation = '/nowhere' } }
    ) {
        { Get-RunCommandNode -Credential (New-Credential) @Parameters } |
            Should -Throw -ErrorId 'InvalidConnection*' -ExpectedMessage "-Credential and $Other both specify the caller.*"
    }

    It 'refuses <What>, and says what is taken' -ForEach @(
        @{ What = 'a text'; Value = 'operators'; Says = 'A string does not contain AWS credentials' }
        @{ What = 'nothing'; Value = $null; Says = 'A null value does not contain AWS credentials' }
        @{ What = 'a number'; Value = 17; Says = 'A number does not contain AWS credentials' }
        @{ What = 'an object of something else'; Value = @{ UserName = 'someone' }
            Says = 'An object without AccessKeyId and SecretAccessKey does not contain AWS credentials' }
        @{ What = 'half a pair'; Value = @{ AccessKeyId = 'AKIAIOSFODNN7EXAMPLE' }
            Says = 'The credentials have no access key or no secret key' }
        @{ What = 'a member that is misspelt'; Value = @{ AccessKeyId = 'AKIA'; SecretAccessKey = 'wJal'; SesionToken = 'x' }
            Says = "Credentials have no member 'SesionToken'" }
    ) {
        { Get-RunCommandNode -Credential $Value } | Should -Throw -ExpectedMessage "*$Says.*Use-STSRole*PSCredential*"
    }

    It 'shows no secret, in bound parameters, in errors and in the command of a job' {
        $secret = 'wJalrXUtnFEMI-K7MDENG'
        $keys = @{ AccessKeyId = 'AKIAIOSFODNN7EXAMPLE'; SecretAccessKey = $secret; SessionToken = "$secret-token" }
        function Get-Bound {
            [CmdletBinding()]
            param($Call)

            try {
                & $Call
            }
            catch {
                $_ | Format-List * -Force | Out-String
                $_.Exception | Format-List * -Force | Out-String
                $_.InvocationInfo.BoundParameters | ConvertTo-Json -Depth 4 -WarningAction Ignore
                $_.InvocationInfo.BoundParameters.Values | ForEach-Object { "$_"; $_ | Format-List * -Force | Out-String }
            }
        }

        $shown = Get-Bound { Get-RunCommandNode @there @region -Credential $keys -ErrorAction Stop }
        $shown | Should -Not -BeNullOrEmpty
        "$shown" | Should -Not -Match $secret
        $line = "Invoke-RunCommand uptime -InstanceId i-0123456789abcdef0 -Shell Sh -NoRecord -AsJob -EndpointUrl $($simulator.Endpoint) " +
            "-Region eu-west-1 -Credential @{AccessKeyId='AKIAIOSFODNN7EXAMPLE';SecretAccessKey='$secret';SessionToken='$secret-token'}"
        $job = Invoke-Expression $line
        $job.Command | Should -Not -Match $secret
        $job | Wait-Job | Remove-Job
    }
}
