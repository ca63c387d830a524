# Get-RunCommandNode: managed nodes, by id or by what they are.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'The analyzer does not follow variables from BeforeAll into It.')]
param()

BeforeAll {
    . "$PSScriptRoot/Import-BuiltModule.ps1"
    . "$PSScriptRoot/AwsTools.ps1"
    . "$PSScriptRoot/Wire.ps1"
    $simulator = Start-RunCommandSimulator -Node @(
        @{ InstanceId = 'i-0aaaaaaaaaaaaaaaa'; ComputerName = 'web-1.example.com'; Tags = @{ Env = 'prod'; Role = 'web' } }
        @{ InstanceId = 'i-0bbbbbbbbbbbbbbbb'; ComputerName = 'web-2.example.com'; Tags = @{ Env = 'test'; Role = 'web' }
            PingStatus = 'ConnectionLost' }
        @{ InstanceId = 'mi-0cccccccccccccccc'; Name = 'Cellar'; ComputerName = 'CELLAR'; PlatformType = 'Windows'; Tags = @{ Env = 'prod' }
            AgentVersion = '3.1.0.0' }
        @{ InstanceId = 'i-0dddddddddddddddd'; State = 'Stopped' }
    ) 6> $null
    $web1, $web2, $cellar, $stopped = $simulator.Nodes | ForEach-Object { $_.InstanceId }
    $unknown = 'i-0eeeeeeeeeeeeeeee'
}

AfterAll { $simulator | Stop-RunCommandSimulator }

