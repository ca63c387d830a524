# What Tab offers. Answers are remembered by endpoint, so a test of what is asked has a simulator of its own.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'The analyzer does not follow variables from BeforeAll into It.')]
param()

BeforeAll {
    . "$PSScriptRoot/Import-BuiltModule.ps1"

    function Get-Offer {
        param([string] $Line)

        [System.Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null).CompletionMatches
    }

    @'
schemaVersion: "2.2"
description: Sets how much a service tells.
parameters:
  level:
    type: String
    default: it's
    allowedValues: [ "it's", error ]
  services:
    type: StringList
  count:
    type: Integer
    default: 3
  really:
    type: Boolean
    default: true
mainSteps:
  - action: aws:runShellScript
    name: set
    inputs:
      runCommand: [ "log-level {{ level }}" ]
'@ | Set-Content (Join-Path $TestDrive 'Company-LogLevel.yaml')
    $simulator = Start-RunCommandSimulator -Node @(
        @{ InstanceId = 'i-0aaaaaaaaaaaaaaaa'; ComputerName = 'web-1.example.com' }
        @{ InstanceId = 'mi-0bbbbbbbbbbbbbbbb'; Name = 'Cellar'; PlatformType = 'Windows' }
    ) -DocumentPath (Join-Path $TestDrive 'Company-LogLevel.yaml') 6> $null
    $command = Send-RunCommand AWS-RunShellScript @{ commands = 'id' } -Target 'tag:Env=prod,test', 'tag:Team Name=a b' -Comment 'weekly'
}

AfterAll { $simulator | Stop-RunCommandSimulator }

