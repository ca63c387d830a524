# A fleet to try things on: a simulator of Run Command in this process, whose nodes run scripts on this computer.
$simulator = Start-RunCommandSimulator -NodeCount 4 -Execution Process

# Pipe in nodes, and get the result of each as soon as it is available.
$simulator.Nodes | Invoke-RunCommand 'echo "hello from $AWS_SSM_INSTANCE_ID"'

# The same in steps: send a document, wait for it, read its output. Nodes with the same output are one group.
$command = $simulator.Nodes | Send-RunCommand -DocumentName AWS-RunShellScript -Parameter @{ commands = 'uname -s' }
$command
$command | Wait-RunCommand | Receive-RunCommandOutput -Fold

# A mistake is reported in plain words, with a recommendation.
$simulator.Nodes | Send-RunCommand -DocumentName AWS-RunShelScript -Parameter @{ commands = 'uptime' }

Stop-RunCommandSimulator
