# Every error of Send-RunCommand that is documented, from what really causes it: its id, category, type, target, words and way out.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'The analyzer does not follow variables from BeforeAll into It.')]
param()

BeforeAll {
    . "$PSScriptRoot/Import-BuiltModule.ps1"
    . "$PSScriptRoot/Wire.ps1"

    # Whoever runs this may have AWS settings, which must neither help nor harm. They are put back at the end.
    $settings = @{}
    foreach ($variable in [System.Environment]::GetEnvironmentVariables().GetEnumerator()) {
        if ($variable.Key -like 'AWS_*') {
            $settings[$variable.Key] = $variable.Value
            [System.Environment]::SetEnvironmentVariable($variable.Key, $null)
        }
    }

    $env:AWS_SHARED_CREDENTIALS_FILE = Join-Path $TestDrive 'credentials'
    $env:AWS_CONFIG_FILE = Join-Path $TestDrive 'config'
    $env:AWS_EC2_METADATA_DISABLED = 'true'
    # The SDK repeats throttled calls, which takes time and would be no error in the end.
    $env:AWS_MAX_ATTEMPTS = '1'

    $node = 'i-0aaaaaaaaaaaaaaaa'
    $windows = 'i-0bbbbbbbbbbbbbbbb'
    $terminated = 'i-0cccccccccccccccc'
    $ending = 'i-0dddddddddddddddd'
    $silent = 'i-0eeeeeeeeeeeeeeee'
    $stray = 'i-0ffffffffffffffff'
    $unknown = 'i-00000000000000bad'
    $simulator = Start-RunCommandSimulator -Node @(
        @{ InstanceId = $node }
        @{ InstanceId = $windows; Platform = 'Windows' }
        @{ InstanceId = $terminated; State = 'Terminated' }
        @{ InstanceId = $ending; State = 'ShuttingDown' }
        @{ InstanceId = $silent; IsAgentRunning = $false }
        @{ InstanceId = $stray; IsRegistered = $false }
    ) 6> $null
    $keys = @{ AccessKey = $simulator.AccessKeyId; SecretKey = $simulator.SecretAccessKey }
    $here = @{ Region = $simulator.Region; EndpointUrl = $simulator.Endpoint }
    $closed = New-ClosedPort
    $nowhere = "http://127.0.0.1:$($closed.LocalEndPoint.Port)"

    function Get-Argument {
        <#
        .SYNOPSIS
        The arguments of a send that is right, changed by those of a case; a null takes one away.
        #>
        param([System.Collections.IDictionary] $Change)

        $all = @{ DocumentName = 'AWS-RunShellScript'; Parameter = @{ commands = 'id' }; InstanceId = $node }
        foreach ($name in $Change.Keys) {
            if ($null -eq $Change[$name]) {
                $all.Remove($name)
            }
            else {
                $all[$name] = $Change[$name]
            }
        }

        $all
    }
}

AfterAll {
    $closed.Dispose()
    $simulator | Stop-RunCommandSimulator
    foreach ($variable in @([System.Environment]::GetEnvironmentVariables().Keys)) {
        if ($variable -like 'AWS_*') {
            [System.Environment]::SetEnvironmentVariable($variable, $settings[$variable])
        }
    }

    foreach ($variable in $settings.Keys) {
        [System.Environment]::SetEnvironmentVariable($variable, $settings[$variable])
    }
}

