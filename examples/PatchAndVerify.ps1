<#
.SYNOPSIS
Patches the nodes with a tag, a few at a time, retries nodes that failed, and verifies the result on all nodes that were patched.

.DESCRIPTION
Returns one row per node that shows whether it was patched and verified, or why not. The first round stops when too many nodes have
failed. Nodes that did not start because of that are not patched, so that you can check the cause first.

.EXAMPLE
./PatchAndVerify.ps1 -Tag Role=web -MaxConcurrency 10% -MaxErrors 5%

.EXAMPLE
./PatchAndVerify.ps1 -Tag Patch=tuesday -DocumentName AWS-RunPatchBaseline -Parameter @{ Operation = 'Install' } `
    -Connection @{ Region = 'eu-central-1' }
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    # Only nodes with all of these tags, such as Role=web.
    [Parameter(Mandatory)] [string[]] $Tag,

    # The document that applies the patches, and its parameters.
    [string] $DocumentName = 'AWS-RunShellScript',
    [System.Collections.IDictionary] $Parameter = @{ commands = 'apt-get update -q && apt-get upgrade -y -q'; executionTimeout = 3600 },

    # A script that exits with 0 on a healthy node.
    [string] $Verify = 'systemctl is-system-running',

    # How many nodes run at the same time, and how many failures are allowed before no further nodes are started.
    [string] $MaxConcurrency = '10%',
    [string] $MaxErrors = '10%',

    # How often a failed node is retried.
    [int] $Retries = 1,

    # Connection parameters for the RunCommandPS cmdlets, such as Region and ProfileName. Empty for the defaults.
    [hashtable] $Connection = @{}
)

$ErrorActionPreference = 'Stop'
$limits = @{ MaxConcurrency = $MaxConcurrency; MaxErrors = $MaxErrors }
$target = $Tag | ForEach-Object { "tag:$_" }
$first = Send-RunCommand $DocumentName $Parameter -Target $target -Comment 'Patch and verify' @limits @Connection -WhatIf:$WhatIfPreference
if (-not $first) { return }

$ended = $first | Wait-RunCommand
if ($ended.TargetCount -eq 0) {
    Write-Warning "No managed node has the tags $($Tag -join ' and ')."
    return
}

# The latest result of each node. A later round replaces an earlier result.
$last = [ordered]@{}
foreach ($node in $ended | Get-RunCommandInvocation) { $last[$node.InstanceId] = $node }

# Only nodes that ran and failed: nodes that did not start because of other failures are not patched.
for ($round = 1; $round -le $Retries; $round++) {
    $failed = @($last.Values | Where-Object { $_.Verdict -in 'Failed', 'TimedOut' })
    if ($failed.Count -eq 0) { break }

    $again = $failed | Restart-RunCommand -Confirm:$false -WarningAction SilentlyContinue | Wait-RunCommand
    foreach ($node in $again | Get-RunCommandInvocation) { $last[$node.InstanceId] = $node }
}

# Verify all patched nodes, even if the check fails on some.
$checked = @{}
$patched = @($last.Values | Where-Object { $_.Verdict -eq 'Succeeded' })
if ($patched.Count -gt 0) {
    $check = $patched | Send-RunCommand AWS-RunShellScript @{ commands = $Verify } -Comment 'Patch and verify' -MaxErrors 100% `
        -MaxConcurrency 100% -WarningAction SilentlyContinue
    foreach ($node in $check | Wait-RunCommand | Get-RunCommandInvocation) { $checked[$node.InstanceId] = $node }
}

foreach ($node in $last.Values) {
    $well = $checked[$node.InstanceId]
    [pscustomobject]@{
        InstanceId = $node.InstanceId
        Name       = $node.InstanceName
        Patched    = "$($node.Verdict)"
        Verified   = if ($well) { "$($well.Verdict)" } else { 'NotAsked' }
        CommandId  = $node.CommandId
    }
}
