#!/usr/bin/env pwsh
#Requires -Version 7.4
<#
.SYNOPSIS
    Builds, tests, shows and packages RunCommandPS.
.DESCRIPTION
    Calls dotnet, Invoke-Pester and Invoke-ScriptAnalyzer, and nothing else. Needs the .NET 10 SDK; Test and Spec need
    Pester 5 or 6 as well, and Check needs PSScriptAnalyzer.
.PARAMETER Task
    Build    assembles the importable module in out/RunCommandPS/<version>/.
    Test     builds, and runs all tests; then the Pester specs on this pwsh, with the newest Pester that it finds.
    Spec     runs the Pester specs on this pwsh and on the module as it is in out/, without building.
    Check    looks for mistakes in the scripts.
    Demo     builds the module and runs the quick start in this pwsh.
    Package  builds afresh, and writes out/RunCommandPS.<version>.zip for a folder of $env:PSModulePath or a file share.
    Clean    removes what the other tasks made.
.PARAMETER Configuration
    Release (what is published) or Debug.
.EXAMPLE
    ./build.ps1 -Task Test
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Spec', 'Check', 'Demo', 'Package', 'Clean')]
    [string] $Task = 'Build',

    [ValidateSet('Release', 'Debug')]
    [string] $Configuration = 'Release'
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$manifest = Import-PowerShellDataFile -LiteralPath "$PSScriptRoot/RunCommandPS.psd1"
$solution = "$PSScriptRoot/RunCommandPS.sln"
$out = "$PSScriptRoot/out"
$module = "$out/RunCommandPS/$($manifest.ModuleVersion)"

function Invoke-Dotnet([string[]] $ArgumentList) {
    dotnet @ArgumentList | Out-Host
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet $ArgumentList failed with exit code $LASTEXITCODE."
    }
}

function ConvertTo-Literal([string] $Text) {
    "'" + $Text.Replace("'", "''") + "'"
}

# A process of its own: this session may have another build of the module loaded, and an assembly can't be unloaded. What it writes comes
# back as text, so that it formats that itself, with the module it has loaded.
function Invoke-Pwsh([string] $Script) {
    & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command $Script | Out-Host
    if ($LASTEXITCODE -ne 0) {
        throw "A pwsh process failed with exit code $LASTEXITCODE."
    }
}

function Clear-Output {
    if (Test-Path -LiteralPath $out) {
        Remove-Item -LiteralPath $out -Recurse -Force
    }
}

function Invoke-Build([string] $Configuration) {
    Invoke-Dotnet 'build', $solution, '--configuration', $Configuration
}

function Invoke-Test([string] $Configuration) {
    Invoke-Dotnet 'test', '--solution', $solution, '--no-build', '--configuration', $Configuration
}

function Invoke-Spec {
    Invoke-Pwsh @"
Import-Module -Name Pester -MinimumVersion 5.0.0 -ErrorAction Stop
`$result = Invoke-Pester -Path $(ConvertTo-Literal "$PSScriptRoot/tests/Pester") -Output Detailed -PassThru
if (`$result.Result -ne 'Passed' -or `$result.PassedCount -eq 0) { exit 1 }
"@
}

function Invoke-Check {
    Import-Module -Name PSScriptAnalyzer -ErrorAction Stop
    $findings = 'build.ps1', 'RunCommandPS.psd1', 'tests', 'examples' | ForEach-Object {
        Invoke-ScriptAnalyzer -Path "$PSScriptRoot/$_" -Recurse
    }
    if ($findings) {
        $findings | Format-Table -Property Severity, RuleName, ScriptName, Line, Message -Wrap | Out-Host
        throw "PSScriptAnalyzer has $(@($findings).Count) findings."
    }
}

function Invoke-Demo {
    Invoke-Pwsh "& $(ConvertTo-Literal "$PSScriptRoot/examples/QuickStart/Start.ps1") $(ConvertTo-Literal "$module/RunCommandPS.psd1")"
}

function Invoke-Package([string] $Configuration) {
    # Afresh, so that nothing of an earlier build or version is in the package.
    Clear-Output
    Invoke-Build $Configuration
    $zip = "$out/RunCommandPS.$($manifest.ModuleVersion).zip"
    # The archive holds RunCommandPS/<version>/, so that unpacking it into a folder of $env:PSModulePath installs the module.
    Compress-Archive -Path "$out/RunCommandPS" -DestinationPath $zip -Force
    Get-Item -LiteralPath $zip
}

function Invoke-Clean([string] $Configuration) {
    Invoke-Dotnet 'clean', $solution, '--configuration', $Configuration
    Clear-Output
}

switch ($Task) {
    'Build' { Invoke-Build $Configuration; Get-Item -LiteralPath $module }
    'Test' { Invoke-Build $Configuration; Invoke-Test $Configuration; Invoke-Spec }
    'Spec' { Invoke-Spec }
    'Check' { Invoke-Check }
    'Demo' { Invoke-Build $Configuration; Invoke-Demo }
    'Package' { Invoke-Package $Configuration }
    'Clean' { Invoke-Clean $Configuration }
}
