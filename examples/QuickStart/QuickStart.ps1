# A fleet to try things on: an endpoint of Run Command in this process, whose nodes run scripts on this computer.
$simulator = Start-RunCommandSimulator -NodeCount 4 -Execution Process

# Nodes go down the pipeline, and what each said comes out as soon as it is known.
$simulator.Nodes | Invoke-RunCommand 'echo "hello from $AWS_SSM_INSTANCE_ID"'

# The same in steps: send a document, wait for it, read what it wrote. Nodes that wrote the same are one group.
$command = $simulator.Nodes | Send-RunCommand -DocumentName AWS-RunShellScript -Parameter @{ commands = 'uname -s' }
$command
$command | Wait-RunCommand | Receive-RunCommandOutput -Fold

# A mistake is told in plain words, with the way out.
$simulator.Nodes | Send-RunCommand -DocumentName AWS-RunShelScript -Parameter @{ commands = 'uptime' }

Stop-RunCommandSimulator
