# Send-RunCommand: what it puts on the wire for what it is given, and what it gives back.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'The analyzer does not follow variables from BeforeAll into It.')]
param()

BeforeAll {
    . "$PSScriptRoot/Import-BuiltModule.ps1"
    . "$PSScriptRoot/AwsTools.ps1"
    . "$PSScriptRoot/Wire.ps1"
    $simulator = Start-RunCommandSimulator -NodeCount 130 6> $null
    $ids = @($simulator.Nodes | ForEach-Object { $_.InstanceId })
    $id = $ids[0]
    $script = @{ commands = 'id' }
    $unknown = 'i-00000000000000bad'
}

AfterAll { $simulator | Stop-RunCommandSimulator }

Describe 'A parameter of Send-RunCommand' {
    BeforeEach { $mark = $simulator.Requests.Count }

    It 'is on the wire as its member, and nothing else is: -<Parameter>' -ForEach @(
        @{ Parameter = 'InstanceId alone'; Given = @{}; Members = '' }
        @{ Parameter = 'DocumentVersion Latest'; Given = @{ DocumentVersion = 'Latest' }; Members = '"DocumentVersion":"$LATEST"' }
        @{ Parameter = 'DocumentVersion default'; Given = @{ DocumentVersion = 'default' }; Members = '"DocumentVersion":"$DEFAULT"' }
        @{ Parameter = 'DocumentVersion $LATEST'; Given = @{ DocumentVersion = '$LATEST' }; Members = '"DocumentVersion":"$LATEST"' }
        @{ Parameter = 'DocumentVersion 1'; Given = @{ DocumentVersion = 1 }; Members = '"DocumentVersion":"1"' }
        @{ Parameter = 'DocumentHash'; Given = @{ DocumentHash = 'abc' }; Members = '"DocumentHash":"abc"' }
        @{ Parameter = 'DocumentHash, the longest'; Given = @{ DocumentHash = 'f' * 256 }; Members = '"DocumentHash":"' + 'f' * 256 + '"' }
        @{ Parameter = 'DocumentHashType'; Given = @{ DocumentHashType = 'sha256' }; Members = '"DocumentHashType":"Sha256"' }
        @{ Parameter = 'Comment'; Given = @{ Comment = 'after the release' }; Members = '"Comment":"after the release"' }
        @{ Parameter = 'Comment, empty'; Given = @{ Comment = '' }; Members = '"Comment":""' }
        @{ Parameter = 'Comment, the longest'; Given = @{ Comment = 'c' * 100 }; Members = '"Comment":"' + 'c' * 100 + '"' }
        @{ Parameter = 'TimeoutSeconds 30'; Given = @{ TimeoutSeconds = 30 }; Members = '"TimeoutSeconds":30' }
        @{ Parameter = 'TimeoutSeconds 2592000'; Given = @{ TimeoutSeconds = '2592000' }; Members = '"TimeoutSeconds":2592000' }
        @{ Parameter = 'TimeoutSeconds as a TimeSpan'; Given = @{ TimeoutSeconds = [timespan]'00:10:00' }
            Members = '"TimeoutSeconds":600' }
        @{ Parameter = 'TimeoutSeconds as the text of a TimeSpan'; Given = @{ TimeoutSeconds = '30.00:00:00' }
            Members = '"TimeoutSeconds":2592000' }
        @{ Parameter = 'TimeoutSeconds with a fraction, rounded up'; Given = @{ TimeoutSeconds = [timespan]'00:01:00.2' }
            Members = '"TimeoutSeconds":61' }
        @{ Parameter = 'MaxConcurrency'; Given = @{ MaxConcurrency = 10 }; Members = '"MaxConcurrency":"10"' }
        @{ Parameter = 'MaxConcurrency, a percentage'; Given = @{ MaxConcurrency = '100%' }; Members = '"MaxConcurrency":"100%"' }
        @{ Parameter = 'MaxErrors'; Given = @{ MaxErrors = 0 }; Members = '"MaxErrors":"0"' }
        @{ Parameter = 'MaxErrors, a percentage'; Given = @{ MaxErrors = '0%' }; Members = '"MaxErrors":"0%"' }
        @{ Parameter = 'OutputS3BucketName'; Given = @{ OutputS3BucketName = 'amzn-s3-demo-bucket' }
            Members = '"OutputS3BucketName":"amzn-s3-demo-bucket"' }
        @{ Parameter = 'OutputS3KeyPrefix'; Given = @{ OutputS3KeyPrefix = 'a/b' }; Members = '"OutputS3KeyPrefix":"a/b"' }
        @{ Parameter = 'OutputS3Region'; Given = @{ OutputS3Region = 'us-east-2'; WarningAction = 'SilentlyContinue' }
            Members = '"OutputS3Region":"us-east-2"' }
        @{ Parameter = 'ServiceRoleArn'; Given = @{ ServiceRoleArn = 'arn:aws:iam::111122223333:role/my-SNS-notifications-role' }
            Members = '"ServiceRoleArn":"arn:aws:iam::111122223333:role/my-SNS-notifications-role"' }
        @{ Parameter = 'NotificationArn, flat'
            Given = @{ NotificationArn = 'arn:aws:sns:us-east-1:111122223333:my-us-east-1-notification-arn' }
            Members = '"NotificationConfig":{"NotificationArn":"arn:aws:sns:us-east-1:111122223333:my-us-east-1-notification-arn"}' }
        @{ Parameter = 'NotificationArn, -Event and -Type, flat'; Given = @{ NotificationArn = 'arn:aws:sns:us-east-1:111122223333:t'
            NotificationEvent = 'failed', 'TimedOut'; NotificationType = 'invocation' }
            Members = '"NotificationConfig":{"NotificationArn":"arn:aws:sns:us-east-1:111122223333:t","NotificationEvents":["Failed",' +
                '"TimedOut"],"NotificationType":"Invocation"}' }
        @{ Parameter = 'NotificationConfig, a hashtable'
            Given = @{ NotificationConfig = @{ NotificationArn = 'arn:aws:sns:us-east-1:111122223333:t'; NotificationEvents = 'All'
                NotificationType = 'Command' } }
            Members = '"NotificationConfig":{"NotificationArn":"arn:aws:sns:us-east-1:111122223333:t","NotificationEvents":["All"],' +
                '"NotificationType":"Command"}' }
        @{ Parameter = 'NotificationConfig, an object'
            Given = @{ NotificationConfig = [pscustomobject]@{ notificationArn = 'arn:aws:sns:us-east-1:111122223333:t' } }
            Members = '"NotificationConfig":{"NotificationArn":"arn:aws:sns:us-east-1:111122223333:t"}' }
        @{ Parameter = 'NotificationConfig, and flat on top'
            Given = @{ NotificationConfig = @{ NotificationArn = 'arn:aws:sns:us-east-1:111122223333:t'; NotificationEvents = 'All' }
                NotificationEvent = 'Success' }
            Members = '"NotificationConfig":{"NotificationArn":"arn:aws:sns:us-east-1:111122223333:t","NotificationEvents":["Success"]}' }
        @{ Parameter = 'CloudWatchLogGroupName, flat, which turns output on'; Given = @{ CloudWatchLogGroupName = 'my-log-group' }
            Members = '"CloudWatchOutputConfig":{"CloudWatchLogGroupName":"my-log-group","CloudWatchOutputEnabled":true}' }
        @{ Parameter = 'CloudWatchOutputEnabled, flat'; Given = @{ CloudWatchOutputEnabled = $true }
            Members = '"CloudWatchOutputConfig":{"CloudWatchOutputEnabled":true}' }
        @{ Parameter = 'CloudWatchOutputEnabled, flat and off'; Given = @{ CloudWatchOutputEnabled = $false; CloudWatchLogGroupName = 'g' }
            Members = '"CloudWatchOutputConfig":{"CloudWatchLogGroupName":"g","CloudWatchOutputEnabled":false}' }
        @{ Parameter = 'CloudWatchOutputConfig, a hashtable'
            Given = @{ CloudWatchOutputConfig = @{ CloudWatchLogGroupName = 'g'; CloudWatchOutputEnabled = $false } }
            Members = '"CloudWatchOutputConfig":{"CloudWatchLogGroupName":"g","CloudWatchOutputEnabled":false}' }
        @{ Parameter = 'AlarmName, flat'; Given = @{ AlarmName = 'too-hot' }
            Members = '"AlarmConfiguration":{"Alarms":[{"Name":"too-hot"}]}' }
        @{ Parameter = 'AlarmName and -IgnorePollAlarmFailure, flat'; Given = @{ AlarmName = 'too-hot'; IgnorePollAlarmFailure = $true }
            Members = '"AlarmConfiguration":{"Alarms":[{"Name":"too-hot"}],"IgnorePollAlarmFailure":true}' }
        @{ Parameter = 'AlarmConfiguration, a hashtable'
            Given = @{ AlarmConfiguration = @{ Alarms = @(@{ Name = 'a' }); IgnorePollAlarmFailure = $false } }
            Members = '"AlarmConfiguration":{"Alarms":[{"Name":"a"}],"IgnorePollAlarmFailure":false}' }
        @{ Parameter = 'AlarmConfiguration, an object with a mere name'; Given = @{ AlarmConfiguration = [pscustomobject]@{ Alarm = 'a' } }
            Members = '"AlarmConfiguration":{"Alarms":[{"Name":"a"}]}' }
    ) {
        Send-RunCommand -DocumentName AWS-RunShellScript -Parameter $script -InstanceId $id -ErrorAction SilentlyContinue @Given

        $sent = @(Get-SentRequest $simulator $mark)
        $sent | Should -HaveCount 1
        $start = '{"DocumentName":"AWS-RunShellScript","InstanceIds":["' + $id + '"],"Parameters":{"commands":["id"]}'
        $expected = ("$start,$Members".TrimEnd(',') + '}') | ConvertFrom-Json -AsHashtable
        Get-CanonicalJson $sent[0] | Should -BeExactly (Get-CanonicalJson $expected)
    }

    It 'takes targets as <Form>' -ForEach @(
        @{ Form = 'a hashtable with Key and Values'; Target = @{ Key = 'tag:Role'; Values = 'web', 'db' }
            Json = '[{"Key":"tag:Role","Values":["web","db"]}]' }
        @{ Form = 'an object with Key and Values'; Target = [pscustomobject]@{ Key = 'tag:Role'; Values = @('web') }
            Json = '[{"Key":"tag:Role","Values":["web"]}]' }
        @{ Form = 'text'; Target = 'tag:Role=web, db'; Json = '[{"Key":"tag:Role","Values":["web","db"]}]' }
        @{ Form = 'text with a second equals sign'; Target = 'tag:Query=a=b'; Json = '[{"Key":"tag:Query","Values":["a=b"]}]' }
        @{ Form = 'the shorthand'; Target = @{ 'tag:Role' = 'web' }; Json = '[{"Key":"tag:Role","Values":["web"]}]' }
        @{ Form = 'an ordered shorthand of several keys'; Target = [ordered]@{ 'tag:Role' = 'web', 'db'; 'tag:Stage' = 'test' }
            Json = '[{"Key":"tag:Role","Values":["web","db"]},{"Key":"tag:Stage","Values":["test"]}]' }
        @{ Form = 'a mixture, up to five'; Target = 'tag:A=1', @{ Key = 'tag:B'; Values = 2 }, @{ 'tag:C' = '3' },
            'resource-groups:Name=g', 'tag:E=5'
            Json = '[{"Key":"tag:A","Values":["1"]},{"Key":"tag:B","Values":["2"]},{"Key":"tag:C","Values":["3"]},' +
                '{"Key":"resource-groups:Name","Values":["g"]},{"Key":"tag:E","Values":["5"]}]' }
        @{ Form = 'the member of a JSON request'; Target = '[{"Key":"tag:Role","Values":["web"]}]' | ConvertFrom-Json
            Json = '[{"Key":"tag:Role","Values":["web"]}]' }
    ) {
        $command = Send-RunCommand -DocumentName AWS-RunShellScript -Parameter $script -Target $Target

        $sent = @(Get-SentRequest $simulator $mark)
        Get-CanonicalJson $sent[0].Targets | Should -BeExactly (Get-CanonicalJson ($Json | ConvertFrom-Json -AsHashtable -NoEnumerate))
        $sent[0].ContainsKey('InstanceIds') | Should -BeFalse
        $command.Targets | Should -HaveCount $sent[0].Targets.Count
    }

    It 'has the API''s plural as another name' {
        Send-RunCommand -DocumentName AWS-RunShellScript -Parameters $script -InstanceIds $id -NotificationEvents All `
            -ErrorAction SilentlyContinue
        Send-RunCommand -DocumentName AWS-RunShellScript -Parameters $script -Targets 'tag:Role=web'

        $sent = @(Get-SentRequest $simulator $mark)
        $sent[0].InstanceIds | Should -Be $id
        $sent[0].NotificationConfig.NotificationEvents | Should -Be 'All'
        $sent[1].Targets[0].Key | Should -Be 'tag:Role'
    }

    It 'warns that <Old> is deprecated, and sends all the same' -ForEach @(
        @{ Old = 'Sha1'; Given = @{ DocumentHashType = 'Sha1' }; Warning = 'Sha1*deprecated*Sha256*' }
        @{ Old = 'OutputS3Region'; Given = @{ OutputS3Region = 'us-east-2' }; Warning = "OutputS3Region 'us-east-2' is ignored*" }
    ) {
        Send-RunCommand -DocumentName AWS-RunShellScript -Parameter $script -InstanceId $id @Given -WarningVariable warnings `
            -WarningAction SilentlyContinue

        $warnings | Should -HaveCount 1
        $warnings[0].Message | Should -BeLike $Warning
        @(Get-SentRequest $simulator $mark) | Should -HaveCount 1
    }
}

