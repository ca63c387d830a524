# Get-RunCommandDocument: documents that commands can run, as a list, or by name with their parameters.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'The analyzer does not follow variables from BeforeAll into It.')]
param()

BeforeAll {
    . "$PSScriptRoot/Import-BuiltModule.ps1"
    . "$PSScriptRoot/Wire.ps1"
    @'
schemaVersion: "2.2"
description: Sets how much a service tells.
parameters:
  level:
    type: String
    description: How much.
    default: info
    allowedValues: [ info, error ]
  services:
    type: StringList
    description: Which services.
    minItems: 1
    maxItems: 5
    allowedPattern: "[a-z]+"
  count:
    type: Integer
    default: 3
mainSteps:
  - action: aws:runShellScript
    name: set
    inputs:
      runCommand: [ "log-level {{ level }}" ]
'@ | Set-Content (Join-Path $TestDrive 'Company-LogLevel.yaml')
    $simulator = Start-RunCommandSimulator -NodeCount 1 -DocumentPath (Join-Path $TestDrive 'Company-LogLevel.yaml') 6> $null
}

AfterAll { $simulator | Stop-RunCommandSimulator }

Describe 'Get-RunCommandDocument' {
    BeforeEach { $mark = $simulator.Requests.Count }

    It 'lists the documents that commands can run' {
        $documents = Get-RunCommandDocument

        $documents | Should -BeOfType ([RunCommandPS.RunCommandDocument])
        $documents.Name | Should -Be 'AWS-ConfigureAWSPackage', 'AWS-ConfigureCloudWatch', 'AWS-ConfigureDocker',
            'AWS-InstallApplication', 'AWS-RunDocument', 'AWS-RunPatchBaseline', 'AWS-RunPowerShellScript', 'AWS-RunRemoteScript',
            'AWS-RunShellScript', 'AWS-UpdateSSMAgent', 'Company-LogLevel'
        $documents | Where-Object { $_.Content -or $_.Parameters.Count } | Should -BeNullOrEmpty -Because 'a list has neither'
        @($simulator.Requests | Select-Object -Skip $mark) | Should -HaveCount 1
        $simulator.Requests[-1].Body | Should -BeLike '*{"Key":"DocumentType","Values":`["Command"`]}*'
    }

    It 'finds documents by <Form>' -ForEach @(
        @{ Form = 'a wildcard, whatever the case'; Arguments = @{ Name = 'aws-run*' }
            Names = 'AWS-RunDocument', 'AWS-RunPatchBaseline', 'AWS-RunPowerShellScript', 'AWS-RunRemoteScript', 'AWS-RunShellScript' }
        @{ Form = 'several wildcards'; Arguments = @{ Name = 'Company-*', '*Agent' }; Names = 'AWS-UpdateSSMAgent', 'Company-LogLevel' }
        @{ Form = 'owner'; Arguments = @{ Owner = 'self' }; Names = , 'Company-LogLevel' }
        @{ Form = 'platform'; Arguments = @{ PlatformType = 'windows'; Owner = 'Amazon' }
            Names = 'AWS-ConfigureAWSPackage', 'AWS-ConfigureCloudWatch', 'AWS-ConfigureDocker', 'AWS-InstallApplication',
                'AWS-RunDocument', 'AWS-RunPatchBaseline', 'AWS-RunPowerShellScript', 'AWS-RunRemoteScript', 'AWS-UpdateSSMAgent' }
        @{ Form = 'a whole name and a filter'; Arguments = @{ Name = 'AWS-RunShellScript'; PlatformType = 'Linux' }
            Names = , 'AWS-RunShellScript' }
        @{ Form = 'a tag there is none of'; Arguments = @{ Tag = @{ Team = 'web' } }; Names = @() }
        @{ Form = 'a wildcard that fits none'; Arguments = @{ Name = 'No-*' }; Names = @() }
        @{ Form = 'number'; Arguments = @{ First = 2 }; Names = 'AWS-ConfigureAWSPackage', 'AWS-ConfigureCloudWatch' }
    ) {
        @(Get-RunCommandDocument @Arguments -ErrorAction Stop) | ForEach-Object { $_.Name } | Should -Be $Names
    }

    It 'describes a document that is named outright' {
        $document = Get-RunCommandDocument Company-LogLevel

        $document.Description | Should -Be 'Sets how much a service tells.'
        $document.DocumentVersion | Should -Be '1'
        $document.DefaultVersion | Should -Be '1'
        $document.Status | Should -Be 'Active'
        $document.SchemaVersion | Should -Be '2.2'
        $document.DocumentFormat | Should -Be 'YAML'
        $document.PlatformTypes | Should -Be 'Linux', 'MacOS'
        $document.HashType | Should -Be 'Sha256'
        $document.Region | Should -Be $simulator.Region
        ($document.Content | ConvertFrom-Json).mainSteps[0].name | Should -Be 'set' -Because 'content is JSON, whatever it was written in'
        "$document" | Should -Be 'Company-LogLevel'
    }

    It 'tells what values its parameters take' {
        $level, $services, $count = (Get-RunCommandDocument Company-LogLevel).Parameters

        $level | Should -BeOfType ([RunCommandPS.RunCommandDocumentParameter])
        $level.Name, $level.Type, $level.DefaultValue, $level.Description | Should -Be 'level', 'String', 'info', 'How much.'
        $level.AllowedValues | Should -Be 'info', 'error'
        $level.IsRequired | Should -BeFalse
        $services.IsRequired | Should -BeTrue
        $services.DefaultValue | Should -BeNullOrEmpty
        $services.MinItems, $services.MaxItems, $services.AllowedPattern | Should -Be 1, 5, '[a-z]+'
        $count.Type, $count.DefaultValue | Should -Be 'Integer', '3'
    }

    It 'describes a version <Version>' -ForEach @(
        @{ Version = '1'; Sent = '1' }
        @{ Version = 1; Sent = '1' }
        @{ Version = 'Latest'; Sent = '$LATEST' }
    ) {
        (Get-RunCommandDocument Company-LogLevel -DocumentVersion $Version).DocumentVersion | Should -Be '1'
        ($simulator.Requests[-1].Body | ConvertFrom-Json).DocumentVersion | Should -Be $Sent
    }

    It 'takes <Form> from the pipeline' -ForEach @(
        @{ Form = 'names'; Given = { 'Company-LogLevel', 'AWS-RunShellScript' } }
        @{ Form = 'a list of documents'; Given = { Get-RunCommandDocument Company-*, AWS-RunShell* } }
        @{ Form = 'objects with a DocumentName'
            Given = { [pscustomobject]@{ DocumentName = 'Company-LogLevel' }, @{ Name = 'AWS-RunShellScript' } } }
    ) {
        $documents = & $Given | Get-RunCommandDocument -ErrorAction Stop

        $documents.Name | Sort-Object | Should -Be 'AWS-RunShellScript', 'Company-LogLevel'
        $documents | Where-Object { -not $_.Content } | Should -BeNullOrEmpty
    }

    It 'describes what a command ran, where it ran' {
        $command = $simulator.Nodes | Send-RunCommand AWS-RunShellScript @{ commands = 'id' } -DocumentVersion 1
        $newer = Start-RunCommandSimulator -NodeCount 1 6> $null
        try {
            $document = $command | Get-RunCommandDocument -ErrorAction Stop

            $document.Name | Should -Be 'AWS-RunShellScript'
            $document.Endpoint | Should -Be $simulator.Endpoint
            $newer.Requests | Should -HaveCount 0
        }
        finally {
            $newer | Stop-RunCommandSimulator
        }
    }

    It 'names a document that there is none of, and goes on' {
        $documents = 'No-Such', 'AWS-RunShellScript' | Get-RunCommandDocument -ErrorVariable problems -ErrorAction SilentlyContinue

        $documents.Name | Should -Be 'AWS-RunShellScript'
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -Be 'InvalidDocument,RunCommandPS.Commands.GetRunCommandDocumentCommand'
        $problems[0].TargetObject | Should -Be 'No-Such'
        $problems[0].ErrorDetails.Message | Should -BeLike "Document 'No-Such' does not exist*"
    }

    It 'names a version that there is none of' {
        Get-RunCommandDocument AWS-RunShellScript -DocumentVersion 17 -ErrorVariable problems -ErrorAction SilentlyContinue |
            Should -BeNullOrEmpty

        $problems[0].FullyQualifiedErrorId | Should -Be 'InvalidDocumentVersion,RunCommandPS.Commands.GetRunCommandDocumentCommand'
        $problems[0].ErrorDetails.Message | Should -BeLike "Document 'AWS-RunShellScript' has no version '17'.*"
    }

    It 'tells what it may, where the content may not be read' {
        $simulator.InjectFault('AccessDenied', 'GetDocument')
        try {
            $document = Get-RunCommandDocument Company-LogLevel -WarningVariable warnings -WarningAction SilentlyContinue -ErrorAction Stop
        }
        finally {
            $simulator.ClearFaults()
        }

        $document.Parameters.Name | Should -Be 'level', 'services', 'count'
        $document.Parameters[0].AllowedValues | Should -HaveCount 0
        $document.Content | Should -BeNullOrEmpty
        $warnings | Should -HaveCount 1
        "$($warnings[0])" | Should -BeLike "The parameters of 'Company-LogLevel' are listed without*ssm:GetDocument*"
    }

    It 'gets nothing for an empty pipeline' {
        @() | Get-RunCommandDocument -ErrorAction Stop | Should -BeNullOrEmpty
        $simulator.Requests.Count | Should -Be $mark
    }

    It 'takes -DocumentVersion for whole names only' {
        { Get-RunCommandDocument AWS-* -DocumentVersion 1 } |
            Should -Throw -ErrorId 'InvalidInput,RunCommandPS.Commands.GetRunCommandDocumentCommand'
        { Get-RunCommandDocument -DocumentVersion 1 } |
            Should -Throw -ErrorId 'InvalidInput,RunCommandPS.Commands.GetRunCommandDocumentCommand'
        $simulator.Requests.Count | Should -Be $mark
    }

    It 'refuses <Given>' -ForEach @(
        @{ Given = 'a name no document can have'; Arguments = @{ Name = 'a b' } }
        @{ Given = 'a number'; Arguments = @{ Name = 17 } }
        @{ Given = '-DocumentVersion newest'; Arguments = @{ Name = 'AWS-RunShellScript'; DocumentVersion = 'newest' } }
        @{ Given = '-PlatformType BeOS'; Arguments = @{ PlatformType = 'BeOS' } }
    ) {
        { Get-RunCommandDocument @Arguments } | Should -Throw -ErrorId 'ParameterArgument*'
        $simulator.Requests.Count | Should -Be $mark
    }

    It 'ends with the service''s error where nothing can be had' {
        $simulator.InjectFault('AccessDenied')
        try {
            { Get-RunCommandDocument AWS-RunShellScript } |
                Should -Throw -ErrorId 'AccessDeniedException,RunCommandPS.Commands.GetRunCommandDocumentCommand'
            { Get-RunCommandDocument } | Should -Throw -ErrorId 'AccessDeniedException,RunCommandPS.Commands.GetRunCommandDocumentCommand'
        }
        finally {
            $simulator.ClearFaults()
        }
    }
}
