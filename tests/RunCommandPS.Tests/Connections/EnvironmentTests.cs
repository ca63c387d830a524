using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Connections;

/// <summary>
/// Without a simulator of the session and without parameters, the environment says where to go: as it is when a cmdlet starts.
/// </summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class EnvironmentTests : IDisposable
{
    private const string Send = "$args[0] | Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' }";

    private readonly EnvironmentVariables _environment = new();
    private readonly PowerShellEngine _engine = new();
    private readonly SimulatorProbe _first = SimulatorProbe.StartApart(nodeCount: 1, "eu-west-1");
    private readonly SimulatorProbe _second = SimulatorProbe.StartApart(nodeCount: 1, "us-east-1");

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
        _engine.Dispose();
        _environment.Dispose();
    }

    [Fact]
    public void A_change_between_two_calls_is_heeded()
    {
        foreach (var simulator in new[] { _first, _second, _first })
        {
            PointTo(simulator);
            var command = Assert.Single(_engine.Run(Send, simulator.NodeIds).Succeeded().Output);
            Assert.Equal(simulator.Region, command.Properties["Region"].Value);
            Assert.Equal(simulator.Endpoint, command.Properties["Endpoint"].Value);
        }

        Assert.Equal(2, _first.Calls("SendCommand").Count);
        Assert.Single(_second.Calls("SendCommand"));
    }

    [Fact]
    public void A_change_of_the_endpoint_alone_is_heeded()
    {
        PointTo(_first);
        _engine.Run(Send, _first.NodeIds).Succeeded();

        _environment["AWS_ENDPOINT_URL_SSM"] = _second.Endpoint.ToString();

        // The second one has other keys, so that it refuses; what matters is that it was asked.
        Assert.StartsWith(
            "UnrecognizedClientException", _engine.Run(Send, _second.NodeIds).OnlyError.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(_second.Calls("SendCommand"));
        Assert.Single(_first.Calls("SendCommand"));
    }

    [Fact]
    public void An_object_is_looked_up_where_it_came_from_though_the_environment_has_changed()
    {
        PointTo(_first);
        _engine.Run("$command = " + Send, _first.NodeIds).Succeeded();
        PointTo(_second);

        var result = _engine.Run("$command | Get-RunCommand");

        // The keys were the environment's and are gone with it, but the place stays: a command is
        // never looked for in another region's account.
        Assert.Empty(_second.Calls("ListCommands"));
        Assert.Single(_first.Calls("ListCommands"));
        Assert.StartsWith("UnrecognizedClientException", result.OnlyError.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_go_before_the_environment()
    {
        PointTo(_first);

        var command = Assert.Single(_engine.Run($"{Send} {_second.Parameters}", _second.NodeIds).Succeeded().Output);

        Assert.Equal("us-east-1", command.Properties["Region"].Value);
        Assert.Empty(_first.Calls("SendCommand"));
    }

    [Theory]
    [InlineData("Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' } -InstanceId $args[0]")]
    [InlineData("Get-RunCommand")]
    [InlineData("Get-RunCommand | Get-RunCommandInvocation")]
    public void Credentials_that_were_refused_are_read_again(string call)
    {
        // The file of the tests' own home, since the SDK looks for its place only once.
        var file = new FileInfo(Environment.GetEnvironmentVariable("AWS_SHARED_CREDENTIALS_FILE")!);
        file.Directory!.Create();
        _environment["AWS_PROFILE"] = "operator";
        _environment["AWS_REGION"] = _first.Region;
        _environment["AWS_ENDPOINT_URL_SSM"] = _first.Endpoint.ToString();
        WriteProfile(file, "AKIAOUTOFDATE0000000", "out-of-date");
        Assert.Contains(
            "UnrecognizedClientException",
            string.Join('\n', _engine.Run(call, _first.NodeIds[0]).AllErrors.Select(ScriptResult.Describe)),
            StringComparison.Ordinal);

        WriteProfile(file, _first.AccessKeyId, _first.SecretAccessKey);

        _engine.Run(call, _first.NodeIds[0]).Succeeded();
        file.Directory.Delete(recursive: true);
    }

    [Fact]
    public void Credentials_that_were_refused_are_read_again_for_buckets_too()
    {
        var file = new FileInfo(Environment.GetEnvironmentVariable("AWS_SHARED_CREDENTIALS_FILE")!);
        file.Directory!.Create();
        using var simulator = SimulatorProbe.Start(_engine, "-NodeCount 1 -Answer @{ StandardOutput = 'x' * 30000 }");
        WriteProfile(file, simulator.AccessKeyId, simulator.SecretAccessKey, "yesterday");
        _engine.Run("""
            $simulator = Get-RunCommandSimulator
            $here = @{ Region = $simulator.Region; EndpointUrl = $simulator.Endpoint; ProfileName = 'operator' }
            $command = $simulator.Nodes |
                Send-RunCommand AWS-RunShellScript @{ commands = 'long' } -OutputS3BucketName amzn-s3-demo-bucket @here | Wait-RunCommand
            """).Succeeded();
        const string Read = "($command | Receive-RunCommandOutput).StandardOutput.Length";
        Assert.Equal(30_000, _engine.Run(Read).Succeeded().Values<int>()[0]);

        WriteProfile(file, simulator.AccessKeyId, simulator.SecretAccessKey, "today");
        _engine.Run("$simulator.ExpireSessionToken('yesterday')").Succeeded();
        Assert.StartsWith(
            "ExpiredTokenException",
            _engine.Run("$command | Receive-RunCommandOutput").OnlyError.FullyQualifiedErrorId,
            StringComparison.Ordinal);

        Assert.Equal(30_000, _engine.Run(Read).Succeeded().Values<int>()[0]);
        file.Directory.Delete(recursive: true);
    }

    private static void WriteProfile(FileInfo file, string accessKey, string secretKey, string? sessionToken = null) => File.WriteAllText(
        file.FullName,
        $"[operator]\naws_access_key_id = {accessKey}\naws_secret_access_key = {secretKey}\n"
            + (sessionToken is null ? "" : $"aws_session_token = {sessionToken}\n"));

    private void PointTo(SimulatorProbe simulator)
    {
        _environment["AWS_ENDPOINT_URL_SSM"] = simulator.Endpoint.ToString();
        _environment["AWS_REGION"] = simulator.Region;
        _environment["AWS_ACCESS_KEY_ID"] = simulator.AccessKeyId;
        _environment["AWS_SECRET_ACCESS_KEY"] = simulator.SecretAccessKey;
    }
}
