# Imports the module as it was built, into out/RunCommandPS/<version>/. Dot-source this in BeforeAll (and in BeforeDiscovery,
# where the names of tests depend on the module). A module that is loaded already stays: one session can't load two builds.
$repository = Split-Path (Split-Path $PSScriptRoot)
$manifest = [System.IO.File]::ReadAllText((Join-Path $repository 'RunCommandPS.psd1'))
if ($manifest -notmatch "(?m)^\s*ModuleVersion\s*=\s*'([^']+)'") {
    throw "RunCommandPS.psd1 in '$repository' has no ModuleVersion."
}

$built = Join-Path $repository 'out' 'RunCommandPS' $Matches[1] 'RunCommandPS.psd1'
if (-not (Get-Module -Name RunCommandPS)) {
    if (-not (Test-Path -LiteralPath $built)) {
        throw "There is no built module at '$built'. Build first: dotnet build."
    }

    Import-Module -Name $built -ErrorAction Stop
}
