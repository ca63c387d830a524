<#
.SYNOPSIS
Patches the nodes of a tag a few at a time, tries again where that failed, and verifies the result on all that were patched.

.DESCRIPTION
Returns one row a node: Patched and verified, or why not. The first round stops when too many nodes have failed; what did not begin
because of that is left alone, for a person to look at.

.EXAMPLE
./PatchAndVerify.ps1 -Tag Role=web -MaxConcurrency 10% -MaxErrors 5%

.EXAMPLE
./PatchAndVerify.ps1 -Tag Patch=tuesday -DocumentName AWS-RunPatchBaseline -Parameter @{ Operation = 'Install' } `
    -Connection @{ Region = 'eu-central-1' }
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    # The nodes: those with all of these tags, such as Role=web.
    [Parameter(Mandatory)] [string[]] $Tag,

    # The document that patches, and its parameters.
    [string] $DocumentName = 'AWS-RunShellScript',
    [System.Collections.IDictionary] $Parameter = @{ commands = 'apt-get update -q && apt-get upgrade -y -q'; executionTimeout = 3600 },

    # A script that ends with 0 on a node that is well.
    [string] $Verify = 'systemctl is-system-running',

    # How many nodes at a time, and how many failures are tolerated before no other node is started.
    [string] $MaxConcurrency = '10%',
    [string] $MaxErrors = '10%',

    # How often a node that failed is tried again.
    [int] $Retries = 1,

    # Region, profile and the like, for the cmdlets of RunCommandPS. Empty for the usual ones.
    [hashtable] $Connection = @{}
)

$ErrorActionPreference = 'Stop'
$limits = @{ MaxConcurrency = $MaxConcurrency; MaxErrors = $MaxErrors }
$target = $Tag | ForEach-Object { "tag:$_" }
$first = Send-RunCommand $DocumentName $Parameter -Target $target -Comment 'Patch and verify' @limits @Connection -WhatIf:$WhatIfPreference
if (-not $first) { return }

$ended = $first | Wait-RunCommand
if ($ended.TargetCount -eq 0) {
    Write-Warning "There is no managed node with the tags $($Tag -join ' and ')."
    return
}

# The latest word on each node. A later round replaces what an earlier one said.
$last = [ordered]@{}
foreach ($node in $ended | Get-RunCommandInvocation) { $last[$node.InstanceId] = $node }

# Only what ran and failed: a node that was not begun because of the others is not to be patched behind their backs.
for ($round = 1; $round -le $Retries; $round++) {
    $failed = @($last.Values | Where-Object { $_.Verdict -in 'Failed', 'TimedOut' })
    if ($failed.Count -eq 0) { break }

    $again = $failed | Restart-RunCommand -Confirm:$false -WarningAction SilentlyContinue | Wait-RunCommand
    foreach ($node in $again | Get-RunCommandInvocation) { $last[$node.InstanceId] = $node }
}

# Nodes that are patched are asked whether they are well. All of them: an answer that says no must not keep others from being asked.
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