Describe 'The service''s <Code>' -ForEach @(
    @{ Code = 'DuplicateInstanceId'; Category = 'InvalidArgument'; Status = 400; Action = 'Specify each node once'; Causes = @(
            @{ Cause = 'the same node twice in a target'; Given = { @{ Target = "InstanceIds=$node,$node"; InstanceId = $null } }
                Words = "specified more than once.*$node" }
        )
    }
    @{ Code = 'InternalServerError'; Category = 'ResourceUnavailable'; Status = 500; Action = 'Get-RunCommand.*support case'; Causes = @(
            @{ Cause = 'a fault of the service'; Fault = 'InternalServerError'; Given = { @{} }
                Words = 'internal error during SendCommand' }
        )
    }
    @{ Code = 'InvalidDocument'; Category = 'ObjectNotFound'; Status = 400; Action = 'document name and -Region'; Causes = @(
            @{ Cause = 'a document that does not exist'; Given = { @{ DocumentName = 'AWS-RunShelScript' } }
                Words = "'AWS-RunShelScript' does not exist in us-east-1" }
            @{ Cause = 'a document of another account'; Given = { @{ DocumentName = 'arn:aws:ssm:us-east-1:444455556666:document/Theirs' } }
                Words = 'not shared with this account' }
            @{ Cause = 'a hash of another content'; Given = { @{ DocumentHash = 'ab' * 32; DocumentHashType = 'Sha256' } }
                Words = 'does not have the given hash' }
        )
    }
    @{ Code = 'InvalidDocumentVersion'; Category = 'ObjectNotFound'; Status = 400; Action = '-DocumentVersion'; Causes = @(
            @{ Cause = 'a version that does not exist'; Given = { @{ DocumentVersion = 99 } }
                Words = "'AWS-RunShellScript' has no version '99'" }
        )
    }
    @{ Code = 'InvalidInstanceId'; Category = 'ObjectNotFound'; Status = 400; Action = '-SkipInvalidNode'; Causes = @(
            @{ Cause = 'an unknown node'; Given = { @{ InstanceId = $node, $unknown } }; Words = 'Not accepted: i-00000000000000bad\.$' }
            @{ Cause = 'a terminated node'; Given = { @{ InstanceId = $terminated, $node } }
                Words = 'Not accepted: i-0cccccccccccccccc\.$' }
            @{ Cause = 'a node that shuts down'; Given = { @{ InstanceId = $ending } }; Words = 'Not accepted: i-0dddddddddddddddd\.$' }
            @{ Cause = 'an agent that is not running'; Given = { @{ InstanceId = $node, $silent } }
                Words = 'agent is not running.*Not accepted: i-0eeeeeeeeeeeeeeee\.$' }
            @{ Cause = 'an agent that is not registered'; Given = { @{ InstanceId = $node, $stray } }
                Words = 'not registered.*Not accepted: i-0ffffffffffffffff\.$' }
        )
    }
    @{ Code = 'InvalidNotificationConfig'; Category = 'InvalidArgument'; Status = 400
        Action = '-NotificationArn.*-ServiceRoleArn'; Causes = @(
            @{ Cause = 'what is no ARN'; Given = { @{ NotificationArn = 'my-topic' } }; Words = "'my-topic'.*not the ARN" }
            @{ Cause = 'an ARN of something else'
                Given = { @{ NotificationArn = 'arn:aws:sqs:us-east-1:111122223333:my-us-east-1-notification-arn' } }
                Words = 'not the ARN of an Amazon SNS topic' }
            @{ Cause = 'an unknown topic'
                Given = { @{ NotificationConfig = @{ NotificationArn = 'arn:aws:sns:us-east-1:111122223333:nobody' } } }
                Words = "'arn:aws:sns:us-east-1:111122223333:nobody'.*the topic does not exist" }
        )
    }
    @{ Code = 'InvalidOutputFolder'; Category = 'ObjectNotFound'; Status = 400; Action = '-OutputS3BucketName'; Causes = @(
            @{ Cause = 'a bucket that does not exist'; Given = { @{ OutputS3BucketName = 'no-such-bucket' } }
                Words = "'no-such-bucket' does not exist" }
        )
    }
    @{ Code = 'InvalidParameters'; Category = 'InvalidArgument'; Status = 400; Action = '-Parameter.*case-sensitive'; Causes = @(
            @{ Cause = 'a required one that is missing'; Given = { @{ Parameter = @{} } }
                Words = "'AWS-RunShellScript' does not accept these parameters: one is missing" }
            @{ Cause = 'an unknown name'; Given = { @{ Parameter = @{ commands = 'id'; command = 'id' } } }
                Words = 'does not accept these parameters.*missing or unknown' }
            @{ Cause = 'a name in another case'; Given = { @{ Parameter = @{ Commands = 'id' } } }
                Words = 'does not accept these parameters' }
            @{ Cause = 'a value outside allowedValues'
                Given = { @{ DocumentName = 'AWS-UpdateSSMAgent'; Parameter = @{ allowDowngrade = 'maybe' } } }
                Words = "'AWS-UpdateSSMAgent' does not accept these parameters.*a value that is not allowed" }
            @{ Cause = 'a value outside allowedPattern'
                Given = { @{ DocumentName = 'AWS-UpdateSSMAgent'; Parameter = @{ version = 'newest' } } }
                Words = "'AWS-UpdateSSMAgent' does not accept these parameters.*a value that is not allowed" }
        )
    }
    @{ Code = 'InvalidRole'; Category = 'InvalidArgument'; Status = 400; Action = '-ServiceRoleArn.*ssm.amazonaws.com'; Causes = @(
            @{ Cause = 'characters that no role has'; Given = { @{ ServiceRoleArn = 'arn:aws:iam::111122223333:role/not a role' } }
                Words = "'arn:aws:iam::111122223333:role/not a role' can't be used" }
            @{ Cause = 'an unknown role'; Given = { @{ ServiceRoleArn = 'arn:aws:iam::111122223333:role/nobody' } }
                Words = "'arn:aws:iam::111122223333:role/nobody' can't be used" }
        )
    }
    @{ Code = 'MaxDocumentSizeExceeded'; Category = 'LimitsExceeded'; Status = 400; Action = 'Send less in -Parameter'; Causes = @(
            @{ Cause = 'a script that is too long'; Given = { @{ Parameter = @{ commands = '#' * 100000 } } }; Words = 'larger than 97 KB' }
        )
    }
    @{ Code = 'UnsupportedPlatformType'; Category = 'InvalidArgument'; Status = 400
        Action = 'AWS-RunPowerShellScript to Windows'; Causes = @(
            @{ Cause = 'a shell script for a Windows node'; Given = { @{ InstanceId = $windows } }
                Words = 'does not run on the platform.*i-0bbbbbbbbbbbbbbbb of platform type Windows' }
            @{ Cause = 'among other nodes'; Given = { @{ InstanceId = $node, $windows } }; Words = 'Windows' }
        )
    }
    @{ Code = 'ValidationException'; Exception = 'RequestValidationException'; Category = 'InvalidArgument'; Status = 400
        Action = 'Change the value that the message names'; Causes = @(
            @{ Cause = 'two resource groups'; Given = { @{ Target = 'resource-groups:Name=web,db'; InstanceId = $null } }
                Words = 'violates a constraint of SendCommand.*one resource group' }
        )
    }
    @{ Code = 'ThrottlingException'; Category = 'LimitsExceeded'; Status = 400; Action = '-ThrottleLimit.*-Target'; Causes = @(
            @{ Cause = 'too many calls'; Fault = 'Throttle'; Given = { @{ ThrottleTimeout = 0.01 } }
                Words = 'Too many SendCommand calls.*Rate exceeded' }
        )
    }
    @{ Code = 'AccessDeniedException'; Category = 'PermissionDenied'; Status = 400; Action = '-ProfileName'; Causes = @(
            @{ Cause = 'a missing permission'; Fault = 'AccessDenied'; Given = { @{} }
                Words = 'not allowed to call ssm:SendCommand in us-east-1.*not authorized to perform' }
        )
    }
    @{ Code = 'UnrecognizedClientException'; Category = 'AuthenticationError'; Status = 400; Action = '-AccessKey'; Causes = @(
            @{ Cause = 'an access key that nobody has'
                Given = { $here + @{ AccessKey = 'AKIAIOSFODNN7EXAMPLE'; SecretKey = $simulator.SecretAccessKey } }
                Words = 'access key is not known in us-east-1' }
        )
    }
    @{ Code = 'InvalidSignatureException'; Category = 'AuthenticationError'; Status = 400
        Action = "-SecretKey.*this computer's clock"; Causes = @(
            @{ Cause = 'the wrong secret key'; Given = { $here + @{ AccessKey = $simulator.AccessKeyId; SecretKey = 'not-the-secret' } }
                Words = 'secret key is wrong' }
        )
    }
    @{ Code = 'ExpiredTokenException'; Category = 'AuthenticationError'; Status = 400; Action = 'aws sso login'; Causes = @(
            @{ Cause = 'a session that has ended'; Given = { $simulator.ExpireSessionToken('yesterday'); $here + $keys +
                @{ SessionToken = 'yesterday' } }; Words = 'session token.*has expired' }
        )
    }
) {
    It 'comes of <Cause>, and says what it is and what to do' -ForEach $Causes {
        if ($Fault) {
            $simulator.InjectFault($Fault, 'SendCommand')
            # Otherwise what was not accepted would be looked for, for 15 seconds.
            $simulator.InjectFault('AccessDenied', 'ListCommands')
        }

        try {
            $given = Get-Argument (& $Given)
            Send-RunCommand @given -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        }
        finally {
            $simulator.ClearFaults()
        }

        $problems | Should -HaveCount 1
        $problem = $problems[0]
        $problem.FullyQualifiedErrorId | Should -BeExactly "$Code,RunCommandPS.Commands.SendRunCommandCommand"
        $problem.CategoryInfo.Category | Should -Be $Category
        $type = if ($Exception) { $Exception } else { "$($Code -replace 'Exception$')Exception" }
        $problem.Exception | Should -BeOfType ([type]"RunCommandPS.$type")
        $problem.Exception | Should -BeOfType ([RunCommandPS.RunCommandException])
        if ($given.InstanceId) {
            $problem.TargetObject | Should -Be $given.InstanceId
        }
        else {
            "$($problem.TargetObject)" | Should -Be $given.Target
        }

        $problem.ToString() | Should -Match $Words
        $problem.ErrorDetails.RecommendedAction | Should -Match $Action

        # Not a word of this computer's own: the request was on the wire, and this was the answer to it.
        # What follows it asks only which nodes were meant.
        $request = $simulator.Requests | Where-Object Operation -EQ 'SendCommand' | Select-Object -Last 1
        $request.ErrorCode | Should -Be $Code
        $problem.Exception.Code | Should -Be $Code
        $problem.Exception.HttpStatusCode | Should -Be $Status
        $problem.Exception.RequestId | Should -Be $request.RequestId
        # The record leaves out the one sentence that is about a parameter of another cmdlet.
        $problem.ErrorDetails.RecommendedAction | Should -Be (
            $problem.Exception.Recommendation -replace '^For a script, leave out -Shell, so that the platform of each node decides\. ')
    }
}

