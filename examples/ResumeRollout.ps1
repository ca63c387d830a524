<#
.SYNOPSIS
Rolls a script out to nodes, or goes on with it where that was interrupted, and reports every node.

.DESCRIPTION
To be called again until it succeeds, by a person or a scheduler: the first call runs the script on the nodes, each later one does what is
left. It follows what still runs, sends to nodes that were not started, and tries again where the last try failed. No node runs twice
without a reason: where nobody can tell whether the script ran, the node is listed and left alone, unless -RetryUnknown says otherwise.

Returns one row a node from the record, so that a call that has nothing to do reports as well. It is done when every Verdict is Succeeded.

.EXAMPLE
./ResumeRollout.ps1 -Name deploy-142 -Node (Get-RunCommandNode -Tag Role=web) -Script './deploy.sh 142' -MaxErrors 5%

.EXAMPLE
./ResumeRollout.ps1 -Name deploy-142
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    # The rollout. Of several with this name the newest is gone on with.
    [Parameter(Mandatory)] [string] $Name,

    # The nodes and the script, for the first call. Later ones have them from the record.
    [object[]] $Node = @(),
    [string] $Script,

    # How many nodes at a time, and how many failures are tolerated before no other node is started.
    [string] $MaxConcurrency = '10%',
    [string] $MaxErrors = '10%',

    # Tries again also where the script may have run, or may still be running. Only for scripts that may run twice.
    [switch] $RetryUnknown,

    # Region, profile and the like, for the cmdlets of RunCommandPS. Empty for the usual ones.
    [hashtable] $Connection = @{}
)

# Failed nodes are rows of the report, and no reason to stop.
$quietly = @{ ErrorAction = 'SilentlyContinue'; ErrorVariable = 'problems' }
$rollout = Get-RunCommandRollout -Name $Name -ErrorAction Ignore
if ($rollout.Condition -eq 'Running') {
    throw "Rollout '$Name' is run by $($rollout.RunBy). Wait for it, or stop it there."
}

if (-not $rollout) {
    if (-not ($Node -and $Script)) { throw "There is no rollout '$Name' yet. Begin it with -Node and -Script." }

    $limits = @{ MaxConcurrency = $MaxConcurrency; MaxErrors = $MaxErrors }
    $null = $Node | Invoke-RunCommand $Script -Name $Name @limits @Connection @quietly -WhatIf:$WhatIfPreference
}
elseif ($rollout.Summary.ExitCode -ne 0) {
    $again = @('Failed', 'TimedOut', 'NotDelivered', 'Terminated'; if ($RetryUnknown) { 'Unknown' })
    $null = $rollout | Resume-RunCommandRollout -Retry $again @Connection @quietly -WhatIf:$WhatIfPreference
}

$rollout = Get-RunCommandRollout -Name $Name -Detailed -ErrorAction Ignore
if (-not $rollout) {
    # Nothing began: it was only tried, or refused before anything was sent.
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
