# Start-RunCommandSimulator: the fleet, the answers, the documents, and whose endpoint it is.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'The analyzer does not follow variables from BeforeAll into It.')]
param()

BeforeAll {
    . "$PSScriptRoot/Import-BuiltModule.ps1"
    . "$PSScriptRoot/Wire.ps1"

    function Get-Outcome {
        <#
        .SYNOPSIS
        Sends a command and waits for its invocations, in the order of the nodes.
        #>
        param([System.Collections.IDictionary] $Send)

        $command = Send-RunCommand @Send -ErrorAction Stop
        $null = Wait-Until { ($command | Get-RunCommand).Status -notin 'Pending', 'InProgress' }
        $command | Get-RunCommandInvocation -FullOutput
    }
}

Describe 'The fleet of a simulator' {
    AfterEach { Get-RunCommandSimulator | Stop-RunCommandSimulator }

    It 'has ten nodes where nothing is said' {
        $simulator = Start-RunCommandSimulator 6> $null

        $simulator.Nodes | Should -HaveCount 10
        $simulator.Nodes | ForEach-Object { $_.PlatformType } | Sort-Object -Unique | Should -Be 'Linux'
        $simulator.Nodes[0].InstanceId | Should -Match '^i-[0-9a-f]{17}$'
        $simulator.IsRunning | Should -BeTrue
        $simulator.Region | Should -Be 'us-east-1'
        $simulator.Endpoint.IsLoopback | Should -BeTrue
        $simulator.AccessKeyId | Should -Not -BeNullOrEmpty
        $simulator.SecretAccessKey | Should -Not -BeNullOrEmpty
    }

    It 'has as many nodes as -NodeCount says: <Count>' -ForEach @(
        @{ Count = 0 }
        @{ Count = 1 }
        @{ Count = 120 }
    ) {
        $simulator = Start-RunCommandSimulator -NodeCount $Count 6> $null

        @($simulator.Nodes | ForEach-Object { $_.InstanceId } | Sort-Object -Unique) | Should -HaveCount $Count
    }

    It 'has the nodes that <Form> describe' -ForEach @(
        @{ Form = 'hashtables'; Node = @(
                @{ InstanceId = 'i-0aaaaaaaaaaaaaaaa'; Name = 'web-1'; Platform = 'windows'; Tags = @{ Role = 'web' }
                    State = 'stopped'; PingStatus = 'ConnectionLost'; IsAgentRunning = $false; IsRegistered = $true; IPAddress = '192.0.2.1'
                    ComputerName = 'web-1.example.com' }
                @{ Name = 'web-2' }
            )
        }
        @{ Form = 'objects'; Node = @(
                [pscustomobject]@{ Id = 'i-0aaaaaaaaaaaaaaaa'; Name = 'web-1'; PlatformType = 'Windows'
                    Tag = [pscustomobject]@{ Role = 'web' }; State = 'Stopped'; PingStatus = 'connectionlost'; IsAgentRunning = 'false'
                    IsRegistered = $true; IPAddress = '192.0.2.1'; ComputerName = 'web-1.example.com' }
                [pscustomobject]@{ Name = 'web-2' }
            )
        }
        @{ Form = 'objects of ConvertFrom-Json'
            Node = '[{"InstanceId":"i-0aaaaaaaaaaaaaaaa","Name":"web-1","Platform":"Windows","Tags":{"Role":"web"},"State":"Stopped",' +
                '"PingStatus":"ConnectionLost","IsAgentRunning":false,"IsRegistered":true,"IPAddress":"192.0.2.1",' +
                '"ComputerName":"web-1.example.com"},{"Name":"web-2"}]' | ConvertFrom-Json
        }
    ) {
        $simulator = Start-RunCommandSimulator -Node $Node 6> $null

        $simulator.Nodes | Should -HaveCount 2
        $first, $second = $simulator.Nodes
        $first.InstanceId | Should -Be 'i-0aaaaaaaaaaaaaaaa'
        $first.Name | Should -Be 'web-1'
        $first.PlatformType | Should -BeExactly 'Windows'
        $first.Tags['Role'] | Should -Be 'web'
        $first.State | Should -Be 'Stopped'
        $first.PingStatus | Should -BeExactly 'ConnectionLost'
        $first.IsAgentRunning | Should -BeFalse
        $first.IsRegistered | Should -BeTrue
        $first.IPAddress | Should -Be '192.0.2.1'
        $first.ComputerName | Should -Be 'web-1.example.com'
        $second.Name | Should -Be 'web-2'
        $second.InstanceId | Should -Match '^i-[0-9a-f]{17}$'
        $second.State | Should -Be 'Running'
        $second.IsAgentRunning | Should -BeTrue
    }

    It 'may have described nodes and others' {
        $simulator = Start-RunCommandSimulator -Node @{ Name = 'mine' } -NodeCount 3 6> $null

        $simulator.Nodes | Should -HaveCount 4
        $simulator.Nodes[0].Name | Should -Be 'mine'
    }

    It 'is of -Platform <Platform> where a node does not say otherwise' -ForEach @(
        @{ Platform = 'Windows'; Document = 'AWS-RunPowerShellScript' }
        @{ Platform = 'MacOS'; Document = 'AWS-RunShellScript' }
        @{ Platform = 'linux'; Document = 'AWS-RunShellScript' }
    ) {
        $simulator = Start-RunCommandSimulator -Node @{ Name = 'a' }, @{ Name = 'b'; Platform = 'Linux' } -Platform $Platform 6> $null

        $simulator.Nodes | ForEach-Object { $_.PlatformType } | Should -Be $Platform, 'Linux'
        { Send-RunCommand -DocumentName $Document -Parameter @{ commands = 'x' } -InstanceId $simulator.Nodes[0].InstanceId `
            -ErrorAction Stop } | Should -Not -Throw
    }

    It 'is the same for the same -Seed, and another for another' {
        $fleets = 1, 1, 2 | ForEach-Object { (Start-RunCommandSimulator -NodeCount 3 -Seed $_ 6> $null).Nodes.InstanceId -join ' ' }

        $fleets[1] | Should -Be $fleets[0]
        $fleets[2] | Should -Not -Be $fleets[0]
    }

    It 'has names that are tags, and host names that invocations tell' {
        Start-RunCommandSimulator -Node @{ Name = 'web1' }, @{ Tags = @{ Name = 'web2' } },
            @{ Name = 'db'; ComputerName = 'db.example.com' } 6> $null |
            ForEach-Object { $_.InjectFault('AccessDenied', 'DescribeInstanceProperties') }

        (Get-RunCommandNode -Tag Name=web1).ComputerName | Should -Be 'ip-10-0-0-1.ec2.internal'
        $outcome = Get-Outcome @{ DocumentName = 'AWS-RunShellScript'; Parameter = @{ commands = 'id' }; Target = 'tag:Name=web1,web2,db' }
        $outcome.InstanceName | Sort-Object | Should -Be 'db.example.com', 'ip-10-0-0-1.ec2.internal', 'ip-10-0-0-2.ec2.internal'
        { Start-RunCommandSimulator -Node @{ Name = 'a'; Tags = @{ Name = 'b' } } 6> $null } | Should -Throw '*They are the same*'
    }

    It 'can be chosen from by tag' {
        $simulator = Start-RunCommandSimulator -Node @{ ComputerName = 'web-1'; Tags = @{ Role = 'web' } },
            @{ ComputerName = 'db-1'; Tags = @{ Role = 'db' } }, @{ ComputerName = 'web-2'; Tags = @{ Role = 'web' } } 6> $null

        $found = Get-Outcome @{ DocumentName = 'AWS-RunShellScript'; Parameter = @{ commands = 'id' }; Target = 'tag:Role=web' }
        $found.InstanceName | Sort-Object | Should -Be 'web-1', 'web-2'
        $simulator.RunsPerNode.Count | Should -Be 2
        $simulator.RunsPerNode[$simulator.Nodes[2].InstanceId] | Should -Be 1
    }
}

Describe 'The answers of a simulator' {
    AfterEach { Get-RunCommandSimulator | Stop-RunCommandSimulator }

    It 'are success without a word where nothing is said' {
        $simulator = Start-RunCommandSimulator -NodeCount 1 6> $null
        $outcome = Get-Outcome @{ DocumentName = 'AWS-RunShellScript'; Parameter = @{ commands = 'exit 9' }
            InstanceId = $simulator.Nodes[0].InstanceId }

        $outcome.Status | Should -Be 'Success'
        $outcome.ResponseCode | Should -Be 0
        $outcome.Steps[0].StandardOutput | Should -BeNullOrEmpty
    }

    It 'are those of -Answer, the first that fits: <Node> runs <Script>' -ForEach @(
        @{ Node = 'web-1'; Script = 'df -h'; Status = 'Failed'; Code = 1; Output = ''; Problem = 'disk full' }
        @{ Node = 'web-2'; Script = 'df -h'; Status = 'Failed'; Code = 1; Output = ''; Problem = 'disk full' }
        @{ Node = 'db-1'; Script = 'df -h'; Status = 'Success'; Code = 0; Output = 'enough'; Problem = '' }
        @{ Node = 'db-1'; Script = 'uptime'; Status = 'Success'; Code = 0; Output = 'up'; Problem = '' }
    ) {
        $simulator = Start-RunCommandSimulator -Node @{ Name = 'web-1' }, @{ Name = 'web-2' }, @{ Name = 'db-1' } -Answer @(
            @{ Node = 'WEB-?'; ExitCode = 1; StandardError = 'disk full' }
            [pscustomobject]@{ Node = '*'; Contains = 'df'; StandardOutput = 'enough' }
            @{ Output = 'up' }
        ) 6> $null
        $id = ($simulator.Nodes | Where-Object { $_.Name -eq $Node }).InstanceId
        $outcome = Get-Outcome @{ DocumentName = 'AWS-RunShellScript'; Parameter = @{ commands = $Script }; InstanceId = $id }

        $outcome.Status | Should -Be $Status
        $outcome.ResponseCode | Should -Be $Code
        $outcome.Steps[0].StandardOutput | Should -Be $Output
        $outcome.Steps[0].StandardError | Should -BeLike "$Problem*"
    }

    It 'take as long as -Answer says, to a part of a second' {
        $simulator = Start-RunCommandSimulator -NodeCount 1 -SteppedTime -Answer @{ Duration = 0.2 } 6> $null
        $command = $simulator.Nodes[0] | Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' }
        $simulator.Advance([timespan]'00:00:30')

        $step = ($command | Get-RunCommandInvocation).Steps[0]

        ($step.ResponseFinishDateTime - $step.ResponseStartDateTime).TotalSeconds | Should -BeLessThan 1
    }

    It 'take as long as they say' {
        $simulator = Start-RunCommandSimulator -NodeCount 1 -Answer @{ Duration = 1; Output = 'late' } 6> $null
        $command = Send-RunCommand -DocumentName AWS-RunShellScript -Parameter @{ commands = 'id' } `
            -InstanceId $simulator.Nodes[0].InstanceId
        $running = Wait-Until { ($command | Get-RunCommandInvocation).Status -eq 'InProgress' }
        $ended = Wait-Until { ($command | Get-RunCommandInvocation).Status -eq 'Success' }

        $running | Should -BeTrue
        $ended | Should -BeTrue
        $step = ($command | Get-RunCommandInvocation).Steps[0]
        ($step.ResponseFinishDateTime - $step.ResponseStartDateTime).TotalSeconds | Should -BeGreaterThan 0.9
    }

    It 'are what this machine does with -Execution Process' {
        # The shell that this operating system certainly has.
        $platform, $document, $lines = if ($IsWindows) {
            'Windows', 'AWS-RunPowerShellScript', '[Console]::Out.Write("$env:SSM_COMMAND_ID $env:AWS_SSM_INSTANCE_ID")',
                '[Console]::Error.Write("wrong")', 'exit 7'
        }
        else {
            'Linux', 'AWS-RunShellScript', 'printf "%s %s" "$SSM_COMMAND_ID" "$AWS_SSM_INSTANCE_ID"', 'printf wrong >&2', 'exit 7'
        }

        $simulator = Start-RunCommandSimulator -NodeCount 2 -Platform $platform -Execution Process 6> $null
        $outcomes = Get-Outcome @{ DocumentName = $document; Parameter = @{ commands = $lines }
            InstanceId = $simulator.Nodes.InstanceId; MaxErrors = 2 }

        $outcomes | Should -HaveCount 2
        foreach ($outcome in $outcomes) {
            $outcome.Status | Should -Be 'Failed'
            $outcome.ResponseCode | Should -Be 7
            $outcome.Steps[0].StandardOutput | Should -Be "$($outcome.CommandId) $($outcome.InstanceId)"
            $outcome.Steps[0].StandardError | Should -BeLike 'wrong*exit status 7*'
        }
    }

    It 'are given before anything is really run' {
        $simulator = Start-RunCommandSimulator -NodeCount 1 -Execution Process `
            -Answer @{ Contains = 'rm -rf'; Output = 'not really' } 6> $null
        $outcome = Get-Outcome @{ DocumentName = 'AWS-RunShellScript'; Parameter = @{ commands = 'rm -rf ./nothing' }
            InstanceId = $simulator.Nodes[0].InstanceId }

        $outcome.Steps[0].StandardOutput | Should -Be 'not really'
    }
}

Describe 'The documents of a simulator' {
    BeforeAll {
        $folder = Join-Path $TestDrive 'documents'
        $null = New-Item -ItemType Directory -Path $folder
        @'
{
  "schemaVersion": "2.2",
  "description": "Restarts a service.",
  "parameters": { "service": { "type": "String", "allowedPattern": "^[a-z]+$" } },
  "mainSteps": [ { "action": "aws:runShellScript", "name": "restart", "inputs": { "runCommand": [ "systemctl restart {{ service }}" ] } } ]
}
'@ | Set-Content (Join-Path $folder 'Restart-Service.json')
        @'
schemaVersion: "1.2"
description: Says hello.
parameters:
  name:
    type: String
    default: world
runtimeConfig:
  aws:runShellScript:
    properties:
      - runCommand: [ "echo hello {{ name }}" ]
'@ | Set-Content (Join-Path $folder 'Say-Hello.yaml')
        'not a document' | Set-Content (Join-Path $folder 'notes.txt')
        '{ "schemaVersion": "9" }' | Set-Content (Join-Path $TestDrive 'Bad-Version.json')
    }

    AfterEach { Get-RunCommandSimulator | Stop-RunCommandSimulator }

    It 'come from <Source>' -ForEach @(
        @{ Source = 'a JSON file'; Path = 'documents/Restart-Service.json'; Document = 'Restart-Service'; Parameter = @{ service = 'nginx' }
            Script = 'systemctl restart nginx' }
        @{ Source = 'a YAML file'; Path = 'documents/Say-Hello.yaml'; Document = 'Say-Hello'; Parameter = @{ name = 'you' }
            Script = 'echo hello you' }
        @{ Source = 'a folder'; Path = 'documents'; Document = 'Say-Hello'; Parameter = @{}; Script = 'echo hello world' }
        @{ Source = 'a pattern'; Path = 'documents/Re*.json'; Document = 'Restart-Service'; Parameter = @{ service = 'sshd' }
            Script = 'systemctl restart sshd' }
    ) {
        $simulator = Start-RunCommandSimulator -NodeCount 1 -DocumentPath (Join-Path $TestDrive $Path) `
            -Answer @{ Contains = $Script; Output = 'as expected' } 6> $null
        $outcome = Get-Outcome @{ DocumentName = $Document; Parameter = $Parameter; InstanceId = $simulator.Nodes[0].InstanceId }

        $outcome.Status | Should -Be 'Success'
        $outcome.Steps[0].StandardOutput | Should -Be 'as expected' -Because 'the script had the parameter in it'
    }

    It 'check their parameters' {
        $simulator = Start-RunCommandSimulator -NodeCount 1 -DocumentPath $folder 6> $null
        { Send-RunCommand -DocumentName Restart-Service -Parameter @{ service = 'rm -rf /' } `
            -InstanceId $simulator.Nodes[0].InstanceId -ErrorAction Stop } |
            Should -Throw -ErrorId 'InvalidParameters,*'
    }

    It 'must be there and be documents: <Mistake>' -ForEach @(
        @{ Mistake = 'no such file'; Path = 'documents/None.json'; Words = 'None\.json' }
        @{ Mistake = 'an unknown schema'; Path = 'Bad-Version.json'; Words = 'Bad-Version' }
    ) {
        $problem = { Start-RunCommandSimulator -DocumentPath (Join-Path $TestDrive $Path) -ErrorAction Stop } | Should -Throw -PassThru

        $problem.ToString() | Should -Match $Words
        Get-RunCommandSimulator | Should -BeNullOrEmpty
    }
}

Describe 'The endpoint of a session' {
    AfterEach { Get-RunCommandSimulator | Stop-RunCommandSimulator }

    It 'is the newest simulator, and it says so' {
        $older = Start-RunCommandSimulator -NodeCount 1 -Region eu-west-1 -InformationVariable said 6> $null
        Get-RunCommand | Should -BeNullOrEmpty
        $newer = Start-RunCommandSimulator -NodeCount 1 6> $null
        Get-RunCommand | Should -BeNullOrEmpty

        "$said" | Should -BeLike "*$($older.Endpoint)*this session's endpoint*"
        $older.Requests | Should -HaveCount 1
        $newer.Requests | Should -HaveCount 1
    }

    It 'is the older one again when the newer has stopped' {
        $older = Start-RunCommandSimulator -NodeCount 1 6> $null
        Start-RunCommandSimulator -NodeCount 1 6> $null | Stop-RunCommandSimulator
        Get-RunCommand | Should -BeNullOrEmpty

        $older.Requests | Should -HaveCount 1
    }

    It 'is another where connection parameters say so' {
        $first = Start-RunCommandSimulator -NodeCount 1 -Region eu-west-1 6> $null
        $second = Start-RunCommandSimulator -NodeCount 1 6> $null
        $there = @{ Region = $first.Region; EndpointUrl = $first.Endpoint; AccessKey = $first.AccessKeyId
            SecretKey = $first.SecretAccessKey }
        $command = Send-RunCommand -DocumentName AWS-RunShellScript -Parameter @{ commands = 'id' } `
            -InstanceId $first.Nodes[0].InstanceId @there -ErrorAction Stop

        $command.Endpoint | Should -Be $first.Endpoint
        ($command | Get-RunCommand -ErrorAction Stop).CommandId | Should -Be $command.CommandId
        $first.Requests | Should -HaveCount 2
        Wait-Until { $command | Get-RunCommandInvocation } | Should -BeTrue
        $invocation = $command | Get-RunCommandInvocation
        foreach ($found in $invocation, ($invocation | Get-RunCommand)) {
            $found.CommandId | Should -Be $command.CommandId
            $found.Endpoint, $found.Region | Should -Be $first.Endpoint, $first.Region
        }

        $second.Requests | Should -HaveCount 0
    }

    It 'is not the simulator where only a part of a connection is named: that part goes with the usual chain' {
        $simulator = Start-RunCommandSimulator -NodeCount 1 6> $null
        { Get-RunCommand -ProfileName no-such-profile -Region us-east-1 } | Should -Throw -ErrorId 'UnknownProfile,*'

        $simulator.Requests | Should -HaveCount 0
    }

    It 'can be had from a profile of a file' {
        $simulator = Start-RunCommandSimulator -NodeCount 1 -Region eu-central-1 6> $null
        '[mine]', "aws_access_key_id = $($simulator.AccessKeyId)", "aws_secret_access_key = $($simulator.SecretAccessKey)",
            'region = eu-central-1' |
            Set-Content (Join-Path $TestDrive 'credentials')
        $command = Send-RunCommand -DocumentName AWS-RunShellScript -Parameter @{ commands = 'id' } `
            -InstanceId $simulator.Nodes[0].InstanceId -ErrorAction Stop `
            -ProfileName mine -ProfileLocation (Join-Path $TestDrive 'credentials') -EndpointUrl $simulator.Endpoint

        $command.Region | Should -Be 'eu-central-1'
        $command.ProfileName | Should -Be 'mine'
    }

    It 'has the -Role and the -AccountId that a profile can assume a role with' {
        $role = 'arn:aws:iam::444455556666:role/operators'
        $simulator = Start-RunCommandSimulator -NodeCount 1 -AccountId 444455556666 -Role $role 6> $null
        '[keys]', "aws_access_key_id = $($simulator.AccessKeyId)", "aws_secret_access_key = $($simulator.SecretAccessKey)",
            '[operators]', "role_arn = $role", 'source_profile = keys', 'region = us-east-1' |
            Set-Content (Join-Path $TestDrive 'credentials')
        $env:AWS_ENDPOINT_URL_STS = $simulator.Endpoint
        try {
            $simulator.InjectFault('AccessDenied', 'ListCommands')
            { Get-RunCommand -ErrorAction Stop -ProfileName operators -ProfileLocation (Join-Path $TestDrive 'credentials') `
                    -EndpointUrl $simulator.Endpoint } |
                Should -Throw -ErrorId 'AccessDeniedException,*' -ExpectedMessage '*arn:aws:sts::444455556666:assumed-role/operators/*'
        } finally {
            Remove-Item Env:AWS_ENDPOINT_URL_STS
        }
    }
}

Describe 'A start that goes wrong' {
    AfterEach { Get-RunCommandSimulator | Stop-RunCommandSimulator }

    It 'is an error that names it: <Mistake>' -ForEach @(
        @{ Mistake = 'an unknown member of a node'; Given = @{ Node = @{ Nam = 'web' } }; Words = "no member 'Nam'\. Did you mean 'Name'" }
        @{ Mistake = 'a node id that is none'; Given = @{ Node = @{ InstanceId = 'web-1' } }; Words = "'web-1' is not the id" }
        @{ Mistake = 'the same id twice'; Given = @{ Node = @{ InstanceId = 'i-0aaaaaaaaaaaaaaaa' },
            @{ InstanceId = 'i-0aaaaaaaaaaaaaaaa' } }; Words = 'Two nodes.*i-0aaaaaaaaaaaaaaaa' }
        @{ Mistake = 'an unknown state'; Given = @{ Node = @{ State = 'Asleep' } }; Words = "'Asleep'.*Running" }
        @{ Mistake = 'an unknown platform of a node'; Given = @{ Node = @{ Platform = 'BeOS' } }; Words = "'BeOS'.*Linux" }
        @{ Mistake = 'an unknown ping status'; Given = @{ Node = @{ PingStatus = 'Maybe' } }; Words = "'Maybe'.*Online" }
        @{ Mistake = 'a node that is a text'; Given = @{ Node = 'web-1' }; Words = "'web-1' does not describe a node" }
        @{ Mistake = 'tags that are a text'; Given = @{ Node = @{ Tags = 'web' } }; Words = "Tags of node is 'web'" }
        @{ Mistake = 'a flag that is none'; Given = @{ Node = @{ IsRegistered = 'perhaps' } }; Words = "IsRegistered of node is 'perhaps'" }
        @{ Mistake = 'an unknown member of an answer'; Given = @{ Answer = @{ Exit = 1 } }; Words = "no member 'Exit'" }
        @{ Mistake = 'an exit code that is none'; Given = @{ Answer = @{ ExitCode = 'bad' } }; Words = "'bad'" }
        @{ Mistake = 'an exit code that is a time'; Given = @{ Answer = @{ ExitCode = '00:01:00' } }
            Words = "ExitCode of answer is '00:01:00', which is not a whole number" }
        @{ Mistake = 'a fraction of an attempt'; Given = @{ Answer = @{ Attempt = 1.5 } }; Words = 'Attempt of answer' }
        @{ Mistake = 'an answer that is a number'; Given = @{ Answer = 5 }; Words = "'5' does not describe an answer" }
        @{ Mistake = 'a region that is none'; Given = @{ Region = 'moon' }; Words = "'moon' is not the name of a Region" }
        @{ Mistake = 'a role that is no ARN'; Given = @{ Role = 'operators' }; Words = "'operators' is not the ARN of a role" }
    ) {
        $problem = { Start-RunCommandSimulator @Given -ErrorAction Stop } | Should -Throw -PassThru

        $problem.FullyQualifiedErrorId | Should -Be 'InvalidInput,RunCommandPS.Commands.StartRunCommandSimulatorCommand'
        $problem.CategoryInfo.Category | Should -Be 'InvalidArgument'
        $problem.ToString() | Should -Match $Words
        $problem.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        Get-RunCommandSimulator | Should -BeNullOrEmpty
    }

    It 'is an error of the parameter: -<Parameter> <Value>' -ForEach @(
        @{ Parameter = 'NodeCount'; Value = -1 }
        @{ Parameter = 'NodeCount'; Value = 1000001 }
        @{ Parameter = 'Port'; Value = 65536 }
        @{ Parameter = 'Platform'; Value = 'BeOS' }
        @{ Parameter = 'Execution'; Value = 'Perhaps' }
        @{ Parameter = 'Region'; Value = '' }
        @{ Parameter = 'AccountId'; Value = '1234' }
    ) {
        $given = @{ $Parameter = $Value }
        { Start-RunCommandSimulator @given } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
        Get-RunCommandSimulator | Should -BeNullOrEmpty
    }

    It 'is an error where the port is taken' {
        $first = Start-RunCommandSimulator -NodeCount 1 6> $null
        { Start-RunCommandSimulator -Port $first.Endpoint.Port -ErrorAction Stop } |
            Should -Throw -ErrorId 'InvalidInput,*' -ExpectedMessage "The simulator can't be started: *"

        Get-RunCommandSimulator | Should -HaveCount 1
    }

    It 'says that the file for the state is a folder' {
        { Start-RunCommandSimulator -StatePath $TestDrive -ErrorAction Stop } |
            Should -Throw -ErrorId 'InvalidInput,*' -ExpectedMessage "-StatePath '*' is a folder."
    }

    It 'does not happen with -WhatIf' {
        Start-RunCommandSimulator -WhatIf | Should -BeNullOrEmpty
        Get-RunCommandSimulator | Should -BeNullOrEmpty
    }
}
