# Imports the module as it was built, into out/RunCommandPS/<version>/. Dot-source this in BeforeAll (and in BeforeDiscovery,
# where the names of tests depend on the module). A module that is loaded already stays: one session can't load two builds.
# Takes the settings of whoever runs the specs out of this process first: credentials must never reach a spec by accident,
# and none must pass only where there are some.
Get-ChildItem -Path env: | Where-Object Name -Match '^(AWS_.+|(HTTPS?|ALL|NO)_PROXY|NO_COLOR)$' | Remove-Item
$env:AWS_CONFIG_FILE = $env:AWS_SHARED_CREDENTIALS_FILE = [System.IO.Path]::GetFullPath("$PSScriptRoot/no-such-file")
# Without it the chain of credentials ends at the metadata service, which on a machine that has none is a long wait.
$env:AWS_EC2_METADATA_DISABLED = 'true'
# Records of rollouts never go to the user's own home. Pester empties this folder after every block, and removes it with the file.
if ($TestDrive) {
    $env:RUNCOMMANDPS_HOME = Join-Path $TestDrive 'home'
}

$repository = Split-Path (Split-Path $PSScriptRoot)
$manifest = [System.IO.File]::ReadAllText("$repository/RunCommandPS.psd1")
if ($manifest -notmatch "(?m)^\s*ModuleVersion\s*=\s*'([^']+)'") {
    throw "RunCommandPS.psd1 in '$repository' has no ModuleVersion."
}

$built = "$repository/out/RunCommandPS/$($Matches[1])/RunCommandPS.psd1"
if (-not (Get-Module -Name RunCommandPS)) {
    if (-not (Test-Path -LiteralPath $built)) {
        throw "There is no built module at '$built'. Build first: dotnet build."
    }

    Import-Module -Name $built -ErrorAction Stop
}
