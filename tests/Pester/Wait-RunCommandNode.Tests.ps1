# Wait-RunCommandNode: until nodes are managed and online.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'The analyzer does not follow variables from BeforeAll into It.')]
param()

BeforeAll {
    . "$PSScriptRoot/Import-BuiltModule.ps1"
    $simulator = Start-RunCommandSimulator -Node @(
        @{ InstanceId = 'i-0aaaaaaaaaaaaaaaa'; Tags = @{ Role = 'web' } }
        @{ InstanceId = 'i-0bbbbbbbbbbbbbbbb'; Tags = @{ Role = 'web'; Env = 'test' }; PingStatus = 'ConnectionLost' }
        @{ InstanceId = 'i-0cccccccccccccccc'; Tags = @{ Role = 'db' } }
        @{ InstanceId = 'i-0dddddddddddddddd'; Tags = @{ Role = 'job' }; State = 'Stopped' }
        @{ InstanceId = 'i-0eeeeeeeeeeeeeeee'; PingStatus = 'Inactive' }
    ) 6> $null
    $web1, $web2, $db, $job, $idle = $simulator.Nodes | ForEach-Object { $_.InstanceId }
    $unknown = 'i-0123456789abcdef0'
    $short = @{ Timeout = 0.2; PollingInterval = 0.05; ErrorAction = 'SilentlyContinue'; ErrorVariable = 'problems' }
}

AfterAll { $simulator | Stop-RunCommandSimulator }