Describe 'Completion' {
    It 'offers <What>' -ForEach @(
        @{ What = 'documents by their beginning, whatever the case'; Line = 'Send-RunCommand aws-run'
            Texts = 'AWS-RunDocument', 'AWS-RunPatchBaseline', 'AWS-RunPowerShellScript', 'AWS-RunRemoteScript', 'AWS-RunShellScript' }
        @{ What = 'documents by wildcard'; Line = 'Send-RunCommand *Log'; Texts = , 'Company-LogLevel' }
        @{ What = 'documents in quotes'; Line = 'Send-RunCommand -DocumentName "Comp'; Texts = , '"Company-LogLevel"' }
        @{ What = 'documents to Get-RunCommandDocument'; Line = 'Get-RunCommandDocument Comp'; Texts = , 'Company-LogLevel' }
        @{ What = 'documents to Test-RunCommand'; Line = 'Test-RunCommand Comp'; Texts = , 'Company-LogLevel' }
        @{ What = 'documents to Get-RunCommand'; Line = 'Get-RunCommand -DocumentName Comp'; Texts = , 'Company-LogLevel' }
        @{ What = 'versions of the document'; Line = 'Send-RunCommand Company-LogLevel -DocumentVersion '
            Texts = 'Latest', 'Default', '1' }
        @{ What = 'versions without a document'; Line = 'Send-RunCommand -DocumentVersion L'; Texts = , 'Latest' }
        @{ What = 'nodes by id'; Line = 'Send-RunCommand AWS-RunShellScript -InstanceId mi-'; Texts = , 'mi-0bbbbbbbbbbbbbbbb' }
        @{ What = 'nodes by name'; Line = 'Get-RunCommandNode cell'; Texts = , 'mi-0bbbbbbbbbbbbbbbb' }
        @{ What = 'nodes by computer name, after another'; Line = 'Get-RunCommandInvocation x -InstanceId i-0cccccccccccccccc, web'
            Texts = , 'i-0aaaaaaaaaaaaaaaa' }
        @{ What = 'parameters of the document'; Line = 'Send-RunCommand Company-LogLevel -Parameter '; Texts = "@{ services = '' }",
            "@{ services = ''; level = 'it''s' }", "@{ services = ''; count = 3 }", "@{ services = ''; really = `$true }" }
        @{ What = 'a parameter by name'; Line = 'Send-RunCommand Company-LogLevel cou'; Texts = , "@{ services = ''; count = 3 }" }
        @{ What = 'nodes by name to -Name'; Line = 'Get-RunCommandNode -Name cel'; Texts = , 'Cellar' }
        @{ What = 'no local files to -Step'; Line = 'Receive-RunCommandOutput -Step '; Texts = @() }
        @{ What = 'nodes of a simulator to make'; Line = 'Start-RunCommandSimulator -Node Na'; Texts = , "@{ Name = '' }" }
        @{ What = 'keys of targets'; Line = 'Send-RunCommand AWS-RunShellScript -Target '
            Texts = 'tag:Env=', "'tag:Team Name='", 'InstanceIds=', 'resource-groups:Name=', 'resource-groups:ResourceTypeFilters=' }
        @{ What = 'values of a target'; Line = 'Send-RunCommand AWS-RunShellScript -Target tag:Env=t'; Texts = , 'tag:Env=test' }
        @{ What = 'values of a target in quotes'; Line = "Send-RunCommand AWS-RunShellScript -Target 'tag:Team Name="
            Texts = , "'tag:Team Name=a b'" }
        @{ What = 'nodes as a target'; Line = 'Send-RunCommand AWS-RunShellScript -Target InstanceIds=i-'
            Texts = , 'InstanceIds=i-0aaaaaaaaaaaaaaaa' }
        @{ What = 'keys of tags'; Line = 'Get-RunCommandNode -Tag E'; Texts = , 'Env=' }
        @{ What = 'values of tags'; Line = 'Get-RunCommandNode -Tag Env='; Texts = 'Env=prod', 'Env=test' }
        @{ What = 'regions'; Line = 'Get-RunCommand -Region eu-central-1'; Texts = , 'eu-central-1' }
        @{ What = 'owners'; Line = 'Get-RunCommandDocument -Owner S'; Texts = , 'Self' }
        @{ What = 'statuses'; Line = 'Get-RunCommand -Status Su'; Texts = , 'Success' }
        @{ What = 'nothing that does not fit'; Line = 'Send-RunCommand No-Such-'; Texts = @() }
        @{ What = 'nothing for a document there is none of'; Line = 'Send-RunCommand No-Such -Parameter '; Texts = @() }
    ) {
        @(Get-Offer $Line) | ForEach-Object { $_.CompletionText } | Should -Be $Texts
    }

    It 'asks with a secret that stands on the line as an object' {
        $secret = [RunCommandPS.Secret] $simulator.SecretAccessKey
        $place = "-EndpointUrl $($simulator.Endpoint) -Region $($simulator.Region) -AccessKey $($simulator.AccessKeyId) -SecretKey `$secret"
        @(Get-Offer "Send-RunCommand $place AWS-RunSh") | ForEach-Object { $_.CompletionText } | Should -Be 'AWS-RunShellScript'
        $secret | Should -Not -BeNullOrEmpty
    }

    It 'says what it offers' {
        (Get-Offer 'Send-RunCommand AWS-RunShellS').ToolTip | Should -Be 'Linux, MacOS; by Amazon'
        (Get-Offer 'Get-RunCommandNode mi').ToolTip | Should -BeLike 'Cellar, *Windows*, Online'
        (Get-Offer 'Send-RunCommand Company-LogLevel lev').ToolTip | Should -Be "level (String: it's, error)"
        (Get-Offer 'Get-RunCommand -Region eu-central-1').ToolTip | Should -Be 'Europe (Frankfurt)'
    }

    It 'shows a node by id and name, so that a menu of ids can be read' {
        (Get-Offer 'Get-RunCommandNode mi').ListItemText | Should -Be 'mi-0bbbbbbbbbbbbbbbb (Cellar)'
        (Get-Offer 'Get-RunCommandNode -Name cel').ListItemText | Should -Be 'Cellar (mi-0bbbbbbbbbbbbbbbb)'
    }

    It 'offers the newest commands to <Cmdlet>' -ForEach @(
        @{ Cmdlet = 'Get-RunCommand' }
        @{ Cmdlet = 'Wait-RunCommand' }
        @{ Cmdlet = 'Get-RunCommandInvocation' }
    ) {
        $offer = Get-Offer "$Cmdlet $($command.CommandId.Substring(0, 4))"

        $offer.CompletionText | Should -Be $command.CommandId
        $offer.ToolTip | Should -BeLike 'AWS-RunShellScript, * weekly'
    }

    It 'offers the profiles of the file that is named' {
        $file = Join-Path $TestDrive 'credentials'
        "[one]`naws_access_key_id = a`naws_secret_access_key = b`n[two]`naws_access_key_id = a`naws_secret_access_key = b" |
            Set-Content $file

        (Get-Offer "Get-RunCommand -ProfileLocation '$file' -ProfileName t").CompletionText | Should -Be 'two'
    }

    It 'offers what it offered, without another call' {
        $fleet = Start-RunCommandSimulator -NodeCount 1 6> $null
        try {
            1..3 | ForEach-Object { (Get-Offer 'Get-RunCommandNode i').CompletionText | Should -Be $fleet.Nodes[0].InstanceId }
            $fleet.Requests.Operation | Should -Be 'DescribeInstanceInformation', 'DescribeInstanceProperties'
        }
        finally {
            $fleet | Stop-RunCommandSimulator
        }
    }

    It 'goes where the command line says' {
        $other = Start-RunCommandSimulator -NodeCount 1 6> $null
        try {
            $line = "Get-RunCommandNode -EndpointUrl $($simulator.Endpoint) -Region $($simulator.Region) " +
                "-AccessKey $($simulator.AccessKeyId) -SecretKey $($simulator.SecretAccessKey) -InstanceId mi"

            (Get-Offer $line).CompletionText | Should -Be 'mi-0bbbbbbbbbbbbbbbb'
            $other.Requests | Should -HaveCount 0
        }
        finally {
            $other | Stop-RunCommandSimulator
        }
    }

    It 'reads no more of a large fleet than anybody scrolls through' {
        $fleet = Start-RunCommandSimulator -NodeCount 10000 6> $null
        try {
            Get-Offer 'Get-RunCommandNode i-' | Should -HaveCount 500
            $fleet.Requests.Operation -eq 'DescribeInstanceInformation' | Should -HaveCount 10
            $fleet.Requests.Operation -eq 'DescribeInstanceProperties' | Should -HaveCount 1
            $fleet.Requests | Should -HaveCount 11
        }
        finally {
            $fleet | Stop-RunCommandSimulator
        }
    }

    It 'is silent when <Trouble>' -ForEach @(
        @{ Trouble = 'nobody is there'
            Line = 'Get-RunCommandNode -EndpointUrl http://127.0.0.1:1 -Region us-east-1 -AccessKey a -SecretKey b -InstanceId ' }
        @{ Trouble = 'the region is misspelt'; Line = 'Get-RunCommandNode -Region us-eats-1 -AccessKey a -SecretKey b -InstanceId ' }
        @{ Trouble = 'the profile does not exist'; Line = 'Get-RunCommandNode -ProfileName nobody-has-this -InstanceId ' }
        @{ Trouble = 'the address is none'; Line = 'Get-RunCommandNode -EndpointUrl "no address" -InstanceId ' }
    ) {
        $Error.Clear()

        Get-Offer $Line | Should -BeNullOrEmpty
        $Error | Should -HaveCount 0
    }

    It 'is silent when the service does not <Trouble>' -ForEach @(
        @{ Trouble = 'allow it'; Fault = 'AccessDenied' }
        @{ Trouble = 'answer'; Fault = 'Hang' }
        @{ Trouble = 'answer like the service'; Fault = 'HtmlReply' }
    ) {
        $fleet = Start-RunCommandSimulator -NodeCount 1 6> $null
        try {
            $fleet.InjectFault($Fault)
            $Error.Clear()

            Get-Offer 'Get-RunCommandNode i' | Should -BeNullOrEmpty
            $Error | Should -HaveCount 0
        }
        finally {
            $fleet | Stop-RunCommandSimulator
        }
    }

    It 'offers rollouts by name, also beside a record that is damaged' {
        $fleet = Start-RunCommandSimulator -NodeCount 1 6> $null
        foreach ($name in 'deploy-1', 'web deploy', 'spoilt') {
            $fleet.Nodes | Invoke-RunCommand uptime -Name $name -PollingInterval 0.05 6> $null | Out-Null
        }

        [System.IO.File]::WriteAllText((Get-RunCommandRollout spoilt).RecordPath, "nothing of a record`
")
        $fleet | Stop-RunCommandSimulator

        (Get-Offer 'Resume-RunCommandRollout dep').CompletionText | Should -BeExactly 'deploy-1'
        (Get-Offer 'Remove-RunCommandRollout ').CompletionText | Sort-Object | Should -Be "'web deploy'", 'deploy-1'
    }

    It 'offers what needs no service without one' {
        $line = 'Get-RunCommandDocument AWS-RunShellScript -EndpointUrl http://127.0.0.1:1 -Region us-east-1 ' +
            '-AccessKey a -SecretKey b -DocumentVersion '

        (Get-Offer $line).CompletionText | Should -Be 'Latest', 'Default'
    }
}
