# Nodes as people have them: objects of AWS.Tools, what the AWS CLI writes, files of ids, saved objects, and what is often got wrong.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'The analyzer does not follow variables from BeforeAll into It.')]
param()

BeforeAll {
    . "$PSScriptRoot/Import-BuiltModule.ps1"
    . "$PSScriptRoot/AwsTools.ps1"
    . "$PSScriptRoot/Wire.ps1"

    $other = Start-RunCommandSimulator -NodeCount 2 -Region eu-central-1 6> $null
    $simulator = Start-RunCommandSimulator -NodeCount 4 6> $null
    $ids = $simulator.Nodes.InstanceId
    $script = @{ commands = 'uptime' }

    # How the other simulator is reached.
    function Get-There {
        $keys = @{ AccessKey = $other.AccessKeyId; SecretKey = $other.SecretAccessKey }
        $keys + @{ EndpointUrl = $other.Endpoint; Region = $other.Region }
    }

    function New-Reservation {
        [StandIn.Model.Reservation]@{
            ReservationId = 'r-1'
            Instances = [StandIn.Model.Instance[]]@(@{ InstanceId = $ids[0] }, @{ InstanceId = $ids[1] })
        }
    }

    # As the AWS CLI writes it, line by line.
    function Get-JsonLine {
        $first = @{ InstanceId = $ids[0]; Note = 'a } in a string, and a " too'; State = @{ Name = 'running' } }
        (@{ Reservations = @(@{ Instances = $first, @{ InstanceId = $ids[1] } }) } | ConvertTo-Json -Depth 6) -split '\r?\n'
    }

    # As the AWS CLI writes it with --output text: a row for each thing that is listed, most of them without an id.
    function Get-TextRow {
        "RESERVATIONS`t111122223333`tr-0123456789abcdef0"
        foreach ($id in $ids[0, 1]) {
            "INSTANCES`t0`tx86_64`t`tFalse`txen`tami-0123456789abcdef0`t$id`tt3.micro"
            "BLOCKDEVICEMAPPINGS`t/dev/xvda"
            "EBS`t2026-01-02T03:04:05+00:00`tTrue`tattached`tvol-0123456789abcdef0"
            "STATE`t16`trunning"
            "TAGS`tName`tthe web server"
            "TAGS`tCopyOf`t$($ids[2])"
            "TAGS`tEmpty`t"
        }
    }

    function Set-Lines([string[]] $Line) {
        Set-Content -Path (Join-Path $TestDrive 'nodes.txt') -Value $Line
    }
}

AfterAll { $simulator, $other | Stop-RunCommandSimulator }