Describe 'A connection that does not work' {
    AfterEach {
        $simulator.ClearFaults()
        foreach ($variable in 'AWS_REGION', 'AWS_PROFILE', 'AWS_ENDPOINT_URL_SSM') {
            [System.Environment]::SetEnvironmentVariable($variable, $null)
        }
    }

    It 'is <Code> with <Cause>' -ForEach @(
        @{ Code = 'NoCredentials'; Cause = 'no credentials anywhere'
            Given = { @{ Region = 'eu-west-1' } }; Category = 'AuthenticationError'; Words = 'No AWS credentials were found'
            Action = '-ProfileName.*AWS_PROFILE.*Start-RunCommandSimulator' }
        @{ Code = 'NoRegion'; Cause = 'no region anywhere'; Given = { $keys }; Category = 'InvalidArgument'
            Words = 'No AWS Region was specified'; Action = '-Region.*AWS_REGION' }
        @{ Code = 'UnknownRegion'; Cause = 'a misspelt region'; Given = { $keys + @{ Region = 'eu-cenral-1' } }
            Category = 'InvalidArgument'; Words = "no AWS Region 'eu-cenral-1'\. Did you mean 'eu-central-1'\?"; Action = '-Region' }
        @{ Code = 'UnknownRegion'; Cause = 'a misspelt region in the environment'; Given = { $env:AWS_REGION = 'us-est-1'; $keys }
            Category = 'InvalidArgument'; Words = "'us-est-1'\. Did you mean 'us-east-1'\?"; Action = 'AWS_REGION' }
        @{ Code = 'UnknownProfile'; Cause = 'a profile that does not exist'; Given = { @{ ProfileName = 'nobody' } }
            Category = 'ObjectNotFound'; Words = "no profile 'nobody' in the shared AWS configuration"
            Action = '-ProfileName.*list-profiles' }
        @{ Code = 'UnknownProfile'; Cause = 'a profile that is not in the file'; Category = 'ObjectNotFound'
            Words = "no profile 'nobody' in .*other-file"; Action = '-ProfileLocation'
            Given = {
                '[somebody]', 'region = eu-west-1' | Set-Content (Join-Path $TestDrive 'other-file')
                @{ ProfileName = 'nobody'; ProfileLocation = (Join-Path $TestDrive 'other-file') }
            } }
        @{ Code = 'UnknownProfile'; Cause = 'a profile of the environment that does not exist'
            Given = { $env:AWS_PROFILE = 'nobody'; @{ Region = 'eu-west-1' } }; Category = 'ObjectNotFound'
            Words = "no profile 'nobody'"; Action = 'AWS_PROFILE' }
        @{ Code = 'NoCredentials'; Cause = 'a profile that has none'; Category = 'AuthenticationError'
            Words = "Profile 'empty' provides no usable credentials"; Action = 'fix the profile'
            Given = {
                '[empty]', 'region = eu-west-1' | Set-Content (Join-Path $TestDrive 'empty-file')
                @{ ProfileName = 'empty'; ProfileLocation = (Join-Path $TestDrive 'empty-file') }
            } }
        @{ Code = 'InvalidConnection'; Cause = 'half a key pair'; Given = { $here + @{ AccessKey = 'AKIAIOSFODNN7EXAMPLE' } }
            Category = 'InvalidArgument'; Words = '-AccessKey and -SecretKey must be used together'; Action = 'both, or neither' }
        @{ Code = 'InvalidConnection'; Cause = 'a session token alone'; Given = { $here + @{ SessionToken = 't' } }
            Category = 'InvalidArgument'; Words = '-SessionToken.*without'; Action = 'all three' }
        @{ Code = 'InvalidConnection'; Cause = 'an endpoint that is no web address'
            IsOfTheCall = $true; Given = { $keys + @{ EndpointUrl = 'ssm.eu-west-1.amazonaws.com' } }; Category = 'InvalidArgument'
            Words = "The endpoint 'ssm.eu-west-1.amazonaws.com' of -EndpointUrl is not an http or https address"; Action = 'https://' }
        @{ Code = 'InvalidConnection'; Cause = 'an endpoint in the environment that is no address'
            Given = { $env:AWS_ENDPOINT_URL_SSM = 'nonsense'; $keys + @{ Region = 'us-east-1' } }; Category = 'InvalidArgument'
            Words = "The endpoint 'nonsense' of \`$env:AWS_ENDPOINT_URL_SSM is not an http or https address"
            Action = 'Specify the whole address' }
        @{ Code = 'ConnectionRefused'; Cause = 'nobody at the endpoint of the environment'
            Given = { $env:AWS_ENDPOINT_URL_SSM = $nowhere; $keys + @{ Region = 'us-east-1' } }; Category = 'ConnectionError'
            Words = 'No connection to http://127\.0\.0\.1:\d+/'; Action = 'AWS_ENDPOINT_URL_SSM' }
        @{ Code = 'ConnectionRefused'; Cause = 'nobody at the endpoint'
            Given = { $keys + @{ Region = 'us-east-1'; EndpointUrl = $nowhere } }; Category = 'ConnectionError'
            Words = 'No connection to http://127\.0\.0\.1:\d+/.*Nothing was sent'; Action = '-EndpointUrl.*network or proxy' }
        @{ Code = 'RequestTimeout'; Cause = 'no answer in time'
            Given = { $simulator.InjectFault('Hang', 'SendCommand'); @{ RequestTimeoutSeconds = 1 } }; Category = 'OperationTimeout'
            Words = 'did not respond to SendCommand in time.*may have been accepted in us-east-1 at .*check with: Get-RunCommand ' +
            '-DocumentName'
            Action = 'Get-RunCommand.*before sending it again'; Requests = 'SendCommand', 'ListCommands' }
        @{ Code = 'InvalidReply'; Cause = 'an answer that is no JSON'
            Given = { $simulator.InjectFault('HtmlReply', 'SendCommand'); @{} }; Category = 'ProtocolError'
            Words = 'not a Systems Manager response \(HTTP 200\).*may have been accepted in us-east-1 at .*check with: Get-RunCommand ' +
            '-DocumentName'; Action = 'proxy'; Requests = 'SendCommand', 'ListCommands' }
        @{ Code = 'ConnectionLost'; Cause = 'a connection that breaks'
            Given = { $simulator.InjectFault('Reset', 'SendCommand'); @{} }; Category = 'ConnectionError'
            Words = 'was lost before the response to SendCommand arrived.*may have been accepted in us-east-1 at .*check with: ' +
            'Get-RunCommand -DocumentName.*but ssm:ListCommands is not allowed'
            Action = 'Get-RunCommand.*before sending it again'; Requests = 'SendCommand', 'ListCommands' }
    ) {
        $mark = $simulator.Requests.Count
        $given = Get-Argument (& $Given)
        $simulator.InjectFault('AccessDenied', 'ListCommands')
        $problem = { Send-RunCommand @given -ErrorAction Stop } | Should -Throw -PassThru

        $problem.FullyQualifiedErrorId | Should -BeExactly "$Code,RunCommandPS.Commands.SendRunCommandCommand"
        $problem.CategoryInfo.Category | Should -Be $Category
        $problem.Exception | Should -BeOfType ([type]"RunCommandPS.$($Code)Exception")
        $problem.Exception.Code | Should -Be $Code
        $problem.TargetObject | Should -Be ($IsOfTheCall ? $null : $node)
        $problem.ToString() | Should -Match $Words
        $problem.ErrorDetails.RecommendedAction | Should -Match $Action
        $simulator.Requests | Select-Object -Skip $mark | ForEach-Object { $_.Operation } | Should -Be $Requests
        $problem.Exception.MayHaveRun | Should -Be ([bool]$Requests)
    }

    It 'can be caught by type' {
        $caught = try {
            Send-RunCommand -DocumentName No-SuchDocument -InstanceId $node -ErrorAction Stop
        }
        catch [RunCommandPS.InvalidDocumentException] {
            $_.Exception.Code
        }

        $caught | Should -Be 'InvalidDocument'
    }
}

