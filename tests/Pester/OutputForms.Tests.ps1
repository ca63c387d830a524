# What is not whole says so in every form of output, and what nodes write steers no terminal.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'The analyzer does not follow variables from BeforeAll into It.')]
param()

BeforeAll {
    . "$PSScriptRoot/Import-BuiltModule.ps1"
    $hostile = "ok`e[2J`e]0;title`a`e[31mred"
    $simulator = Start-RunCommandSimulator `
        -Node @{ Name = 'web1'; ComputerName = 'web1' }, @{ Name = 'web2'; ComputerName = 'web2' } -Answer @(
        @{ Contains = 'long'; Node = 'web1'; StandardOutput = 'line of a long text' * 2000 }
        @{ Contains = 'hostile'; Node = 'web1'; StandardOutput = $hostile; StandardError = "bad`e[1A`e[2K"; ExitCode = 3 }
        @{ StandardOutput = '{"n":1}' }
    ) 6> $null
    function Invoke-Shell($Script) { $simulator.Nodes | Send-RunCommand AWS-RunShellScript @{ commands = $Script } | Wait-RunCommand }
}

AfterAll { $simulator | Stop-RunCommandSimulator }

Describe 'Output that is not whole' {
    It 'is warned of <Form>' -ForEach @(
        @{ Form = 'as objects'; Parameters = @{} }
        @{ Form = 'as text'; Parameters = @{ AsText = $true } }
        @{ Form = 'folded'; Parameters = @{ Fold = $true } }
        @{ Form = 'as a difference'; Parameters = @{ Diff = $true } }
        @{ Form = 'as JSON'; Parameters = @{ Json = $true } }
        @{ Form = 'while it is followed'; Parameters = @{ Follow = $true } }
    ) {
        $null = Invoke-Shell 'long' | Receive-RunCommandOutput @Parameters -WarningVariable warnings 3> $null 2> $null

        $warnings.Count | Should -Be 1
        $warnings[0].Message |
            Should -BeLike 'The output of 1 node is truncated: web1. The service keeps *Send-RunCommand -OutputS3BucketName, *'
    }

    It 'ends in a line that says so, as text' {
        $lines = Invoke-Shell 'long' | Receive-RunCommandOutput -AsText 3> $null

        $lines | Where-Object { $_ -like '*`[cut`]*' } | Should -Be 'web1: [cut] There is more standard output than could be read.'
    }

    It 'is not warned of where all of it is there' {
        $null = Invoke-Shell 'short' | Receive-RunCommandOutput -AsText -WarningVariable warnings

        $warnings | Should -BeNullOrEmpty
    }
}

Describe 'What nodes write' {
    BeforeAll { $command = Invoke-Shell 'hostile' }

    It 'is kept in properties, texts and files' {
        $lines = $command | Receive-RunCommandOutput -AsText
        $lines | Set-Content (Join-Path $TestDrive 'log.txt')

        ($command | Receive-RunCommandOutput).StandardOutput | Should -Contain $hostile
        $lines[0] | Should -BeExactly "web1: $hostile"
        $lines[0] | Should -BeOfType string
        Get-Content (Join-Path $TestDrive 'log.txt') -First 1 | Should -BeExactly "web1: $hostile"
    }

    It 'is shown as signs <Where>' -ForEach @(
        @{ Where = 'in a table'; Script = { $command | Receive-RunCommandOutput } }
        @{ Where = 'in a list'; Script = { $command | Receive-RunCommandOutput | Format-List } }
        @{ Where = 'as text'; Script = { $command | Receive-RunCommandOutput -AsText } }
        @{ Where = 'folded'; Script = { $command | Receive-RunCommandOutput -Fold } }
        @{ Where = 'of an invocation'; Script = { $command | Get-RunCommandInvocation } }
        @{ Where = 'of its steps'; Script = { ($command | Get-RunCommandInvocation).Steps | Format-List } }
        @{ Where = 'of results'; Script = { $simulator.Nodes | Invoke-RunCommand -Script hostile -ErrorAction Ignore 6> $null } }
        @{ Where = 'in errors'; Script = { $simulator.Nodes | Invoke-RunCommand -Script hostile 2>&1 6> $null } }
    ) {
        $shown = & $Script | Out-String -Width 300

        $shown | Should -Match '␛'
        $shown | Should -Not -Match '[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]'
    }
}

Describe 'A document of several steps' {
    BeforeAll {
        @'
schemaVersion: "2.2"
mainSteps:
  - { action: aws:runShellScript, name: prepare, inputs: { runCommand: [ "prepare" ] } }
  - { action: aws:runShellScript, name: install, inputs: { runCommand: [ "install" ] } }
'@ | Set-Content (Join-Path $TestDrive 'Company-Install.yaml')
        $steps = Start-RunCommandSimulator -Node @{ Name = 'web1'; ComputerName = 'web1' } `
            -DocumentPath (Join-Path $TestDrive 'Company-Install.yaml') -Answer @(
            @{ Contains = 'prepare'; StandardOutput = 'ready'; StandardError = 'only a warning' }
            @{ Contains = 'install'; StandardError = 'no space left'; ExitCode = 7 }
        ) 6> $null
    }

    AfterAll { $steps | Stop-RunCommandSimulator }

    It 'is quoted where it failed' {
        $result = $steps.Nodes | Invoke-RunCommand -DocumentName Company-Install -ErrorVariable failure 2> $null 6> $null

        $result.DecidingStep | Should -Be 'install'
        $failure[0].ErrorDetails.Message | Should -BeLike "*failed with exit code 7 in step 'install': no space left."
        $result | Out-String -Width 200 | Should -Match 'install: no space left'
        $steps.Commands | Select-Object -First 1 | ForEach-Object CommandId | Get-RunCommandInvocation | Out-String -Width 200 |
            Should -Match 'install: no space left'
    }

    It 'says folded which step decided' {
        $shown = $steps.Commands | Select-Object -First 1 | ForEach-Object CommandId |
            Receive-RunCommandOutput -Fold | Out-String -Width 200

        $shown | Should -Match 'install: Failed, exit code 7, which decided the outcome'
        $shown | Should -Match 'prepare: Success, exit code 0\r?\n'
    }
}
