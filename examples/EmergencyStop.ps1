<#
.SYNOPSIS
Stops every command that somebody started by mistake, and says what became of it on each node.

.DESCRIPTION
Finds the commands that have not ended by document, comment and time, stops them all, and returns one row a node: Stopped, or what it
had done before it could be. Without a criterion it stops everything that was sent in the last hour. Try it with -WhatIf first.

.EXAMPLE
./EmergencyStop.ps1 -DocumentName Company-Patch -Since (Get-Date).AddMinutes(-20) -Connection @{ Region = 'eu-central-1' }
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    # Only commands that run this document.
    [string] $DocumentName,

    # Only commands whose comment is like this; wildcards are allowed.
    [string] $Comment = '*',

    # Only commands that were sent after this moment.
    [DateTimeOffset] $Since = [DateTimeOffset]::Now.AddHours(-1),

    # Region, profile and the like, for the cmdlets of RunCommandPS. Empty for the usual ones.
    [hashtable] $Connection = @{}
)

$ErrorActionPreference = 'Stop'
$query = @{ InvokedAfter = $Since }
if ($DocumentName) { $query.DocumentName = $DocumentName }

# What is Cancelling already needs no second word, but its nodes are wanted in the report.
$commands = @(Get-RunCommand @query @Connection | Where-Object { -not $_.HasEnded -and $_.Comment -like $Comment })
if ($commands.Count -eq 0) {
    Write-Warning "No command that has not ended was sent since $Since with these criteria."
    return
}

# One command that can't be stopped is no reason to let the others run.
$results = $commands | Stop-RunCommand -ErrorAction Continue

foreach ($result in $results) {
    $outcomes = [ordered]@{
        Stopped         = $result.Stopped
        AlreadyFinished = $result.AlreadyFinished
        FinishedAnyway  = $result.FinishedAnyway
        NotAnswering    = $result.NotAnswering
    }
    foreach ($outcome in $outcomes.Keys) {
        foreach ($node in $outcomes[$outcome]) {
            [pscustomobject]@{ InstanceId = $node; Outcome = $outcome; DocumentName = $result.DocumentName; CommandId = $result.CommandId }
        }
    }
}
