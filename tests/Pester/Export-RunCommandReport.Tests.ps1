# Export-RunCommandReport: from every source, in every form, and onto every sort of place.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'The analyzer does not follow variables from BeforeAll into It.')]
param()

BeforeAll {
    . "$PSScriptRoot/Import-BuiltModule.ps1"
    $simulator = Start-RunCommandSimulator -NodeCount 6 -Answer @(
        @{ Contains = 'mixed'; Node = 'node-0003'; ExitCode = 3; StandardError = 'no <space> left' }
        @{ Contains = 'long'; StandardOutput = ('x' * 70 + "`n") * 90 }
        @{ Contains = 'slow'; Duration = 3600 }
        @{ StandardOutput = "up 3 days`n" }
    ) 6> $null
    $quick = @{ PollingInterval = 0.05; ErrorAction = 'SilentlyContinue' }
    $results = $simulator.Nodes | Invoke-RunCommand "mixed`nexit 0" -Name report-1 -Wave 1, 100% -WaveErrors 100% @quick 6> $null
    $rollout = Get-RunCommandRollout report-1

    # As PowerShell reads it, so that it has to be valid; the doctype of HTML is no XML.
    function Get-Page([string] $Path) {
        [xml](([System.IO.File]::ReadAllText($Path) -replace '^<!DOCTYPE html>', '' -replace '(?s)<(script|style)>.*?</\1>', ''))
    }
}

AfterAll { $simulator | Stop-RunCommandSimulator }

Describe 'Export-RunCommandReport of a rollout' {
    BeforeAll { $mark = $simulator.Requests.Count }

    It 'writes a page from the record alone, from <From>' -ForEach @(
        @{ From = 'the pipeline'; Export = { $rollout | Export-RunCommandReport "$TestDrive/r.html" } }
        @{ From = 'a parameter'; Export = { Export-RunCommandReport "$TestDrive/r.html" $rollout } }
        @{ From = 'its name'; Export = { Export-RunCommandReport "$TestDrive/r.html" -Name report-1 } }
        @{ From = 'the end of its id'; Export = { Export-RunCommandReport "$TestDrive/r.html" -Name ($rollout.Id -split '-')[-1] } }
        @{ From = 'its name down the pipeline'; Export = { 'report-1' | Export-RunCommandReport "$TestDrive/r.html" } }
        @{ From = 'its summary'; Export = { $rollout.Summary | Export-RunCommandReport "$TestDrive/r.html" } }
        @{ From = 'a copy'
            Export = {
                $text = [System.Management.Automation.PSSerializer]::Serialize($rollout)
                [System.Management.Automation.PSSerializer]::Deserialize($text) | Export-RunCommandReport "$TestDrive/r.html"
            }
        }
    ) {
        & $Export | Should -BeNullOrEmpty
        $page = Get-Page "$TestDrive/r.html"

        $page.html.head.title | Should -BeExactly '5 of 6 nodes succeeded – report-1'
        $page.SelectNodes('//table[@id="nodes"]/tbody/tr') | Should -HaveCount 6
        $page.SelectNodes('//table[@class="waves"]/tbody/tr') | Should -HaveCount 2
        $page.SelectSingleNode('//section[@id="failures"]').InnerText | Should -BeLike '*exit 3*no <space> left*1 node: ip-10-0-0-3*'
        $page.SelectSingleNode('//section[@id="request"]').InnerText | Should -BeLike '*1, 100%*AWS-RunShellScript*mixed*exit 0*'
        $simulator.Requests.Count | Should -Be $mark
    }

    It 'takes one that lies elsewhere from there' {
        $before = $env:RUNCOMMANDPS_HOME
        try {
            $env:RUNCOMMANDPS_HOME = "$TestDrive/nowhere"
            $rollout | Export-RunCommandReport "$TestDrive/elsewhere.json"
        }
        finally {
            $env:RUNCOMMANDPS_HOME = $before
        }

        (Get-Content "$TestDrive/elsewhere.json" -Raw | ConvertFrom-Json).summary.rolloutId | Should -BeExactly $rollout.Id
    }

    It 'refuses a name that none has, and several rollouts at once' {
        { Export-RunCommandReport "$TestDrive/x.html" -Name report-2 } | Should -Throw -ErrorId 'RolloutNotFound,*'
        $other = $simulator.Nodes | Invoke-RunCommand uptime -Name other @quick -SummaryVariable told 6> $null
        $other | Should -HaveCount 6
        { $rollout, $told | Export-RunCommandReport "$TestDrive/x.html" } |
            Should -Throw -ErrorId 'InvalidInput,*' -ExpectedMessage '*covers one run, but 2 rollouts were piped in*'
        { $rollout, $results[0] | Export-RunCommandReport "$TestDrive/x.html" } | Should -Throw -ErrorId 'InvalidInput,*'
        "$TestDrive/x.html" | Should -Not -Exist
    }
}

