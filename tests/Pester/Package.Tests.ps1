# What ./build.ps1 packs: it is whole, and PSResourceGet, the client of the PowerShell Gallery, installs it from a folder, offline.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'The analyzer does not follow variables from BeforeAll into It.')]
param()

BeforeAll {
    . "$PSScriptRoot/Import-BuiltModule.ps1"
    . "$PSScriptRoot/OtherPwsh.ps1"
    $build = [System.IO.Path]::GetFullPath("$PSScriptRoot/../../build.ps1")
    $module = Get-Module -Name RunCommandPS
    $packed = Join-Path $TestDrive 'packed'
    $name = "RunCommandPS.$($module.Version)"
    $other = @{ HomeFolder = Join-Path $TestDrive 'user'; ModulePath = Join-Path $TestDrive 'modules' }
    $null = New-Item -ItemType Directory -Path $other.ModulePath -Force
    $null = Invoke-OtherPwsh "& '$build' -Task Pack -Destination '$packed'" @other

    # Every file of a folder with its hash, but for what a package adds.
    function Get-Fingerprint([string] $Folder) {
        Get-ChildItem -LiteralPath $Folder -Recurse -File | Where-Object Name -NotMatch '^(PSGetModuleInfo\.xml|.*\.nuspec)$' |
            ForEach-Object { [System.IO.Path]::GetRelativePath($Folder, $_.FullName) + ' ' + (Get-FileHash -LiteralPath $_.FullName).Hash } |
            Sort-Object
    }
}

Describe 'A package' {
    It 'is a .nupkg, a .zip, notes and sums' {
        (Get-ChildItem -LiteralPath $packed).Name | Sort-Object |
            Should -Be ("$name.nupkg", "$name.zip", 'RELEASE_NOTES.md', 'SHA256SUMS' | Sort-Object)
    }

    It 'has sums that fit, in the form of sha256sum' {
        $sums = @(Get-Content -LiteralPath "$packed/SHA256SUMS")

        $sums | Should -HaveCount 2
        foreach ($line in $sums) {
            $line | Should -Match '^[0-9a-f]{64}  \S+$'
            $sum, $file = $line -split '  '
            (Get-FileHash -LiteralPath "$packed/$file").Hash | Should -Be $sum
        }
    }

    It 'has notes of this version, and of no other' {
        $notes = Get-Content -LiteralPath "$packed/RELEASE_NOTES.md" -Raw

        $notes | Should -Not -BeNullOrEmpty
        $notes | Should -Not -Match '(?m)^## '
    }

    It 'is the module, as a .zip' {
        Expand-Archive -LiteralPath "$packed/$name.zip" -DestinationPath (Join-Path $TestDrive 'zip')

        Get-Fingerprint (Join-Path $TestDrive 'zip' 'RunCommandPS' $module.Version) | Should -Be (Get-Fingerprint $module.ModuleBase)
    }

    It 'leaves no repository behind' {
        Invoke-OtherPwsh '(Get-PSResourceRepository).Name' @other | Should -Be 'PSGallery'
    }

    It 'is signed on Windows only, and says so elsewhere' {
        $thumbprint = '0123456789ABCDEF0123456789ABCDEF01234567'
        $expected = $IsWindows ? "*$thumbprint*" : '*Windows only*'

        { Invoke-OtherPwsh "& '$build' -Task Pack -Destination '$packed' -CertificateThumbprint $thumbprint" @other } |
            Should -Throw -ExpectedMessage $expected
    }
}

Describe 'The .nupkg, installed with PSResourceGet from a folder' {
    BeforeAll {
        # Where the current user's modules are can't be moved on Windows, so there it is saved to the folder instead of installed.
        $null = Invoke-OtherPwsh @other @"
            `$ErrorActionPreference = 'Stop'
            Unregister-PSResourceRepository -Name PSGallery
            Register-PSResourceRepository -Name Packed -Uri '$packed' -Trusted
            if (`$IsWindows) { Save-PSResource -Name RunCommandPS -Repository Packed -Path '$($other.ModulePath)' }
            else { Install-PSResource -Name RunCommandPS -Repository Packed }
"@
        $found = Invoke-OtherPwsh @other '(Get-Module -ListAvailable -Name RunCommandPS).ModuleBase'
    }

    It 'is found in a new pwsh, once' {
        @($found) | Should -HaveCount 1
        $found | Should -BeLike "$TestDrive*$($module.Version)"
    }

    It 'is the module that was built, file by file' {
        Get-Fingerprint $found | Should -Be (Get-Fingerprint $module.ModuleBase)
    }

    It 'runs a command there, without anything having been imported' {
        Invoke-OtherPwsh @other @'
            $ErrorActionPreference = 'Stop'
            $null = Start-RunCommandSimulator -NodeCount 3 -Answer @{ StandardOutput = 'up' } 6> $null
            Get-RunCommandNode | Invoke-RunCommand uptime 6> $null | Group-Object Status | ForEach-Object { "$($_.Count) $($_.Name)" }
'@ | Should -Be '3 Success'
    }

    It 'has its help and its tables there' {
        (Invoke-OtherPwsh @other '(Get-Help Send-RunCommand).Synopsis') | Should -Be (Get-Help Send-RunCommand).Synopsis
        Invoke-OtherPwsh @other 'Import-Module RunCommandPS; (Get-FormatData RunCommandPS.Command).FormatViewDefinition.Name' |
            Should -Contain 'CommandList'
    }
}
