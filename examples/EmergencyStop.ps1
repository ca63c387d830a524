<#
.SYNOPSIS
Stops commands that were started by mistake, and reports the result on each node.

.DESCRIPTION
Finds unfinished commands by document, comment and time, stops them all, and returns one row per node: Stopped, or how it finished
before it could be stopped. Without criteria, it stops everything that was sent in the last hour. Try it with -WhatIf first.

.EXAMPLE
./EmergencyStop.ps1 -DocumentName Company-Patch -Since (Get-Date).AddMinutes(-20) -Connection @{ Region = 'eu-central-1' }
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    # Only commands that run this document.
    [string] $DocumentName,

    # Only commands with this comment; wildcards are allowed.
    [string] $Comment = '*',

    # Only commands sent after this time.
    [DateTimeOffset] $Since = [DateTimeOffset]::Now.AddHours(-1),

    # Connection parameters for the RunCommandPS cmdlets, such as Region and ProfileName. Empty for the defaults.
    [hashtable] $Connection = @{}
)

$ErrorActionPreference = 'Stop'
$query = @{ InvokedAfter = $Since }
if ($DocumentName) { $query.DocumentName = $DocumentName }

# Commands that are already Cancelling are included, so that their nodes are in the report.
$commands = @(Get-RunCommand @query @Connection | Where-Object { -not $_.HasEnded -and $_.Comment -like $Comment })
if ($commands.Count -eq 0) {
    Write-Warning "No unfinished command that was sent since $Since matches these criteria."
    return
}

# If one command can't be stopped, the others are still stopped.
$results = $commands | Stop-RunCommand -ErrorAction Continue

foreach ($result in $results) {
    $outcomes = [ordered]@{
        Stopped         = $result.Stopped
        AlreadyFinished = $result.AlreadyFinished
        FinishedAnyway  = $result.FinishedAnyway
        NotResponding    = $result.NotResponding
    }
    foreach ($outcome in $outcomes.Keys) {
        foreach ($node in $outcomes[$outcome]) {
            [pscustomobject]@{ InstanceId = $node; Outcome = $outcome; DocumentName = $result.DocumentName; CommandId = $result.CommandId }
        }
    }
}