Describe 'Export-RunCommandReport of results' {
    It 'takes what was asked for from the record that they belong to, and the nodes from them' {
        $results | Where-Object Verdict -EQ Failed | Export-RunCommandReport "$TestDrive/failed.json"
        $report = Get-Content "$TestDrive/failed.json" -Raw | ConvertFrom-Json

        $report.summary.rolloutId, $report.summary.nodes, $report.summary.verdicts.Failed | Should -Be $rollout.Id, 1, 1
        $report.request.waves | Should -Be '1', '100%'
        $report.request.commands[0].members.parameters.commands -join "`n" | Should -BeLike "*; mixed`nexit 0"
        $report.nodes.instanceId, $report.nodes.exitCode, $report.nodes.wave | Should -Be $simulator.Nodes[2].InstanceId, 3, 2
    }

    It 'works without a record' {
        $unrecorded = $simulator.Nodes | Invoke-RunCommand uptime -NoRecord @quick 6> $null
        $unrecorded | Export-RunCommandReport "$TestDrive/unrecorded.html"
        $page = Get-Page "$TestDrive/unrecorded.html"

        $page.html.head.title | Should -BeLike 'All 6 nodes succeeded*'
        $page.SelectSingleNode('//section[@id="request"]').InnerText | Should -BeLike '*AWS-RunShellScript*on 6 nodes*'
    }
}

Describe 'Export-RunCommandReport of commands' {
    BeforeAll {
        $command = $simulator.Nodes | Send-RunCommand AWS-RunShellScript @{ commands = 'long' } -MaxErrors 2 | Wait-RunCommand
    }

    It 'reads what came of them, and all that was written' {
        $command | Export-RunCommandReport "$TestDrive/command.json"
        $report = Get-Content "$TestDrive/command.json" -Raw | ConvertFrom-Json

        $report.nodes | Should -HaveCount 6
        $report.nodes[0].outputs[0].standardOutput | Should -BeExactly (('x' * 70 + "`n") * 90)
        $report.request.commands[0].members.maxErrors | Should -Be 2
        $report.summary.startedAt.ToUniversalTime() | Should -Be $command.RequestedDateTime.UtcDateTime -Because 'that is when it was sent'
    }

    It 'takes <What>' -ForEach @(
        @{ What = 'an id'; Given = { $command.CommandId }; Nodes = 6 }
        @{ What = 'a command twice'; Given = { $command, $command }; Nodes = 6 }
        @{ What = 'an invocation for its own node'; Given = { Get-RunCommandInvocation $command | Select-Object -First 1 }; Nodes = 1 }
        @{ What = 'a copy'; Nodes = 6
            Given = {
                [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($command))
            }
        }
    ) {
        & $Given | Export-RunCommandReport "$TestDrive/some.csv"

        Import-Csv "$TestDrive/some.csv" | Should -HaveCount $Nodes
    }

    It 'makes an error of one that the service does not know, and reports the others' {
        $unknown = '11111111-2222-3333-4444-555555555555'
        $unknown, $command | Export-RunCommandReport "$TestDrive/known.csv" -ErrorAction SilentlyContinue -ErrorVariable problems
        $unknown | Export-RunCommandReport "$TestDrive/unknown.csv" -ErrorAction SilentlyContinue

        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'InvalidCommandId,*'
        Import-Csv "$TestDrive/known.csv" | Should -HaveCount 6
        "$TestDrive/unknown.csv" | Should -Not -Exist
    }

    It 'has nodes that have not ended' {
        $open = $simulator.Nodes | Send-RunCommand AWS-RunShellScript @{ commands = 'slow' }
        $open | Export-RunCommandReport "$TestDrive/open.xml"
        $open | Stop-RunCommand | Out-Null
        $xml = [xml](Get-Content "$TestDrive/open.xml" -Raw)

        $xml.testsuites.tests, $xml.testsuites.errors | Should -Be '6', '6'
        $xml.SelectNodes('//error[@message="It has not ended."]') | Should -HaveCount 6
    }
}

