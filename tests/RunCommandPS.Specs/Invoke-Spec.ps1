# Runs the spec files whose paths come on standard input, a line each, and writes what came of every It to a pipe:
# a line of JSON each, and an empty line after the last one of a file.
param(
    [Parameter(Mandatory)] [string] $PesterManifest,
    [Parameter(Mandatory)] [string] $PipeHandle,
    [ValidateSet('Run', 'Discover')] [string] $Mode = 'Run'
)

$PSStyle.OutputRendering = 'PlainText'
Import-Module -Name $PesterManifest -ErrorAction Stop
$pipe = [System.IO.Pipes.AnonymousPipeClientStream]::new([System.IO.Pipes.PipeDirection]::Out, $PipeHandle)
$results = [System.IO.StreamWriter]::new($pipe)

function Write-Result([hashtable] $Result, $ErrorRecord) {
    $message = @($ErrorRecord | Where-Object { $_ } | ForEach-Object { $_.DisplayErrorMessage; $_.DisplayStackTrace }) -join "`n"
    $Result.Message = $message ? $message : $null
    $results.WriteLine((ConvertTo-Json -Compress -InputObject $Result))
}

while ($file = [Console]::In.ReadLine()) {
    $run = Invoke-Pester -Configuration @{
        Run = @{ Path = $file; PassThru = $true; SkipRun = $Mode -eq 'Discover' }
        Output = @{ Verbosity = 'None' }
    }
    foreach ($container in $run.Containers) {
        if ($container.ErrorRecord) {
            Write-Result @{ File = $file; Line = 1; Name = 'The file'; Outcome = 'Failed'; Seconds = 0 } $container.ErrorRecord
        }
    }

    # What goes wrong in BeforeAll is told by every It of the block; in AfterAll, by nobody else.
    foreach ($block in $run.FailedBlocks) {
        $name = "$($block.ExpandedPath) (the block)"
        Write-Result @{ File = $file; Line = $block.StartLine; Name = $name; Outcome = 'Failed'; Seconds = 0 } $block.ErrorRecord
    }

    $seen = @{}
    foreach ($test in $run.Tests) {
        $name = $test.ExpandedPath ? $test.ExpandedPath : $test.Path -join '.'
        $seen[$name]++
        if ($seen[$name] -gt 1) {
            $name += " ($($seen[$name]))"
        }

        Write-Result @{
            File = $file; Line = $test.StartLine; Name = $name; Outcome = $test.Result; Seconds = $test.Duration.TotalSeconds
        } $test.ErrorRecord
    }

    $results.WriteLine()
    $results.Flush()
}
