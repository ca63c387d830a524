# The tag Name of an EC2 instance is its name wherever nodes are shown, named or looked for, and costs a call that nobody notices.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'The analyzer does not follow variables from BeforeAll into It.')]
param()

BeforeAll {
    . "$PSScriptRoot/Import-BuiltModule.ps1"
    $fleet = @(
        @{ InstanceId = 'i-0aaaaaaaaaaaaaaaa'; Name = 'web1' }
        @{ InstanceId = 'i-0bbbbbbbbbbbbbbbb'; Name = 'web2' }
        @{ InstanceId = 'i-0cccccccccccccccc'; Name = 'web3' }
        @{ InstanceId = 'i-0dddddddddddddddd'; ComputerName = 'nameless.example.com' }
        @{ InstanceId = 'mi-0eeeeeeeeeeeeeeee'; Name = 'cellar' }
    )
    $answers = @(
        @{ Contains = 'fail'; Node = 'web2'; ExitCode = 3 }
        @{ Contains = 'json'; StandardOutput = '{"n":1}' }
        @{ Contains = 'own'; StandardOutput = '{"InstanceName":"its own"}' }
        @{ StandardOutput = 'up' }
    )

    # A simulator that nobody has asked for names yet.
    function Start-Fleet { Start-RunCommandSimulator -Node $fleet -Answer $answers 6> $null }

    function Get-NameRequest {
        param($Simulator)
        @($Simulator.Requests | Where-Object { $_.Operation -eq 'DescribeInstanceProperties' })
    }

    function Invoke-Shell {
        param($Script = 'up')
        $simulator.Nodes | Send-RunCommand AWS-RunShellScript @{ commands = $Script } | Wait-RunCommand -PollingInterval 0.05
    }

    $simulator = Start-Fleet
    $web1, $web2, $web3, $nameless, $cellar = $simulator.Nodes.InstanceId
    $names = 'web1', 'web2', 'web3', 'nameless.example.com', 'cellar'
}

AfterAll { $simulator | Stop-RunCommandSimulator }