Describe 'Export-RunCommandReport -Format' {
    It 'is <Format> for <File>' -ForEach @(
        @{ Format = 'Html'; File = 'a.html'; Begins = '<!DOCTYPE html>' }
        @{ Format = 'Html'; File = 'a.HTM'; Begins = '<!DOCTYPE html>' }
        @{ Format = 'JUnit'; File = 'a.xml'; Begins = '<?xml' }
        @{ Format = 'Csv'; File = 'a.csv'; Begins = 'InstanceId,' }
        @{ Format = 'Json'; File = 'a.json'; Begins = '{' }
    ) {
        $rollout | Export-RunCommandReport "$TestDrive/$File"
        $rollout | Export-RunCommandReport "$TestDrive/form.txt" -Format $Format

        foreach ($path in "$TestDrive/$File", "$TestDrive/form.txt") {
            [System.IO.File]::ReadAllText($path).StartsWith($Begins) | Should -BeTrue
        }
    }

    It 'makes of a wave a test suite and of a node a test case' {
        $rollout | Export-RunCommandReport "$TestDrive/ci.xml"
        $xml = [xml](Get-Content "$TestDrive/ci.xml" -Raw)

        $xml.testsuites.tests, $xml.testsuites.failures, $xml.testsuites.errors, $xml.testsuites.skipped | Should -Be '6', '1', '0', '0'
        $xml.testsuites.testsuite.name | Should -Be 'report-1: wave 1', 'report-1: wave 2'
        $xml.SelectNodes('//testcase') | Should -HaveCount 6
        $xml.SelectSingleNode('//testcase/failure').message | Should -BeExactly 'exit 3, "no <space> left"'
    }

    It 'makes a row of a node' {
        $rollout | Export-RunCommandReport "$TestDrive/nodes.csv"
        $rows = Import-Csv "$TestDrive/nodes.csv"

        $rows.InstanceId | Should -Be $simulator.Nodes.InstanceId
        ($rows | Where-Object Verdict -EQ Failed).LastErrorLine | Should -BeExactly 'no <space> left'
    }

    It 'is asked for where the name of the file does not say it' {
        { $rollout | Export-RunCommandReport "$TestDrive/report.pdf" } |
            Should -Throw -ErrorId 'InvalidInput,*' -ExpectedMessage "The name 'report.pdf' does not say what format*"
    }
}