Describe 'Objects of AWS.Tools' {
    It '<What> go to every cmdlet that takes nodes' -ForEach @(
        @{ What = 'nodes'; Make = { [StandIn.Model.InstanceInformation]@{ InstanceId = $ids[0] }
                [StandIn.Model.InstanceInformation]@{ InstanceId = $ids[1] } } }
        @{ What = 'instances'; Make = { (New-Reservation).Instances } }
        @{ What = 'reservations'; Make = { New-Reservation } }
        @{ What = 'commands'; Make = { [StandIn.Model.Command]@{
                    CommandId = [guid]::NewGuid(); DocumentName = 'AWS-RunPatchBaseline'; InstanceIds = [string[]]$ids[0, 1] } } }
        @{ What = 'invocations'; Make = { foreach ($id in $ids[0, 1]) {
                    [StandIn.Model.CommandInvocation]@{ CommandId = [guid]::NewGuid(); InstanceId = $id; DocumentName = 'x' } } } }
        @{ What = 'tags of EC2'; Make = {
                [StandIn.Model.TagDescription]@{ ResourceType = 'instance'; ResourceId = $ids[0]; Key = 'Role'; Value = 'web' }
                [StandIn.Model.TagDescription]@{ ResourceType = 'volume'; ResourceId = 'vol-1'; Key = 'Role'; Value = 'web' }
                [StandIn.Model.TagDescription]@{ ResourceType = 'instance'; ResourceId = $ids[1]; Key = 'Role'; Value = 'web' } } }
        @{ What = 'targets of ids'; Make = { [StandIn.Model.Target]@{ Key = 'InstanceIds'; Values = [string[]]$ids[0, 1] } } }
    ) {
        $things = @(& $Make)
        ($things | Send-RunCommand AWS-RunShellScript $script -ErrorAction Stop).InstanceIds | Should -Be $ids[0, 1]
        ($things | Invoke-RunCommand 'uptime' -Shell Sh -NoRecord 6> $null).InstanceId | Should -Be $ids[0, 1]
        $things | Test-RunCommand AWS-RunShellScript $script | Should -BeTrue
        ($things | Get-RunCommandNode -ErrorAction Stop).InstanceId | Should -Be $ids[0, 1]
        ($things | Wait-RunCommandNode -ErrorAction Stop).InstanceId | Should -Be $ids[0, 1]
        (Send-RunCommand AWS-RunShellScript $script -InstanceId $things).InstanceIds | Should -Be $ids[0, 1]
    }

    It 'targets choose, by -Target and by the pipeline, all of them together' {
        $targets = [StandIn.Model.Target]@{ Key = 'tag:Role'; Values = [string[]]('web', 'db') },
            [StandIn.Model.Target]@{ Key = 'tag:Env'; Values = [string[]]'test' }
        $mark = $simulator.Requests.Count
        $null = Send-RunCommand AWS-RunShellScript $script -Target $targets
        $null = $targets | Send-RunCommand AWS-RunShellScript $script
        $sent = @(Get-SentRequest $simulator $mark)
        $sent | Should -HaveCount 2
        foreach ($request in $sent) {
            $request.Targets.Key | Should -Be 'tag:Role', 'tag:Env'
            $request.Targets[0].Values | Should -Be 'web', 'db'
            $request.Keys | Should -Not -Contain 'InstanceIds'
        }
    }

    It 'targets choose for Invoke-RunCommand and Test-RunCommand, too' {
        $target = [StandIn.Model.Target]@{ Key = 'tag:Role'; Values = [string[]]'nobody' }
        $target | Invoke-RunCommand 'uptime' -Shell Sh -NoRecord -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'NoNodes,*'
        $target | Test-RunCommand AWS-RunShellScript $script | Should -BeFalse
    }

    It 'a target that is not a criterion of the cmdlet is an error that names the parameter to use' {
        $target = [StandIn.Model.Target]@{ Key = 'tag:Role'; Values = [string[]]'web' }
        foreach ($cmdlet in 'Get-RunCommandNode', 'Wait-RunCommandNode') {
            $target | & $cmdlet -ErrorVariable problems -ErrorAction SilentlyContinue
            "$($problems[0])" | Should -BeLike '*A target selects nodes but is not a node itself*; to select nodes, use -Tag.'
        }

        { Send-RunCommand AWS-RunShellScript $script -InstanceId $target } | Should -Throw -ExpectedMessage '*nodes, use -Target.'
        { Get-RunCommandInvocation -InstanceId $target } | Should -Throw -ExpectedMessage '*objects with InstanceId.'
    }

    It 'targets and nodes in one pipeline are an error of the targets' {
        $target = [StandIn.Model.Target]@{ Key = 'tag:Role'; Values = [string[]]'web' }
        $sent = $ids[0], $target | Send-RunCommand AWS-RunShellScript $script -ErrorVariable problems -ErrorAction SilentlyContinue
        $sent.InstanceIds | Should -Be $ids[0]
        $problems | Should -HaveCount 1
        "$($problems[0])" | Should -BeLike 'Nodes and targets were piped in together*'
        { $ids[0], $target | Invoke-RunCommand 'uptime' -Shell Sh -NoRecord } | Should -Throw -ErrorId 'InvalidInput*'
    }

    It 'a command without ids is an error that says why' {
        $command = [StandIn.Model.Command]@{ CommandId = '11111111-2222-3333-4444-555555555555' }
        $command | Send-RunCommand AWS-RunShellScript $script -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        "$($problems[0])" | Should -BeLike 'Command 11111111-2222-3333-4444-555555555555 was sent with -Target*'
    }

    It '<What> go to every cmdlet that takes commands' -ForEach @(
        @{ What = 'commands'; Type = 'StandIn.Model.Command' }
        @{ What = 'invocations'; Type = 'StandIn.Model.CommandInvocation' }
    ) {
        $sent = Send-RunCommand AWS-RunShellScript $script -InstanceId $ids[0] | Wait-RunCommand
        $theirs = New-Object -TypeName $Type -Property @{ CommandId = $sent.CommandId }
        if ($Type -like '*Invocation') {
            $theirs.InstanceId = $ids[0]
        }

        ($theirs | Get-RunCommand).CommandId | Should -Be $sent.CommandId
        ($theirs | Get-RunCommandInvocation).InstanceId | Should -Be $ids[0]
        ($theirs | Wait-RunCommand).CommandId | Should -Be $sent.CommandId
        ($theirs | Receive-RunCommandOutput).InstanceId | Should -Be $ids[0]
        ($theirs | Restart-RunCommand -All).DocumentName | Should -Be 'AWS-RunShellScript'
        { $theirs | Stop-RunCommand -ErrorAction Stop } | Should -Not -Throw
    }

    It 'and ours go to its cmdlets, by the names of their properties' {
        function Get-TheirInvocation {
            param(
                [Parameter(ValueFromPipelineByPropertyName)] [string] $CommandId,
                [Parameter(ValueFromPipeline, ValueFromPipelineByPropertyName, Position = 0)] [string] $InstanceId,
                [Parameter(ValueFromPipelineByPropertyName)] [object] $Region
            )

            process { "$CommandId|$InstanceId|$Region" }
        }

        function Stop-TheirCommand {
            param(
                [Parameter(ValueFromPipelineByPropertyName, Mandatory)] [string] $CommandId,
                [Parameter(ValueFromPipeline, ValueFromPipelineByPropertyName, Position = 0)] [Alias('InstanceIds')] [string[]] $InstanceId
            )

            process { "$CommandId|$($InstanceId -join '+')" }
        }

        $result = Invoke-RunCommand 'uptime' -Shell Sh -InstanceId $ids[0] -NoRecord 6> $null
        $command = Get-RunCommand $result.CommandId
        $expected = "$($result.CommandId)|$($ids[0])"
        $result | Get-TheirInvocation | Should -Be "$expected|us-east-1"
        $command | Get-RunCommandInvocation | Get-TheirInvocation | Should -Be "$expected|us-east-1"
        Get-RunCommandNode $ids[0] | Get-TheirInvocation | Should -Be "|$($ids[0])|us-east-1"
        $command | Stop-TheirCommand | Should -Be $expected
        $result | Stop-TheirCommand | Should -Be $expected
    }
}

