# The module as a whole: what a reviewer of the Gallery, and anyone who types Get-Help, looks at first.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'The analyzer does not follow variables from BeforeAll into It.')]
param()

BeforeDiscovery {
    . "$PSScriptRoot/Import-BuiltModule.ps1"
    $cmdlets = @(Get-Command -Module RunCommandPS | ForEach-Object { @{ Name = $_.Name } })
}

BeforeAll {
    . "$PSScriptRoot/Import-BuiltModule.ps1"
    $module = Get-Module -Name RunCommandPS
}

Describe 'The module manifest' {
    BeforeAll {
        $path = Join-Path $module.ModuleBase 'RunCommandPS.psd1'
        $manifest = Test-ModuleManifest -Path $path -ErrorAction Stop
        $data = Import-PowerShellDataFile -Path $path
    }

    It 'is valid and has the version of its folder' {
        $manifest.Version | Should -Be (Split-Path $module.ModuleBase -Leaf)
    }

    It 'names its exports one by one' {
        foreach ($list in 'CmdletsToExport', 'FunctionsToExport', 'AliasesToExport') {
            $data.ContainsKey($list) | Should -BeTrue -Because "$list must be written out"
            ($data[$list] -join ' ') | Should -Not -Match '[*?]' -Because "$list slows down everybody's command discovery otherwise"
        }
    }

    It 'exports every cmdlet it names, and no other' {
        $named = @($data.CmdletsToExport) + @($data.FunctionsToExport) | Sort-Object
        @(Get-Command -Module RunCommandPS | ForEach-Object { $_.Name } | Sort-Object) | Should -Be $named
    }

    It 'says who made it, what it is, and where it runs' {
        $manifest.Author | Should -Not -BeNullOrEmpty
        $manifest.Description | Should -Not -BeNullOrEmpty
        $manifest.PowerShellVersion | Should -Be '7.4'
        $manifest.CompatiblePSEditions | Should -Be 'Core'
        $manifest.Tags | Should -Not -BeNullOrEmpty
        $manifest.LicenseUri | Should -Not -BeNullOrEmpty
        $manifest.ProjectUri | Should -Not -BeNullOrEmpty
        $manifest.ReleaseNotes | Should -Not -BeNullOrEmpty
    }
}

Describe '<Name>' -ForEach $cmdlets {
    BeforeAll {
        $command = Get-Command -Name $Name -Module RunCommandPS
        $help = Get-Help -Name $Name -Full
    }

    It 'has an approved verb and a singular noun' {
        $command.Verb | Should -BeIn (Get-Verb | ForEach-Object { $_.Verb })
        $command.Noun | Should -Not -Match '[^s]s$'
    }

    It 'says what it returns' {
        $command.OutputType.Count | Should -BeGreaterThan 0
    }

    It 'has a synopsis and a description that somebody wrote' {
        $help.Synopsis | Should -Not -BeNullOrEmpty
        $help.Synopsis | Should -Not -Match "^\s*$Name\s+\[" -Because 'that is the syntax, which stands in for missing help'
        ($help.description | ForEach-Object { $_.Text }) | Should -Not -BeNullOrEmpty
    }

    It 'describes every parameter' {
        $common = [System.Management.Automation.Cmdlet]::CommonParameters + [System.Management.Automation.Cmdlet]::OptionalCommonParameters
        $own = $command.Parameters.Keys | Where-Object { $_ -notin $common }
        $described = $help.parameters.parameter | Where-Object { $_.description } | ForEach-Object { $_.name }
        foreach ($parameter in $own) {
            $described | Should -Contain $parameter
        }
    }

    It 'has its page on the web, where -Online leads' {
        $address = "$($module.ProjectUri)/blob/main/docs/en-US/$Name.md"

        $command.HelpUri | Should -BeExactly $address
        @($help.relatedLinks.navigationLink.uri | Where-Object { $_ })[0] | Should -BeExactly $address
        "$PSScriptRoot/../../docs/en-US/$Name.md" | Should -Exist
    }

    It 'can be tried out, if it changes something' {
        if ($command.Verb -in 'Send', 'Stop', 'Start', 'Invoke', 'Restart', 'Resume', 'Set', 'Remove', 'New') {
            $command.Parameters.Keys | Should -Contain 'WhatIf'
            $command.Parameters.Keys | Should -Contain 'Confirm'
        }
    }

    It 'can be told how to reach the service, unless it works on this machine alone' {
        if ($command.Noun -notlike '*Simulator' -and $Name -notin 'Get-RunCommandRollout', 'Remove-RunCommandRollout') {
            foreach ($parameter in 'Region', 'ProfileName', 'ProfileLocation', 'AccessKey', 'SecretKey', 'SessionToken', 'EndpointUrl') {
                $command.Parameters.Keys | Should -Contain $parameter
            }
        }
    }
}