Describe 'Get-RunCommandNode' {
    BeforeEach { $mark = $simulator.Requests.Count }

    It 'gets every node that the service lists' {
        $nodes = Get-RunCommandNode

        $nodes | Should -BeOfType ([RunCommandPS.ManagedNode])
        $nodes.InstanceId | Should -Be $web1, $web2, $cellar
        $simulator.Requests[$mark].Operation | Should -Be 'DescribeInstanceInformation'
        $simulator.Requests[$mark].Body | Should -Not -BeLike '*Filters*'
    }

    It 'tells what the service tells of a node' {
        $node = Get-RunCommandNode $cellar

        $node.Name | Should -Be 'Cellar'
        $node.ComputerName | Should -Be 'CELLAR'
        $node.PingStatus | Should -Be 'Online'
        $node.PlatformType | Should -Be 'Windows'
        $node.AgentVersion | Should -Be '3.1.0.0'
        $node.IsLatestVersion | Should -BeFalse
        $node.ResourceType | Should -Be 'ManagedInstance'
        $node.SourceType | Should -Be 'AWS::SSM::ManagedInstance'
        $node.IPAddress | Should -Be '10.0.0.3'
        $node.LastPingDateTime | Should -BeOfType ([System.DateTimeOffset])
        $node.RegistrationDate | Should -BeOfType ([System.DateTimeOffset])
        $node.Region | Should -Be $simulator.Region
        $node.Endpoint | Should -Be $simulator.Endpoint
        "$node" | Should -Be $cellar
    }

    It 'finds nodes by <Form>' -ForEach @(
        @{ Form = 'platform'; Arguments = @{ PlatformType = 'windows' }; Filter = '*{"Key":"PlatformTypes","Values":`["Windows"`]}*'
            Ids = , 'mi-0cccccccccccccccc' }
        @{ Form = 'ping status'; Arguments = @{ PingStatus = 'ConnectionLost' }
            Filter = '*{"Key":"PingStatus","Values":`["ConnectionLost"`]}*'; Ids = , 'i-0bbbbbbbbbbbbbbbb' }
        @{ Form = 'kind'; Arguments = @{ ResourceType = 'ManagedInstance' }
            Filter = '*{"Key":"ResourceType","Values":`["ManagedInstance"`]}*'; Ids = , 'mi-0cccccccccccccccc' }
        @{ Form = 'agent'; Arguments = @{ AgentVersion = '3.1.0.0' }; Filter = '*{"Key":"AgentVersion","Values":`["3.1.0.0"`]}*'
            Ids = , 'mi-0cccccccccccccccc' }
        @{ Form = 'a tag in a hashtable'; Arguments = @{ Tag = @{ Env = 'prod' } }; Filter = '*{"Key":"tag:Env","Values":`["prod"`]}*'
            Ids = 'i-0aaaaaaaaaaaaaaaa', 'mi-0cccccccccccccccc' }
        @{ Form = 'values of a tag'; Arguments = @{ Tag = @{ Env = 'prod', 'test' } }
            Filter = '*{"Key":"tag:Env","Values":`["prod","test"`]}*'
            Ids = 'i-0aaaaaaaaaaaaaaaa', 'i-0bbbbbbbbbbbbbbbb', 'mi-0cccccccccccccccc' }
        @{ Form = 'tags as text'; Arguments = @{ Tag = 'Env=prod', 'tag:Role=web' }
            Filter = '{"Filters":`[{"Key":"tag:Env","Values":`["prod"`]}`],*'; Ids = , 'i-0aaaaaaaaaaaaaaaa' }
        @{ Form = 'a tag as AWS writes it'; Arguments = @{ Tag = @{ Key = 'Role'; Value = 'web' } }
            Filter = '*{"Key":"tag:Role","Values":`["web"`]}*'; Ids = 'i-0aaaaaaaaaaaaaaaa', 'i-0bbbbbbbbbbbbbbbb' }
        @{ Form = 'a tag as a target has it'; Arguments = @{ Tag = [pscustomobject]@{ Key = 'tag:Env'; Values = 'prod', 'test' } }
            Filter = '*{"Key":"tag:Env","Values":`["prod","test"`]}*'
            Ids = 'i-0aaaaaaaaaaaaaaaa', 'i-0bbbbbbbbbbbbbbbb', 'mi-0cccccccccccccccc' }
        @{ Form = 'a tag called Key'; Arguments = @{ Tag = @{ Key = 'a' } }
            Filter = '*{"Key":"tag:Key","Values":`["a"`]}*'; Ids = @() }
        @{ Form = 'a tag and a platform'; Arguments = @{ Tag = 'Env=prod'; PlatformType = 'Windows' }
            Filter = '{"Filters":`[{"Key":"tag:Env","Values":`["prod"`]}`],*'; Ids = , 'mi-0cccccccccccccccc' }
        @{ Form = 'a tag of any value'; Arguments = @{ Tag = 'Role' }; Filter = '*{"Key":"tag-key","Values":`["Role"`]}*'
            Ids = 'i-0aaaaaaaaaaaaaaaa', 'i-0bbbbbbbbbbbbbbbb' }
        @{ Form = 'name'; Arguments = @{ Name = 'cell*' }; Filter = '*'; Ids = , 'mi-0cccccccccccccccc' }
        @{ Form = 'computer name'; Arguments = @{ Name = 'WEB-1*', 'nobody*' }; Filter = '*'; Ids = , 'i-0aaaaaaaaaaaaaaaa' }
        @{ Form = 'all at once'
            Arguments = @{ Name = 'web-*'; PingStatus = 'Online', 'Inactive'; Tag = 'Role=web'; PlatformType = 'Linux' }
            Filter = '*'; Ids = , 'i-0aaaaaaaaaaaaaaaa' }
        @{ Form = 'what none is'; Arguments = @{ PlatformType = 'MacOS' }; Filter = '*'; Ids = @() }
    ) {
        $nodes = @(Get-RunCommandNode @Arguments -ErrorAction Stop)

        $nodes | ForEach-Object { $_.InstanceId } | Should -Be $Ids
        $simulator.Requests[-1].Body | Should -BeLike $Filter
    }

    It 'takes <Form> from the pipeline' -ForEach @(
        @{ Form = 'ids'; Given = { $cellar, $web1 } }
        @{ Form = 'the simulator''s nodes'; Given = { $simulator.Nodes[2, 0] } }
        @{ Form = 'objects with an InstanceId'; Given = { $cellar, $web1 | ForEach-Object { [pscustomobject]@{ InstanceId = $_ } } } }
        @{ Form = 'its own output'; Given = { Get-RunCommandNode -Tag Env=prod } }
        @{ Form = 'the JSON of the AWS CLI'
            Given = { "{`"InstanceInformationList`":[{`"InstanceId`":`"$cellar`"},{`"InstanceId`":`"$web1`"}]}" } }
        @{ Form = 'an id twice'; Given = { $cellar, $web1, $cellar } }
    ) {
        $nodes = & $Given | Get-RunCommandNode -ErrorAction Stop

        $nodes.InstanceId | Sort-Object | Should -Be $web1, $cellar
    }

    It 'takes invocations from the pipeline' {
        $command = Send-RunCommand AWS-RunShellScript @{ commands = 'id' } -InstanceId $web1
        $came = Wait-Until { @($command | Get-RunCommandInvocation).Count -eq 1 }

        $came | Should -BeTrue
        ($command | Get-RunCommandInvocation | Get-RunCommandNode).InstanceId | Should -Be $web1
    }

    It 'feeds Send-RunCommand' {
        $command = Get-RunCommandNode -PlatformType Linux -PingStatus Online | Send-RunCommand AWS-RunShellScript @{ commands = 'id' }

        $command.InstanceIds | Should -Be $web1
    }

    It 'leads Send-RunCommand to where the nodes are' {
        $node = Get-RunCommandNode $web1
        $newer = Start-RunCommandSimulator -NodeCount 1 -Region eu-west-1 6> $null
        try {
            $commands = $node, (Get-RunCommandNode) | Send-RunCommand AWS-RunShellScript @{ commands = 'id' }

            ($commands | Where-Object Endpoint -EQ $simulator.Endpoint).InstanceIds | Should -Be $web1
            ($commands | Where-Object Endpoint -EQ $newer.Endpoint).InstanceIds | Should -Be $newer.Nodes[0].InstanceId
        }
        finally {
            $newer | Stop-RunCommandSimulator
        }
    }

    It 'names a node that there is none of, and goes on' {
        $nodes = $unknown, $web1, $stopped | Get-RunCommandNode -ErrorVariable problems -ErrorAction SilentlyContinue

        $nodes.InstanceId | Should -Be $web1
        $problems.TargetObject | Should -Be $unknown, $stopped
        $problems[0].FullyQualifiedErrorId | Should -Be 'InvalidInstanceId,RunCommandPS.Commands.GetRunCommandNodeCommand'
        $problems[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $problems[0].ErrorDetails.Message | Should -BeLike "There is no managed node '$unknown' in $($simulator.Region): *"
        $problems[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'tells a node that a filter leaves out from one that there is none of' {
        $nodes = Get-RunCommandNode $web1, $web2, $unknown -PingStatus Online -ErrorVariable problems -ErrorAction SilentlyContinue

        $nodes.InstanceId | Should -Be $web1
        $problems | Should -HaveCount 1
        $problems[0].TargetObject | Should -Be $unknown
    }

    It 'gets nothing for an empty pipeline' {
        @() | Get-RunCommandNode -ErrorAction Stop | Should -BeNullOrEmpty
        $simulator.Requests.Count | Should -Be $mark
    }

    It 'goes on after what names no node' {
        $nodes = 'web-1', $web1, 17, (Get-Date) | Get-RunCommandNode -ErrorVariable problems -ErrorAction SilentlyContinue

        $nodes.InstanceId | Should -Be $web1
        $problems | Should -HaveCount 3
        "$($problems[2])" | Should -BeLike "'web-1' is not a node id*"
    }

    It 'goes where the piped object came from' {
        $node = Get-RunCommandNode $web1
        $newer = Start-RunCommandSimulator -NodeCount 1 6> $null
        try {
            ($node | Get-RunCommandNode -ErrorAction Stop).Endpoint | Should -Be $simulator.Endpoint
            $newer.Requests | Should -HaveCount 0
        }
        finally {
            $newer | Stop-RunCommandSimulator
        }
    }

    It 'takes tags as objects of AWS.Tools' {
        $tags = [StandIn.Model.Tag]@{ Key = 'Role'; Value = 'web' },
            [StandIn.Model.Target]@{ Key = 'tag:Env'; Values = [string[]]('prod', 'dev') }
        (Get-RunCommandNode -Tag $tags -ErrorAction Stop).InstanceId | Should -Be $web1
        (Wait-RunCommandNode -Tag $tags -ErrorAction Stop).InstanceId | Should -Be $web1
        { Get-RunCommandDocument -Tag $tags -ErrorAction Stop } | Should -Not -Throw
    }

    It 'refuses <Given>' -ForEach @(
        @{ Given = '-PingStatus Fine'; Arguments = @{ PingStatus = 'Fine' } }
        @{ Given = '-PlatformType BeOS'; Arguments = @{ PlatformType = 'BeOS' } }
        @{ Given = '-First 0'; Arguments = @{ First = 0 } }
        @{ Given = 'a tag without a key'; Arguments = @{ Tag = '=prod' } }
        @{ Given = 'a tag without a value'; Arguments = @{ Tag = 'Env=' } }
        @{ Given = 'a tag of AWS without a value'; Arguments = @{ Tag = @{ Key = 'Env'; Value = $null } } }
        @{ Given = 'a number as a tag'; Arguments = @{ Tag = 17 } }
        @{ Given = 'a name as an id'; Arguments = @{ InstanceId = 'web-1' } }
    ) {
        { Get-RunCommandNode @Arguments } | Should -Throw -ErrorId 'ParameterArgument*'
        $simulator.Requests.Count | Should -Be $mark
    }

    It 'ends with the service''s error where nothing can be had' {
        $simulator.InjectFault('AccessDenied', 'DescribeInstanceInformation')
        try {
            { Get-RunCommandNode } | Should -Throw -ErrorId 'AccessDeniedException,RunCommandPS.Commands.GetRunCommandNodeCommand'
        }
        finally {
            $simulator.ClearFaults()
        }
    }

    It 'names its calls on the verbose stream' {
        $said = Get-RunCommandNode $web1, $web2 -PingStatus Online -Verbose 4>&1 |
            Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }

        "$($said[0])" | Should -BeLike "Region $($simulator.Region) comes from the running simulator.*"
        "$($said[1])" | Should -Be "DescribeInstanceInformation in $($simulator.Region): first page, PingStatus=Online, 2 ids."
    }
}

Describe 'Get-RunCommandNode on a large fleet' {
    BeforeAll { $fleet = Start-RunCommandSimulator -NodeCount 10000 6> $null }

    AfterAll { $fleet | Stop-RunCommandSimulator }

    BeforeEach { $mark = $fleet.Requests.Count }

    It 'reads every page, and each once' {
        $ids = (Get-RunCommandNode).InstanceId

        $ids | Should -HaveCount 10000
        [System.Collections.Generic.HashSet[string]]::new([string[]]$ids).Count | Should -Be 10000
        $operations = $fleet.Requests | Select-Object -Skip $mark | Group-Object Operation -AsHashTable
        $operations.DescribeInstanceInformation.Count | Should -Be 200
        $operations.DescribeInstanceProperties.Count | Should -Be 10 -Because 'a page of them has 1,000 names'
        $operations.Count | Should -Be 2
    }

    It 'reads no further than -First' {
        Get-RunCommandNode -First 60 | Should -HaveCount 60
        ($fleet.Requests | Select-Object -Skip $mark).Operation -eq 'DescribeInstanceInformation' | Should -HaveCount 2
    }

    It 'reads no further than the pipeline' {
        Get-RunCommandNode | Select-Object -First 1 | Should -HaveCount 1
        $fleet.Requests.Count - $mark | Should -BeLessOrEqual 9
    }

    It 'asks for a hundred ids at a time' {
        $nodes = $fleet.Nodes[0..249] | Get-RunCommandNode -ErrorAction Stop

        $nodes | Should -HaveCount 250
        $fleet.Requests.Count - $mark | Should -Be 5 -Because 'a hundred ids are two pages'
    }

    It 'gets through throttling' {
        $fleet.InjectFault('Throttle', 'DescribeInstanceInformation', 2)
        try {
            Get-RunCommandNode -First 100 -ErrorAction Stop | Should -HaveCount 100
        }
        finally {
            $fleet.ClearFaults()
        }
    }
}

Describe 'What Get-RunCommandNode does not find' {
    It 'is an error where it is a name without wildcards' {
        $found = Get-RunCommandNode -Name 'Cellar', 'nobody', 'no*' -ErrorVariable problems -ErrorAction SilentlyContinue

        $found | Should -HaveCount 1
        $problems | Should -HaveCount 1
        $problems[0].TargetObject | Should -Be 'nobody'
    }

    It 'is no error where a wildcard of a name is escaped' {
        $odd = Start-RunCommandSimulator -Node @{ Name = 'web*[1]' }, @{ Name = 'web2' } 6> $null
        try {
            $escaped = [WildcardPattern]::Escape('web*[1]')
            (Get-RunCommandNode -Name $escaped -ErrorAction Stop).Name | Should -Be 'web*[1]'
            $null = Get-RunCommandNode -Name ($escaped -replace '1', '7') -ErrorVariable problems -ErrorAction SilentlyContinue
            $problems[0].TargetObject | Should -Be 'web*[7]'
            $line = 'Get-RunCommandNode -Name web'
            (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain "'$escaped'"
        }
        finally {
            $odd | Stop-RunCommandSimulator
        }
    }

    It 'is explained where a list of values was not quoted' {
        Get-RunCommandNode -Tag Env=prod,test -WarningVariable warnings -WarningAction SilentlyContinue | Should -BeNullOrEmpty

        "$warnings" | Should -BeLike "*'Env=prod,test'*"
        @(Get-RunCommandNode -Tag 'Env=prod,test' -WarningVariable warnings) | Should -HaveCount 3
        $warnings | Should -BeNullOrEmpty
    }
}
