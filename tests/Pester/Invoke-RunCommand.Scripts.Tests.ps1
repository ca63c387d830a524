[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'The analyzer does not follow variables from BeforeAll into It.')]
param()

BeforeAll {
    . "$PSScriptRoot/Import-BuiltModule.ps1"
    . "$PSScriptRoot/Rollouts.ps1"
    . "$PSScriptRoot/Wire.ps1"
    $simulator = Start-RunCommandSimulator -NodeCount 3 -Execution Process 6> $null
    $node = $simulator.Nodes[0]
    $fast = @{ PollingInterval = 0.05; ErrorAction = 'SilentlyContinue' }
    function Get-ScriptFile($Name, [byte[]] $Bytes) {
        $path = Join-Path $TestDrive $Name
        [System.IO.File]::WriteAllBytes($path, $Bytes)
        Get-Item $path
    }

    function Get-Bytes([string] $Text, [System.Text.Encoding] $Encoding) { [byte[]]($Encoding.GetPreamble() + $Encoding.GetBytes($Text)) }
}

AfterAll { $simulator | Stop-RunCommandSimulator }

Describe 'Invoke-RunCommand -Shell' {
    It '<Shell> runs <Script>' -ForEach @(
        @{ Shell = 'Sh'; Script = 'echo "$0" | grep -c script.sh'; Output = "1`n" }
        @{ Shell = 'Bash'; Script = 'a=(x y); echo ${a[1]}'; Output = "y`n" }
        @{ Shell = 'Python'; Script = "import sys`nprint(sys.version_info[0], sys.stdin.read())"; Output = "3 `n" }
        @{ Shell = 'PowerShell'; Script = '"$($PSVersionTable.PSEdition)"'; Output = "Core`n" }
        @{ Shell = 'Pwsh'; Script = '$null ?? ''it''''s {0}'' -f 7'; Output = "it's 7`n" }
        @{ Shell = 'Auto'; Script = "#!/usr/bin/env python3`nprint(1)"; Output = "1`n" }
    ) {
        $result = $node | Invoke-RunCommand $Script -Shell $Shell @fast 6> $null
        $result.StandardError | Should -BeExactly ''
        $result.StandardOutput | Should -BeExactly $Output
    }

    It 'goes by the name of a file: <Name>' -ForEach @(
        @{ Name = 'a.py'; Script = 'print(len("ab"))'; Output = "2`n" }
        @{ Name = 'a.bash'; Script = 'a=(x y); echo ${a[1]}'; Output = "y`n" }
        @{ Name = 'a.ps1'; Script = '1..2 -join ","'; Output = "1,2`n" }
        @{ Name = 'b.sh'; Script = "#!/usr/bin/env bash`na=(x y); echo `${a[1]}"; Output = "y`n" }
        @{ Name = 'deploy'; Script = "#!/usr/bin/env pwsh`n1..2 -join ','"; Output = "1,2`n" }
    ) {
        $file = Get-ScriptFile $Name ([System.Text.Encoding]::UTF8.GetBytes($Script))
        ($node | Invoke-RunCommand -FilePath $file @fast 6> $null).StandardOutput | Should -BeExactly $Output
        ($node | Invoke-RunCommand $file @fast 6> $null).StandardOutput | Should -BeExactly $Output
    }

    It '<Shell> keeps the exit code and the numbers of lines' -ForEach @(
        @{ Shell = 'Sh'; Script = "true`n`nnosuch_program"; ExitCode = 127; Message = '*: 3: *nosuch_program*' }
        @{ Shell = 'Bash'; Script = "true`n`nnosuch_program"; ExitCode = 127; Message = '*line 3: *nosuch_program*' }
        @{ Shell = 'Python'; Script = "import sys`n`nraise ValueError('no')"; ExitCode = 1; Message = '*line 3, in*ValueError: no*' }
        @{ Shell = 'PowerShell'; Script = "using namespace System.Text`n'a'`nthrow 'no'"; ExitCode = 1; Message = '*ps1:3 char:1*' }
        @{ Shell = 'Pwsh'; Script = "'a'`n`nthrow 'no'"; ExitCode = 1; Message = '*line:3 char:1*' }
        @{ Shell = 'Sh'; Script = "true`n`nnosuch_program"; ExitCode = 127; Message = '*: 3: *nosuch_program*'
            More = @{ SuccessExitCode = 2 } }
        @{ Shell = 'PowerShell'; Script = "'a'`n`nthrow 'no'"; ExitCode = 1; Message = '*ps1:3 char:1*'
            More = @{ SuccessExitCode = 2 } }
        @{ Shell = 'Python'; Script = 'raise SystemExit(7)'; ExitCode = 7; Message = '*' }
    ) {
        $given = @{ Environment = @{ A = "x`ny" }; ArgumentList = "1`n2" } + ($_.More ?? @{})
        $result = $node | Invoke-RunCommand $Script -Shell $Shell @given @fast 6> $null
        $result.ExitCode, $result.Succeeded | Should -Be $ExitCode, $false
        $result.StandardError | Should -BeLike $Message
    }

    It 'tells the last line of a traceback of Python' {
        $null = $node | Invoke-RunCommand "raise ValueError('no such host')" -Shell Python @fast -ErrorVariable errors 6> $null
        "$errors" | Should -BeLike '*exit code 1: ValueError: no such host.'
    }

    It 'calls pwsh with the script where the document calls an older PowerShell' {
        $script = { "it's $args $([Environment]::GetCommandLineArgs().Contains('-File'))"; exit 5 }
        $null = $node | Invoke-RunCommand $script -Shell Pwsh -ArgumentList 'x y' @fast 6> $null
        $lines = (Get-RunCommand -First 1).Parameters.commands -replace '-ge 7\)', '-ge 70)'
        $lines | Should -Contain 'if ($PSVersionTable.PSVersion.Major -ge 70) { . ([scriptblock]::Create($RunCommandText)) } else {'
        $read = $node | Send-RunCommand AWS-RunPowerShellScript @{ commands = $lines } | Wait-RunCommand | Receive-RunCommandOutput
        $read.StandardOutput, $read.ResponseCode | Should -Be "it's x y True`n", 5
    }

    It 'refuses a script block for what is no PowerShell' {
        { $node | Invoke-RunCommand { 1 } -Shell Bash } | Should -Throw -ErrorId 'InvalidInput,*' -ExpectedMessage '*-Shell Bash*'
    }
}

Describe 'Invoke-RunCommand shows the script' {
    It 'first, in the history and before it is sent again: <Shell>' -ForEach @(
        @{ Shell = 'Sh'; First = ': echo hello;*' }
        @{ Shell = 'Python'; First = ': echo hello;*' }
        @{ Shell = 'PowerShell'; First = '{echo hello' }
        @{ Shell = 'Pwsh'; First = '''{echo hello' }
    ) {
        $null = $node | Invoke-RunCommand "echo hello`n'it''s'" -Shell $Shell -Environment @{ A = 1 } -SuccessExitCode 1 @fast 6> $null
        $command = Get-RunCommand -First 1
        $command.Parameters.commands[0] | Should -BeLike $First
        ($command | Format-Table | Out-String -Width 200) | Should -BeLike '* echo hello *'
    }
}

Describe 'Invoke-RunCommand -Environment' {
    It 'arrives as it was: <Shell>' -ForEach @(
        @{ Shell = 'Sh'; Script = 'printf %s "$A"' }
        @{ Shell = 'Bash'; Script = 'printf %s "$A"' }
        @{ Shell = 'Python'; Script = 'import os; print(os.environ["A"], end="")' }
        @{ Shell = 'PowerShell'; Script = '[Console]::Out.Write($env:A)' }
        @{ Shell = 'Pwsh'; Script = '[Console]::Out.Write($env:A)' }
    ) {
        $value = "it's `$HOME ``id`` ""x"" {{ssm:a}}`nline`r`n grüße "
        $result = $node | Invoke-RunCommand $Script -Shell $Shell -Environment @{ A = $value; B = 2 } @fast 6> $null
        $result.StandardError | Should -BeExactly ''
        $result.StandardOutput | Should -BeExactly $value
    }

    It 'has a home and a language where the agent gives none' {
        $without = @{ HOME = ''; LANG = ''; LC_ALL = '' }
        $own = "$(sh -c 'eval echo "~$(id -un)"')`n"
        ($node | Invoke-RunCommand 'echo "$HOME"' -Environment $without @fast 6> $null).StandardOutput | Should -BeExactly $own
        ($node | Invoke-RunCommand { $env:HOME } -Environment $without @fast 6> $null).StandardOutput | Should -BeExactly $own
        ($node | Invoke-RunCommand 'echo "$LANG"' -Environment $without @fast 6> $null).StandardOutput | Should -Match 'utf-?8'
        ($node | Invoke-RunCommand { $env:LANG } -Environment $without @fast 6> $null).StandardOutput | Should -Match 'utf-?8'
    }

    It 'leaves the home and the language that there are' {
        $with = @{ HOME = '/srv'; LC_ALL = 'C'; LANG = '' }
        ($node | Invoke-RunCommand 'echo "$HOME$LANG"' -Environment $with @fast 6> $null).StandardOutput | Should -BeExactly "/srv`n"
        ($node | Invoke-RunCommand { "$env:HOME$env:LANG" } -Environment $with @fast 6> $null).StandardOutput | Should -BeExactly "/srv`n"
    }

    It 'refuses <What>' -ForEach @(
        @{ What = 'a name'; Value = @{ 'A-B' = 1 }; Id = 'InvalidParameterValue,*' }
        @{ What = 'a name of the shell'; Value = @{ UID = 1 }; Id = 'InvalidParameterValue,*' }
        @{ What = 'null'; Value = @{ A = $null }; Id = 'InvalidParameterValue,*' }
        @{ What = 'a list'; Value = @{ A = 1, 2 }; Id = 'InvalidParameterValue,*' }
        @{ What = 'a secret'; Value = @{ A = [securestring]::new() }; Id = 'SecretParameterValue,*' }
        @{ What = 'a secret of AWS'; Value = @{ AWS_SECRET_ACCESS_KEY = 'x' }; Id = 'SecretParameterValue,*' }
    ) {
        $mark = $simulator.Requests.Count
        { $node | Invoke-RunCommand 'env' -Environment $Value } | Should -Throw -ErrorId $Id
        Get-SentRequest $simulator $mark | Should -BeNullOrEmpty
    }
}

Describe 'Invoke-RunCommand -SuccessExitCode' {
    It 'counts as success, and is told: <Shell>' -ForEach @(
        @{ Shell = 'Sh'; Script = 'echo out; echo err >&2; trap - EXIT; exit 2'; Told = "err`n" }
        @{ Shell = 'Python'; Script = 'print("out"); raise SystemExit(2)'; Told = '' }
        @{ Shell = 'PowerShell'; Script = '"out"; exit 2'; Told = '' }
        @{ Shell = 'Pwsh'; Script = '"out"; sh -c "exit 2"'; Told = '' }
    ) {
        $result = $node | Invoke-RunCommand $Script -Shell $Shell -SuccessExitCode 0, 2 @fast -ErrorVariable errors 6> $null
        $errors | Should -BeNullOrEmpty
        $result.Succeeded, $result.Status, $result.ExitCode | Should -Be $true, 'Success', 2
        $result.StandardOutput, $result.StandardError | Should -Be "out`n", $Told

        $command = Get-RunCommand -First 1
        $command.Status, $command.ErrorCount | Should -Be 'Success', 0
        ($command | Get-RunCommandInvocation).ExitCode | Should -Be 2
        ($command | Get-RunCommandInvocation -FullOutput).ExitCode | Should -Be 2
        $read = $command | Receive-RunCommandOutput
        $read.ResponseCode, $read.StandardError | Should -Be 2, $Told
        @(Get-RunCommandRollout -Detailed)[0].Nodes.ResponseCode | Should -Be 2
    }

    It 'is told where the output is long' {
        $script = 'seq 2000; echo err >&2; exit 2'
        $result = $node | Invoke-RunCommand $script -Shell Sh -SuccessExitCode 2 @fast 6> $null
        $result.Outputs[0].Source, $result.ExitCode, $result.StandardError | Should -Be 'Invocation', 2, "err`n"
        (Get-RunCommand -First 1 | Receive-RunCommandOutput).ResponseCode | Should -Be 2
    }

    It 'leaves other exit codes failures, and 0 a success' {
        ($node | Invoke-RunCommand 'exit 3' -SuccessExitCode 2 @fast 6> $null).ExitCode | Should -Be 3
        ($node | Invoke-RunCommand 'exit 0' -SuccessExitCode 2 @fast 6> $null).Succeeded | Should -BeTrue
    }

    It 'brings back objects as well' {
        $node | Invoke-RunCommand { 1; exit 2 } -AsObject -SuccessExitCode 2 @fast -ErrorVariable errors 6> $null | Should -Be 1
        $errors | Should -BeNullOrEmpty
    }

    It 'is refused for a document' {
        { $node | Invoke-RunCommand -DocumentName AWS-RunShellScript -Parameter @{ commands = 'exit 2' } -SuccessExitCode 2 } |
            Should -Throw -ErrorId 'InvalidInput,*' -ExpectedMessage '*-SuccessExitCode is for scripts*'
    }

    It 'holds for limits and waves' {
        $all = $simulator.Nodes | Invoke-RunCommand 'exit 2' -SuccessExitCode 2 -MaxErrors 0 -MaxConcurrency 1 -Wave 1 @fast `
            -SummaryVariable summary -ErrorVariable errors 6> $null
        $errors | Should -BeNullOrEmpty
        $all.ExitCode | Should -Be 2, 2, 2
        $summary.ExitCode | Should -Be 0
    }

    It 'holds for a rollout that was killed before it had sent anything' {
        $null = $simulator.Nodes | Invoke-RunCommand 'echo ''{"A":1}''; exit 2' -SuccessExitCode 2 -Name killed -Json @fast 6> $null
        $usual = $env:RUNCOMMANDPS_HOME
        try {
            $null = Copy-Record killed "$TestDrive/killed" -Lines 1
            $objects = Resume-RunCommandRollout killed @fast -SummaryVariable summary -ErrorVariable errors 6> $null
            $errors | Should -BeNullOrEmpty
            $objects.A | Should -Be 1, 1, 1
            $summary.Succeeded, $summary.ExitCode | Should -Be 3, 0
            (Get-RunCommandRollout killed -Detailed).Nodes.ResponseCode | Should -Be 2, 2, 2
        }
        finally {
            $env:RUNCOMMANDPS_HOME = $usual
        }
    }

    It 'holds where the command is sent again' {
        $null = $node | Invoke-RunCommand 'exit 2' -SuccessExitCode 2 @fast 6> $null
        $again = Get-RunCommand -First 1 | Restart-RunCommand -All | Wait-RunCommand
        $again.Status, $again.ErrorCount | Should -Be 'Success', 0
        ($again | Get-RunCommandInvocation).ExitCode | Should -Be 2
    }
}

Describe 'Invoke-RunCommand -Json' {
    It 'makes objects of what a script writes' {
        $objects = $node | Invoke-RunCommand 'echo ''[{"Name":"a","Size":1},{"Name":"b","Size":2}]''' -Json @fast 6> $null
        $objects.Name | Should -Be 'a', 'b'
        $objects.PSComputerName | Should -Be $node.InstanceId, $node.InstanceId
    }

    It 'quotes what is no JSON in one error' {
        $null = $node | Invoke-RunCommand 'echo "{"; echo "oops: no such file"' -Json @fast -ErrorVariable errors 6> $null
        $errors | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'OutputNotJson,*'
        "$($errors[0])" | Should -BeLike "*$($node.InstanceId)*'oops: no such file'*"
    }

    It 'tells of a node that failed once, and has its objects all the same' {
        $objects = $node | Invoke-RunCommand 'echo ''{"A":1}''; exit 3' -Json @fast -ErrorVariable errors 6> $null
        $objects.A | Should -Be 1
        $errors.FullyQualifiedErrorId | Should -BeLike 'NodeFailed,*'
        $null = $node | Invoke-RunCommand 'exit 3' -Json @fast -ErrorVariable errors 6> $null
        $errors.FullyQualifiedErrorId | Should -BeLike 'NodeFailed,*'
    }

    It 'does not go with -AsObject' {
        { $node | Invoke-RunCommand { 1 } -Json -AsObject } | Should -Throw -ErrorId 'InvalidInput,*'
    }
}

Describe 'A script file' {
    It 'is decoded: <Name>' -ForEach @(
        @{ Name = 'UTF-8 with a mark'; Encoding = [System.Text.UTF8Encoding]::new($true) }
        @{ Name = 'UTF-16'; Encoding = [System.Text.Encoding]::Unicode }
        @{ Name = 'UTF-16 with big ends'; Encoding = [System.Text.Encoding]::BigEndianUnicode }
    ) {
        $file = Get-ScriptFile 'good.sh' (Get-Bytes 'echo grüße' $Encoding)
        ($node | Invoke-RunCommand -FilePath $file @fast 6> $null).StandardOutput | Should -BeExactly "grüße`n"
    }

    It 'is refused: <What>' -ForEach @(
        @{ What = 'Latin-1'; Bytes = [System.Text.Encoding]::Latin1.GetBytes("true`necho grüße"); Message = '*2 is not valid UTF-8*' }
        @{ What = 'UTF-16 without a mark'; Bytes = [System.Text.Encoding]::Unicode.GetBytes('true'); Message = '*NUL*' }
        @{ What = 'empty'; Bytes = [byte[]]@(); Message = '*is empty*' }
        @{ What = 'blank'; Bytes = [byte[]](32, 10); Message = '*is empty*' }
    ) {
        $mark = $simulator.Requests.Count
        $file = Get-ScriptFile 'bad.sh' $Bytes
        { $node | Invoke-RunCommand -FilePath $file } | Should -Throw -ErrorId 'InvalidInput,*' -ExpectedMessage $Message
        { $node | Invoke-RunCommand $file } | Should -Throw -ExpectedMessage $Message
        Get-SentRequest $simulator $mark | Should -BeNullOrEmpty
    }

    It 'is one, and no folder' {
        { $node | Invoke-RunCommand (Get-Item $TestDrive) } | Should -Throw -ExpectedMessage '*is a folder*'
        { $node | Invoke-RunCommand -FilePath $TestDrive } | Should -Throw -ErrorId 'InvalidInput,*' -ExpectedMessage '*is a folder*'
    }

    It 'is refused where a document is meant: <_>' -ForEach 'AWS-UpdateSSMAgent', 'AmazonCloudWatch-ManageAgent',
    'arn:aws:ssm:us-east-1:123456789012:document/Deploy', 'aws-runshellscript', 'Amazoncloudwatch-manageagent' {
        { $node | Invoke-RunCommand $_ } | Should -Throw -ErrorId 'InvalidInput,*' -ExpectedMessage '*name of a document*'
        $node | Invoke-RunCommand $_ -Shell Sh -WhatIf | Should -BeNullOrEmpty
    }
}

Describe 'A script that is one word' {
    BeforeAll {
        Set-Content (Join-Path $TestDrive 'Company-Restart.yaml') @'
schemaVersion: "2.2"
mainSteps:
  - { action: aws:runShellScript, name: restart, inputs: { runCommand: [echo restarted] } }
'@
        $company = Start-RunCommandSimulator -NodeCount 2 -Region eu-north-1 `
            -DocumentPath (Join-Path $TestDrive 'Company-Restart.yaml') 6> $null
        function Get-AskedDocument($Simulator, [int] $Mark) {
            $Simulator.Requests | Select-Object -Skip $Mark | Where-Object Operation -EQ DescribeDocument |
                ForEach-Object { ($_.Body | ConvertFrom-Json).Name }
        }
    }

    AfterAll { $company | Stop-RunCommandSimulator }

    It 'is refused if it is the name of a document of the account' {
        $mark = $company.Requests.Count
        $problem = { $company.Nodes[0] | Invoke-RunCommand 'Company-Restart ' } | Should -Throw -ErrorId 'InvalidInput,*' -PassThru
        "$problem" | Should -BeExactly "'Company-Restart' is the name of a document, but a script is expected here."
        $problem.ErrorDetails.RecommendedAction | Should -BeLike '*-DocumentName Company-Restart.*-Shell Sh.'
        $company.Requests | Select-Object -Skip $mark | ForEach-Object Operation | Should -Be 'DescribeDocument'
        Get-RunCommandRollout | Where-Object Description -EQ 'Company-Restart' | Should -BeNullOrEmpty
    }

    It 'is refused if it is that in one of several places' {
        $mark = $simulator.Requests.Count
        { $node, $company.Nodes[0] | Invoke-RunCommand Company-Restart } | Should -Throw -ExpectedMessage "*name of a document*"
        Get-SentRequest $simulator $mark | Should -BeNullOrEmpty
    }

    It 'runs if there is no such document: <_>' -ForEach 'docker-compose', 'company-restart', 'run_backup' {
        $mark = $company.Requests.Count
        ($company.Nodes[0] | Invoke-RunCommand $_ @fast 6> $null).Succeeded | Should -BeTrue
        Get-AskedDocument $company $mark | Should -Be $_
    }

    It 'runs if the service does not tell' {
        $company.InjectFault('AccessDenied', 'DescribeDocument')
        try {
            ($company.Nodes[0] | Invoke-RunCommand Company-Restart @fast -ErrorVariable errors 6> $null).Succeeded | Should -BeTrue
            $errors | Should -BeNullOrEmpty
        }
        finally {
            $company.ClearFaults()
        }
    }

    It 'is not asked about: <Script> <More>' -ForEach @(
        @{ Script = 'uptime'; More = @{} }
        @{ Script = 'Company-Restart now'; More = @{} }
        @{ Script = './run-backup'; More = @{} }
        @{ Script = 'Company-Restart'; More = @{ Shell = 'Sh' } }
        @{ Script = 'Company-Restart'; More = @{ WhatIf = $true } }
    ) {
        $mark = $company.Requests.Count
        $null = $company.Nodes[0] | Invoke-RunCommand $Script @More @fast 6> $null
        Get-AskedDocument $company $mark | Should -BeNullOrEmpty
    }
}

Describe 'Objects that do not fit' {
    It 'are one error, which names the way out' {
        $script = { [Convert]::ToBase64String([System.Security.Cryptography.RandomNumberGenerator]::GetBytes(40000)) }
        $objects = $node | Invoke-RunCommand $script -AsObject @fast -ErrorVariable errors 6> $null
        $objects | Should -BeNullOrEmpty
        $errors | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'ObjectsUnavailable,*'
        foreach ($way in '-Depth', 'Select-Object', '-OutputS3BucketName') {
            $errors[0].ErrorDetails.RecommendedAction | Should -BeLike "*$way*"
        }
    }
}

Describe 'Names and values' {
    It 'come as an object or as JSON' -ForEach @(
        @{ Parameter = [pscustomobject]@{ commands = 'pwd', 'echo 1.0'; workingDirectory = '/' } }
        @{ Parameter = '{"commands": ["pwd", "echo 1.0"], "workingDirectory": "/", "executionTimeout": 60}' }
    ) {
        ($node | Invoke-RunCommand -DocumentName AWS-RunShellScript -Parameter $Parameter @fast 6> $null).StandardOutput |
            Should -BeExactly "/`n1.0`n"
        ($node | Send-RunCommand AWS-RunShellScript $Parameter).Parameters.commands | Should -Be 'pwd', 'echo 1.0'
        $node | Test-RunCommand AWS-RunShellScript $Parameter | Where-Object Severity -EQ Error | Should -BeNullOrEmpty
    }

    It 'are refused where the JSON is none: <_>' -ForEach '{"commands": ', '["pwd"]', 'pwd' {
        { $node | Send-RunCommand AWS-RunShellScript $_ } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
    }

    It 'name the parameters of a PowerShell script' {
        $script = { param([string] $Name, [switch] $Force, [int[]] $Ports) "$Name $Force $($Ports.Count)" }
        ($node | Invoke-RunCommand $script -ArgumentList @{ Name = 'a'; Force = $true; Ports = 1, 2 } @fast 6> $null).StandardOutput |
            Should -BeExactly "a True 2`n"
        { $node | Invoke-RunCommand $script -ArgumentList @{ Nane = 'a' } } |
            Should -Throw -ErrorId 'InvalidParameterValue,*' -ExpectedMessage '*Did you mean -Name?'
    }

    It 'are a value to a script without parameters' {
        ($node | Invoke-RunCommand { $args[0].Name } -ArgumentList @{ Name = 'a' } @fast 6> $null).StandardOutput | Should -BeExactly "a`n"
    }

    It 'are refused for <_>, which has no such parameters' -ForEach 'Sh', 'Bash', 'Python' {
        { $node | Invoke-RunCommand 'true' -Shell $_ -ArgumentList @{ Name = 'a' } } |
            Should -Throw -ErrorId 'InvalidParameterValue,*' -ExpectedMessage '*only a PowerShell script has parameters*'
    }
}