Describe 'A mistake that is seen here' {
    BeforeEach { $mark = $simulator.Requests.Count }

    It 'never reaches the network: -<Name> <Mistake>' -ForEach @(
        @{ Name = 'DocumentName'; Mistake = 'with a space'; Value = { 'Run Shell' }
            Words = "'Run Shell' is not the name or ARN of a document" }
        @{ Name = 'DocumentName'; Mistake = 'of two characters'; Value = { 'ab' }; Words = '3 to 128' }
        @{ Name = 'DocumentName'; Mistake = 'of 129 characters'; Value = { 'a' * 129 }; Words = '3 to 128' }
        @{ Name = 'DocumentName'; Mistake = 'with a line end'; Value = { "AWS-RunShellScript`n" }; Words = 'is not the name' }
        @{ Name = 'InstanceId'; Mistake = 'a name'; Value = { 'web-1' }; Words = "'web-1' is not a node id"; LooksForName = $true }
        @{ Name = 'InstanceId'; Mistake = 'one bad among good'; Value = { 'i-0aaaaaaaaaaaaaaaa', 'i-1' }; Words = "'i-1' is not a node id" }
        @{ Name = 'InstanceId'; Mistake = 'with a line end'; Value = { "i-0aaaaaaaaaaaaaaaa`n" }; Words = 'is not a node id' }
        @{ Name = 'InstanceId'; Mistake = 'in capitals'; Value = { 'I-0AAAAAAAAAAAAAAAA' }; Words = 'is not a node id' }
        @{ Name = 'InstanceId'; Mistake = 'with letters of another alphabet'; Value = { 'i-0aaaaaaaaaaaaaaa' + [char]0x0430 }
            Words = 'is not a node id' }
        @{ Name = 'DocumentVersion'; Mistake = '0'; Value = { '0' }; Words = "'0' is not a document version" }
        @{ Name = 'DocumentVersion'; Mistake = 'an unset variable'; Value = { '' }
            Words = '\$LATEST and \$DEFAULT are PowerShell variables' }
        @{ Name = 'DocumentHash'; Mistake = 'of 257 characters'; Value = { 'f' * 257 }; Words = '256' }
        @{ Name = 'DocumentHashType'; Mistake = 'md5'; Value = { 'md5' }; Words = 'Sha256' }
        @{ Name = 'Comment'; Mistake = 'of 101 characters'; Value = { 'c' * 101 }; Words = '100' }
        @{ Name = 'TimeoutSeconds'; Mistake = '29'; Value = { 29 }; Words = '30' }
        @{ Name = 'TimeoutSeconds'; Mistake = '2592001'; Value = { 2592001 }; Words = '2592000' }
        @{ Name = 'TimeoutSeconds'; Mistake = 'a TimeSpan that is too short'; Value = { [timespan]'00:00:29' }; Words = '30' }
        @{ Name = 'TimeoutSeconds'; Mistake = 'soon'; Value = { 'soon' }; Words = "'soon' is not a time" }
        @{ Name = 'MaxConcurrency'; Mistake = '0'; Value = { '0' }; Words = 'number of at least 1 or a percentage' }
        @{ Name = 'MaxConcurrency'; Mistake = '101%'; Value = { '101%' }; Words = 'percentage from 1% to 100%' }
        @{ Name = 'MaxConcurrency'; Mistake = 'of eight digits'; Value = { '10000000' }; Words = '7' }
        @{ Name = 'MaxErrors'; Mistake = '-1'; Value = { -1 }; Words = "'-1' is not a number of at least 0" }
        @{ Name = 'MaxErrors'; Mistake = '05%'; Value = { '05%' }; Words = 'percentage from 0% to 100%' }
        @{ Name = 'OutputS3BucketName'; Mistake = 'of two characters'; Value = { 'ab' }; Words = '3' }
        @{ Name = 'OutputS3BucketName'; Mistake = 'of 64 characters'; Value = { 'b' * 64 }; Words = '63' }
        @{ Name = 'OutputS3KeyPrefix'; Mistake = 'of 501 characters'; Value = { 'p' * 501 }; Words = '500' }
        @{ Name = 'OutputS3Region'; Mistake = 'of 21 characters'; Value = { 'r' * 21 }; Words = '20' }
        @{ Name = 'NotificationEvent'; Mistake = 'Done'; Value = { 'Done' }; Words = 'TimedOut' }
        @{ Name = 'NotificationType'; Mistake = 'Node'; Value = { 'Node' }; Words = 'Invocation' }
        @{ Name = 'NotificationConfig'; Mistake = 'a text'; Value = { 'arn' }; Words = "'arn' is not a NotificationConfig.*Write it as" }
        @{ Name = 'NotificationConfig'; Mistake = 'a misspelt member'; Value = { @{ NotificationArm = 'arn' } }
            Words = "no member 'NotificationArm'\. Did you mean 'NotificationArn'" }
        @{ Name = 'CloudWatchOutputConfig'; Mistake = 'perhaps'; Value = { @{ CloudWatchOutputEnabled = 'perhaps' } }
            Words = "'perhaps', which is not true or false" }
        @{ Name = 'CloudWatchLogGroupName'; Mistake = 'of 513 characters'; Value = { 'g' * 513 }; Words = '512' }
        @{ Name = 'AlarmConfiguration'; Mistake = 'a member that an alarm does not have'; Value = { @{ Alarms = @{ Title = 'a' } } }
            Words = "no member 'Title'" }
        @{ Name = 'AlarmName'; Mistake = 'of white space'; Value = { '  ' }; Words = "'  ' is not an alarm name" }
        @{ Name = 'AlarmName'; Mistake = 'of 256 characters'; Value = { 'a' * 256 }; Words = '255' }
        @{ Name = 'Target'; Mistake = 'without a value'; Value = { 'tag:Role' }; Words = "'tag:Role' has no '='.*Key=Value" }
        @{ Name = 'Target'; Mistake = 'six of them'; Value = { 1..6 | ForEach-Object { "tag:K$_=v" } }; Words = '5' }
        @{ Name = 'ThrottleLimit'; Mistake = '0'; Value = { 0 }; Words = '1' }
        @{ Name = 'RequestTimeoutSeconds'; Mistake = '0'; Value = { 0 }; Words = '1' }
        @{ Name = 'Region'; Mistake = 'empty'; Value = { '' }; Words = 'Region' }
        @{ Name = 'Parameter'; Mistake = 'a text'; Value = { 'commands=id' }; Words = 'Parameter' }
    ) {
        $given = Get-Argument @{ $Name = & $Value }
        if ($Name -eq 'Target') {
            $given.Remove('InstanceId')
        }

        $problem = { Send-RunCommand @given } | Should -Throw -ErrorId '*Argument*,RunCommandPS.Commands.SendRunCommandCommand' -PassThru

        $problem.Exception | Should -BeOfType ([System.Management.Automation.ParameterBindingException])
        $problem.Exception.ParameterName | Should -Be $Name
        $problem.ToString() | Should -Match $Words
        $calls = @($simulator.Requests | Select-Object -Skip $mark)
        $lookUp = 'DescribeInstanceInformation', 'DescribeInstanceProperties'
        $calls | Where-Object { -not $LooksForName -or $_.Operation -notin $lookUp } | Should -BeNullOrEmpty
    }

    It 'never reaches the network, and has a type: <Mistake>' -ForEach @(
        @{ Mistake = 'two alarms'; Given = { @{ AlarmConfiguration = @{ Alarms = 'a', 'b' } } }; Code = 'InvalidInput'
            Words = '2 alarms; a command takes exactly one'; Action = 'Fix what the message names' }
        @{ Mistake = 'alarm settings without an alarm'; Given = { @{ IgnorePollAlarmFailure = $true } }; Code = 'InvalidInput'
            Words = '0 alarms'; Action = 'Fix' }
        @{ Mistake = 'a notification event in an object'
            Given = { @{ NotificationConfig = @{ NotificationArn = 'a'; NotificationEvents = 'Done' } } }; Code = 'InvalidInput'
            Words = "NotificationEvents 'Done' is not one of All"; Action = 'Fix' }
        @{ Mistake = 'no node'; Given = { @{ InstanceId = $null } }; Code = 'InvalidInput'; Words = 'No nodes were specified'
            Action = '-InstanceId or -Target' }
        @{ Mistake = 'a target key with forbidden characters'
            Given = { @{ InstanceId = $null; Target = @{ Key = 'tag:a;b'; Values = 'x' } } }; Code = 'InvalidInput'
            Words = "'tag:a;b' is not a target key"; Action = 'Fix' }
        @{ Mistake = 'a target of 51 values'; Given = { @{ InstanceId = $null; Target = @{ 'tag:a' = 1..51 } } }; Code = 'InvalidInput'
            Words = '51 values; 50 are allowed'; Action = 'Fix' }
        @{ Mistake = 'a null value'; Given = { @{ Parameter = @{ commands = $null } } }; Code = 'InvalidParameterValue'
            Words = "'commands' is null"; Action = 'Leave the parameter out' }
        @{ Mistake = 'a null among values'; Given = { @{ Parameter = @{ commands = 'a', $null } } }; Code = 'InvalidParameterValue'
            Words = 'contains null'; Action = 'Leave' }
        @{ Mistake = 'a value that has no text'; Given = { @{ Parameter = @{ commands = [System.Text.StringBuilder]::new() } } }
            Code = 'InvalidParameterValue'; Words = 'is a StringBuilder, which'; Action = 'select the property' }
        @{ Mistake = 'a file that is gone'
            Given = { @{ Parameter = @{ commands = [System.IO.FileInfo]::new((Join-Path $TestDrive 'gone.sh')) } } }
            Code = 'InvalidParameterValue'; Words = "'commands' can't be read.*gone\.sh"; Action = 'Check the path' }
        @{ Mistake = 'a SecureString'; Given = { @{ Parameter = @{ commands = [System.Security.SecureString]::new() } } }
            Code = 'SecretParameterValue'; Words = "'commands' is a SecureString.*clear text"
            Action = 'Parameter Store.*\{\{ssm:name\}\}' }
        @{ Mistake = 'a credential among values'; Given = { @{ Parameter = @{ commands = 'id', [pscredential]::Empty } } }
            Code = 'SecretParameterValue'; Words = 'is a PSCredential'; Action = 'Parameter Store' }
        @{ Mistake = 'a secret inside a hashtable'
            Given = { @{ Parameter = @{ commands = @{ login = @{ secret = [System.Net.NetworkCredential]::new('u', 'p') } } } } }
            Code = 'SecretParameterValue'; Words = 'is a NetworkCredential'; Action = 'Parameter Store' }
    ) {
        $given = Get-Argument (& $Given)
        $problem = { Send-RunCommand @given } | Should -Throw -PassThru

        $problem.FullyQualifiedErrorId | Should -BeExactly "$Code,RunCommandPS.Commands.SendRunCommandCommand"
        $problem.CategoryInfo.Category | Should -Be 'InvalidArgument'
        $problem.Exception | Should -BeOfType ([type]"RunCommandPS.$($Code)Exception")
        $problem.ToString() | Should -Match $Words
        $problem.ErrorDetails.RecommendedAction | Should -Match $Action
        $simulator.Requests.Count | Should -Be $mark
    }

    It 'never reaches the network from the pipeline: <Mistake>' -ForEach @(
        @{ Mistake = 'an object without an id'; Item = [pscustomobject]@{ Name = 'web-1' }; Words = 'custom object has no InstanceId'
            Action = 'Pipe node ids' }
        @{ Mistake = 'a name'; Item = 'web-1'; Words = "'web-1' is not a node id"; Action = "-Target 'tag:Name=" }
        @{ Mistake = 'a request with a null value'
            Item = @{ DocumentName = 'AWS-RunShellScript'; InstanceIds = 'i-0aaaaaaaaaaaaaaaa'; Parameters = @{ commands = $null } }
            Code = 'InvalidParameterValue'; Words = "'commands' is null"; Action = 'Leave the parameter out' }
        @{ Mistake = 'a request with a secret'; Item = @{ DocumentName = 'AWS-RunShellScript'; InstanceIds = 'i-0aaaaaaaaaaaaaaaa'
            Parameters = @{ commands = [System.Security.SecureString]::new() } }; Code = 'SecretParameterValue'; Words = 'SecureString'
            Action = 'Parameter Store' }
    ) {
        $given = if ($Item -is [hashtable]) { @{} } else { @{ DocumentName = 'AWS-RunShellScript'; Parameter = @{ commands = 'id' } } }
        $Item | Send-RunCommand @given -ErrorVariable problems -ErrorAction SilentlyContinue

        $problems | Should -HaveCount 1
        $expected = if ($Code) { $Code } else { 'InvalidInput' }
        $problems[0].FullyQualifiedErrorId | Should -BeExactly "$expected,RunCommandPS.Commands.SendRunCommandCommand"
        $problems[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        $problems[0].Exception | Should -BeOfType ([type]"RunCommandPS.$($expected)Exception")
        $problems[0].TargetObject | Should -Be $Item
        $problems[0].ToString() | Should -Match $Words
        $problems[0].ErrorDetails.RecommendedAction | Should -Match $Action
        $simulator.Requests.Count | Should -Be $mark
    }

    It 'says which document is missing where nodes come and no document was named' {
        $node | Send-RunCommand -Comment 'x' -ErrorVariable problems -ErrorAction SilentlyContinue

        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'InvalidInput,RunCommandPS.Commands.SendRunCommandCommand'
        $problems[0].ToString() | Should -Match 'no document was specified'
        $problems[0].ErrorDetails.RecommendedAction | Should -Match '-DocumentName'
        $simulator.Requests.Count | Should -Be $mark
    }
}
