# One region that can't be read takes nothing away from the others, a node that no command has is told of,
# and copies of objects lead back to where those came from.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'The analyzer does not follow variables from BeforeAll into It.')]
param()

BeforeAll {
    . "$PSScriptRoot/Import-BuiltModule.ps1"
    $answers = @{ StandardOutput = 'here'; ExitCode = 1 }
    $first = Start-RunCommandSimulator -NodeCount 2 -Region eu-west-1 -Answer $answers 6> $null
    $there = $first.Nodes | Send-RunCommand AWS-RunShellScript @{ commands = 'id' } | Wait-RunCommand
    $second = Start-RunCommandSimulator -NodeCount 2 -Seed 7 -Region us-east-1 -Answer $answers 6> $null
    $here = $second.Nodes | Send-RunCommand AWS-RunShellScript @{ commands = 'id' } | Wait-RunCommand
    function Copy-Object {
        process { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($_, 3)) }
    }
}

AfterAll { $first, $second | Stop-RunCommandSimulator }

Describe 'Two regions, of which one refuses' {
    BeforeAll { $first | Set-RunCommandSimulator -Fault @{ Kind = 'AccessDenied'; Operation = 'ListCommandInvocations' } }

    AfterAll { $first | Set-RunCommandSimulator -ClearFaults }

    It 'are both received from, <Form>' -ForEach @(
        @{ Form = 'the refused one first'; Order = { $there, $here }; Parameters = @{} }
        @{ Form = 'the refused one last'; Order = { $here, $there }; Parameters = @{} }
        @{ Form = 'folded'; Order = { $there, $here }; Parameters = @{ Fold = $true } }
    ) {
        $output = & $Order | Receive-RunCommandOutput @Parameters -ErrorVariable refusal 2> $null

        $output | ForEach-Object { @($_.InstanceIds) + @($_.InstanceId) } | Where-Object { $_ } | Sort-Object |
            Should -Be ($second.Nodes.InstanceId | Sort-Object)
        $refusal.FullyQualifiedErrorId | Should -Be 'AccessDeniedException,RunCommandPS.Commands.ReceiveRunCommandOutputCommand'
        $refusal[0].TargetObject | Should -Be $there.CommandId
    }

    It 'are both restarted' {
        $again = $there, $here | Restart-RunCommand -ErrorVariable refusal 2> $null

        $again.Region | Should -Be 'us-east-1'
        $again.InstanceIds | Sort-Object | Should -Be ($second.Nodes.InstanceId | Sort-Object)
        $refusal.FullyQualifiedErrorId | Should -Be 'AccessDeniedException,RunCommandPS.Commands.RestartRunCommandCommand'
    }
}

Describe 'A node that the command does not have' {
    It 'is an error of <Name>' -ForEach @(
        @{ Name = 'Receive-RunCommandOutput'; Script = { $here | Receive-RunCommandOutput -InstanceId $args[0] } }
        @{ Name = 'Receive-RunCommandOutput -Follow'; Script = { $here | Receive-RunCommandOutput -Follow -InstanceId $args[0] } }
        @{ Name = 'Receive-RunCommandOutput, of invocations'
            Script = { $here | Get-RunCommandInvocation | Receive-RunCommandOutput -InstanceId $args[0] } }
        @{ Name = 'Get-RunCommandInvocation'; Script = { $here | Get-RunCommandInvocation -InstanceId $args[0] } }
        @{ Name = 'Restart-RunCommand'; Script = { $here | Restart-RunCommand -InstanceId $args[0] -WhatIf } }
    ) {
        $result = & $Script 'i-0123456789abcdef0' 2>&1

        $result.Exception | Should -BeOfType RunCommandPS.InvocationDoesNotExistException
        $result.TargetObject | Should -Be 'i-0123456789abcdef0'
        $result.ErrorDetails.Message | Should -Be "Command '$($here.CommandId)' was not sent to node 'i-0123456789abcdef0'."
    }

    It 'goes unsaid where another command has it' {
        $node = $second.Nodes[0].InstanceId
        $result = $there, $here | Receive-RunCommandOutput -InstanceId $node 2>&1 3>&1

        $result.InstanceId | Should -Be $node
    }
}

Describe 'A copy of an object' {
    It 'leads back to its region: <What>' -ForEach @(
        @{ What = 'a command'; Script = { $there | Copy-Object | Get-RunCommand } }
        @{ What = 'an invocation'; Script = { $there | Get-RunCommandInvocation | Select-Object -First 1 | Copy-Object | Get-RunCommand } }
        @{ What = 'a node'
            Script = {
                $place = @{ EndpointUrl = $first.Endpoint; Region = $first.Region; AccessKey = $first.AccessKeyId
                    SecretKey = $first.SecretAccessKey }
                Get-RunCommandNode @place |
                    Select-Object -First 1 | Copy-Object | Send-RunCommand AWS-RunShellScript @{ commands = 'id' }
            } }
    ) {
        (& $Script).Region | Should -Be 'eu-west-1'
    }

    It 'of a command is not the request that made it' {
        $copy = $here | Copy-Object
        $sent = $copy | Send-RunCommand AWS-RunPowerShellScript @{ commands = 'Get-Date' }

        $sent.DocumentName | Should -Be 'AWS-RunPowerShellScript'
        $sent.InstanceIds | Should -Be $here.InstanceIds
        { $copy | Send-RunCommand -ErrorAction Stop } | Should -Throw 'A copy of command *'
    }
}
