#!/usr/bin/env pwsh
#Requires -Version 7.4
<#
.SYNOPSIS
    Builds, tests, shows and packages RunCommandPS.
.DESCRIPTION
    Calls dotnet and Invoke-Pester, and nothing else. Needs the .NET 10 SDK; Test needs Pester 5 or later as well.
.PARAMETER Task
    Build    assembles the importable module in out/RunCommandPS/<version>/.
    Test     runs the xunit tests, then the Pester specs on this pwsh, on the built module.
    Demo     imports the built module and runs the quick start in this pwsh.
    Package  builds, then writes out/RunCommandPS.<version>.zip, which Publish-PSResource or a file share can take.
    Clean    removes what the other tasks made.
.PARAMETER Configuration
    Release (what is published) or Debug.
.EXAMPLE
    ./build.ps1 -Task Test
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Demo', 'Package', 'Clean')]
    [string] $Task = 'Build',

    [ValidateSet('Release', 'Debug')]
    [string] $Configuration = 'Release'
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$manifest = Import-PowerShellDataFile -LiteralPath (Join-Path $PSScriptRoot 'RunCommandPS.psd1')
$out = Join-Path $PSScriptRoot 'out'
$module = Join-Path $out 'RunCommandPS' $manifest.ModuleVersion
$importable = Join-Path $module 'RunCommandPS.psd1'

function Invoke-Dotnet {
    dotnet @args | Out-Host
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet $args failed with exit code $LASTEXITCODE."
    }
}

function ConvertTo-Literal([string] $Text) {
    "'" + $Text.Replace("'", "''") + "'"
}

# As text, so that the other process formats what it writes with the module it has loaded.
function Invoke-Pwsh([string] $Script) {
    pwsh -NoProfile -NonInteractive -Command $Script | Out-Host
    if ($LASTEXITCODE -ne 0) {
        throw "A pwsh process failed with exit code $LASTEXITCODE."
    }
}

function Clear-Output {
    if (Test-Path -LiteralPath $out) {
        Remove-Item -LiteralPath $out -Recurse -Force
    }
}

function Invoke-Build {
    Invoke-Dotnet build (Join-Path $PSScriptRoot 'RunCommandPS.sln') --configuration $Configuration
}

function Invoke-Test {
    Push-Location $PSScriptRoot
    try {
        Invoke-Dotnet test --configuration $Configuration
    }
    finally {
        Pop-Location
    }

    # A process of its own: this session may have another build of the module loaded, and an assembly can't be unloaded.
    Invoke-Pwsh @"
Import-Module -Name Pester -MinimumVersion 5.0.0 -ErrorAction Stop
`$result = Invoke-Pester -Path $(ConvertTo-Literal (Join-Path $PSScriptRoot 'tests' 'Pester')) -Output Detailed -PassThru
if (`$result.Result -ne 'Passed' -or `$result.PassedCount -eq 0) { exit 1 }
"@
}

function Invoke-Demo {
    Invoke-Build
    $script = Join-Path $PSScriptRoot 'examples' 'QuickStart' 'QuickStart.ps1'
    Invoke-Pwsh "Import-Module -Name $(ConvertTo-Literal $importable) -ErrorAction Stop; & $(ConvertTo-Literal $script)"
}

function Invoke-Package {
    # Afresh, so that nothing of an earlier build or version is in the package.
    Clear-Output
    Invoke-Build
    $zip = Join-Path $out "RunCommandPS.$($manifest.ModuleVersion).zip"
    # The archive holds RunCommandPS/<version>/, so that unpacking it into a folder of $env:PSModulePath installs the module.
    Compress-Archive -Path (Join-Path $out 'RunCommandPS') -DestinationPath $zip -Force
    Get-Item -LiteralPath $zip
}

function Invoke-Clean {
    Invoke-Dotnet clean (Join-Path $PSScriptRoot 'RunCommandPS.sln') --configuration $Configuration
    Clear-Output
}

switch ($Task) {
    'Build' { Invoke-Build; Get-Item -LiteralPath $module }
    'Test' { Invoke-Build; Invoke-Test }
    'Demo' { Invoke-Demo }
    'Package' { Invoke-Package }
    'Clean' { Invoke-Clean }
}