Describe 'The file of Export-RunCommandReport' {
    It 'is returned with -PassThru, and may be named from the current folder' {
        Push-Location $TestDrive
        try {
            $file = $rollout | Export-RunCommandReport here.html -PassThru
        }
        finally {
            Pop-Location
        }

        $file | Should -BeOfType ([System.IO.FileInfo])
        $file.FullName | Should -Exist
        $file.Length | Should -BeGreaterThan 10000
    }

    It 'is left alone with -WhatIf, and nobody is called' {
        $mark = $simulator.Requests.Count
        $rollout | Export-RunCommandReport "$TestDrive/whatif.html" -WhatIf
        $rollout.Summary.CommandIds | Export-RunCommandReport "$TestDrive/whatif.html" -WhatIf

        "$TestDrive/whatif.html" | Should -Not -Exist
        $simulator.Requests.Count | Should -Be $mark
    }

    It 'replaces one that is there, but with -NoClobber' {
        Set-Content "$TestDrive/there.csv" old
        { $rollout | Export-RunCommandReport "$TestDrive/there.csv" -NoClobber } |
            Should -Throw -ErrorId 'ReportNotWritten,*' -ExpectedMessage '*already exists*'
        Get-Content "$TestDrive/there.csv" | Should -BeExactly old
        $rollout | Export-RunCommandReport "$TestDrive/there.csv"
        Import-Csv "$TestDrive/there.csv" | Should -HaveCount 6
        Get-ChildItem $TestDrive -Filter '.there*' -Force | Should -BeNullOrEmpty
    }

    It 'replaces a read-only file with -Force' {
        Set-Content "$TestDrive/locked.csv" old
        Set-ItemProperty "$TestDrive/locked.csv" IsReadOnly $true
        { $rollout | Export-RunCommandReport "$TestDrive/locked.csv" } |
            Should -Throw -ErrorId 'ReportNotWritten,*' -ExpectedMessage '*is read-only*'
        $rollout | Export-RunCommandReport "$TestDrive/locked.csv" -Force
        Import-Csv "$TestDrive/locked.csv" | Should -HaveCount 6
        Set-ItemProperty "$TestDrive/locked.csv" IsReadOnly $false
    }

    It 'is an error that says why: <Why>' -ForEach @(
        @{ Why = 'no such folder'; Path = { "$TestDrive/no/such/r.html" }; Words = 'There is no folder*no*such*' }
        @{ Why = 'a folder'; Path = { "$TestDrive" }; Words = '*is a folder*' }
        @{ Why = 'no file system'; Path = { 'env:report.html' }; Words = '*not a file path*Environment*' }
        @{ Why = 'no such drive'; Path = { 'nodrive:\r.html' }; Words = '*not a file path*' }
    ) {
        $path = & $Path
        $problem = { $rollout | Export-RunCommandReport $path -Format Html } | Should -Throw -ErrorId 'ReportNotWritten,*' -PassThru

        "$problem" | Should -BeLike $Words
        $problem.Exception | Should -BeOfType ([RunCommandPS.ReportNotWrittenException])
        $problem.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $problem.TargetObject | Should -Be $path
    }

    It 'is an error of <What>, which is not a rollout' -ForEach @(
        @{ What = 'a node'; Given = { Get-RunCommandNode -First 1 }; Type = 'ManagedNode' }
        @{ What = 'a copy of a node'; Type = 'custom object'; Given = {
                $text = [System.Management.Automation.PSSerializer]::Serialize((Get-RunCommandNode -First 1))
                [System.Management.Automation.PSSerializer]::Deserialize($text) } }
        @{ What = 'a number'; Given = { 42 }; Type = 'number' }
    ) {
        & $Given | Export-RunCommandReport "$TestDrive/no.html" -ErrorAction SilentlyContinue -ErrorVariable problems
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'InvalidInput,*'
        "$($problems[0])" | Should -BeLike "A* $Type is not a rollout, a result or a command."
    }

    It 'is an error of an item that there is nothing to report of, and of nothing at all' {
        42, $rollout | Export-RunCommandReport "$TestDrive/items.csv" -ErrorAction SilentlyContinue -ErrorVariable problems
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'InvalidInput,*'
        Import-Csv "$TestDrive/items.csv" | Should -HaveCount 6
        { @() | Export-RunCommandReport "$TestDrive/none.csv" } |
            Should -Throw -ErrorId 'InvalidInput,*' -ExpectedMessage 'There is nothing to report*'
    }
}
