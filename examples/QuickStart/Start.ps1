# Imports the built module and runs a script with it, as told by the project next to this file: the quick start, as if it were typed, or a
# script that is named after `--`, with the arguments that follow.
$manifest, $script, $arguments = $args

# The engine keeps the colors of warnings and errors, even if the output can't show them.
if ([Console]::IsOutputRedirected) {
    $PSStyle.OutputRendering = 'PlainText'
}

Import-Module -Name $manifest -ErrorAction Stop

if ($script) {
    & $script @arguments
    exit $(if ($?) { 0 } else { $LASTEXITCODE })
}

# The quick start leaves no records of rollouts behind.
$env:RUNCOMMANDPS_HOME = Join-Path ([System.IO.Path]::GetTempPath()) "RunCommandPS-QuickStart-$PID"
try {
    $quickStart = [System.Management.Automation.Language.Parser]::ParseFile("$PSScriptRoot/QuickStart.ps1", [ref] $null, [ref] $null)
    foreach ($statement in $quickStart.EndBlock.Statements) {
        "PS> $($statement.Extent.Text)"
        . ([scriptblock]::Create($statement.Extent.Text)) | Out-Default
    }
}
finally {
    Remove-Item -LiteralPath $env:RUNCOMMANDPS_HOME -Recurse -Force -ErrorAction Ignore
}
