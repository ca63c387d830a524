# Runs PSScriptAnalyzer over the scripts and Pester over the built module. Called by ci.yml.
param([Parameter(Mandatory)] [version] $Version)

$ErrorActionPreference = 'Stop'
$running = $PSVersionTable.PSVersion
if ($running.Major -ne $Version.Major -or $running.Minor -ne $Version.Minor) {
    throw "This is pwsh $running, and $Version was asked for."
}

Install-PSResource -Name Pester, PSScriptAnalyzer -Scope CurrentUser -TrustRepository
$root = Split-Path (Split-Path $PSScriptRoot)

$findings = 'build.ps1', 'RunCommandPS.psd1', 'tests/Pester', 'examples' | ForEach-Object {
    Invoke-ScriptAnalyzer -Path (Join-Path $root $_) -Recurse
}
$findings | Format-Table -Property Severity, RuleName, ScriptName, Line, Message -Wrap

Import-Module -Name Pester -MinimumVersion 5.0.0
$result = Invoke-Pester -Path (Join-Path $root 'tests' 'Pester') -Output Detailed -PassThru

if ($findings -or $result.Result -ne 'Passed' -or $result.PassedCount -eq 0) {
    exit 1
}
