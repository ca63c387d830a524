using System.Globalization;

namespace RunCommandPS.Tests.Display;

/// <summary>Objects to show, made in a session without any service.</summary>
internal static class SampleObjects
{
    private static readonly DateTimeOffset Requested = new(2026, 3, 1, 12, 30, 5, TimeSpan.Zero);

    /// <summary>The time of the samples as tables show it, in this computer's time zone.</summary>
    public static string Time { get; } = Requested.LocalDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>
    /// Sets <c>$commands</c>, <c>$invocations</c>, <c>$steps</c>, <c>$results</c>, <c>$summary</c>, <c>$recorded</c>,
    /// <c>$rollouts</c>, <c>$nodes</c>, <c>$documents</c>, <c>$parameters</c>, <c>$findings</c>, <c>$outputs</c>, <c>$groups</c> and
    /// <c>$stopped</c>; takes the time as its argument.
    /// </summary>
    public const string Script = """
        $time = $args[0]
        # With objects within, which are not public in .NET.
        function Make([string] $type, [hashtable] $values) {
            $made = [System.Activator]::CreateInstance(("RunCommandPS.$type" -as [type]))
            foreach ($name in $values.Keys) {
                $property = $made.GetType().GetProperties('Instance, Public, NonPublic, DeclaredOnly') | Where-Object Name -EQ $name
                $value = [System.Management.Automation.LanguagePrimitives]::ConvertTo($values[$name], $property.PropertyType)
                $property.SetValue($made, $value)
            }
            $made
        }
        function Ids([int] $count) { foreach ($number in 1..$count) { 'i-{0:x17}' -f $number } }
        function Target($key, [string[]] $values) { [RunCommandPS.Target]@{ Key = $key; Values = $values } }
        function Script([string] $text) {
            $parameters = [System.Collections.Generic.Dictionary[string, System.Collections.Generic.IReadOnlyList[string]]]::new()
            $parameters['commands'] = [string[]]$text
            , $parameters
        }
        $commands = @(
            (Make Command @{ CommandId = '11111111-2222-3333-4444-555555555501'; DocumentName = 'AWS-RunShellScript'
                Status = 'Success'; StatusDetails = 'Success'; InstanceIds = [string[]](Ids 1); RequestedDateTime = $time
                TargetCount = 1; CompletedCount = 1; Parameters = (Script "#!/bin/sh`n`nsystemctl restart nginx`nsleep 5") })
            (Make Command @{ CommandId = '11111111-2222-3333-4444-555555555502'
                DocumentName = 'arn:aws:ssm:eu-west-1:123456789012:document/Patch-Everything'; Status = 'InProgress'
                InstanceIds = [string[]](Ids 50); RequestedDateTime = $time; TargetCount = 50; CompletedCount = 18; ErrorCount = 1 })
            (Make Command @{ CommandId = '11111111-2222-3333-4444-555555555503'; DocumentName = 'AWS-RunShellScript'
                Status = 'TimedOut'; StatusDetails = 'DeliveryTimedOut'
                Targets = [RunCommandPS.Target[]]@((Target 'tag:Role' web, database, cache), (Target 'tag:Stage' production))
                RequestedDateTime = $time; TargetCount = 7; CompletedCount = 7; DeliveryTimedOutCount = 7; Comment = 'Deploy 142' })
            (Make Command @{ CommandId = '11111111-2222-3333-4444-555555555504'; DocumentName = 'AWS-RunShellScript'
                Status = 'AwaitingApproval'; InstanceIds = [string[]](Ids 2); RequestedDateTime = $time; Parameters = (Script '') })
            (Make Command @{ CommandId = '11111111-2222-3333-4444-555555555505'; DocumentName = 'X-1' })
            (Make Command @{ CommandId = '11111111-2222-3333-4444-555555555506'; DocumentName = 'AWS-RunShellScript'
                Status = 'Success'; StatusDetails = 'Incomplete'; TargetCount = 20; CompletedCount = 20; DeliveryTimedOutCount = 2
                RequestedDateTime = $time; Parameters = (Script 'uptime') })
        )
        $steps = @(
            [RunCommandPS.CommandStep]@{ Name = 'install'; Status = 'Success'; ResponseCode = 0
                ResponseStartDateTime = $time; Output = "one`ntwo" }
            [RunCommandPS.CommandStep]@{ Name = 'a-step-with-a-name-that-is-too-long'; Status = 'Failed'; ResponseCode = 137
                ResponseStartDateTime = $time; Output = 'x' * 300 }
            [RunCommandPS.CommandStep]@{ Name = 'never' }
        )
        $invocations = @(
            (Make CommandInvocation @{ CommandId = $commands[0].CommandId; InstanceId = 'i-00000000000000001'
                InstanceName = 'web-1'; Status = 'Success'; StatusDetails = 'Success'; Steps = [RunCommandPS.CommandStep[]]$steps[0] })
            (Make CommandInvocation @{ CommandId = $commands[0].CommandId; InstanceId = 'mi-00000000000000002'
                InstanceName = 'a-machine-in-the-cellar.example.com'; Status = 'Failed'; Steps = [RunCommandPS.CommandStep[]]$steps })
            (Make CommandInvocation @{ CommandId = $commands[0].CommandId; InstanceId = 'i-00000003'; Status = 'TimedOut'
                StatusDetails = 'DeliveryTimedOut' })
        )
        $results = @(
            (Make NodeResult @{ Invocation = $invocations[0]
                Outputs = [RunCommandPS.NodeOutput[]]@([RunCommandPS.NodeOutput]@{ StandardOutput = "`n up 3 days`nmore" }) })
            (Make NodeResult @{ Invocation = $invocations[1]
                Outputs = [RunCommandPS.NodeOutput[]]@([RunCommandPS.NodeOutput]@{ StandardError = 'no such file' }) })
            (Make NodeResult @{ Invocation = $invocations[2] })
        )
        $summary = [RunCommandPS.RunSummary]@{ RolloutId = '20260301-1230-k3f9'; RolloutName = 'deploy-142'; Nodes = 6; Succeeded = 1
            Failed = 1; TimedOutNodes = [string[]](Ids 1); NotStartedNodes = [string[]](Ids 2); FailedNodes = [string[]](Ids 5); Unknown = 1
            CommandIds = [string[]]$commands[0].CommandId; Elapsed = [timespan]'1.02:03:04' }
        $recorded = @(
            [RunCommandPS.RunCommandRolloutNode]@{ InstanceId = 'i-00000000000000001'; InstanceName = 'web-1'; Verdict = 'Succeeded'
                ResponseCode = 0; Output = "up 3 days`nmore"; StartedAt = $time; EndedAt = $time }
            [RunCommandPS.RunCommandRolloutNode]@{ InstanceId = 'mi-00000000000000002'; InstanceName = 'a-machine-in-the-cellar.example.com'
                Verdict = 'Failed'; ResponseCode = 3; Output = "`n----------ERROR-------`nno such file`n" }
            [RunCommandPS.RunCommandRolloutNode]@{ InstanceId = 'i-00000003'; Verdict = 'NotStarted' }
        )
        $rollouts = @(
            (Make RunCommandRollout @{ Id = '20260301-1230-k3f9'; Name = 'deploy-142'; Condition = 'Halted'; StartedAt = $time
                Description = './deploy.sh --release 142 --region everywhere --quietly'; Summary = $summary
                Nodes = [RunCommandPS.RunCommandRolloutNode[]]$recorded; Regions = [string[]]'eu-west-1' })
            (Make RunCommandRollout @{ Id = '20260301-1229-9x2p'; Condition = 'Finished'; StartedAt = $time; Description = 'uptime'
                Summary = [RunCommandPS.RunSummary]@{ Nodes = 120; Succeeded = 120 } })
            (Make RunCommandRollout @{ Id = '20260301-1228-9x2q'; Condition = 'Finished'; StartedAt = $time; Description = 'df'
                Summary = [RunCommandPS.RunSummary]@{ Nodes = 120; Succeeded = 118; Failed = 2 } })
        )
        $nodes = @(
            (Make ManagedNode @{ InstanceId = 'i-00000000000000001'; ComputerName = 'ip-10-0-0-1.eu-west-1.compute.internal'
                PlatformType = 'Linux'; PingStatus = 'Online'; LastPingDateTime = $time; IPAddress = '10.0.0.1' })
            (Make ManagedNode @{ InstanceId = 'mi-00000000000000002'; Name = 'cellar'; ComputerName = 'CELLAR'
                PlatformType = 'Windows'; PingStatus = 'ConnectionLost' })
        )
        $parameters = @(
            [RunCommandPS.RunCommandDocumentParameter]@{ Name = 'commands'; Type = 'StringList'; IsRequired = $true; MinItems = 1
                Description = 'The lines of the script.' }
            [RunCommandPS.RunCommandDocumentParameter]@{ Name = 'level'
                Type = 'String'; DefaultValue = 'info'; AllowedValues = [string[]]('info', 'error'); MinChars = 2; MaxChars = 9
                Description = 'How much to tell, from what matters to what may.' }
            [RunCommandPS.RunCommandDocumentParameter]@{ Name = 'aParameterWithALongName'; Type = 'StringMap'
                DefaultValue = '{"a":"b","c":"d"}'; AllowedPattern = '[a-z]+'; MaxChars = 40 }
        )
        $findings = @(
            [RunCommandPS.TestFinding]@{ Result = 'Passed'; Subject = 'Document'; Name = 'AWS-RunShellScript'
                Message = 'Version 1 exists.' }
            [RunCommandPS.TestFinding]@{ Result = 'Failed'; Subject = 'Node'; Name = 'mi-00000000000000002'
                Message = 'The node is ConnectionLost: the command would wait for it until it times out.'; Recommendation = 'Wake it.' }
        )
        $stopped = [RunCommandPS.StopResult]@{ CommandId = $commands[0].CommandId; DocumentName = 'Company-Patch'; Status = 'Cancelling'
            Stopped = [string[]](Ids 2); AlreadyFinished = [string[]]'i-00000003'; NotRespondingCount = 49 }
        $documents = @(
            (Make RunCommandDocument @{ Name = 'AWS-RunShellScript'
                PlatformTypes = [string[]]('Linux', 'MacOS'); DocumentVersion = '1'; Owner = 'Amazon'; CreatedDate = $time
                Parameters = [RunCommandPS.RunCommandDocumentParameter[]]$parameters; Content = '{}' * 600 })
            (Make RunCommandDocument @{ Name = 'arn:aws:ssm:eu-west-1:123456789012:document/Patch-Everything'
                PlatformTypes = [string[]]('Windows', 'Linux', 'MacOS'); DocumentVersion = '123'; Owner = '123456789012' })
        )
        $outputs = @(
            [RunCommandPS.NodeOutput]@{ InstanceId = (Ids 1); InstanceName = 'web-1'; Step = 'aws:runShellScript'; Status = 'Success'
                StatusDetails = 'Success'; ResponseCode = 0; StandardOutput = "up 3 days`nload 1" }
            [RunCommandPS.NodeOutput]@{ InstanceId = 'mi-0123456789abcdef0'; InstanceName = 'a-node-with-a-long-name'
                Step = 'restartTheService'; Status = 'TimedOut'; StatusDetails = 'ExecutionTimedOut'; ResponseCode = 137
                StandardError = "`nGave up"; StandardErrorTruncated = $true }
            [RunCommandPS.NodeOutput]@{ InstanceId = (Ids 1); Status = 'Failed'; StatusDetails = 'Undeliverable' }
        )
        $groups = @(
            [RunCommandPS.OutputGroup]@{ Nodes = 'web[01-12]'; InstanceIds = [string[]](Ids 12); Step = 'restart'; Status = 'Success'
                StatusDetails = 'Success'; ResponseCode = 0; StandardOutput = "up 3 days`nload 1" }
            [RunCommandPS.OutputGroup]@{ Nodes = 'i-00000000000000001 +4'; InstanceIds = [string[]](Ids 5)
                Step = 'restart'; Status = 'Failed'; StatusDetails = 'Failed'; ResponseCode = 3; StandardError = 'No such service'
                IsTruncated = $true; Difference = 'x' }
        )
        """;

    /// <summary>The argument of <see cref="Script"/>.</summary>
    public static object Argument => Requested;
}
