# A pwsh beside this one. Dot-source this in BeforeAll.

function Invoke-OtherPwsh {
    <#
    .SYNOPSIS
    Runs a script in a pwsh of its own, in a home of its own, so that it knows neither this user's modules nor repositories.
    .OUTPUTS
    The lines that it wrote. What it wrote to standard error is an error here, if it did not end with 0.
    #>
    param([string] $Script, [string] $HomeFolder, [string] $ModulePath)

    $arguments = @('-NoProfile', '-NonInteractive', '-OutputFormat', 'Text', '-Command', $Script)
    if ([System.IO.Path]::GetFileNameWithoutExtension([Environment]::ProcessPath) -eq 'dotnet') {
        $arguments = @(Join-Path $PSHOME 'pwsh.dll') + $arguments
    }

    $start = [System.Diagnostics.ProcessStartInfo]::new([Environment]::ProcessPath, [string[]]$arguments)
    $start.RedirectStandardOutput = $start.RedirectStandardError = $start.RedirectStandardInput = $true
    $start.Environment['HOME'] = $start.Environment['USERPROFILE'] = (New-Item -ItemType Directory -Path $HomeFolder -Force).FullName
    # Where these folders are missing, PSResourceGet and NuGet keep their settings in the current one.
    $null = New-Item -ItemType Directory -Path (Join-Path $HomeFolder '.local' 'share'), (Join-Path $HomeFolder '.config') -Force
    # PSResourceGet knows nothing of it, and PowerShell does.
    $null = $start.Environment.Remove('XDG_DATA_HOME')
    $start.Environment['PSModulePath'] = $ModulePath
    $start.Environment['NO_COLOR'] = '1'
    $process = [System.Diagnostics.Process]::Start($start)
    $process.StandardInput.Close()
    $problems = $process.StandardError.ReadToEndAsync()
    $lines = $process.StandardOutput.ReadToEnd()
    $process.WaitForExit()
    if ($process.ExitCode -ne 0) {
        throw "The other pwsh ended with $($process.ExitCode): $($problems.Result) $lines"
    }

    $lines -split '\r?\n' | Where-Object { $_ }
}