Describe 'The name of a node' {
    It 'is the tag Name of an instance to Get-RunCommandNode' {
        (Get-RunCommandNode).Name | Should -Be 'web1', 'web2', 'web3', '', 'cellar'
        (Get-RunCommandNode $web2).Name | Should -Be 'web2'
        Get-RunCommandNode | Out-String -Width 200 | Should -Match "(?m)^$web1 +web1 "
    }

    It 'finds nodes by <Name>' -ForEach @(
        @{ Name = 'web*'; Ids = 'i-0aaaaaaaaaaaaaaaa', 'i-0bbbbbbbbbbbbbbbb', 'i-0cccccccccccccccc' }
        @{ Name = 'WEB2'; Ids = , 'i-0bbbbbbbbbbbbbbbb' }
        @{ Name = 'nameless*', 'cellar'; Ids = 'i-0dddddddddddddddd', 'mi-0eeeeeeeeeeeeeeee' }
        @{ Name = 'ip-10-0-0-1.*'; Ids = , 'i-0aaaaaaaaaaaaaaaa' }
    ) {
        (Get-RunCommandNode -Name $Name -ErrorAction Stop).InstanceId | Should -Be $Ids
    }

    It 'is an error that says the id, where an id is wanted' {
        $problem = { Send-RunCommand AWS-RunShellScript @{ commands = 'up' } -InstanceId web1 -ErrorAction Stop } | Should -Throw -PassThru

        "$problem" | Should -BeLike "*web1*$web1*"
    }

    It 'is what invocations have and show' {
        $invocations = Invoke-Shell | Get-RunCommandInvocation

        ($invocations | Sort-Object { $simulator.Nodes.InstanceId.IndexOf($_.InstanceId) }).InstanceName | Should -Be $names
        $invocations | Out-String -Width 200 | Should -Match '\bweb2\b'
        (Get-RunCommandInvocation -InstanceId $web1 -First 1).InstanceName | Should -Be 'web1'
    }

    It 'is what output has, as <Form>' -ForEach @(
        @{ Form = 'objects'; Parameters = @{}; Read = { $_.InstanceName } }
        @{ Form = 'text'; Parameters = @{ AsText = $true }; Read = { ($_ -split ': ')[0] } }
        @{ Form = 'text that is followed'; Parameters = @{ AsText = $true; Follow = $true }; Read = { ($_ -split ': ')[0] } }
    ) {
        Invoke-Shell | Receive-RunCommandOutput @Parameters | ForEach-Object $Read | Sort-Object | Should -Be ($names | Sort-Object)
    }

    It 'is what output is folded by' {
        $command = $web1, $web2, $web3 | Send-RunCommand AWS-RunShellScript @{ commands = 'up' } | Wait-RunCommand -PollingInterval 0.05

        ($command | Receive-RunCommandOutput -Fold).Nodes | Should -Be 'web[1-3]'
        $command | Receive-RunCommandOutput -Fold | Out-String | Should -BeLike '*web`[1-3`]*'
    }

    It 'is on objects of JSON, unless they have such a property' {
        $objects = Invoke-Shell json | Receive-RunCommandOutput -Json
        $own = Invoke-Shell own | Receive-RunCommandOutput -Json

        ($objects | Where-Object InstanceId -EQ $web3).InstanceName | Should -Be 'web3'
        $own.InstanceName | Sort-Object -Unique | Should -Be 'its own'
    }

    It 'is what results of a run have, and its record' {
        $results = Invoke-RunCommand fail -Shell Sh -InstanceId $web1, $web2 -Name names -PollingInterval 0.05 `
            -ErrorAction SilentlyContinue -ErrorVariable problems 6> $null

        ($results | Sort-Object InstanceId).InstanceName | Should -Be 'web1', 'web2'
        "$($problems[0])" | Should -BeLike "*$web2 (web2)*"
        ((Get-RunCommandRollout names -Detailed).Nodes | Sort-Object InstanceId).InstanceName | Should -Be 'web1', 'web2'
        Get-RunCommandRollout names | Remove-RunCommandRollout -Confirm:$false
    }

    It 'is what Wait-RunCommandNode returns' {
        (Wait-RunCommandNode $web2 -PollingInterval 0.05).Name | Should -Be 'web2'
    }

    It 'is offered by Tab' {
        $offer = {
            param($Line)
            [System.Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null).CompletionMatches
        }

        (& $offer 'Get-RunCommandNode -Name web').CompletionText | Should -Be 'web1', 'web2', 'web3'
        (& $offer 'Send-RunCommand AWS-RunShellScript -InstanceId web2').CompletionText | Should -Be $web2
        (& $offer "Get-RunCommandNode $web1").ToolTip | Should -BeLike 'web1, *'
    }
}

Describe 'Asking for names' {
    BeforeEach { $other = Start-Fleet }

    AfterEach { $other | Stop-RunCommandSimulator }

    It 'is done once for a node' {
        $null = Get-RunCommandNode
        $null = Get-RunCommandNode
        $null = Invoke-RunCommand up -Shell Sh -InstanceId $web1, $web2 -PollingInterval 0.05 6> $null

        Get-NameRequest $other | Should -HaveCount 1
        (Get-NameRequest $other).Body | Should -Not -BeLike "*$cellar*" -Because 'the service says that name by itself'
    }

    It 'is not part of a send' {
        $null = $web1, $web2 | Send-RunCommand AWS-RunShellScript @{ commands = 'up' } | Wait-RunCommand -PollingInterval 0.05
        $null = Get-RunCommand
        $null = Test-RunCommand AWS-RunShellScript @{ commands = 'up' } -InstanceId $web1

        Get-NameRequest $other | Should -HaveCount 0
    }

    It 'is said on the verbose stream' {
        $lines = Get-RunCommandNode -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }

        $lines.Message | Should -Contain "DescribeInstanceProperties in $($other.Region): names of nodes, 1 call."
    }

    It 'is silent and not repeated where it is refused by <Fault>' -ForEach @(
        @{ Fault = 'AccessDenied'; Why = '*not allowed to call ssm:DescribeInstanceProperties*' }
        @{ Fault = 'Hang'; Why = '*no response in 2 seconds*' }
        @{ Fault = 'HtmlReply'; Why = '*' }
    ) {
        $other.InjectFault($Fault, 'DescribeInstanceProperties')
        $said = Get-RunCommandNode -Verbose -ErrorVariable problems -WarningVariable warnings 4>&1
        $nodes, $lines = $said.Where({ $_ -is [RunCommandPS.ManagedNode] }, 'Split')
        $asked = (Get-NameRequest $other).Count
        $results = Invoke-RunCommand up -Shell Sh -InstanceId $web1 -PollingInterval 0.05 6> $null

        $nodes.Name | Should -Be '', '', '', '', 'cellar'
        $problems | Should -BeNullOrEmpty
        $warnings | Should -BeNullOrEmpty
        $lines.Message -like 'Node names can''t be read, and are not requested again.*' | Should -HaveCount 1
        $lines.Message -like 'Node names can''t*' | Should -BeLike $Why
        $results.InstanceName | Should -Be 'ip-10-0-0-1.ec2.internal'
        Get-NameRequest $other | Should -HaveCount $asked
    }

    It 'is named as the reason where a name is not found and <Fault> refused it' -ForEach @(
        @{ Fault = 'AccessDenied'; Why = 'You are not allowed to call ssm:DescribeInstanceProperties*' }
        @{ Fault = 'Hang'; Why = 'There was no response in 2 seconds.' }
    ) {
        $other.InjectFault($Fault, 'DescribeInstanceProperties')
        foreach ($time in 'first', 'second') {
            $null = Get-RunCommandNode -Name web1, cellar, ip-10-0-0-1* -ErrorVariable problems -ErrorAction SilentlyContinue

            $problems | Should -HaveCount 1
            "$($problems[0])" | Should -BeLike (
                "No managed node that was read has the name or computer name 'web1', but the names of 4 nodes could not be read. $Why")
            $problems[0].ErrorDetails.RecommendedAction | Should -BeLike "*ssm:DescribeInstanceProperties*-Tag 'Name=web1'*"
        }

        $null = Get-RunCommandNode mi-0eeeeeeeeeeeeeeee -Name web1 -ErrorVariable problems -ErrorAction SilentlyContinue
        "$problems" | Should -BeExactly "No managed node that was read has the name or computer name 'web1'."
    }
}

Describe 'A name that somebody hostile wrote' {
    It 'steers no terminal' {
        $hostile = Start-RunCommandSimulator -Node @{ Name = "a`e[2Jb" } 6> $null
        try {
            $nodes = Get-RunCommandNode

            $nodes.Name | Should -BeExactly "a`e[2Jb"
            $nodes | Out-String | Should -Not -Match "`e\[2J"
            $nodes | Send-RunCommand AWS-RunShellScript @{ commands = 'up' } | Wait-RunCommand -PollingInterval 0.05 |
                Receive-RunCommandOutput -Fold | Out-String | Should -Not -Match "`e\[2J"
        }
        finally {
            $hostile | Stop-RunCommandSimulator
        }
    }
}