Describe 'A document as an object' {
    BeforeAll {
        $document = Get-RunCommandDocument AWS-RunShellScript
        $node = Get-RunCommandNode $id
        $invocation = Send-RunCommand AWS-RunShellScript $script -InstanceId $id | Wait-RunCommand | Get-RunCommandInvocation
    }

    BeforeEach { $mark = $simulator.Requests.Count }

    It 'runs as its name does: <Form>' -ForEach @(
        @{ Form = 'a document'; Given = { $document } }
        @{ Form = 'a document in a list'; Given = { , @($document) } }
        @{ Form = 'a document of a list'; Given = { Get-RunCommandDocument AWS-RunShell* } }
        @{ Form = 'a copy'; Given = {
                $document | Export-Clixml (Join-Path $TestDrive 'document')
                Import-Clixml (Join-Path $TestDrive 'document') } }
        @{ Form = 'an object of AWS.Tools'; Given = {
                [StandIn.Model.DocumentIdentifier]@{ Name = 'AWS-RunShellScript'; DocumentVersion = '1' } } }
        @{ Form = 'a hashtable'; Given = { @{ Name = 'AWS-RunShellScript' } } }
    ) {
        $given = & $Given
        (Send-RunCommand $given $script -InstanceId $id).DocumentName | Should -Be 'AWS-RunShellScript'
        $sent = @(Get-SentRequest $simulator $mark)
        $sent.DocumentName | Should -Be 'AWS-RunShellScript'
        $sent.Keys | Should -Not -Contain 'DocumentVersion'
        (Invoke-RunCommand -DocumentName $given -Parameter $script -InstanceId $id -NoRecord 6> $null).InstanceId | Should -Be $id
        Test-RunCommand $given $script -InstanceId $id | Should -BeTrue
    }

    It 'runs in its version if that is not the default one, unless -DocumentVersion says otherwise' {
        $other = @{ Name = 'AWS-RunShellScript'; DocumentVersion = '1'; DefaultVersion = '2' }
        $null = Send-RunCommand $other $script -InstanceId $id
        $null = Send-RunCommand $other $script -InstanceId $id -DocumentVersion Latest
        (Get-SentRequest $simulator $mark).DocumentVersion | Should -Be '1', '$LATEST'
    }

    It 'is an error that says so if it is <What>' -ForEach @(
        @{ What = 'a node'; Given = { $node }; Says = '*ManagedNode does not name a document: specify a name, or a document.' }
        @{ What = 'an instance'; Given = { [StandIn.Model.InstanceInformation]@{ InstanceId = $id } }
            Says = '*An InstanceInformation does not name a document*' }
        @{ What = 'a file'; Given = { Get-Item $built }; Says = '*FileInfo does not name a document*' }
        @{ What = 'an invocation, which has the version of its document'; Given = { $invocation }
            Says = '*CommandInvocation does not name a document*' }
        @{ What = 'several'; Given = { $document, $document }; Says = '*A command runs one document, but 2 were specified*' }
    ) {
        $given = & $Given
        { Send-RunCommand $given $script -InstanceId $id } | Should -Throw -ExpectedMessage $Says
        { Invoke-RunCommand -DocumentName $given -Parameter $script -InstanceId $id } | Should -Throw -ExpectedMessage $Says
        { Test-RunCommand $given $script -InstanceId $id } | Should -Throw -ExpectedMessage $Says
        $simulator.Requests.Count | Should -Be $mark
    }

    It 'is an error that says what it is if it is piped in' {
        foreach ($call in { $document | Send-RunCommand }, { $document | Invoke-RunCommand 'id' -NoRecord }) {
            $problem = { $ErrorActionPreference = 'Stop'; & $call } | Should -Throw -PassThru
            "$problem" | Should -Be "'AWS-RunShellScript' is a document, not a node."
            $problem.ErrorDetails.RecommendedAction | Should -BeLike 'Specify it with -DocumentName.*'
        }

        { $document | Get-RunCommandNode -ErrorAction Stop } |
            Should -Throw -ExpectedMessage "*'AWS-RunShellScript' is a document, not a node. Pipe node ids*"
        { $document | Send-RunCommand -Parameter $script -InstanceId $id } | Should -Throw -ExpectedMessage 'No document was specified.'
    }
}

