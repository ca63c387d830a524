# A fleet to try things on: an endpoint of Run Command in this process, whose nodes run scripts on this computer.
$simulator = Start-RunCommandSimulator -NodeCount 4 -Execution Process

# Nodes go down the pipeline; a typed command comes out.
$command = $simulator.Nodes | Send-RunCommand -DocumentName AWS-RunShellScript -Parameter @{ commands = 'echo "hello from $AWS_SSM_INSTANCE_ID"' }
$command

# What it did on each node, when all are done.
$command | Wait-RunCommand | Get-RunCommandInvocation

# A mistake is told in plain words, with the way out.
$simulator.Nodes | Send-RunCommand -DocumentName AWS-RunShelScript -Parameter @{ commands = 'uptime' }

Stop-RunCommandSimulator
