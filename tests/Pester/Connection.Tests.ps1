# Connections: every way in which one can fail, in every cmdlet that has one; and what is secret in them.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'The analyzer does not follow variables from BeforeAll into It.')]
param()

BeforeDiscovery {
    $id = '11111111-2222-3333-4444-555555555555'
    $node = 'i-0123456789abcdef0'
    $calls = @(
        @{ Name = 'Get-RunCommand'; Arguments = @{ CommandId = $id } }
        @{ Name = 'Get-RunCommandDocument'; Arguments = @{ Name = 'AWS-RunShellScript' } }
        @{ Name = 'Get-RunCommandInvocation'; Arguments = @{ CommandId = $id } }
        @{ Name = 'Get-RunCommandNode'; Arguments = @{} }
        @{ Name = 'Invoke-RunCommand'; Arguments = @{ Script = 'uptime'; Shell = 'Sh'; InstanceId = $node } }
        @{ Name = 'Receive-RunCommandOutput'; Arguments = @{ CommandId = $id } }
        @{ Name = 'Restart-RunCommand'; Arguments = @{ CommandId = $id } }
        @{ Name = 'Send-RunCommand'; Arguments = @{ DocumentName = 'AWS-RunShellScript'
            Parameter = @{ commands = 'uptime' }; InstanceId = $node } }
        @{ Name = 'Stop-RunCommand'; Arguments = @{ CommandId = $id } }
        @{ Name = 'Test-RunCommand'; Arguments = @{ DocumentName = 'AWS-RunShellScript'
            Parameter = @{ commands = 'uptime' }; InstanceId = $node } }
        @{ Name = 'Wait-RunCommand'; Arguments = @{ CommandId = $id } }
    )
    $secret = 'wJalrXUtnFEMI-K7MDENG'
    $keys = @{ AccessKey = 'AKIAIOSFODNN7EXAMPLE'; SecretKey = $secret }
    $here = $keys + @{ Region = 'us-east-1' }
    $failures = @(
        @{ Why = 'an endpoint without a scheme'; Connection = $here + @{ EndpointUrl = "operator:$secret@localhost:4566" }
            Id = 'InvalidConnection'; Category = 'InvalidArgument' }
        @{ Why = 'an endpoint with a bad port'; Connection = $here + @{ EndpointUrl = "http://operator:$secret@localhost:99999/" }
            Id = 'InvalidConnection'; Category = 'InvalidArgument' }
        @{ Why = 'an endpoint without a host'; Connection = $here + @{ EndpointUrl = "https://operator:$secret@" }; Id = 'InvalidConnection'
            Category = 'InvalidArgument' }
        @{ Why = 'an endpoint of another protocol'; Connection = $here + @{ EndpointUrl = "ftp://operator:$secret@127.0.0.1" }
            Id = 'InvalidConnection'; Category = 'InvalidArgument' }
        @{ Why = 'an endpoint that is a word'; Connection = $here + @{ EndpointUrl = 'ssm' }; Id = 'InvalidConnection'
            Category = 'InvalidArgument' }
        @{ Why = 'an endpoint that is nothing'; Connection = $here + @{ EndpointUrl = '' }; Id = 'InvalidConnection'
            Category = 'InvalidArgument' }
        @{ Why = 'a bad endpoint of the environment'; Connection = $here
            Environment = @{ AWS_ENDPOINT_URL_SSM = "operator:$secret@localhost" }; Id = 'InvalidConnection'; Category = 'InvalidArgument' }
        @{ Why = 'a bad endpoint for all services'; Connection = $here; Environment = @{ AWS_ENDPOINT_URL = "http://operator:$secret@:0" }
            Id = 'InvalidConnection'; Category = 'InvalidArgument' }
        @{ Why = 'a profile that is not there'; Connection = @{ ProfileName = 'gone'; Region = 'us-east-1' }; Id = 'UnknownProfile'
            Category = 'ObjectNotFound' }
        @{ Why = 'a profile of the environment that is not there'; Connection = @{ Region = 'us-east-1' }
            Environment = @{ AWS_PROFILE = 'gone' }; Id = 'UnknownProfile'; Category = 'ObjectNotFound' }
        @{ Why = 'a place for profiles that is none'; Connection = @{ ProfileLocation = 'nodrive:\file'; ProfileName = 'gone' }
            Id = 'InvalidConnection'; Category = 'InvalidArgument' }
        @{ Why = 'a misspelt region'; Connection = $keys + @{ Region = 'eu-centrl-1' }; Id = 'UnknownRegion'; Category = 'InvalidArgument' }
        @{ Why = 'a region that can be none, with an endpoint'; Connection = $keys +
            @{ Region = 'eu west'; EndpointUrl = 'http://127.0.0.1:1' }; Id = 'UnknownRegion'; Category = 'InvalidArgument' }
        @{ Why = 'no region'; Connection = $keys; Id = 'NoRegion'; Category = 'InvalidArgument' }
        @{ Why = 'an access key alone'; Connection = @{ Region = 'us-east-1'; AccessKey = 'AKIAIOSFODNN7EXAMPLE' }; Id = 'InvalidConnection'
            Category = 'InvalidArgument' }
        @{ Why = 'a secret key alone'; Connection = @{ Region = 'us-east-1'; SecretKey = $secret }; Id = 'InvalidConnection'
            Category = 'InvalidArgument' }
        @{ Why = 'a session token alone'; Connection = @{ Region = 'us-east-1'; SessionToken = $secret }; Id = 'InvalidConnection'
            Category = 'InvalidArgument' }
        @{ Why = 'no credentials'; Connection = @{ Region = 'us-east-1' }; Id = 'NoCredentials'; Category = 'AuthenticationError' }
        @{ Why = 'half a key pair in the environment'; Connection = @{ Region = 'us-east-1' }
            Environment = @{ AWS_ACCESS_KEY_ID = 'AKIAIOSFODNN7EXAMPLE' }; Id = 'NoCredentials'; Category = 'AuthenticationError' }
        @{ Why = 'certificates that are not there'; Connection = $here; Environment = @{ AWS_CA_BUNDLE = '/nowhere/bundle.pem' }
            Id = 'InvalidConnection'; Category = 'InvalidArgument' }
        @{ Why = 'nobody who listens'; Connection = $here + @{ EndpointUrl = "http://operator:$secret@127.0.0.1:1" }
            Id = 'ConnectionRefused'; Category = 'ConnectionError' }
        @{ Why = 'no TLS where it is asked for'; Connection = $here + @{ EndpointUrl = 'https' }; Id = 'ConnectionRefused'
            Category = 'ConnectionError' }
        @{ Why = 'a name that does not resolve'; Connection = $here + @{ EndpointUrl = "https://operator:$secret@ssm.invalid" }
            Id = 'ConnectionRefused'; Category = 'ConnectionError' }
    )
    $cases = foreach ($failure in $failures) {
        foreach ($call in $calls) {
            # These two try again where nobody answers, for as long as it may still help; that is told by specs of their own.
            if ($failure.Id -eq 'ConnectionRefused' -and $call.Name -in 'Stop-RunCommand', 'Wait-RunCommand') {
                continue
            }

            @{ Call = $call; Cmdlet = $call.Name; Secret = $secret } + $failure
        }
    }
}

