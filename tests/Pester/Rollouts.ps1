# What specs of rollouts share. Dot-source this in BeforeAll.

function Get-RecordPath {
    <#
    .SYNOPSIS
    The file of a rollout's record, by the rollout's name or id.
    #>
    param([string] $Name)

    (Get-RunCommandRollout $Name -ErrorAction Stop).RecordPath
}

function Copy-Record {
    <#
    .SYNOPSIS
    Makes another home the current one, with the record of a rollout as a process that was killed after so many lines leaves it.
    .OUTPUTS
    The file of the copy.
    #>
    param([string] $Name, [string] $To, [int] $Lines = [int]::MaxValue, [string] $From = $env:RUNCOMMANDPS_HOME)

    $env:RUNCOMMANDPS_HOME = $From
    $path = Get-RecordPath $Name
    $folder = Split-Path $path
    $copy = Join-Path $To 'rollouts' (Split-Path $folder -Leaf)
    $null = New-Item -ItemType Directory -Path $copy -Force
    $all = [System.IO.File]::ReadAllLines($path)
    $kept = $all[0..([Math]::Min($Lines, $all.Count) - 1)]
    [System.IO.File]::WriteAllText("$copy/rollout.jsonl", ($kept -join "`n") + "`n")
    $env:RUNCOMMANDPS_HOME = $To
    "$copy/rollout.jsonl"
}

function Start-OtherSession {
    <#
    .SYNOPSIS
    Runs a script in a pwsh of its own, with this session's module and records. The script has $nodes, the ids of the simulator's nodes, and
    $connection, which leads there.
    .OUTPUTS
    The process.
    #>
    param([string] $Script, $Simulator)

    $prologue = @(
        "Import-Module '$(Join-Path (Get-Module -Name RunCommandPS).ModuleBase 'RunCommandPS.psd1')'"
        "`$connection = @{ Region = '$($Simulator.Region)'; EndpointUrl = '$($Simulator.Endpoint)'"
        "AccessKey = '$($Simulator.AccessKeyId)'; SecretKey = '$($Simulator.SecretAccessKey)' }"
        "`$nodes = -split '$($Simulator.Nodes.InstanceId)'"
    ) -join '; '
    $arguments = @('-NoProfile', '-NonInteractive', '-Command', "$prologue; $Script")
    if ([System.IO.Path]::GetFileNameWithoutExtension([Environment]::ProcessPath) -eq 'dotnet') {
        $arguments = @(Join-Path $PSHOME 'pwsh.dll') + $arguments
    }

    $start = [System.Diagnostics.ProcessStartInfo]::new([Environment]::ProcessPath, [string[]]$arguments)
    $start.RedirectStandardOutput = $start.RedirectStandardError = $start.RedirectStandardInput = $true
    [System.Diagnostics.Process]::Start($start)
}
