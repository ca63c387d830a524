<#
.SYNOPSIS
Rolls a script out to a few nodes first, then to more, and halts if a wave fails.

.DESCRIPTION
Runs the script in waves. After each wave, the script waits for a while, and then a check decides whether the next wave starts: no node of
the wave may have failed, and the health check given with -HealthCheck must pass. If the check fails, no further node is changed.

Once you have checked the last wave, run the script again with the same -Name to continue with the next one. With -Retry, it first runs
again on the nodes that failed.

Returns a summary of the whole rollout. Its ExitCode is 0 if every node succeeded.

.EXAMPLE
./CanaryRollout.ps1 -Name deploy-142 -Node (Get-RunCommandNode -Tag Role=web) -Script './deploy.sh 142' -HealthCheck {
    (Invoke-RestMethod https://www.example.com/health).status -eq 'ok'
}

.EXAMPLE
./CanaryRollout.ps1 -Name deploy-142 -Retry
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    # Name of the rollout. If several rollouts have this name, the newest is resumed.
    [Parameter(Mandatory)] [string] $Name,

    # The nodes and the script, for the first call. Later calls take them from the record.
    [object[]] $Node = @(),
    [string] $Script,

    # Sizes of the waves. The last one repeats.
    [string[]] $Wave = @('1', '10%', '50%'),

    # How long to wait after a wave before it is checked.
    [timespan] $SoakTime = '00:05:00',

    # Returns something true if the service is healthy.
    [scriptblock] $HealthCheck = { $true },

    # Runs the script again on the nodes that failed, before the next wave.
    [switch] $Retry,

    # Connection parameters for the RunCommandPS cmdlets, such as Region and ProfileName. Empty for the defaults.
    [hashtable] $Connection = @{}
)

# Failed nodes and a failed wave are reported at the end, so they don't stop the script.
$quietly = @{ ErrorAction = 'SilentlyContinue'; ErrorVariable = 'problems' }
$check = { $_.Failed -eq 0 -and (& $HealthCheck $_) }
$rollout = Get-RunCommandRollout -Name $Name -ErrorAction Ignore
if (-not $rollout) {
    if (-not ($Node -and $Script)) { throw "There is no rollout '$Name' yet. Start it with -Node and -Script." }

    $waves = @{ Wave = $Wave; SoakTime = $SoakTime; WaveCheck = $check }
    $null = $Node | Invoke-RunCommand $Script -Name $Name @waves @Connection @quietly -WhatIf:$WhatIfPreference
}
elseif ($rollout.Summary.ExitCode -ne 0) {
    $again = if ($Retry) { @{ Retry = 'Failed', 'TimedOut' } } else { @{} }
    $null = $rollout | Resume-RunCommandRollout -WaveCheck $check @again @Connection @quietly -WhatIf:$WhatIfPreference
}

# The last error says why the rollout halted and how to continue.
$halt = $problems | Where-Object FullyQualifiedErrorId -Like 'RolloutHalted,*' | Select-Object -Last 1
if ($halt) { Write-Warning "$halt $($halt.ErrorDetails.RecommendedAction)" }

(Get-RunCommandRollout -Name $Name -ErrorAction Ignore).Summary