Describe 'What programs write' {
    It '<What> are read by every cmdlet that takes nodes' -ForEach @(
        @{ What = 'lines of JSON'; Make = { Get-JsonLine } }
        @{ What = 'a JSON text a line'; Make = { foreach ($id in $ids[0, 1]) { "{`"InstanceId`":`"$id`"}" } } }
        @{ What = 'lines of a JSON array of ids'; Make = { '['; "  `"$($ids[0])`","; "  `"$($ids[1])`""; ']' } }
        @{ What = 'columns between tabs, as --output text has them'; Make = { "$($ids[0])`trunning"; "$($ids[1])`tstopped" } }
        @{ What = 'ids between tabs'; Make = { "$($ids[0])`t$($ids[1])" } }
        @{ What = 'rows of --output text'; Make = { Get-TextRow } }
        @{ What = 'rows of --output text in one string'; Make = { (Get-TextRow) -join "`n" } }
        @{ What = 'tags of --output text'; Make = {
                "TAGS`tName`t$($ids[0])`tinstance`tweb", "TAGS`tName`tvol-1`tvolume`tdata", "TAGS`tName`t$($ids[1])`tinstance`tdb" } }
        @{ What = 'lines of CSV'; Make = { 'Name,InstanceId'; "web,$($ids[0])"; "`"db, the second`",`"$($ids[1])`"" } }
        @{ What = 'lines of CSV with one column'; Make = { '"InstanceId"'; "`"$($ids[0])`""; "`"$($ids[1])`"" } }
        @{ What = 'lines of CSV without a header'; Make = { "$($ids[0]),web"; "$($ids[1]),db" } }
        @{ What = 'a text of several lines'; Make = { "# nodes`n$($ids[0])`r`n`n$($ids[1])  # db`n" } }
        @{ What = 'lines of a file, with comments and blanks'; Make = {
                Set-Lines '# nodes', '', "$($ids[0])  ", '   ', "`t$($ids[1]) # db", ''
                Get-Content (Join-Path $TestDrive 'nodes.txt') } }
        @{ What = 'a whole file'; Make = {
                Set-Lines '# nodes', '', $ids[0], $ids[1], ''
                Get-Content -Raw (Join-Path $TestDrive 'nodes.txt') } }
        @{ What = 'lines of a file of JSON'; Make = {
                Set-Lines (Get-JsonLine)
                Get-Content (Join-Path $TestDrive 'nodes.txt') } }
        @{ What = 'rows of Import-Csv'; Make = {
                Set-Lines 'InstanceId,Owner', "$($ids[0]),me", "$($ids[1]),you"
                Import-Csv (Join-Path $TestDrive 'nodes.txt') } }
    ) {
        $lines = @(& $Make)
        ($lines | Send-RunCommand AWS-RunShellScript $script -ErrorAction Stop).InstanceIds | Should -Be $ids[0, 1]
        ($lines | Get-RunCommandNode -ErrorAction Stop).InstanceId | Should -Be $ids[0, 1]
        ($lines | Wait-RunCommandNode -ErrorAction Stop).InstanceId | Should -Be $ids[0, 1]
        (Send-RunCommand AWS-RunShellScript $script -InstanceId $lines).InstanceIds | Should -Be $ids[0, 1]
        (Get-RunCommandNode -InstanceId $lines -ErrorAction Stop).InstanceId | Should -Be $ids[0, 1]
    }

    It 'what can''t be read of a file is one error, with its place' {
        Set-Lines $ids[0], 'the web server', '-----', 'and another', $ids[1]
        $path = Join-Path $TestDrive 'nodes.txt'
        $sent = Get-Content $path | Send-RunCommand AWS-RunShellScript $script -ErrorVariable problems -ErrorAction SilentlyContinue
        $found = Get-Content $path | Get-RunCommandNode -ErrorVariable others -ErrorAction SilentlyContinue

        $sent.InstanceIds | Should -Be $ids[0, 1]
        $found.InstanceId | Should -Be $ids[0, 1]
        foreach ($all in $problems, $others) {
            $all | Should -HaveCount 1
            "$($all[0])" | Should -Be "3 lines don't name a node. The first: 'the web server' (nodes.txt, line 2)."
            $all[0].TargetObject | Should -Be 'the web server', '-----', 'and another'
        }
    }

    It 'rows of --output text are an error if none has an id' {
        $rows = Get-TextRow | Where-Object { $_ -notlike 'INSTANCES*' }
        $rows | Send-RunCommand AWS-RunShellScript $script -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | Should -HaveCount 1
        "$($problems[0])" | Should -BeLike "13 lines don't name a node. The first: 'RESERVATIONS*"
    }

    It '<What> are one error in every cmdlet that takes nodes, and the nodes among them are read' -ForEach @(
        @{ What = 'a table of --output table'; Says = "4 lines don't name a node. The first: '----*"; Do = '*--output json*'; Lines = {
                '-----------------------', '|  DescribeInstances  |', "|  $($ids[0])  |", '-----------------------' } }
        @{ What = 'lines of another file'; Says = "3 lines don't name a node. The first: 'root:x:0:0:*"; Do = '*--output json*'; Lines = {
                'root:x:0:0:root:/root:/bin/bash', 'list:x:38:38:Mailing List:/var/list:/sbin/nologin', '' } }
        @{ What = 'names'; Says = "2 lines don't name a node. The first: 'web1'."; Do = '*Get-RunCommandNode -Name*'; Lines = {
                'web1', 'web2' } }
        @{ What = 'objects in texts'; Says = "2 lines don't name a node. The first: '@{*"; Do = '*Pass the object itself*'; Lines = {
                '@{InstanceId=i-1}', '@{InstanceId=i-2}' } }
    ) {
        $lines = @(& $Lines) + $ids[0]
        $sent = $lines | Send-RunCommand AWS-RunShellScript $script -ErrorVariable toSend -ErrorAction SilentlyContinue
        $ran = $lines | Invoke-RunCommand uptime -Shell Sh -NoRecord -ErrorVariable toRun -ErrorAction SilentlyContinue 6> $null
        $found = $lines | Get-RunCommandNode -ErrorVariable toFind -ErrorAction SilentlyContinue
        $online = $lines | Wait-RunCommandNode -ErrorVariable toWait -ErrorAction SilentlyContinue

        foreach ($nodes in $sent.InstanceIds, $ran.InstanceId, $found.InstanceId, $online.InstanceId) {
            $nodes | Should -Be $ids[0]
        }

        foreach ($all in $toSend, $toRun, $toFind, $toWait) {
            $all | Should -HaveCount 1
            $all[0].FullyQualifiedErrorId | Should -BeLike 'InvalidInput,*'
            "$($all[0])" | Should -BeLike $Says
            $all[0].ErrorDetails.RecommendedAction | Should -BeLike $Do
            $all[0].TargetObject | Should -Be $lines[0..($lines.Count - 2)]
        }
    }

    It 'JSON that breaks off is one error, and what follows is read' {
        $lines = @(Get-JsonLine)[0..4] + $ids[2]
        $sent = $lines | Send-RunCommand AWS-RunShellScript $script -ErrorVariable problems -ErrorAction SilentlyContinue
        $found = $lines | Get-RunCommandNode -ErrorVariable others -ErrorAction SilentlyContinue

        $sent.InstanceIds | Should -Be $ids[2]
        $found.InstanceId | Should -Be $ids[2]
        foreach ($all in $problems, $others) {
            $all | Should -HaveCount 1
            "$($all[0])" | Should -Match "^A string that looks like JSON is not valid JSON: it can't be read at line \d, position \d+\.$"
        }
    }

    It 'what JSON has besides nodes is one error' {
        '{"Instances":[{"Name":"a"},{"InstanceId":"' + $ids[0] + '"},{"Name":"b"}]}' |
            Send-RunCommand AWS-RunShellScript $script -ErrorVariable problems -ErrorAction SilentlyContinue -OutVariable sent > $null
        $sent.InstanceIds | Should -Be $ids[0]
        $problems | Should -HaveCount 1
        "$($problems[0])" | Should -BeLike '2 items in the JSON don''t name a node*'
    }
}

Describe 'What is often got wrong' {
    It '<What> is an error that says what to write' -ForEach @(
        @{ What = 'ids in one text, with a comma'; Text = { "$($ids[0]),$($ids[1])" }; Says = '*one string with 2 node ids in it*$a, $b*' }
        @{ What = 'ids in one text, with a blank'; Text = { "$($ids[0]) $($ids[1])" }; Says = '*one string with 2 node ids in it*-split*' }
        @{ What = 'an object in a text'; Text = { "$([pscustomobject]@{ InstanceId = $ids[0] })" }; Says = '*object that was converted*' }
        @{ What = 'a hashtable in a text'; Text = { "$(@{ InstanceId = $ids[0] })" }; Says = '*object that was converted*' }
        @{ What = 'an object of AWS.Tools in a text'; Text = { 'Amazon.EC2.Model.Instance' }; Says = '*object that was converted*' }
    ) {
        $text = & $Text
        foreach ($call in
            { Send-RunCommand AWS-RunShellScript $script -InstanceId $text },
            { Get-RunCommandNode -InstanceId $text },
            { Invoke-RunCommand 'uptime' -InstanceId $text }) {
            $call | Should -Throw -ErrorId 'ParameterArgumentTransformationError*' -ExpectedMessage $Says
        }

        $mark = $simulator.Requests.Count
        $text | Send-RunCommand AWS-RunShellScript $script -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | Should -HaveCount 1
        "$($problems[0]) $($problems[0].ErrorDetails.RecommendedAction)" | Should -BeLike $Says
        @(Get-SentRequest $simulator $mark) | Should -HaveCount 0
    }

    It '-InstanceId without commas is an error that says so' -ForEach @(
        @{ Call = { Send-RunCommand -InstanceId $ids[0] $ids[1] AWS-RunShellScript $script } }
        @{ Call = { Send-RunCommand -InstanceId $ids[0] $ids[1] AWS-RunShellScript } }
        @{ Call = { Send-RunCommand AWS-RunShellScript -InstanceId $ids[0] $ids[1] } }
        @{ Call = { Send-RunCommand -InstanceId $ids[0] $ids[1] -Parameter $script } }
        @{ Call = { Test-RunCommand -InstanceId $ids[0] $ids[1] -Parameter $script } }
        @{ Call = { Invoke-RunCommand -InstanceId $ids[0] $ids[1] -Shell Sh } }
        @{ Call = { Invoke-RunCommand 'uptime' -InstanceId $ids[0] $ids[1] -Shell Sh } }
    ) {
        $mark = $simulator.Requests.Count
        try {
            & $Call
            $problem = $null
        }
        catch {
            $problem = $_
        }

        "$problem $($problem.ErrorDetails.RecommendedAction)" | Should -BeLike '*Put commas between ids*-InstanceId $a, $b*'
        $simulator.Requests.Count | Should -Be $mark
    }

    It 'a name instead of an id is an error that names the id: <Name>' -ForEach @(
        @{ Name = 'ip-10-0-0-2.ec2.internal' }
        @{ Name = 'ip-10-0-0-2' }
        @{ Name = 'IP-10-0-0-2' }
    ) {
        $says = "*'$Name' is not a node id, but the name of $($ids[1]) in us-east-1.*"
        { Send-RunCommand AWS-RunShellScript $script -InstanceId $Name } | Should -Throw -ExpectedMessage $says
        { Get-RunCommandNode -InstanceId $Name } | Should -Throw -ExpectedMessage $says
        $Name | Send-RunCommand AWS-RunShellScript $script -ErrorVariable problems -ErrorAction SilentlyContinue
        "$($problems[0])" | Should -BeLike $says
    }

    It 'a name that nobody has is an error that names no id' {
        { Send-RunCommand AWS-RunShellScript $script -InstanceId 'web1' } |
            Should -Throw -ExpectedMessage "*'web1' is not a node id: i- or mi- and 17 *"
    }

    It 'a name is looked for where the pipeline would go' {
        $there = Get-There
        'ip-10-0-0-2' | Send-RunCommand AWS-RunShellScript $script @there -ErrorVariable problems -ErrorAction SilentlyContinue
        "$($problems[0])" | Should -BeLike "*the name of $($other.Nodes[1].InstanceId) in eu-central-1.*"
    }
}

Describe 'Objects remember where they came from' {
    BeforeAll {
        $there = Get-There
        $foreign = @(Get-RunCommandNode @there)
        $file = Join-Path $TestDrive 'saved'
    }

    It 'nodes of two simulators are never mixed up' {
        $here = @(Get-RunCommandNode)
        $sent = $foreign[0], $here[0], $foreign[1], $here[1] | Send-RunCommand AWS-RunShellScript $script
        @($sent | Where-Object Region -EQ 'eu-central-1').InstanceIds | Should -Be $foreign.InstanceId
        @($sent | Where-Object Region -EQ 'us-east-1').InstanceIds | Should -Be $here[0, 1].InstanceId
        $results = $foreign[0], $here[0] | Invoke-RunCommand 'uptime' -Shell Sh -NoRecord 6> $null
        ($results | Sort-Object Region).Region | Should -Be 'eu-central-1', 'us-east-1'
    }

    It 'nodes of two simulators of one region and with the same ids are never mixed up' {
        $twin = Start-RunCommandSimulator -Node @{ InstanceId = $ids[0] } 6> $null
        try {
            $nodes = @(Get-RunCommandNode) + @($foreign[0])
            $mine = $simulator.Nodes[0] | Select-Object InstanceId, @{ Name = 'Region'; Expression = { 'us-east-1' } },
                @{ Name = 'Endpoint'; Expression = { $simulator.Endpoint } }
            $mark, $twinMark = $simulator.Requests.Count, $twin.Requests.Count
            $null = $nodes[0], $mine | Send-RunCommand AWS-RunShellScript $script
            @(Get-SentRequest $simulator $mark).InstanceIds | Should -Be $ids[0]
            @(Get-SentRequest $twin $twinMark).InstanceIds | Should -Be $ids[0]
        }
        finally {
            $twin | Stop-RunCommandSimulator
        }
    }

    It 'nodes as the simulators themselves have them lead back to their own' {
        $twin = Start-RunCommandSimulator -Node @{ InstanceId = $ids[0] } 6> $null
        try {
            $sent = $simulator.Nodes[0], $twin.Nodes[0] | Send-RunCommand AWS-RunShellScript $script
            $sent.InstanceIds | Should -Be $ids[0], $ids[0]
            $sent.Endpoint | Should -Be $simulator.Endpoint, $twin.Endpoint
            $saved = $simulator.Nodes[0] | ConvertTo-Csv | ConvertFrom-Csv
            ($saved | Send-RunCommand AWS-RunShellScript $script).Endpoint | Should -Be $simulator.Endpoint
        }
        finally {
            $twin | Stop-RunCommandSimulator
        }
    }

    It 'results and outputs that were saved lead back to their simulator' {
        $twin = Start-RunCommandSimulator -Node @{ InstanceId = $ids[0] } 6> $null
        try {
            $result = $simulator.Nodes[0] | Invoke-RunCommand 'uptime' -Shell Sh -NoRecord 6> $null
            $output = $result | Receive-RunCommandOutput
            foreach ($item in $result, $output) {
                $copy = $item | ConvertTo-Csv | ConvertFrom-Csv
                ($copy | Get-RunCommandNode).Endpoint | Should -Be $simulator.Endpoint
                ([System.Management.Automation.PSSerializer]::Deserialize(
                    [System.Management.Automation.PSSerializer]::Serialize($item)) | Get-RunCommandNode).Endpoint |
                    Should -Be $simulator.Endpoint
            }
        }
        finally {
            $twin | Stop-RunCommandSimulator
        }
    }

    It 'when they were saved by <How>' -ForEach @(
        @{ How = 'Export-Clixml'; Save = { $foreign | Export-Clixml $file; Import-Clixml $file } }
        @{ How = 'Export-Csv'; Save = { $foreign | Export-Csv $file; Import-Csv $file } }
        @{ How = 'Export-Csv, read as lines'; Save = { $foreign | Export-Csv $file; Get-Content $file } }
        @{ How = 'ConvertTo-Json'; Save = { $foreign | ConvertTo-Json -WarningAction Ignore | ConvertFrom-Json } }
        @{ How = 'ConvertTo-Json, read as lines'; Save = {
                $foreign | ConvertTo-Json -WarningAction Ignore | Set-Content $file
                Get-Content $file } }
        @{ How = 'a table of ids and regions'; Save = { $foreign | Select-Object InstanceId, Region } }
    ) {
        $saved = @(& $Save)
        $sent = $saved | Send-RunCommand AWS-RunShellScript $script -ErrorAction Stop
        $sent.Region | Should -Be 'eu-central-1'
        $sent.InstanceIds | Should -Be $foreign.InstanceId
        ($saved | Get-RunCommandNode -ErrorAction Stop).Region | Should -Be 'eu-central-1', 'eu-central-1'
    }

    It 'a region of AWS is where a saved object goes' {
        $saved = [pscustomobject]@{ InstanceId = $ids[0]; Region = 'ap-south-1' }
        { $saved | Send-RunCommand AWS-RunShellScript $script } | Should -Throw -ErrorId 'NoCredentials*'
    }
}
