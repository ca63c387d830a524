using System.Net;
using RunCommandPS.Aws.Tests.Fixture;
using RunCommandPS.Connection;
using RunCommandPS.Simulator;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Aws.Tests;

/// <summary>
/// Who calls: each source of credentials against a server of its own on this machine, and what changes when the environment does.
/// </summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class CredentialChainTests : IDisposable
{
    private const string MfaProfile = """
        [profile here]
        role_arn = arn:aws:iam::111122223333:role/ops
        source_profile = base
        mfa_serial = arn:aws:iam::111122223333:mfa/operator
        [profile base]
        aws_access_key_id = AKIABASE
        aws_secret_access_key = any
        """;

    private readonly EnvironmentVariables _environment = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("RunCommandPS.Aws.Tests-");
    private readonly CannedServer _service = CannedServer.Answering("{}");

    public CredentialChainTests()
    {
        _environment["AWS_REGION"] = "us-east-1";
        _environment["AWS_ENDPOINT_URL_SSM"] = _service.Endpoint.ToString();
        _environment["AWS_CONFIG_FILE"] = Path.Combine(_folder.FullName, "config");
    }

    public void Dispose()
    {
        _service.Dispose();
        _environment.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Another_role_of_the_environment_is_assumed_anew()
    {
        using var sts = TokenService("AssumeRoleWithWebIdentity", "ASIAROLE");
        NameWebIdentity(sts, "arn:aws:iam::111122223333:role/a");
        await CallAsync();
        NameWebIdentity(sts, "arn:aws:iam::111122223333:role/b");
        await CallAsync();

        Assert.Contains("ASIAROLE", Caller, StringComparison.Ordinal);
        Assert.Contains("role/a", WebUtility.UrlDecode(sts.Bodies[0]), StringComparison.Ordinal);
        Assert.Contains("role/b", WebUtility.UrlDecode(sts.Bodies[1]), StringComparison.Ordinal);
        Assert.Contains("WebIdentityToken=the-token", sts.Bodies[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_is_asked_after_the_role_of_the_environment_is_gone()
    {
        using var sts = TokenService("AssumeRoleWithWebIdentity", "ASIAROLE");
        using var first = Served("ASIAFIRST");
        using var second = Served("ASIASECOND");
        NameWebIdentity(sts, "arn:aws:iam::111122223333:role/a");
        await CallAsync();
        _environment["AWS_ROLE_ARN"] = null;
        _environment["AWS_WEB_IDENTITY_TOKEN_FILE"] = null;

        NameContainer(first);
        await CallAsync();
        Assert.Contains("ASIAFIRST", Caller, StringComparison.Ordinal);
        Assert.Contains("Authorization: who-asks", Assert.Single(first.Heads), StringComparison.OrdinalIgnoreCase);

        NameContainer(second);
        await CallAsync();
        Assert.Contains("ASIASECOND", Caller, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_metadata_service_has_the_last_word_and_is_asked_in_its_second_version()
    {
        using var metadata = Metadata("ASIAINSTANCE");

        await CallAsync();

        Assert.Contains("ASIAINSTANCE", Caller, StringComparison.Ordinal);
        Assert.StartsWith("PUT /latest/api/token", metadata.Heads[0], StringComparison.Ordinal);
        Assert.All(metadata.Heads.Where(head => head.StartsWith("GET", StringComparison.Ordinal)), head =>
            Assert.Contains("X-aws-ec2-metadata-token: session", head, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Another_metadata_service_is_asked_from_when_it_is_named()
    {
        using var first = Metadata("ASIAFIRST");
        await CallAsync();
        using var second = Metadata("ASIASECOND");
        await CallAsync();

        Assert.Contains("ASIASECOND", Caller, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_instance_knows_its_region()
    {
        using var metadata = Metadata("ASIAINSTANCE");
        _environment["AWS_REGION"] = null;
        using var connection = AwsConnection.Create(new ConnectionOptions(), ConnectionEnvironment.Current());

        Assert.Equal("eu-west-3", connection.Service.Origin.Region);
        await connection.Service.ListCommandsAsync(new CommandQuery(), null, Connect.Cancellation);
        Assert.Contains("/eu-west-3/ssm/", Caller, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sources_are_asked_in_the_order_of_the_AWS_CLI()
    {
        using var sts = TokenService("AssumeRoleWithWebIdentity", "ASIAROLE");
        using var container = Served("ASIACONTAINER");
        using var metadata = Metadata("ASIAINSTANCE");
        NameContainer(container);
        NameWebIdentity(sts, "arn:aws:iam::111122223333:role/a");
        WriteProfiles("[default]\naws_access_key_id = AKIADEFAULT\naws_secret_access_key = any");
        _environment["AWS_ACCESS_KEY_ID"] = "AKIAENVIRONMENT";
        _environment["AWS_SECRET_ACCESS_KEY"] = "any";
        var asked = new List<string>();

        foreach (var gone in new[] { "", "AWS_ACCESS_KEY_ID", "AWS_ROLE_ARN", "AWS_CONFIG_FILE", "AWS_CONTAINER_CREDENTIALS_FULL_URI" })
        {
            if (gone.Length > 0)
            {
                _environment[gone] = gone == "AWS_CONFIG_FILE" ? Path.Combine(_folder.FullName, "none") : null;
            }

            await CallAsync();
            asked.Add(Caller.Split("Credential=")[1].Split('/')[0]);
        }

        Assert.Equal(["AKIAENVIRONMENT", "ASIAROLE", "AKIADEFAULT", "ASIACONTAINER", "ASIAINSTANCE"], asked);
    }

    [Fact]
    public async Task A_default_profile_with_a_region_only_is_no_source()
    {
        WriteProfiles("[default]\nregion = eu-west-3");
        using var container = Served("ASIACONTAINER");
        NameContainer(container);

        await CallAsync();

        Assert.Contains("ASIACONTAINER", Caller, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://10.0.0.1/credentials")]
    [InlineData("nowhere")]
    public async Task Keys_are_taken_from_no_container_server_that_anybody_could_read_along_with(string address)
    {
        _environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = address;

        Assert.Contains(address, (await Assert.ThrowsAsync<NoCredentialsException>(() => CallAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credential_servers_are_not_reached_through_a_proxy()
    {
        using var container = Served("ASIACONTAINER");
        NameContainer(container);
        _environment["HTTP_PROXY"] = "http://127.0.0.1:1";
        _environment["http_proxy"] = "http://127.0.0.1:1";

        await CallAsync();

        Assert.NotEmpty(container.Heads);
    }

    [Fact]
    public async Task A_code_is_asked_for_once_and_sent()
    {
        using var sts = TokenService("AssumeRole", "ASIAMFA");
        _environment["AWS_ENDPOINT_URL_STS"] = sts.Endpoint.ToString();
        WriteProfiles(MfaProfile);
        var prompt = new Prompt("123456");
        using var connection = AwsConnection.Create(new ConnectionOptions { ProfileName = "here" }, ConnectionEnvironment.Current());

        for (var i = 0; i < 2; i++)
        {
            await connection.AuthenticateAsync(prompt, Connect.Cancellation);
            await connection.Service.ListCommandsAsync(new CommandQuery(), null, Connect.Cancellation);
        }

        Assert.Equal("arn:aws:iam::111122223333:mfa/operator", Assert.Single(prompt.Devices));
        Assert.Contains("TokenCode=123456", Assert.Single(sts.Bodies), StringComparison.Ordinal);
        Assert.Contains("ASIAMFA", Caller, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_nobody_gives_the_code_the_error_names_the_device(bool isAsked)
    {
        WriteProfiles(MfaProfile);
        using var connection = AwsConnection.Create(new ConnectionOptions { ProfileName = "here" }, ConnectionEnvironment.Current());

        var error = await Assert.ThrowsAsync<NoCredentialsException>(
            () => connection.AuthenticateAsync(isAsked ? new Prompt("") : null, Connect.Cancellation));

        Assert.Contains("mfa/operator", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_profile_that_signs_in_with_aws_login_is_refused_in_plain_words()
    {
        WriteProfiles("[profile here]\nlogin_session = arn:aws:iam::111122223333:user/operator");

        var error = await Assert.ThrowsAsync<NoCredentialsException>(() => CallAsync(new ConnectionOptions { ProfileName = "here" }));

        Assert.Contains("login_session", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "[profile here]\nrole_arn = arn:aws:iam::111122223333:role/a\nsource_profile = there\n[profile there]\n"
            + "role_arn = arn:aws:iam::111122223333:role/b\nsource_profile = here",
        "leads back")]
    [InlineData("[profile here]\nrole_arn = arn:aws:iam::111122223333:role/a\ncredential_source = Moon", "Moon")]
    [InlineData("[profile here]\nrole_arn = arn:aws:iam::111122223333:role/a\ncredential_source = EcsContainer", "EcsContainer")]
    public async Task A_role_without_a_caller_says_why(string profiles, string why)
    {
        WriteProfiles(profiles);

        var error = await Assert.ThrowsAsync<NoCredentialsException>(() => CallAsync(new ConnectionOptions { ProfileName = "here" }));

        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_time_limit_of_a_call_holds_for_all_its_attempts()
    {
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions());
        simulator.InjectFault(new SimulatedFault(FaultKind.Throttle));
        _environment["AWS_MAX_ATTEMPTS"] = "1000";
        using var service = Connect.To(Connect.Options(simulator) with { RequestTimeout = TimeSpan.FromMilliseconds(500) });

        await Assert.ThrowsAsync<RequestTimeoutException>(() => service.ListCommandsAsync(new CommandQuery(), null, Connect.Cancellation));
    }

    [Fact]
    public void Any_variable_that_a_connection_depends_on_makes_another_one()
    {
        var before = ConnectionEnvironment.Current();
        foreach (var name in new[]
        {
            "AWS_ROLE_ARN", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_EC2_METADATA_SERVICE_ENDPOINT",
            "AWS_USE_FIPS_ENDPOINT", "AWS_USE_DUALSTACK_ENDPOINT", "AWS_CA_BUNDLE", "HTTPS_PROXY", "no_proxy", "HOME",
        })
        {
            _environment[name] = "another";
            var after = ConnectionEnvironment.Current();
            Assert.NotEqual(before, after);
            before = after;
        }

        Assert.Equal(before, ConnectionEnvironment.Current());
    }

    [Fact]
    public async Task A_source_of_the_caller_is_asked_at_every_call_and_before_the_environment()
    {
        _environment["AWS_ACCESS_KEY_ID"] = "AKIAENVIRONMENT";
        _environment["AWS_SECRET_ACCESS_KEY"] = "any";
        _environment["AWS_PROFILE"] = "gone";
        var source = new RenewedSource();
        using var connection = AwsConnection.Create(new ConnectionOptions { Credentials = source }, ConnectionEnvironment.Current());

        source.Keys = new SourceKeys("AKIAFIRST", new Secret("s"), null);
        await connection.Service.ListCommandsAsync(new CommandQuery(), null, Connect.Cancellation);
        Assert.Contains("AKIAFIRST", Caller, StringComparison.Ordinal);
        Assert.DoesNotContain("X-Amz-Security-Token", Caller, StringComparison.OrdinalIgnoreCase);

        source.Keys = new SourceKeys("ASIASECOND", new Secret("s"), "the-token");
        await connection.Service.ListCommandsAsync(new CommandQuery(), null, Connect.Cancellation);
        Assert.Contains("ASIASECOND", Caller, StringComparison.Ordinal);
        Assert.Contains("X-Amz-Security-Token: the-token", Caller, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("", null, "Region us-east-1 comes from $env:AWS_REGION. The environment's keys provide the credentials.")]
    [InlineData("-Credential provides", null, "Region us-east-1 comes from $env:AWS_REGION. -Credential provides the credentials.")]
    [InlineData("", "arn:aws:iam::111122223333:role/a",
        "Region us-east-1 comes from $env:AWS_REGION. The environment's keys provide the credentials that assume role "
            + "'arn:aws:iam::111122223333:role/a'.")]
    public void A_connection_says_where_region_and_credentials_come_from(string said, string? role, string expected)
    {
        _environment["AWS_ACCESS_KEY_ID"] = "AKIAENVIRONMENT";
        _environment["AWS_SECRET_ACCESS_KEY"] = "any";
        using var connection = AwsConnection.Create(new ConnectionOptions { RoleArn = role }, ConnectionEnvironment.Current());

        Assert.Equal(expected, connection.Describe(new ConnectionSources(null, said.Length > 0 ? said : null)));
    }

    private string Caller => _service.Heads[^1];

    private static async Task CallAsync(ConnectionOptions? options = null)
    {
        using var connection = AwsConnection.Create(options ?? new ConnectionOptions(), ConnectionEnvironment.Current());
        await connection.Service.ListCommandsAsync(new CommandQuery(), null, Connect.Cancellation);
    }

    private static CannedServer TokenService(string operation, string key) => CannedServer.Answering(
        $"""
        <{operation}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><{operation}Result><Credentials>
        <AccessKeyId>{key}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>
        <Expiration>2099-01-01T00:00:00Z</Expiration>
        </Credentials></{operation}Result></{operation}Response>
        """,
        type: "text/xml");

    private static string Keys(string key) =>
        $$"""{"AccessKeyId":"{{key}}","SecretAccessKey":"s","Token":"t","Expiration":"2099-01-01T00:00:00Z"}""";

    private static CannedServer Served(string key) => CannedServer.Answering(Keys(key), type: "application/json");

    private CannedServer Metadata(string key)
    {
        var server = CannedServer.Answering("", 404);
        server.Then(head => head.StartsWith("PUT /latest/api/token", StringComparison.Ordinal), "session");
        server.Then(head => head.StartsWith("GET /latest/meta-data/placement/region ", StringComparison.Ordinal), "eu-west-3");
        server.Then(head => head.StartsWith("GET /latest/meta-data/iam/security-credentials/ ", StringComparison.Ordinal), "role");
        server.Then(head => head.StartsWith("GET /latest/meta-data/iam/security-credentials/role ", StringComparison.Ordinal), Keys(key));
        _environment["AWS_EC2_METADATA_DISABLED"] = null;
        _environment["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = server.Endpoint.ToString();
        return server;
    }

    private void NameContainer(CannedServer server)
    {
        _environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = server.Endpoint + "credentials";
        _environment["AWS_CONTAINER_AUTHORIZATION_TOKEN"] = "who-asks";
    }

    private void NameWebIdentity(CannedServer sts, string role)
    {
        var file = Path.Combine(_folder.FullName, "token");
        File.WriteAllText(file, "the-token");
        _environment["AWS_ENDPOINT_URL_STS"] = sts.Endpoint.ToString();
        _environment["AWS_WEB_IDENTITY_TOKEN_FILE"] = file;
        _environment["AWS_ROLE_ARN"] = role;
    }

    private void WriteProfiles(string text) => File.WriteAllText(Path.Combine(_folder.FullName, "config"), text + "\n");

    private sealed class RenewedSource : ICredentialSource
    {
        public SourceKeys Keys { get; set; } = new("none", new Secret("s"), null);

        public string Gives => "The test provides";

        public Task<SourceKeys> KeysAsync(CancellationToken cancellationToken) => Task.FromResult(Keys);
    }

    private sealed class Prompt(string code) : ICodePrompt
    {
        public List<string> Devices { get; } = [];

        public Task<string?> AskAsync(string device, CancellationToken cancellationToken)
        {
            Devices.Add(device);
            return Task.FromResult<string?>(code);
        }
    }
}
