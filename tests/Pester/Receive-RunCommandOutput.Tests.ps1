[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'The analyzer does not follow variables from BeforeAll into It.')]
param()

BeforeAll {
    . "$PSScriptRoot/Import-BuiltModule.ps1"
    $long = 'line of a long text' * 2000
    $fleet = 'web1', 'web2', 'web3', 'db' | ForEach-Object { @{ Name = $_; ComputerName = $_ } }
    $simulator = Start-RunCommandSimulator -Node $fleet -Answer @(
        @{ Contains = 'versions'; Node = 'db'; StandardOutput = "a 1`nb 3`n" }
        @{ Contains = 'versions'; StandardOutput = "a 1`nb 2`n" }
        @{ Contains = 'long'; StandardOutput = $long }
        @{ Contains = 'json'; Node = 'db'; StandardOutput = "{`n oops }" }
        @{ Contains = 'json'; Node = 'web2'; StandardOutput = '[{"n":1},{"n":2}]' }
        @{ Contains = 'json'; StandardOutput = '{"n":7,"list":["a"],"in":{"x":null}}' }
        @{ Contains = 'mixed'; Node = 'web*'; StandardOutput = 'now' }
        @{ Contains = 'mixed'; StandardOutput = 'later'; Duration = 86400 }
    ) 6> $null
    function Invoke-Shell($Script, $Nodes = $simulator.Nodes, $More = @{}) {
        $Nodes | Send-RunCommand AWS-RunShellScript @{ commands = $Script } @More | Wait-RunCommand
    }
}

AfterAll { $simulator | Stop-RunCommandSimulator }

Describe 'Receive-RunCommandOutput' {
    It 'returns what each node wrote, with a call for all of them' {
        $command = Invoke-Shell 'versions'
        $mark = $simulator.Requests.Count
        $read = $command | Receive-RunCommandOutput

        $read.InstanceId | Should -Be $simulator.Nodes.InstanceId
        $read[0].StandardOutput | Should -BeExactly "a 1`nb 2`n"
        $read[0].Source | Should -Be 'Inline'
        $read[0].IsTruncated | Should -Be $false
        ($simulator.Requests | Select-Object -Skip $mark).Operation |
            Should -Be 'ListCommandInvocations', 'DescribeInstanceProperties' -Because 'names are asked for once'
    }

    It 'reads the whole from S3' {
        $read = Invoke-Shell 'long' $simulator.Nodes[0] @{ OutputS3BucketName = 'amzn-s3-demo-bucket' } | Receive-RunCommandOutput

        $read.StandardOutput | Should -BeExactly $long
        $read.Source | Should -Be 'S3'
    }

    It 'marks what is nowhere whole' {
        $read = Invoke-Shell 'long' $simulator.Nodes[0] | Receive-RunCommandOutput

        $read.IsTruncated | Should -Be $true
        $read.StandardErrorTruncated | Should -Be $false
    }

    It 'folds, and says what is different' {
        $groups = Invoke-Shell 'versions' | Receive-RunCommandOutput -Diff

        $groups | ForEach-Object { $_.Count } | Should -Be 3, 1
        $groups.Nodes | Should -Be 'web[1-3]', 'db'
        $groups[1].Difference | Should -BeExactly "stdout`n@@ -2 +2 @@`n-b 2`n+b 3"
        (Invoke-Shell 'versions' | Receive-RunCommandOutput -Fold).Nodes | Should -Be 'web[1-3]', 'db'
    }

    It 'writes lines after their nodes' {
        Invoke-Shell 'versions' $simulator.Nodes[3] | Receive-RunCommandOutput -AsText | Should -Be 'db: a 1', 'db: b 3'
    }

    It 'makes objects of JSON, and names the node and place of what is none' {
        $read = Invoke-Shell 'json' | Receive-RunCommandOutput -Json -ErrorVariable problems -ErrorAction SilentlyContinue

        $read.n | Should -Be 7, 1, 2, 7
        $read[0].InstanceId | Should -Be $simulator.Nodes[0].InstanceId
        $read[2].PSComputerName | Should -Be $simulator.Nodes[1].InstanceId
        $read[0].list | Should -Be 'a'
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -Be 'OutputNotJson,RunCommandPS.Commands.ReceiveRunCommandOutputCommand'
        $name = "$($simulator.Nodes[3].InstanceId) ($($simulator.Nodes[3].Name))"
        "$($problems[0])" | Should -BeLike (
            "The standard output of node $name is not JSON: it can't be read at line 2, position 2: 'oops }'.*")
    }

    It 'reads the node of an invocation without asking again' {
        $invocations = @(Invoke-Shell 'versions' | Get-RunCommandInvocation)
        $mark = $simulator.Requests.Count

        ($invocations[1, 2] | Receive-RunCommandOutput).InstanceName | Should -Be 'web2', 'web3'
        $simulator.Requests.Count | Should -Be $mark
    }

    It 'leaves out what has not ended, and says so' {
        $command = $simulator.Nodes | Send-RunCommand AWS-RunShellScript @{ commands = 'mixed' }
        $first = $command | Receive-RunCommandOutput -Follow | Select-Object -First 3
        $read = $command | Receive-RunCommandOutput -WarningVariable warnings -WarningAction SilentlyContinue

        $first.StandardOutput | Should -Be 'now', 'now', 'now'
        $read | Should -HaveCount 3
        "$warnings" | Should -Be '1 node has not ended, and its output is left out. -Follow waits for it.'
    }

    It 'reads only the steps that are asked for' {
        $command = Invoke-Shell 'versions' $simulator.Nodes[0]

        $command | Receive-RunCommandOutput -Step aws:run* | Should -HaveCount 1
        $command | Receive-RunCommandOutput -Step *SHELL* | Should -HaveCount 1
    }

    It 'names the steps there are where -Step is none of them' {
        $command = Invoke-Shell 'versions'
        $command | Receive-RunCommandOutput -Step other, aws:* -ErrorVariable problems -ErrorAction SilentlyContinue | Should -HaveCount 4

        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -Be 'InvalidPluginName,RunCommandPS.Commands.ReceiveRunCommandOutputCommand'
        "$($problems[0])" | Should -BeLike "*'$($command.CommandId)' has no step 'other'*started: aws:runShellScript."
    }

    It 'returns what it has where a call is refused' {
        $command = Invoke-Shell 'long' $simulator.Nodes[0]
        $simulator.InjectFault('AccessDenied', 'GetCommandInvocation')
        try {
            $read = $command | Receive-RunCommandOutput -ErrorVariable problems -ErrorAction SilentlyContinue
        }
        finally {
            $simulator.ClearFaults()
        }

        $read.IsTruncated | Should -Be $true
        $read.StandardOutput | Should -BeLike 'line of a long text*'
        $problems[0].TargetObject.InstanceId | Should -Be $simulator.Nodes[0].InstanceId
    }

    It 'says that there is no such command' {
        Receive-RunCommandOutput 01234567-89ab-cdef-0123-456789abcdef -ErrorVariable problems -ErrorAction SilentlyContinue |
            Should -BeNullOrEmpty
        $problems[0].FullyQualifiedErrorId | Should -Be 'InvalidCommandId,RunCommandPS.Commands.ReceiveRunCommandOutputCommand'
    }

    It 'takes one form at a time' {
        { Receive-RunCommandOutput 01234567-89ab-cdef-0123-456789abcdef -Json -Fold } | Should -Throw -ErrorId 'AmbiguousParameterSet*'
    }
}
