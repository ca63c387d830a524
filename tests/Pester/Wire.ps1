# Looks at what went over the wire. Dot-source this in BeforeAll. The simulator keeps every request, so a spec remembers how many there
# were ($mark = $simulator.Requests.Count), acts, and asks for those that came since.

function Get-SentRequest {
    <#
    .SYNOPSIS
    The SendCommand requests that came after the first -Mark requests of any kind: their bodies, as dictionaries.
    #>
    param($Simulator, [int] $Mark)

    $Simulator.Requests | Select-Object -Skip $Mark | Where-Object { $_.Operation -eq 'SendCommand' } |
        ForEach-Object { $_.Body | ConvertFrom-Json -AsHashtable }
}

function Get-CanonicalJson {
    <#
    .SYNOPSIS
    One text for all JSON that says the same: members in the order of their names, no white space.
    #>
    param($Value)

    if ($Value -is [System.Collections.IDictionary]) {
        $names = [string[]]@($Value.Keys)
        [array]::Sort($names, [System.StringComparer]::Ordinal)
        $members = $names | ForEach-Object { "$(ConvertTo-Json $_):$(Get-CanonicalJson $Value[$_])" }
        "{$($members -join ',')}"
    }
    elseif ($Value -is [System.Collections.IList]) {
        $items = foreach ($item in $Value) { Get-CanonicalJson $item }
        "[$($items -join ',')]"
    }
    else {
        ConvertTo-Json $Value -Compress
    }
}

function Wait-Until {
    <#
    .SYNOPSIS
    Waits for something that another thread does, and says whether it came about.
    #>
    param([scriptblock] $Condition, [int] $Seconds = 20)

    $end = [datetime]::UtcNow.AddSeconds($Seconds)
    while (-not (& $Condition)) {
        if ([datetime]::UtcNow -gt $end) {
            return $false
        }

        Start-Sleep -Milliseconds 10
    }

    $true
}

function New-ClosedPort {
    <#
    .SYNOPSIS
    Holds a port of this machine at which nobody answers, until it is disposed of: another process can't be given it meanwhile.
    #>
    param([int] $Port = 0)

    $socket = [System.Net.Sockets.Socket]::new('InterNetwork', 'Stream', 'Tcp')
    $socket.Bind([System.Net.IPEndPoint]::new([ipaddress]::Loopback, $Port))
    $socket
}
