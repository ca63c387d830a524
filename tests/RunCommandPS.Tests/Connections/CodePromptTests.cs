using RunCommandPS.Aws.Tests.Fixture;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Connections;

/// <summary>
/// A profile with a multi-factor device has its code asked for by the host, once, and by nobody where there is nobody to ask.
/// </summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class CodePromptTests : IDisposable
{
    private const string Device = "arn:aws:iam::111122223333:mfa/operator";

    private readonly EnvironmentVariables _environment = new();
    private readonly PowerShellEngine _engine = new();
    private readonly SimulatorProbe _simulator = SimulatorProbe.StartApart(nodeCount: 1, "eu-west-1");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("RunCommandPS.Tests-");
    private readonly CannedServer _sts;

    public CodePromptTests()
    {
        _sts = CannedServer.Answering(
            $"""
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
            <AccessKeyId>{_simulator.AccessKeyId}</AccessKeyId><SecretAccessKey>{_simulator.SecretAccessKey}</SecretAccessKey>
            <SessionToken>token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>
            </Credentials></AssumeRoleResult></AssumeRoleResponse>
            """,
            type: "text/xml");
        var file = Path.Combine(_folder.FullName, "config");
        File.WriteAllText(file, $"""
            [profile operator]
            role_arn = arn:aws:iam::111122223333:role/ops
            source_profile = base
            mfa_serial = {Device}
            [profile base]
            aws_access_key_id = AKIABASE
            aws_secret_access_key = any

            """);
        _environment["AWS_CONFIG_FILE"] = file;
        _environment["AWS_ENDPOINT_URL_STS"] = _sts.Endpoint.ToString();
        _environment["AWS_ENDPOINT_URL_SSM"] = _simulator.Endpoint.ToString();
        _environment["AWS_REGION"] = _simulator.Region;
        _environment["AWS_PROFILE"] = "operator";
    }

    public void Dispose()
    {
        _sts.Dispose();
        _simulator.Dispose();
        _engine.Dispose();
        _environment.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void The_host_asks_once_for_several_cmdlets()
    {
        _engine.Console.Answer("123456");

        _engine.Run("Get-RunCommandNode; Get-RunCommandNode").Succeeded();

        Assert.Contains(Device, Assert.Single(_engine.Console.Prompts), StringComparison.Ordinal);
        Assert.Contains("TokenCode=123456", Assert.Single(_sts.Bodies), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nobody_answers_the_error_names_the_device()
    {
        _engine.Console.Answer("");

        var error = _engine.Run("Get-RunCommandNode").OnlyError;

        Assert.StartsWith("NoCredentials,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(Device, error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(_sts.Bodies);
    }

    [Fact]
    public void A_job_asks_nobody()
    {
        var result = _engine.Run(
            "$job = Invoke-RunCommand uptime -Shell Sh -InstanceId $args[0] -AsJob; $null = $job | Wait-Job; "
                + "$job.Error[0].FullyQualifiedErrorId",
            _simulator.NodeIds[0]).Succeeded();

        Assert.Equal(["NoCredentials"], result.Values<string>());
        Assert.Empty(_engine.Console.Prompts);
    }
}
