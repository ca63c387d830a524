<#
.SYNOPSIS
Runs a script on the nodes of several accounts and Regions as one rollout, and counts the results in each.

.DESCRIPTION
Finds the nodes in every Region of every account in parallel, by assuming a role in each account or by using a profile for each. An
account or Region that can't be reached causes an error that names it, and the others continue. Limits apply to all nodes together.

Returns a row for each account and Region, with its nodes by verdict.

.EXAMPLE
./FleetOfAccounts.ps1 -Tag Role=web -Script uptime -RoleArn 'arn:aws:iam::{AccountId}:role/operators' `
    -AccountId 111122223333, 444455556666 -Region eu-west-1, us-east-1

.EXAMPLE
./FleetOfAccounts.ps1 -Tag Role=web -Script uptime -ProfileName dev, prod
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    # The script to run.
    [Parameter(Mandatory)] [string] $Script,

    # Only nodes with all of these tags, such as Role=web.
    [string[]] $Tag,

    # Where to run it: in every Region of every account, or of every profile.
    [string[]] $Region,
    [string] $RoleArn,
    [string[]] $AccountId,
    [string[]] $ProfileName,

    # Limits for all nodes together: how many run at the same time, and how many failures are allowed.
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
if (-not $nodes) { throw 'No nodes match, or no account could be reached.' }

$how = @{ MaxConcurrency = $MaxConcurrency; MaxErrors = $MaxErrors }
if ($Name) { $how.Name = $Name }

# Failed nodes are counted below, so they don't stop the script.
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
