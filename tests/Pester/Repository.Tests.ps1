# What a contributor meets first: the tasks of VS Code and the workflows run the commands that the documents tell of.

BeforeDiscovery {
    $repository = [System.IO.Path]::GetFullPath("$PSScriptRoot/../..")
    $tasks = @((Get-Content -LiteralPath "$repository/.vscode/tasks.json" -Raw | ConvertFrom-Json).tasks | ForEach-Object {
            $words = @($_.command) + @($_.args) | Where-Object { $_ -ne 'pwsh' }
            @{ Label = $_.label; Line = "$words" -replace '\$\{input:spec\}', 'Send-RunCommand' }
        })
    $workflows = @(Get-ChildItem -LiteralPath "$repository/.github/workflows" | ForEach-Object { @{ Name = $_.Name; Path = $_.FullName } })
}

BeforeAll {
    $repository = [System.IO.Path]::GetFullPath("$PSScriptRoot/../..")
    $documents = 'README.md', 'CONTRIBUTING.md' | ForEach-Object { Get-Content -LiteralPath "$repository/$_" -Raw } | Out-String
    $known = (Get-Command "$repository/build.ps1").Parameters['Task'].Attributes.ValidValues
}

Describe 'The repository' {
    It 'has the task <Label>, which the documents tell of' -ForEach $tasks {
        $documents | Should -BeLike "*$Line*" -Because 'what an editor runs is what the documents say'
    }

    It 'gives build.ps1 only tasks that it has in <Name>' -ForEach $workflows {
        $used = Select-String -LiteralPath $Path -Pattern 'build\.ps1 -Task (\w+)' -AllMatches | ForEach-Object { $_.Matches } |
            ForEach-Object { $_.Groups[1].Value }

        $used | Should -Not -BeNullOrEmpty
        $used | Should -BeIn $known
    }

    It 'lists every cmdlet in the README' {
        $listed = [regex]::Matches((Get-Content -LiteralPath "$repository/README.md" -Raw), '(?m)^\| \[(\w+-\w+)\]\(docs/en-US/\1\.md\)') |
            ForEach-Object { $_.Groups[1].Value }

        $listed | Sort-Object | Should -Be ((Import-PowerShellDataFile "$repository/RunCommandPS.psd1").CmdletsToExport | Sort-Object)
    }

    It 'says where to report a vulnerability, in the file that GitHub looks for' {
        Get-Content -LiteralPath "$repository/SECURITY.md" -Raw | Should -Match 'Report a vulnerability'
        Get-Content -LiteralPath "$repository/.github/ISSUE_TEMPLATE/config.yml" -Raw |
            Should -Match ([regex]::Escape((Import-PowerShellDataFile "$repository/RunCommandPS.psd1").PrivateData.PSData.ProjectUri))
    }
}