Describe 'A value of -Parameter' {
    BeforeAll { $culture = [cultureinfo]::CurrentCulture }

    BeforeEach { $mark = $simulator.Requests.Count }

    AfterEach { [cultureinfo]::CurrentCulture = $culture }

    It 'is a list of texts on the wire: <Kind>' -ForEach @(
        @{ Kind = 'text'; Value = { 'uptime' }; Json = '["uptime"]' }
        @{ Kind = 'empty text'; Value = { '' }; Json = '[""]' }
        @{ Kind = 'a number'; Value = { 600 }; Json = '["600"]' }
        @{ Kind = 'a large number'; Value = { 1234567.5 }; Json = '["1234567.5"]' }
        @{ Kind = 'a decimal'; Value = { 0.10d }; Json = '["0.10"]' }
        @{ Kind = 'true'; Value = { $true }; Json = '["true"]' }
        @{ Kind = 'a character'; Value = { [char]'x' }; Json = '["x"]' }
        @{ Kind = 'an enumeration'; Value = { [System.DayOfWeek]::Monday }; Json = '["Monday"]' }
        @{ Kind = 'a time span'; Value = { [timespan]'1.02:03:04' }; Json = '["1.02:03:04"]' }
        @{ Kind = 'an address'; Value = { [uri]'https://example.com/a b' }; Json = '["https://example.com/a b"]' }
        @{ Kind = 'an array of different things'; Value = { 'a', 2, $false, 1.5 }; Json = '["a","2","false","1.5"]' }
        @{ Kind = 'an empty array'; Value = { , @() }; Json = '[]' }
        @{ Kind = 'a generic list'; Value = { , [System.Collections.Generic.List[string]]@('a', 'b') }; Json = '["a","b"]' }
        @{ Kind = 'the output of a command'; Value = { 'b', 'a' | Sort-Object }; Json = '["a","b"]' }
        @{ Kind = 'the lines of Get-Content'
            Value = { 'one', 'two' | Set-Content (Join-Path $TestDrive 'lines.txt'); Get-Content (Join-Path $TestDrive 'lines.txt') }
            Json = '["one","two"]' }
        @{ Kind = 'the text of Get-Content -Raw'
            Value = { 'one' | Set-Content -NoNewline (Join-Path $TestDrive 'raw.txt'); Get-Content -Raw (Join-Path $TestDrive 'raw.txt') }
            Json = '["one"]' }
        @{ Kind = 'a file, for its content'
            Value = { "a`nb" | Set-Content -NoNewline (Join-Path $TestDrive 'script.sh'); Get-Item (Join-Path $TestDrive 'script.sh') }
            Json = '["a\nb"]' }
        @{ Kind = 'a script block, for its text'; Value = { { Get-Date } }; Json = '[" Get-Date "]' }
        @{ Kind = 'a hashtable'; Value = { @{ port = 80 } }; Json = '["{\"port\":80}"]' }
        @{ Kind = 'an ordered dictionary in another'; Value = { [ordered]@{ b = [ordered]@{ x = $true; y = $null }; a = 1, 'two' } }
            Json = '["{\"b\":{\"x\":true,\"y\":null},\"a\":[1,\"two\"]}"]' }
        @{ Kind = 'an object'; Value = { [pscustomobject]@{ Name = 'n'; Size = 2.5 } }; Json = '["{\"Name\":\"n\",\"Size\":2.5}"]' }
        @{ Kind = 'an array of hashtables'; Value = { @{ a = 1 }, @{ b = 2 } }; Json = '["{\"a\":1}","{\"b\":2}"]' }
        @{ Kind = 'a reference to Parameter Store'; Value = { '{{ssm:secret}}' }; Json = '["{{ssm:secret}}"]' }
    ) {
        [cultureinfo]::CurrentCulture = 'de-DE'
        $given = & $Value
        Send-RunCommand -DocumentName AWS-RunShellScript -Parameter @{ commands = $given } -InstanceId $id -ErrorAction SilentlyContinue

        $sent = @(Get-SentRequest $simulator $mark)
        Get-CanonicalJson $sent[0].Parameters.commands |
            Should -BeExactly (Get-CanonicalJson ($Json | ConvertFrom-Json -AsHashtable -NoEnumerate))
    }

    It 'is a moment in one form on every machine' {
        [cultureinfo]::CurrentCulture = 'de-DE'
        Send-RunCommand -DocumentName AWS-RunShellScript `
            -Parameter @{ commands = [datetime]::new(2024, 1, 2, 3, 4, 5, [System.DateTimeKind]::Utc) } -InstanceId $id

        $simulator.Requests[-1].Body | Should -BeLike '*`["2024-01-02T03:04:05.0000000Z"`]*'
    }

    It 'keeps the case of names, and the order of an ordered dictionary is no matter' {
        $given = [ordered]@{ workingDirectory = '/tmp'; commands = 'id' }
        Send-RunCommand -DocumentName AWS-RunShellScript -Parameter $given -InstanceId $id

        (Get-SentRequest $simulator $mark).Parameters.Keys | Sort-Object | Should -BeExactly 'commands', 'workingDirectory'
    }

    It 'has <Ends> line ends for <Document>' -ForEach @(
        @{ Ends = 'LF'; Document = 'AWS-RunShellScript'; Expected = "a`nb`n" }
        @{ Ends = 'LF'; Document = 'arn:aws:ssm:us-east-1:111122223333:document/AWS-RunShellScript'; Expected = "a`nb`n" }
        @{ Ends = 'its own'; Document = 'AWS-RunPowerShellScript'; Expected = "a`r`nb`r`n" }
    ) {
        Send-RunCommand -DocumentName $Document -Parameter @{ commands = "a`r`nb`r`n" } -InstanceId $id -ErrorAction SilentlyContinue

        (Get-SentRequest $simulator $mark).Parameters.commands | Should -BeExactly $Expected
    }
}

Describe 'The pipeline into Send-RunCommand' {
    BeforeEach { $mark = $simulator.Requests.Count }

    It 'takes <Shape>' -ForEach @(
        @{ Shape = 'ids'; Nodes = { $ids[0, 1] }; Expected = 0, 1 }
        @{ Shape = 'ids with white space around them'; Nodes = { " $($ids[0])`r"; $ids[1] }; Expected = 0, 1 }
        @{ Shape = 'arrays of ids'; Nodes = { , $ids[0, 1]; , $ids[2, 3] }; Expected = 0, 1, 2, 3 }
        @{ Shape = 'the lines of a file'
            Nodes = { $ids[0, 1] | Set-Content (Join-Path $TestDrive 'ids.txt'); Get-Content (Join-Path $TestDrive 'ids.txt') }
            Expected = 0, 1 }
        @{ Shape = 'objects with an InstanceId'
            Nodes = { $ids[0, 1] | ForEach-Object { [pscustomobject]@{ Name = 'n'; InstanceId = $_ } } }; Expected = 0, 1 }
        @{ Shape = 'selected properties'; Nodes = { $simulator.Nodes[0, 1] | Select-Object InstanceId, Name }; Expected = 0, 1 }
        @{ Shape = 'hashtables with an InstanceId'; Nodes = { @{ InstanceId = $ids[0] }; @{ instanceid = $ids[1] } }; Expected = 0, 1 }
        @{ Shape = 'hashtables with InstanceIds'; Nodes = { @{ InstanceIds = $ids[0, 1] } }; Expected = 0, 1 }
        @{ Shape = 'ordered dictionaries'; Nodes = { [ordered]@{ Name = 'n'; InstanceId = $ids[0] } }; Expected = , 0 }
        @{ Shape = 'nodes of the simulator'; Nodes = { $simulator.Nodes[0, 1] }; Expected = 0, 1 }
        @{ Shape = 'objects from another session'
            Nodes = {
                $serialized = [System.Management.Automation.PSSerializer]::Serialize($simulator.Nodes[1])
                [System.Management.Automation.PSSerializer]::Deserialize($serialized)
            }
            Expected = , 1 }
        @{ Shape = 'reservations, for the instances in them'
            Nodes = {
                $instances = [pscustomobject]@{ InstanceId = $ids[0] }, [pscustomobject]@{ InstanceId = $ids[1] }
                [pscustomobject]@{ ReservationId = 'r-1'; Instances = $instances }
                @{ Instances = @{ InstanceId = $ids[2] } }
            }
            Expected = 0, 1, 2 }
        @{ Shape = 'the JSON of describe-instances'
            Nodes = { '{"Reservations":[{"Instances":[{"InstanceId":"' + $ids[0] +
                '","State":{"Name":"running"}}]},{"Instances":[{"InstanceId":"' + $ids[1] + '"}]}]}' }; Expected = 0, 1 }
        @{ Shape = 'the JSON of describe-instances as an object'
            Nodes = { '{"Reservations":[{"Instances":[{"InstanceId":"' + $ids[0] + '"}]}]}' | ConvertFrom-Json }; Expected = , 0 }
        @{ Shape = 'the JSON of describe-instance-information'
            Nodes = { '{"InstanceInformationList":[{"InstanceId":"' + $ids[0] + '"},{"InstanceId":"' + $ids[1] + '"}]}' }; Expected = 0, 1 }
        @{ Shape = 'a JSON array of ids'; Nodes = { ConvertTo-Json $ids[0, 1] }; Expected = 0, 1 }
        @{ Shape = 'objects of ConvertFrom-Json'
            Nodes = { '[{"InstanceId":"' + $ids[0] + '"},{"InstanceId":"' + $ids[1] + '"}]' | ConvertFrom-Json }; Expected = 0, 1 }
        @{ Shape = 'a mixture of all that'
            Nodes = { $ids[3]; @{ InstanceId = $ids[2] }; $simulator.Nodes[1]; , @($ids[0]) }; Expected = 3, 2, 1, 0 }
    ) {
        $command = & $Nodes | Send-RunCommand -DocumentName AWS-RunShellScript -Parameter $script -ErrorAction Stop

        $sent = @(Get-SentRequest $simulator $mark)
        $sent | Should -HaveCount 1
        $sent[0].InstanceIds | Should -BeExactly $ids[$Expected]
        $command.TargetCount | Should -Be $Expected.Count
    }

    It 'goes on from commands and their invocations to the same nodes' {
        $first = Send-RunCommand -DocumentName AWS-RunShellScript -Parameter $script -InstanceId $ids[5, 6]
        $null = Wait-Until { @($first | Get-RunCommandInvocation).Count -eq 2 }
        $first | Send-RunCommand -DocumentName AWS-RunShellScript -Parameter $script
        $first | Get-RunCommandInvocation | Send-RunCommand -DocumentName AWS-RunShellScript -Parameter $script

        $sent = @(Get-SentRequest $simulator $mark)
        $sent | Should -HaveCount 3
        $sent[1].InstanceIds | Should -Be $ids[5, 6]
        $sent[2].InstanceIds | Should -Be $ids[5, 6]
    }

    It 'makes an error of <Bad> alone, and sends the rest' -ForEach @(
        @{ Bad = 'null'; Item = $null; Message = '*null*' }
        @{ Bad = 'a name'; Item = 'web-1'; Message = "*'web-1' is not a node id*" }
        @{ Bad = 'an empty text'; Item = ''; Message = "*'' is not a node id*" }
        @{ Bad = 'a number'; Item = 17; Message = 'A number has no InstanceId*' }
        @{ Bad = 'a moment'; Item = [datetime]'2024-01-02'; Message = 'A date has no InstanceId*' }
        @{ Bad = 'an object without an id'; Item = [pscustomobject]@{ Name = 'n' }; Message = '*custom object*no InstanceId*' }
        @{ Bad = 'a hashtable without an id'; Item = @{ Name = 'n' }; Message = '*hashtable*no InstanceId*' }
        @{ Bad = 'a hashtable whose id is an object'; Item = @{ InstanceId = @{ Id = 'i-0123456789abcdef0' } }
            Message = '*hashtable is not a node id*' }
        @{ Bad = 'an id that is too short'; Item = @{ InstanceId = 'i-123' }; Message = "*'i-123' is not a node id*" }
        @{ Bad = 'an id with a line end'; Item = @{ InstanceId = "i-0123456789abcdef0`n" }; Message = '*is not a node id*' }
        @{ Bad = 'broken JSON'; Item = '{"Reservations":['; Message = '*looks like JSON*' }
    ) {
        $command = $ids[0], $Item, $ids[1] |
            Send-RunCommand -DocumentName AWS-RunShellScript -Parameter $script -ErrorVariable problems -ErrorAction SilentlyContinue

        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -Be 'InvalidInput,RunCommandPS.Commands.SendRunCommandCommand'
        $problems[0].ToString() | Should -BeLike $Message
        $problems[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $command.InstanceIds | Should -Be $ids[0, 1]
        @(Get-SentRequest $simulator $mark) | Should -HaveCount 1
    }

    It 'sends nothing and warns when nothing comes down it' {
        $command = @() | Send-RunCommand -DocumentName AWS-RunShellScript -Parameter $script -WarningVariable warnings `
            -WarningAction SilentlyContinue

        $command | Should -BeNullOrEmpty
        $warnings | Should -HaveCount 1
        $warnings[0].Message | Should -BeLike 'No node*nothing was sent*'
        $simulator.Requests.Count | Should -Be $mark
    }
}

Describe 'A whole request' {
    BeforeAll {
        # The sample request of the API reference of SendCommand.
        $sample = @'
{
  "CloudWatchOutputConfig": { "CloudWatchLogGroupName": "my-log-group", "CloudWatchOutputEnabled": true },
  "DocumentName": "AWS-ConfigureCloudWatch",
  "DocumentVersion": "1",
  "InstanceIds": [ "i-07be1baa4aEXAMPLE", "i-017431b35cEXAMPLE", "i-09c350ed76EXAMPLE" ],
  "MaxConcurrency": "2",
  "MaxErrors": "1",
  "NotificationConfig": {
    "NotificationArn": "arn:aws:sns:us-east-2:111122223333:my-us-east-2-notification-arn",
    "NotificationEvents": [ "Failed", "Success" ],
    "NotificationType": "Command"
  },
  "OutputS3BucketName": "amzn-s3-demo-bucket",
  "OutputS3KeyPrefix": "my-prefix",
  "OutputS3Region": "us-east-2",
  "Parameters": { "string": [] },
  "TimeoutSeconds": 30
}
'@
        $sampleNodes = 'i-07be1baa4aEXAMPLE', 'i-017431b35cEXAMPLE', 'i-09c350ed76EXAMPLE'
        $sampled = $sampleNodes | ForEach-Object { @{ InstanceId = $_ } }
        $ohio = Start-RunCommandSimulator -Node $sampled -Platform Windows -Region us-east-2 6> $null
    }

    AfterAll { $ohio | Stop-RunCommandSimulator }

    BeforeEach { $mark = $ohio.Requests.Count }

    It 'has the sample''s members and values on the wire: <Form>' -ForEach @(
        @{ Form = 'JSON text'; Request = { $sample } }
        @{ Form = 'a JSON object'; Request = { $sample | ConvertFrom-Json } }
        @{ Form = 'a hashtable of JSON'; Request = { $sample | ConvertFrom-Json -AsHashtable } }
        @{ Form = 'a hashtable as one types it'
            Request = {
                @{
                    CloudWatchOutputConfig = @{ CloudWatchLogGroupName = 'my-log-group'; CloudWatchOutputEnabled = $true }
                    DocumentName           = 'AWS-ConfigureCloudWatch'
                    DocumentVersion        = 1
                    InstanceIds            = $sampleNodes
                    MaxConcurrency         = 2
                    MaxErrors              = 1
                    NotificationConfig     = @{
                        NotificationArn    = 'arn:aws:sns:us-east-2:111122223333:my-us-east-2-notification-arn'
                        NotificationEvents = 'Failed', 'Success'
                        NotificationType   = 'Command'
                    }
                    OutputS3BucketName     = 'amzn-s3-demo-bucket'
                    OutputS3KeyPrefix      = 'my-prefix'
                    OutputS3Region         = 'us-east-2'
                    Parameters             = @{ string = @() }
                    TimeoutSeconds         = [timespan]'00:00:30'
                }
            }
        }
    ) {
        # The document has no parameter 'string', so the service may refuse it; what counts here is what it was sent.
        & $Request | Send-RunCommand -ErrorAction SilentlyContinue -WarningAction SilentlyContinue

        $sent = @(Get-SentRequest $ohio $mark)
        $sent | Should -HaveCount 1
        Get-CanonicalJson $sent[0] | Should -BeExactly (Get-CanonicalJson ($sample | ConvertFrom-Json -AsHashtable))
    }

    It 'is accepted where its parameters are the document''s' {
        $request = $sample | ConvertFrom-Json -AsHashtable
        $request.Parameters = @{ status = 'Disabled' }
        $command = $request | Send-RunCommand -WarningAction SilentlyContinue -ErrorAction Stop

        $command.DocumentName | Should -Be 'AWS-ConfigureCloudWatch'
        $command.DocumentVersion | Should -Be '1'
        $command.Parameters['status'] | Should -Be 'Disabled'
        $command.InstanceIds | Should -Be $sampleNodes
        $command.MaxConcurrency | Should -Be '2'
        $command.MaxErrors | Should -Be '1'
        $command.TimeoutSeconds | Should -Be 30
        $command.OutputS3BucketName | Should -Be 'amzn-s3-demo-bucket'
        $command.OutputS3KeyPrefix | Should -Be 'my-prefix'
        $command.NotificationConfig.NotificationEvents | Should -Be 'Failed', 'Success'
        $command.CloudWatchOutputConfig.CloudWatchLogGroupName | Should -Be 'my-log-group'
        $command.CloudWatchOutputConfig.CloudWatchOutputEnabled | Should -BeTrue
        $command.Region | Should -Be 'us-east-2'
    }

    It 'gives way to the cmdlet''s own parameters' {
        $sample | Send-RunCommand -DocumentName AWS-RunPowerShellScript -Parameter $script -Comment 'mine' -MaxErrors 3 `
            -WarningAction SilentlyContinue

        $sent = Get-SentRequest $ohio $mark
        $sent.DocumentName | Should -Be 'AWS-RunPowerShellScript'
        $sent.Parameters.Keys | Should -Be 'commands'
        $sent.Comment | Should -Be 'mine'
        $sent.MaxErrors | Should -Be '3'
        $sent.MaxConcurrency | Should -Be '2'
    }

    It 'may choose its nodes by targets, and several may come' {
        @{ DocumentName = 'AWS-RunPowerShellScript'; Parameters = $script; Targets = @{ Key = 'tag:A'; Values = '1' } },
        [pscustomobject]@{ DocumentName = 'AWS-RunPowerShellScript'; Parameters = $script; InstanceIds = $sampleNodes[0] } | Send-RunCommand

        $sent = @(Get-SentRequest $ohio $mark)
        $sent | Should -HaveCount 2
        @($sent | Where-Object { $_.ContainsKey('Targets') }) | Should -HaveCount 1
        @($sent | Where-Object { $_.ContainsKey('InstanceIds') }) | Should -HaveCount 1
    }

    It 'is an error by itself when <Mistake>, and the next one is sent' -ForEach @(
        @{ Mistake = 'a member is misspelt'; Change = @{ Coment = 'x' }; Message = "*'Coment'*Did you mean 'Comment'*" }
        @{ Mistake = 'there is no document'; Change = @{ DocumentName = $null }; Message = '*DocumentName is missing*' }
        @{ Mistake = 'a value breaks a rule'; Change = @{ TimeoutSeconds = 29 }; Message = '*TimeoutSeconds 29 is not from 30 to 2592000*' }
        @{ Mistake = 'there are ids and targets'; Change = @{ Targets = @(@{ Key = 'tag:A'; Values = '1' }) }
            Message = '*Both node ids and targets*' }
        @{ Mistake = 'there are neither'; Change = @{ InstanceIds = @() }; Message = '*Neither node ids nor targets*' }
        @{ Mistake = 'there are two alarms'; Change = @{ AlarmConfiguration = @{ Alarms = 'a', 'b' } }; Message = '*2 alarms*exactly one*' }
    ) {
        $request = @{ DocumentName = 'AWS-RunPowerShellScript'; Parameters = $script; InstanceIds = $sampleNodes }
        $bad = $request.Clone()
        foreach ($member in $Change.Keys) {
            $bad[$member] = $Change[$member]
        }

        $bad, $request | Send-RunCommand -ErrorVariable problems -ErrorAction SilentlyContinue

        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -Be 'InvalidInput,RunCommandPS.Commands.SendRunCommandCommand'
        $problems[0].ToString() | Should -BeLike $Message
        @(Get-SentRequest $ohio $mark) | Should -HaveCount 1
    }
}

Describe 'Many nodes' {
    BeforeEach { $mark = $simulator.Requests.Count }

    AfterEach { $simulator.ClearFaults() }

    It 'become commands of fifty' {
        $commands = $ids | Send-RunCommand -DocumentName AWS-RunShellScript -Parameter $script -ThrottleLimit 1

        @(Get-SentRequest $simulator $mark) | ForEach-Object { $_.InstanceIds.Count } | Should -Be 50, 50, 30
        @(Get-SentRequest $simulator $mark) | ForEach-Object { $_.InstanceIds } | Should -Be $ids
        @($commands | ForEach-Object { $_.CommandId } | Sort-Object -Unique) | Should -HaveCount 3
    }

    It 'become commands of fifty from -InstanceId and from a whole request, too' {
        $commands = @(Send-RunCommand -DocumentName AWS-RunShellScript -Parameter $script -InstanceId $ids[0..50])
        $commands += @{ DocumentName = 'AWS-RunShellScript'; Parameters = $script; InstanceIds = $ids[0..50] } | Send-RunCommand

        $commands | ForEach-Object { $_.TargetCount } | Sort-Object | Should -Be 1, 1, 50, 50
    }

    It 'are told from their doubles, with one warning' {
        $twice = $ids[0, 1, 0], $ids[1, 2, 0]
        $command = $twice | Send-RunCommand -DocumentName AWS-RunShellScript -Parameter $script -WarningVariable warnings `
            -WarningAction SilentlyContinue

        (Get-SentRequest $simulator $mark).InstanceIds | Should -BeExactly $ids[0, 1, 2]
        $command.TargetCount | Should -Be 3
        $warnings | Should -HaveCount 1
        $warnings[0].Message | Should -BeLike '*3 repeated ids were left out*'
    }

    It 'get a warning that <Limit> counts for each command by itself' -ForEach @(
        @{ Limit = 'MaxErrors' }
        @{ Limit = 'MaxConcurrency' }
    ) {
        $given = @{ $Limit = '10%' }
        $ids[0..50] | Send-RunCommand -DocumentName AWS-RunShellScript -Parameter $script @given -WarningVariable warnings `
            -WarningAction SilentlyContinue

        $warnings | Should -HaveCount 1
        $warnings[0].Message | Should -BeLike '*several commands*each command separately*Invoke-RunCommand*'
    }

    It 'get no such warning where one command is enough' {
        $ids[0..49] | Send-RunCommand -DocumentName AWS-RunShellScript -Parameter $script -MaxErrors 1 -WarningVariable warnings
        Send-RunCommand -DocumentName AWS-RunShellScript -Parameter $script -Target 'tag:Role=web' -MaxErrors 1 -WarningVariable +warnings

        $warnings | Should -BeNullOrEmpty
    }

    It 'are not held up by a command that fails: its ids are the error''s target' {
        $withOneBad = $ids[0..9] + $unknown + $ids[10..98]
        $commands = @($withOneBad |
            Send-RunCommand -DocumentName AWS-RunShellScript -Parameter $script -ErrorVariable problems -ErrorAction SilentlyContinue)

        $commands | Should -HaveCount 1
        $commands[0].InstanceIds | Should -Be $ids[49..98]
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -Be 'InvalidInstanceId,RunCommandPS.Commands.SendRunCommandCommand'
        $problems[0].TargetObject | Should -Be $withOneBad[0..49]
        $problems[0].ToString() | Should -BeLike "*Not accepted: $unknown.*"
    }

    It 'but the refused ones get the command with -SkipInvalidNode' {
        $command = $ids[0], $unknown, $ids[1], 'mi-00000000000000bad' |
            Send-RunCommand -DocumentName AWS-RunShellScript -Parameter $script -SkipInvalidNode -WarningVariable warnings `
                -WarningAction SilentlyContinue -ErrorAction Stop

        $command.InstanceIds | Should -Be $ids[0, 1]
        $warnings | Should -HaveCount 1
        $warnings[0].Message | Should -BeLike "Left out*$unknown, mi-00000000000000bad."
        @(Get-SentRequest $simulator $mark) | Should -HaveCount 2
    }

    It 'are no command at all with -SkipInvalidNode where every one is refused' {
        $command = Send-RunCommand -DocumentName AWS-RunShellScript -Parameter $script -InstanceId $unknown -SkipInvalidNode `
            -WarningVariable warnings -WarningAction SilentlyContinue -ErrorAction Stop

        $command | Should -BeNullOrEmpty
        $warnings | Should -HaveCount 1
        @(Get-SentRequest $simulator $mark) | Should -HaveCount 1
    }
}

Describe 'A command in the pipeline of Send-RunCommand' {
    BeforeAll {
        $past = Send-RunCommand -DocumentName AWS-RunShellScript -DocumentVersion 1 -Parameter @{ commands = "one`ntwo"
            workingDirectory = '/tmp' } -InstanceId $ids[0..2] -Comment 'look' -MaxErrors 2 -MaxConcurrency '50%' -TimeoutSeconds 600 `
            -OutputS3BucketName amzn-s3-demo-bucket -OutputS3KeyPrefix p -CloudWatchLogGroupName g -CloudWatchOutputEnabled `
            -AlarmConfiguration @{ Alarms = @{ Name = 'a' }; IgnorePollAlarmFailure = $true }
        $byTag = Send-RunCommand -DocumentName AWS-RunShellScript -Parameter $script -Target 'tag:Role=web', 'tag:Env=test'
        $asked = @(Get-SentRequest $simulator 0 | Select-Object -Last 2)
    }

    BeforeEach { $mark = $simulator.Requests.Count }

    It 'is sent as it was' {
        $again = Get-RunCommand $past.CommandId | Send-RunCommand
        $request = Get-SentRequest $simulator $mark

        $again | Should -HaveCount 1
        $again.CommandId | Should -Not -Be $past.CommandId
        Get-CanonicalJson $request | Should -Be (Get-CanonicalJson $asked[0])
    }

    It 'is sent to what its targets choose now' {
        $byTag | Send-RunCommand | Out-Null
        $request = Get-SentRequest $simulator $mark

        Get-CanonicalJson $request.Targets | Should -Be (Get-CanonicalJson $asked[1].Targets)
        $request.Keys | Should -Not -Contain InstanceIds
    }

    It 'is one of several' {
        $again = Get-RunCommand -First 2 | Send-RunCommand -ThrottleLimit 1
        $again | Should -HaveCount 2

        @(Get-SentRequest $simulator $mark) | Should -HaveCount 2
    }

    It 'may come by -InputObject' {
        (Send-RunCommand -InputObject $past, $byTag) | Should -HaveCount 2
    }

    It 'gives way to parameters' {
        $past | Send-RunCommand -Comment 'once more' -MaxErrors 5 -Parameter $script | Out-Null
        $request = Get-SentRequest $simulator $mark

        $request.Comment | Should -Be 'once more'
        $request.MaxErrors | Should -Be 5
        Get-CanonicalJson $request.Parameters | Should -Be '{"commands":["id"]}'
        $request.MaxConcurrency | Should -Be '50%'
    }

    It 'belongs to no rollout any more' {
        $id | Invoke-RunCommand 'uptime' -Comment 'Deploy 142' -PollingInterval 0.05 | Out-Null
        $run = Get-RunCommand -First 1
        $run.Comment | Should -BeLike 'Deploy 142 `[rollout *'
        $mark = $simulator.Requests.Count
        $run | Send-RunCommand | Out-Null

        (Get-SentRequest $simulator $mark).Comment | Should -Be 'Deploy 142'
    }

    It 'stands for its nodes where a document is named' {
        $past | Send-RunCommand -DocumentName AWS-RunShellScript -Parameter $script | Out-Null
        $request = Get-SentRequest $simulator $mark

        $request.InstanceIds | Should -Be $ids[0..2]
        $request.Keys | Should -Not -Contain Comment
    }

    It 'goes where it was sent' {
        $newer = Start-RunCommandSimulator -NodeCount 1 -Region eu-west-1 6> $null
        try {
            ($past | Send-RunCommand -ErrorAction Stop).Endpoint | Should -Be $simulator.Endpoint
            $other = $newer.Nodes[0] | Send-RunCommand -DocumentName AWS-RunShellScript -Parameter $script
            ($past, $other | Send-RunCommand -ErrorAction Stop).Endpoint | Sort-Object |
                Should -Be ($simulator.Endpoint, $newer.Endpoint | Sort-Object)
        }
        finally {
            $newer | Stop-RunCommandSimulator
        }
    }

    It 'is shown with its nodes by -WhatIf, and not sent' {
        $transcript = Join-Path $TestDrive 'again.txt'
        $null = Start-Transcript -Path $transcript
        try { $past, $byTag | Send-RunCommand -WhatIf } finally { $null = Stop-Transcript }
        $text = (Get-Content -Raw $transcript) -replace '\s+', ' '

        $text | Should -BeLike "*Send AWS-RunShellScript with*$($ids[0..2] -join ', ')*"
        $text | Should -BeLike '*nodes with tag:Role=web and tag:Env=test*'
        $simulator.Requests.Count | Should -Be $mark
    }

    It 'refuses a secret in its place' {
        $secret = [securestring]::new()
        { $past | Send-RunCommand -Parameter @{ commands = $secret } } | Should -Throw -ErrorId 'SecretParameterValue,*'
        $simulator.Requests.Count | Should -Be $mark
    }

    It 'is an error where it is a copy, which says how to read it again' {
        $copy = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($past))
        $copy | Send-RunCommand -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        "$problems" | Should -BeLike "*copy of command $($past.CommandId)*"
        $problems[0].ErrorDetails.RecommendedAction | Should -BeLike '*Get-RunCommand*'
        $copy | Get-RunCommand | Send-RunCommand | Should -HaveCount 1
        ($copy | Send-RunCommand -DocumentName AWS-RunShellScript -Parameter $script).InstanceIds | Should -Be $ids[0..2]
    }

    It 'is one error where it is <What>, which says how to read it again' -ForEach @(
        @{ What = 'an object of AWS.Tools'; Make = { [StandIn.Model.Command]@{
                    CommandId = $past.CommandId; DocumentName = 'AWS-RunShellScript'; InstanceIds = [string[]]$ids[0..2] } } }
        @{ What = 'a JSON object'; Make = { Get-CommandJson | ConvertFrom-Json } }
        @{ What = 'JSON of the AWS CLI'; Make = { "{""Commands"":[$(Get-CommandJson)]}" } }
    ) {
        function Get-CommandJson {
            @{ CommandId = $past.CommandId; DocumentName = 'AWS-RunShellScript'; InstanceIds = $ids[0..2] } | ConvertTo-Json -Compress
        }

        $theirs = & $Make
        $theirs | Send-RunCommand -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Should -HaveCount 1
        "$problems" | Should -BeLike "Command $($past.CommandId) was read by another module or program*"
        $problems[0].ErrorDetails.RecommendedAction | Should -BeLike '*Get-RunCommand*'
        $theirs | Test-RunCommand | Should -BeFalse
        ($theirs | Send-RunCommand -DocumentName AWS-RunShellScript -Parameter $script).InstanceIds | Should -Be $ids[0..2]
    }

    It 'is checked by Test-RunCommand as it was' {
        $past | Test-RunCommand | Should -BeTrue
        $byTag | Test-RunCommand -Detailed | Where-Object { $_.Subject -eq 'Document' } | Should -HaveCount 1
    }
}

Describe 'Trying out and confirming' {
    BeforeEach { $mark = $simulator.Requests.Count }

    It 'sends nothing with -WhatIf' {
        $ids | Send-RunCommand -DocumentName AWS-RunShellScript -Parameter $script -WhatIf | Should -BeNullOrEmpty

        $simulator.Requests.Count | Should -Be $mark
    }

    It 'needs no credentials, no region and no profile that exists with -WhatIf' {
        Send-RunCommand -DocumentName AWS-RunShellScript -Parameter $script -InstanceId $id -ProfileName no-such-profile -WhatIf `
            -ErrorVariable problems -ErrorAction SilentlyContinue

        $problems | Should -BeNullOrEmpty
    }

    It 'still refuses a mistake with -WhatIf' {
        { Send-RunCommand -DocumentName AWS-RunShellScript -Parameter @{ commands = $null } -InstanceId $id -WhatIf } |
            Should -Throw -ErrorId 'InvalidParameterValue,*'
    }

    It 'does not ask with -Confirm:$false, however careful the session is' {
        $ConfirmPreference = 'Low'
        $command = Send-RunCommand -DocumentName AWS-RunShellScript -Parameter $script -InstanceId $id -Confirm:$false

        $ConfirmPreference | Should -Be 'Low'
        $command.Status | Should -Be 'Pending'
    }
}

Describe 'The command that comes back' {
    It 'is typed, complete, and knows where it was sent' {
        $command = Send-RunCommand AWS-RunShellScript $script -InstanceId $id -Comment 'hello' -TimeoutSeconds 60

        $command | Should -BeOfType ([RunCommandPS.Command])
        $command.CommandId | Should -Match '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
        $command.Id | Should -Be $command.CommandId
        $command.Status | Should -Be 'Pending'
        $command.StatusDetails | Should -Be 'Pending'
        $command.DocumentVersion | Should -Be '$DEFAULT'
        $command.Comment | Should -Be 'hello'
        $command.InstanceIds | Should -Be $id
        $command.Targets.Count | Should -Be 0
        $command.Parameters['commands'] | Should -Be 'id'
        $command.TargetCount | Should -Be 1
        $command.MaxConcurrency | Should -Be '50'
        $command.MaxErrors | Should -Be '0'
        $command.RequestedDateTime | Should -BeOfType ([System.DateTimeOffset])
        ($command.ExpiresAfter - $command.RequestedDateTime).TotalSeconds | Should -Be 3660
        $command.Region | Should -Be $simulator.Region
        $command.Endpoint | Should -Be $simulator.Endpoint
        $command.TriggeredAlarms.Count | Should -Be 0
    }

    It 'says on the verbose stream which call was made' {
        $said = Send-RunCommand -DocumentName AWS-RunShellScript -Parameter $script -InstanceId $id -Verbose 4>&1 |
            Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }

        "$said" | Should -BeLike "*SendCommand in us-east-1: $id*"
    }
}

Describe 'A command whose answer is lost' {
    BeforeEach { $mark = $simulator.Requests.Count }

    AfterEach { $simulator.ClearFaults() }

    It 'is found and comes back as any other: <Kind>' -ForEach @{ Kind = 'Reset' }, @{ Kind = 'InternalServerError' } {
        $simulator | Set-RunCommandSimulator -Fault @{ Kind = $Kind; Operation = 'SendCommand'; AfterAcceptance = $true }

        $told = Send-RunCommand AWS-RunShellScript $script -InstanceId $id -Verbose -ErrorVariable problems 4>&1

        $problems | Should -BeNullOrEmpty
        $verbose, $commands = $told.Where({ $_ -is [System.Management.Automation.VerboseRecord] }, 'Split')
        $commands | Should -HaveCount 1
        $commands[0] | Should -BeOfType ([RunCommandPS.Command])
        $verbose[-1].Message |
            Should -BeExactly "The response to SendCommand was lost, but the command was found: $($commands[0].CommandId)."
        Get-RunCommand $commands[0].CommandId | ForEach-Object { $_.InstanceIds } | Should -Be $id
        $simulator.Requests | Select-Object -Skip $mark | Where-Object { $_.Operation -eq 'SendCommand' } | Should -HaveCount 1
    }

    It 'is none of those that were answered before' {
        $known = Send-RunCommand AWS-RunShellScript $script -InstanceId $id
        $simulator | Set-RunCommandSimulator -Fault @{ Kind = 'Reset'; Operation = 'SendCommand'; Calls = 1; AfterAcceptance = $true }

        $found = Send-RunCommand AWS-RunShellScript $script -InstanceId $id

        $found.CommandId | Should -Not -BeNullOrEmpty
        $found.CommandId | Should -Not -Be $known.CommandId
    }
}
