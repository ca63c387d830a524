<#
.SYNOPSIS
Runs a script on the nodes of several accounts and regions as one rollout, and counts what came of it in each.

.DESCRIPTION
Finds the nodes in every region of every account, side by side, by assuming a role in each account or with a profile for each. An account
or region that can't be reached is an error that names it, and the others go on. Limits hold for all nodes together.

Returns a row for each account and region, with its nodes by verdict.

.EXAMPLE
./FleetOfAccounts.ps1 -Tag Role=web -Script uptime -RoleArn 'arn:aws:iam::{AccountId}:role/operators' `
    -AccountId 111122223333, 444455556666 -Region eu-west-1, us-east-1

.EXAMPLE
./FleetOfAccounts.ps1 -Tag Role=web -Script uptime -ProfileName dev, prod
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    # What to run.
    [Parameter(Mandatory)] [string] $Script,

    # The nodes: those with all of these tags, such as Role=web.
    [string[]] $Tag,

    # Where: every region of every account, or of every profile.
    [string[]] $Region,
    [string] $RoleArn,
    [string[]] $AccountId,
    [string[]] $ProfileName,

    # How many nodes at a time, and how many failures are tolerated, of all nodes everywhere.
    [string] $MaxConcurrency = '10%',
    [string] $MaxErrors = '2%',

    # Name of the rollout.
    [string] $Name
)

$where = @{}
foreach ($parameter in 'Tag', 'Region', 'RoleArn', 'AccountId', 'ProfileName') {
    if ($PSBoundParameters.ContainsKey($parameter)) { $where[$parameter] = $PSBoundParameters[$parameter] }
}

$nodes = @(Get-RunCommandNode @where)
if (-not $nodes) { throw 'There are no such nodes, or none could be asked for.' }

$how = @{ MaxConcurrency = $MaxConcurrency; MaxErrors = $MaxErrors }
if ($Name) { $how.Name = $Name }

# A node that failed is counted below, and no reason to stop.
$results = $nodes | Invoke-RunCommand $Script @how -ErrorAction SilentlyContinue -WhatIf:$WhatIfPreference
foreach ($place in $results | Group-Object Account, Region | Sort-Object Name) {
    $first = $place.Group[0]
    $verdicts = $place.Group | Group-Object Verdict | ForEach-Object { "$($_.Count) $($_.Name)" }
    [pscustomobject]@{
        Account  = $first.Account
        Region   = $first.Region
        Nodes    = $place.Count
        Verdicts = $verdicts -join ', '
    }
}
