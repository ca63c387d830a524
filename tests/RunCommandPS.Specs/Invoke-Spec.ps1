# Runs the spec files whose paths come on standard input, a line each, and writes what came of every It to a pipe: a line of JSON each, and an
# empty line after the last one of a file.
param(
    [Parameter(Mandatory)] [string] $PesterManifest,
    [Parameter(Mandatory)] [string] $PipeHandle,
    [ValidateSet('Run', 'Discover')] [string] $Mode = 'Run'
)

$ErrorActionPreference = 'Stop'
$PSStyle.OutputRendering = 'PlainText'
Import-Module -Name $PesterManifest
$pipe = [System.IO.Pipes.AnonymousPipeClientStream]::new([System.IO.Pipes.PipeDirection]::Out, $PipeHandle)
$results = [System.IO.StreamWriter]::new($pipe)

function Write-Result([string] $File, [int] $Line, [string] $Name, [string] $Outcome, [double] $Seconds, $ErrorRecord) {
    $message = @($ErrorRecord | Where-Object { $_ } | ForEach-Object { $_.DisplayErrorMessage; $_.DisplayStackTrace }) -join "`n"
    $results.WriteLine((ConvertTo-Json -Compress -InputObject @{
                File = $File; Line = $Line; Name = $Name; Outcome = $Outcome; Seconds = $Seconds
                Message = $message ? $message : $null
            }))
}

while ($file = [Console]::In.ReadLine()) {
    $run = Invoke-Pester -Configuration @{
        Run = @{ Path = $file; PassThru = $true; SkipRun = $Mode -eq 'Discover' }
        Output = @{ Verbosity = 'None' }
    }
    foreach ($container in $run.Containers) {
        if ($container.ErrorRecord) {
            Write-Result $file 1 'The file' Failed 0 $container.ErrorRecord
        }
    }

    # What goes wrong in BeforeAll is told by every It of the block; in AfterAll, by nobody else.
    foreach ($block in $run.FailedBlocks) {
        Write-Result $file $block.StartLine "$($block.ExpandedPath) (the block)" Failed 0 $block.ErrorRecord
    }

    $seen = @{}
    foreach ($test in $run.Tests) {
        $name = $test.ExpandedPath ? $test.ExpandedPath : $test.Path -join '.'
        $seen[$name]++
        if ($seen[$name] -gt 1) {
            $name += " ($($seen[$name]))"
        }

        Write-Result $file $test.StartLine $name $test.Result $test.Duration.TotalSeconds $test.ErrorRecord
    }

    $results.WriteLine()
    $results.Flush()
}
