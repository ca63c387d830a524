<#
.SYNOPSIS
Collects system information from every node, and writes a CSV file with one row per node.

.DESCRIPTION
Linux, macOS and Windows nodes run a script in their own shell, and return the same facts: operating system, kernel, start time,
processors, memory, and how full the system disk is. A node that does not respond also has a row, with the reason in Verdict. The rows
are returned as well, so that you can display or process them.

.EXAMPLE
./CollectFacts.ps1 -Path facts.csv -Tag Stage=production -Connection @{ Region = 'eu-central-1' }

.EXAMPLE
./CollectFacts.ps1 -Path facts.csv | Where-Object DiskUsedPercent -GT 90
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    # The file to write. An existing file is replaced.
    [Parameter(Mandatory)] [string] $Path,

    # Only nodes with all of these tags, such as Role=web. Without it, all managed nodes.
    [string[]] $Tag,

    # Maximum number of nodes at the same time.
    [string] $MaxConcurrency = '50%',

    # Connection parameters for the RunCommandPS cmdlets, such as Region and ProfileName. Empty for the defaults.
    [hashtable] $Connection = @{}
)

$ErrorActionPreference = 'Stop'
$facts = 'OperatingSystem', 'Kernel', 'StartedAt', 'Processors', 'MemoryMB', 'DiskUsedPercent'

# Each script writes lines of name=value. A value that a node can't determine is empty; the others are still written.
$unix = @'
started() {
    if [ -r /proc/stat ]; then sed -n 's/^btime //p' /proc/stat
    else sysctl -n kern.boottime | sed 's/^{ sec = \([0-9]*\).*/\1/'; fi
}
memory() {
    if [ -r /proc/meminfo ]; then awk '/^MemTotal:/ { print int($2 / 1024) }' /proc/meminfo
    else echo $(( $(sysctl -n hw.memsize) / 1048576 )); fi
}
system() {
    if [ -r /etc/os-release ]; then ( . /etc/os-release; echo "${PRETTY_NAME:-$NAME $VERSION_ID}" )
    else echo "$(sw_vers -productName) $(sw_vers -productVersion)"; fi
}
echo "OperatingSystem=$(system)"
echo "Kernel=$(uname -r)"
echo "StartedAt=$(started)"
echo "Processors=$(getconf _NPROCESSORS_ONLN)"
echo "MemoryMB=$(memory)"
echo "DiskUsedPercent=$(df -P / | awk 'NR == 2 { sub("%", "", $5); print $5 }')"
'@
$windows = @'
$system = Get-CimInstance Win32_OperatingSystem
$disk = Get-CimInstance Win32_LogicalDisk -Filter "DeviceID='$env:SystemDrive'"
"OperatingSystem=$($system.Caption)"
"Kernel=$($system.Version)"
"StartedAt=$(([DateTimeOffset] $system.LastBootUpTime).ToUnixTimeSeconds())"
"Processors=$([Environment]::ProcessorCount)"
"MemoryMB=$([math]::Floor($system.TotalVisibleMemorySize / 1024))"
"DiskUsedPercent=$([math]::Ceiling(100 * ($disk.Size - $disk.FreeSpace) / $disk.Size))"
'@

$query = @{}
if ($Tag) { $query.Tag = $Tag }
$nodes = @(Get-RunCommandNode @query @Connection)
if ($nodes.Count -eq 0) {
    Write-Warning 'No managed node matches these criteria.'
    return
}

# No node is skipped because others failed. Failures are shown in the rows, not as errors.
$common = @{ MaxErrors = '100%'; MaxConcurrency = $MaxConcurrency; ExecutionTimeout = 60; TimeoutSeconds = 60; Comment = 'Collect facts' }
$results = @{}
foreach ($shell in 'Sh', 'PowerShell') {
    # Only online nodes: a command would wait for the others.
    $asked = @($nodes | Where-Object { $_.PingStatus -eq 'Online' -and ($_.PlatformType -eq 'Windows') -eq ($shell -eq 'PowerShell') })
    if ($asked.Count -eq 0) { continue }

    $script = if ($shell -eq 'Sh') { $unix } else { $windows }
    foreach ($result in $asked |
        Invoke-RunCommand $script -Shell $shell @common -ErrorAction SilentlyContinue -ErrorVariable problems -WhatIf:$WhatIfPreference) {
        $results[$result.InstanceId] = $result
    }

    # Errors that don't belong to a row.
    $problems | Where-Object { $_.TargetObject -isnot [RunCommandPS.NodeResult] } | ForEach-Object { Write-Warning "$_" }
}

if ($WhatIfPreference) { return }

$rows = foreach ($node in $nodes) {
    $result = $results[$node.InstanceId]
    $verdict = if ($result) { "$($result.Verdict)" } elseif ($node.PingStatus -ne 'Online') { $node.PingStatus } else { 'NotAsked' }
    # The name of an EC2 instance is only in its invocations.
    $name = @($result.InstanceName, $node.Name, $node.ComputerName) | Where-Object { $_ } | Select-Object -First 1
    $row = [ordered]@{ InstanceId = $node.InstanceId; Name = $name; Region = $node.Region; Verdict = $verdict }
    foreach ($fact in $facts) { $row[$fact] = $null }
    foreach ($line in $result.StandardOutput -split '\r?\n') {
        $fact, $value = $line -split '=', 2
        if ($facts -ccontains $fact -and $value) { $row[$fact] = $value.Trim() }
    }

    # Numbers, so that the rows can be processed further, and times that are the same in every time zone.
    foreach ($fact in 'Processors', 'MemoryMB', 'DiskUsedPercent') { $row[$fact] = $row[$fact] -as [Nullable[int]] }
    if ($row.StartedAt) { $row.StartedAt = [DateTimeOffset]::FromUnixTimeSeconds($row.StartedAt).ToString('yyyy-MM-ddTHH:mm:ssZ') }
    [pscustomobject] $row
}

# Sorted by name, so that two files of the same fleet can be compared.
$rows = $rows | Sort-Object Name, InstanceId
$rows | Export-Csv -LiteralPath $Path -Encoding utf8
$rows
