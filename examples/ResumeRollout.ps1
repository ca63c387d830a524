<#
.SYNOPSIS
Rolls a script out to nodes, or resumes the rollout if it was interrupted, and reports every node.

.DESCRIPTION
Run this script again until it succeeds, by hand or with a scheduler: the first call runs the script on the nodes, and each later call does
what is left. It follows nodes that are still running, sends to nodes that were not started, and retries nodes that failed. No node runs
twice without a reason: if it is unknown whether the script ran on a node, the node is only listed, unless you use -RetryUnknown.

Returns one row per node from the record, even if there is nothing left to do. The rollout is done when every Verdict is Succeeded.

.EXAMPLE
./ResumeRollout.ps1 -Name deploy-142 -Node (Get-RunCommandNode -Tag Role=web) -Script './deploy.sh 142' -MaxErrors 5%

.EXAMPLE
./ResumeRollout.ps1 -Name deploy-142
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    # Name of the rollout. If several rollouts have this name, the newest is resumed.
    [Parameter(Mandatory)] [string] $Name,

    # The nodes and the script, for the first call. Later calls take them from the record.
    [object[]] $Node = @(),
    [string] $Script,

    # How many nodes run at the same time, and how many failures are allowed before no further nodes are started.
    [string] $MaxConcurrency = '10%',
    [string] $MaxErrors = '10%',

    # Also retries nodes on which the script may have run, or may still be running. Only for scripts that can safely run twice.
    [switch] $RetryUnknown,

    # Connection parameters for the RunCommandPS cmdlets, such as Region and ProfileName. Empty for the defaults.
    [hashtable] $Connection = @{}
)

# Failed nodes are rows of the report, so they don't stop the script.
$quietly = @{ ErrorAction = 'SilentlyContinue'; ErrorVariable = 'problems' }
$rollout = Get-RunCommandRollout -Name $Name -ErrorAction Ignore
if ($rollout.Condition -eq 'Running') {
    throw "Rollout '$Name' is being run by $($rollout.RunBy). Wait for it, or stop it there."
}

if (-not $rollout) {
    if (-not ($Node -and $Script)) { throw "There is no rollout '$Name' yet. Start it with -Node and -Script." }

    $limits = @{ MaxConcurrency = $MaxConcurrency; MaxErrors = $MaxErrors }
    $null = $Node | Invoke-RunCommand $Script -Name $Name @limits @Connection @quietly -WhatIf:$WhatIfPreference
}
elseif ($rollout.Summary.ExitCode -ne 0) {
    $again = @('Failed', 'TimedOut', 'NotDelivered', 'Terminated'; if ($RetryUnknown) { 'Unknown' })
    $null = $rollout | Resume-RunCommandRollout -Retry $again @Connection @quietly -WhatIf:$WhatIfPreference
}

$rollout = Get-RunCommandRollout -Name $Name -Detailed -ErrorAction Ignore
if (-not $rollout) {
    # Nothing was started: it was run with -WhatIf, or refused before anything was sent.
    $problems | ForEach-Object { Write-Error -ErrorRecord $_ }
    return
}

foreach ($ended in $rollout.Nodes) {
    [pscustomobject]@{
        InstanceId = $ended.InstanceId
        Name       = $ended.InstanceName
        Verdict    = "$($ended.Verdict)"
        ExitCode   = $ended.ExitCode
        Output     = $ended.Output.Trim()
        CommandId  = $ended.CommandId
    }
}
