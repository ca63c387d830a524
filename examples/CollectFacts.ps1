<#
.SYNOPSIS
Asks every node what it is and how it is doing, and writes a CSV file with one row a node.

.DESCRIPTION
Linux, macOS and Windows are asked in their own shells, and answer with the same facts: operating system, kernel, when the node was
started, processors, memory, and how full its system disk is. A node that gives no answer has a row, too, with the reason in Verdict. The
rows are returned as well, for a look at them or for another use.

.EXAMPLE
./CollectFacts.ps1 -Path facts.csv -Tag Stage=production -Connection @{ Region = 'eu-central-1' }

.EXAMPLE
./CollectFacts.ps1 -Path facts.csv | Where-Object DiskUsedPercent -GT 90
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    # The file to write. One that exists is replaced.
    [Parameter(Mandatory)] [string] $Path,

    # The nodes: those with all of these tags, such as Role=web. All managed nodes without it.
    [string[]] $Tag,

    # How many nodes are asked at a time.
    [string] $MaxConcurrency = '50%',

    # Region, profile and the like, for the cmdlets of RunCommandPS. Empty for the usual ones.
    [hashtable] $Connection = @{}
)

$ErrorActionPreference = 'Stop'
$facts = 'OperatingSystem', 'Kernel', 'StartedAt', 'Processors', 'MemoryMB', 'DiskUsedPercent'

# Each script writes lines of name=value. What a node can't tell is empty, and no reason for the rest to be missing.
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
    Write-Warning 'There is no managed node with these criteria.'
    return
}

# Nobody is left out because others have failed; and that some have is no error here, but in their rows.
$common = @{ MaxErrors = '100%'; MaxConcurrency = $MaxConcurrency; ExecutionTimeout = 60; TimeoutSeconds = 60; Comment = 'Collect facts' }
$results = @{}
foreach ($shell in 'Sh', 'PowerShell') {
    # A node that is not online would be waited for.
    $asked = @($nodes | Where-Object { $_.PingStatus -eq 'Online' -and ($_.PlatformType -eq 'Windows') -eq ($shell -eq 'PowerShell') })
    if ($asked.Count -eq 0) { continue }

    $script = if ($shell -eq 'Sh') { $unix } else { $windows }
    foreach ($result in $asked |
        Invoke-RunCommand $script -Shell $shell @common -ErrorAction SilentlyContinue -ErrorVariable problems -WhatIf:$WhatIfPreference) {
        $results[$result.InstanceId] = $result
    }

    # What has no row to be told in.
    $problems | Where-Object { $_.TargetObject -isnot [RunCommandPS.NodeResult] } | ForEach-Object { Write-Warning "$_" }
}

if ($WhatIfPreference) { return }

$rows = foreach ($node in $nodes) {
    $result = $results[$node.InstanceId]
    $verdict = if ($result) { "$($result.Verdict)" } elseif ($node.PingStatus -ne 'Online') { $node.PingStatus } else { 'NotAsked' }
    # Of an EC2 instance only its invocations know the name.
    $name = @($result.InstanceName, $node.Name, $node.ComputerName) | Where-Object { $_ } | Select-Object -First 1
    $row = [ordered]@{ InstanceId = $node.InstanceId; Name = $name; Region = $node.Region; Verdict = $verdict }
    foreach ($fact in $facts) { $row[$fact] = $null }
    foreach ($line in $result.StandardOutput -split '\r?\n') {
        $fact, $value = $line -split '=', 2
        if ($facts -ccontains $fact -and $value) { $row[$fact] = $value.Trim() }
    }

    # Numbers for who goes on with the rows, and moments that are the same in every time zone.
    foreach ($fact in 'Processors', 'MemoryMB', 'DiskUsedPercent') { $row[$fact] = $row[$fact] -as [Nullable[int]] }
    if ($row.StartedAt) { $row.StartedAt = [DateTimeOffset]::FromUnixTimeSeconds($row.StartedAt).ToString('yyyy-MM-ddTHH:mm:ssZ') }
    [pscustomobject] $row
}

# In the order of names, so that two files of the same fleet can be compared.
$rows = $rows | Sort-Object Name, InstanceId
$rows | Export-Csv -LiteralPath $Path -Encoding utf8
$rows