BeforeAll {
    . "$PSScriptRoot/Import-BuiltModule.ps1"

    $plain = Start-RunCommandSimulator -NodeCount 1 6> $null

    # Says what no TLS client understands, and closes.
    $listener = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
    $listener.Start()
    $notTls = "https://127.0.0.1:$($listener.LocalEndpoint.Port)"
    $server = [powershell]::Create().AddScript({
            param($Listener)

            while ($true) {
                $client = $Listener.AcceptTcpClient()
                $client.GetStream().Write([System.Text.Encoding]::ASCII.GetBytes("220 smtp.example.com ready`r`n"))
                $client.Dispose()
            }
        }).AddArgument($listener)
    $null = $server.BeginInvoke()

    # All of an error that anybody could print, log or serialize.
    function Get-Everything($ErrorRecord) {
        $ErrorRecord | Format-List -Property * -Force | Out-String -Width 4000
        $ErrorRecord.Exception.ToString()
        $ErrorRecord | Out-String -Width 4000
        $ErrorRecord.TargetObject | Out-String -Width 4000
        $ErrorRecord.InvocationInfo.BoundParameters | ConvertTo-Json -Depth 4 -WarningAction Ignore
        $ErrorRecord.InvocationInfo.BoundParameters.Values | ForEach-Object { "$_" }
    }
}

AfterAll {
    $listener.Dispose()
    $server.Dispose()
    $plain | Stop-RunCommandSimulator
}

