<#
.SYNOPSIS
Rolls a script out to a few nodes first, then to more, and stops where a wave is not well.

.DESCRIPTION
Runs the script in waves. After each wave the nodes are left alone for a while, and a check decides whether the next one starts: here that
no node of the wave failed, and that the health check given with -HealthCheck says so. Where a wave is not well, no further node is touched.

Called again with the same -Name it goes on with the next wave, once somebody has looked at the last one; with -Retry it first runs
the script again where it failed.

Returns a summary of the whole rollout. Its ExitCode is 0 where every node succeeded.

.EXAMPLE
./CanaryRollout.ps1 -Name deploy-142 -Node (Get-RunCommandNode -Tag Role=web) -Script './deploy.sh 142' -HealthCheck {
    (Invoke-RestMethod https://www.example.com/health).status -eq 'ok'
}

.EXAMPLE
./CanaryRollout.ps1 -Name deploy-142 -Retry
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    # The rollout. Of several with this name the newest is gone on with.
    [Parameter(Mandatory)] [string] $Name,

    # The nodes and the script, for the first call. Later ones have them from the record.
    [object[]] $Node = @(),
    [string] $Script,

    # How many nodes each wave has. The last one repeats.
    [string[]] $Wave = @('1', '10%', '50%'),

    # How long a wave is left alone before it is looked at.
    [timespan] $SoakTime = '00:05:00',

    # Says with something true that all is well.
    [scriptblock] $HealthCheck = { $true },

    # Runs the script again where it failed, before the next wave.
    [switch] $Retry,

    # Region, profile and the like, for the cmdlets of RunCommandPS. Empty for the usual ones.
    [hashtable] $Connection = @{}
)

# Failed nodes and a wave that is not well are told at the end, and no reason to stop here.
$quietly = @{ ErrorAction = 'SilentlyContinue'; ErrorVariable = 'problems' }
$check = { $_.Failed -eq 0 -and (& $HealthCheck $_) }
$rollout = Get-RunCommandRollout -Name $Name -ErrorAction Ignore
if (-not $rollout) {
    if (-not ($Node -and $Script)) { throw "There is no rollout '$Name' yet. Begin it with -Node and -Script." }

    $waves = @{ Wave = $Wave; SoakTime = $SoakTime; WaveCheck = $check }
    $null = $Node | Invoke-RunCommand $Script -Name $Name @waves @Connection @quietly -WhatIf:$WhatIfPreference
}
elseif ($rollout.Summary.ExitCode -ne 0) {
    $again = if ($Retry) { @{ Retry = 'Failed', 'TimedOut' } } else { @{} }
    $null = $rollout | Resume-RunCommandRollout -WaveCheck $check @again @Connection @quietly -WhatIf:$WhatIfPreference
}

# What halted it is the last error, and says how to go on.
$halt = $problems | Where-Object FullyQualifiedErrorId -Like 'RolloutHalted,*' | Select-Object -Last 1
if ($halt) { Write-Warning "$halt $($halt.ErrorDetails.RecommendedAction)" }

(Get-RunCommandRollout -Name $Name -ErrorAction Ignore).Summary