Describe 'Wait-RunCommandNode' {
    BeforeEach { $mark = $simulator.Requests.Count }

    It 'returns nodes that are online at once, with one call, each once' {
        $nodes = $db, $web1, $db | Wait-RunCommandNode -ErrorAction Stop

        $nodes | Should -BeOfType ([RunCommandPS.ManagedNode])
        $nodes.InstanceId | Sort-Object | Should -Be $web1, $db
        ($simulator.Requests | Select-Object -Skip $mark).Operation |
            Should -Be 'DescribeInstanceInformation', 'DescribeInstanceProperties' -Because 'names are asked for once'
    }

    It 'leads to what is run on them' {
        $results = $simulator.Nodes[0, 2] | Wait-RunCommandNode | Invoke-RunCommand 'uptime'

        $results.InstanceId | Sort-Object | Should -Be $web1, $db
        $results.Verdict | Should -Be Succeeded, Succeeded
    }

    It 'takes <Form>' -ForEach @(
        @{ Form = 'nodes'; Given = { Get-RunCommandNode $web1 } }
        @{ Form = 'EC2 instances'; Given = { [pscustomobject]@{ Reservations = @(
                        @{ Instances = @(@{ InstanceId = $web1; State = @{ Name = 'pending' } }) }) } } }
        @{ Form = 'the JSON of the AWS CLI'; Given = { "{`"InstanceInformationList`":[{`"InstanceId`":`"$web1`"}]}" } }
    ) {
        (& $Given | Wait-RunCommandNode -ErrorAction Stop).InstanceId | Should -Be $web1
    }

    It 'waits until a node comes online' {
        # The node comes online when the wait has polled twice, so that no clock decides.
        $returned = [System.Collections.Generic.List[object]]::new()
        $shell = [powershell]::Create([System.Management.Automation.RunspaceMode]::NewRunspace)
        try {
            $module = (Get-Module RunCommandPS).Path -replace 'RunCommandPS\.dll$', 'RunCommandPS.psd1'
            $null = $shell.AddScript('param($module, $id, $endpoint, $key, $secret)
                Import-Module $module
                Wait-RunCommandNode $id -PollingInterval 0.05 -EndpointUrl $endpoint -AccessKey $key -SecretKey $secret -Region us-east-1')
            $null = $shell.AddParameters(@{ module = $module; id = @($web1, $idle); endpoint = $simulator.Endpoint
                    key = $simulator.AccessKeyId; secret = $simulator.SecretAccessKey })
            $running = $shell.BeginInvoke()
            while ($simulator.Requests.Count -lt $mark + 2 -and -not $running.IsCompleted) { Start-Sleep -Milliseconds 10 }
            $running.IsCompleted | Should -BeFalse
            $simulator | Set-RunCommandSimulator -Node $idle -PingStatus Online
            $returned.AddRange($shell.EndInvoke($running))
        }
        finally {
            $shell.Dispose()
            $simulator | Set-RunCommandSimulator -Node $idle -PingStatus Inactive
        }

        "$($shell.Streams.Error)" | Should -BeNullOrEmpty
        $returned.InstanceId | Should -Be $web1, $idle
        $simulator.Requests[-1].Body | Should -Not -BeLike "*$web1*" -Because 'it was online before'
    }

    It 'names who is missing in time, and returns the others' {
        $nodes = $web1, $web2, $unknown, $idle, $job | Wait-RunCommandNode @short

        $nodes.InstanceId | Should -Be $web1
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -Be 'WaitTimeout,RunCommandPS.Commands.WaitRunCommandNodeCommand'
        $problems[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
        $problems[0].Exception | Should -BeOfType ([RunCommandPS.WaitTimeoutException])
        $problems[0].TargetObject | Should -Be $web2, $unknown, $idle, $job
        "$($problems[0])" | Should -BeLike ("After 0.2 s 4 of 5 nodes are not online: not registered: $unknown, $job; " +
            "ConnectionLost: $web2; Inactive: $idle.*")
        $problems[0].ErrorDetails.RecommendedAction | Should -BeLike '*AmazonSSMManagedInstanceCore*-Timeout*'
    }

    It 'waits for all nodes with a tag' {
        (Wait-RunCommandNode -Tag Role=db -ErrorAction Stop).InstanceId | Should -Be $db
        (Wait-RunCommandNode -Tag Role=web @short).InstanceId | Should -Be $web1
        "$problems" | Should -BeLike "After 0.2 s 1 of 2 nodes with tag:Role=web is not online: ConnectionLost: $web2.*"
    }

    It 'waits for so many nodes with a tag' {
        (Wait-RunCommandNode -Tag @{ Role = 'web' } -Count 1 -ErrorAction Stop).InstanceId | Should -Be $web1
        $null = Wait-RunCommandNode -Tag Role=web -Count 2 @short
        "$problems" | Should -BeLike '*1 of the 2 nodes with tag:Role=web that were waited for is online*'
    }

    It 'says that no node has the tag' {
        Wait-RunCommandNode -Tag Role=job @short | Should -BeNullOrEmpty
        "$problems" | Should -BeLike '*no node with tag:Role=job is registered*'
        $problems[0].TargetObject | Should -BeNullOrEmpty
    }

    It 'waits for nothing where the pipeline is empty' {
        @() | Wait-RunCommandNode -ErrorAction Stop | Should -BeNullOrEmpty
        $simulator.Requests.Count | Should -Be $mark
    }

    It 'refuses <Given>' -ForEach @(
        @{ Given = 'no node'; Arguments = @{ InstanceId = @() } }
        @{ Given = 'a variable that was never set'; Arguments = @{ InstanceId = $null } }
        @{ Given = 'a name'; Arguments = @{ InstanceId = 'web-1' }; LooksForName = $true }
        @{ Given = 'a time-out of 0'; Arguments = @{ InstanceId = 'i-0123456789abcdef0'; Timeout = 0 } }
        @{ Given = '-Count 0'; Arguments = @{ Tag = 'Role=web'; Count = 0 } }
        @{ Given = 'no tag'; Arguments = @{ Tag = @{} } }
        @{ Given = 'ids and tags'; Arguments = @{ InstanceId = 'i-0123456789abcdef0'; Tag = 'Role=web' } }
    ) {
        { Wait-RunCommandNode @Arguments } | Should -Throw -ErrorId '*RunCommandPS.Commands.WaitRunCommandNodeCommand'
        $simulator.Requests.Count | Should -BeIn @($mark; if ($LooksForName) { $mark + 1 })
    }

    It 'ends with the service''s error where nothing can be had' {
        $simulator.InjectFault('AccessDenied', 'DescribeInstanceInformation')
        try {
            { Wait-RunCommandNode $web1 } |
                Should -Throw -ErrorId 'AccessDeniedException,RunCommandPS.Commands.WaitRunCommandNodeCommand'
        }
        finally {
            $simulator.ClearFaults()
        }
    }

    It 'ends at once where downstream has enough' {
        (Wait-RunCommandNode $web1, $unknown | Select-Object -First 1).InstanceId | Should -Be $web1
    }
}