Describe 'A connection that fails' {
    BeforeEach { $before = @{} }

    AfterEach {
        foreach ($name in $before.Keys) {
            [Environment]::SetEnvironmentVariable($name, $before[$name])
        }
    }

    It 'for <Why> is told by <Cmdlet> as <Id>' -ForEach $cases {
        foreach ($name in $Environment.Keys) {
            $before[$name] = [Environment]::GetEnvironmentVariable($name)
            [Environment]::SetEnvironmentVariable($name, $Environment[$name])
        }

        $connection = $Connection.Clone()
        if ($connection.EndpointUrl -ceq 'https') {
            $connection.EndpointUrl = $notTls
        }

        $arguments = $Call.Arguments
        $all = @()
        try {
            & $Cmdlet @arguments @connection -ErrorVariable all -ErrorAction SilentlyContinue 3> $null 6> $null
        }
        catch {
            $all = @($_)
        }

        $all = @($all | Where-Object { $_ -is [Management.Automation.ErrorRecord] })
        $all.Count | Should -BeGreaterThan 0
        $all[0].FullyQualifiedErrorId | Should -BeLike "$Id,RunCommandPS.Commands.*"
        $all[0].CategoryInfo.Category | Should -Be $Category
        $all[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        foreach ($one in $all) {
            $one.Exception.Message | Should -Not -Match 'Amazon\.|Amazon\w*Exception'
            $one.ErrorDetails.Message | Should -Not -Match 'Amazon\.|Amazon\w*Exception'
            (Get-Everything $one) -join "`n" | Should -Not -Match $Secret
        }
    }
}

Describe 'A secret of a connection' {
    BeforeAll {
        $url = $plain.Endpoint.ToString().Replace('//', '//operator:my-password@')
        $connection = @{ Region = $plain.Region; AccessKey = $plain.AccessKeyId; SecretKey = $plain.SecretAccessKey; EndpointUrl = $url }
        $node = $plain.Nodes[0].InstanceId
    }

    It 'in an endpoint is no part of the command that it sends' {
        $command = Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' } -InstanceId $node @connection

        $command.Endpoint | Should -Be $plain.Endpoint
        $command | Format-List -Property * -Force | Out-String | Should -Not -Match 'my-password'
        $command | ConvertTo-Json -Depth 4 -WarningAction Ignore | Should -Not -Match 'my-password'
    }

    It 'is taken as a SecureString, too' {
        $secure = [securestring]::new()
        $plain.SecretAccessKey.ToCharArray() | ForEach-Object { $secure.AppendChar($_) }
        $connection.SecretKey = $secure

        Get-RunCommandNode @connection | Should -HaveCount 1
    }

    It 'typed on the line is not in the command of the job' {
        $line = "Invoke-RunCommand uptime -Shell Sh -InstanceId $node -AsJob -Region $($plain.Region) -AccessKey $($plain.AccessKeyId) " +
            "-SecretKey $($plain.SecretAccessKey) -EndpointUrl $url"
        $job = Invoke-Expression $line
        $null = $job | Wait-Job

        $job.Command | Should -Match '-SecretKey \*+ -EndpointUrl http://\*\*\*@'
        $job.Command | Should -Not -Match ([regex]::Escape($plain.SecretAccessKey))
        $job | Remove-Job
    }

    It 'of the environment is not sent by $using:' -ForEach @('AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN') {
        $mark = $plain.Requests.Count
        [Environment]::SetEnvironmentVariable($_, 'my-secret')
        try {
            $script = [scriptblock]::Create("`$using:env:$_")
            { Invoke-RunCommand -ScriptBlock $script -InstanceId $node } | Should -Throw -ErrorId 'SecretParameterValue,*'
        }
        finally {
            [Environment]::SetEnvironmentVariable($_, $null)
        }

        $plain.Requests.Count | Should -Be $mark
    }
}

Describe 'A module that another runspace removes' {
    It 'goes on here with its simulator' {
        $other = [powershell]::Create()
        try {
            $manifest = (Get-Module RunCommandPS).Path -replace 'dll$', 'psd1'
            $null = $other.AddScript("Import-Module '$manifest'; Remove-Module RunCommandPS").Invoke()
            $other.HadErrors | Should -BeFalse
        }
        finally {
            $other.Dispose()
        }

        $plain.IsRunning | Should -BeTrue
        Get-RunCommandNode | Should -HaveCount 1
    }
}
