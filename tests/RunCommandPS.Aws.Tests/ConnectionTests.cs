using RunCommandPS.Aws.Tests.Fixture;
using RunCommandPS.Simulator;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Aws.Tests;

/// <summary>Where region, endpoint and credentials come from: the call, then the profile it names, then the environment.</summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class ConnectionTests : IDisposable
{
    private readonly EnvironmentVariables _environment = new();

    // The isolated one. The SDK asks for its place once in the life of the process.
    private readonly FileInfo _config = new(Environment.GetEnvironmentVariable("AWS_CONFIG_FILE")!);

    private static ConnectionOptions Keys => new() { AccessKey = "AKIAIOSFODNN7EXAMPLE", SecretKey = "any" };

    [Fact]
    public void A_region_of_the_call_goes_before_all_others()
    {
        WriteProfiles("[profile here]\nregion = eu-west-3");
        _environment["AWS_REGION"] = "eu-west-1";

        Assert.Equal("ap-south-1", RegionOf(Keys with { Region = "ap-south-1", ProfileName = "here" }));
    }

    [Fact]
    public void The_region_of_a_profile_that_the_call_names_goes_before_the_environment()
    {
        WriteProfiles("[profile here]\nregion = eu-west-3");
        _environment["AWS_REGION"] = "eu-west-1";

        Assert.Equal("eu-west-3", RegionOf(Keys with { ProfileName = "here" }));
    }

    [Fact]
    public void AWS_REGION_goes_before_AWS_DEFAULT_REGION_and_the_region_of_AWS_PROFILE()
    {
        WriteProfiles("[profile here]\nregion = eu-west-3");
        _environment["AWS_PROFILE"] = "here";
        Assert.Equal("eu-west-3", RegionOf(Keys));

        _environment["AWS_DEFAULT_REGION"] = "eu-west-2";
        Assert.Equal("eu-west-2", RegionOf(Keys));

        _environment["AWS_REGION"] = "eu-west-1";
        Assert.Equal("eu-west-1", RegionOf(Keys));
    }

    [Fact]
    public void The_default_profile_has_the_last_word()
    {
        WriteProfiles("[default]\nregion = sa-east-1");

        Assert.Equal("sa-east-1", RegionOf(Keys));
    }

    [Fact]
    public void The_default_profile_is_read_anew_each_time()
    {
        WriteProfiles("[default]\nregion = sa-east-1");
        Assert.Equal("sa-east-1", RegionOf(Keys));

        WriteProfiles("[default]\nregion = eu-north-1");
        Assert.Equal("eu-north-1", RegionOf(Keys));
    }

    [Fact]
    public void No_region_is_an_error_that_says_where_to_give_one()
    {
        var error = Assert.Throws<NoRegionException>(() => RegionOf(Keys));

        Assert.Equal(ErrorCode.NoRegion, error.Code);
        Assert.Contains("-Region", error.Recommendation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eu-centrl-1", "eu-central-1")]
    [InlineData("us-east1", "us-east-1")]
    [InlineData("EU-WETS-1", "eu-west-1")]
    public void A_misspelt_region_names_the_nearest(string written, string meant)
    {
        var error = Assert.Throws<UnknownRegionException>(() => RegionOf(Keys with { Region = written }));

        Assert.Contains($"'{written}'", error.Message, StringComparison.Ordinal);
        Assert.Contains($"'{meant}'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("moon")]
    [InlineData("eu west")]
    [InlineData("mars-north-100")]
    public void A_region_that_can_be_none_is_an_error(string region)
    {
        _environment["AWS_REGION"] = region;

        Assert.StartsWith(
            $"There is no AWS Region '{region}'.",
            Assert.Throws<UnknownRegionException>(() => RegionOf(Keys)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ap-southeast-9")]
    [InlineData("mars-north-1")]
    public void A_region_newer_than_the_SDK_is_taken(string region)
    {
        using var service = Connect.To(Keys with { Region = region });

        Assert.Equal(new Uri($"https://ssm.{region}.amazonaws.com/"), service.Origin.Endpoint);
    }

    [Fact]
    public void A_region_that_can_be_part_of_no_signature_is_an_error_beside_an_endpoint_too() =>
        Assert.Throws<UnknownRegionException>(
            () => RegionOf(Keys with { Region = "eu west", EndpointUrl = new Uri("http://127.0.0.1:1") }));

    [Fact]
    public void An_endpoint_is_used_although_the_environment_asks_for_FIPS_and_both_stacks()
    {
        _environment["AWS_USE_FIPS_ENDPOINT"] = "true";
        _environment["AWS_USE_DUALSTACK_ENDPOINT"] = "true";
        using var ours = Connect.To(Keys with { Region = "us-east-1", EndpointUrl = new Uri("http://127.0.0.1:1") });
        using var amazons = Connect.To(Keys with { Region = "us-east-1" });

        Assert.Equal(new Uri("http://127.0.0.1:1/"), ours.Origin.Endpoint);
        Assert.Equal(new Uri("https://ssm-fips.us-east-1.api.aws/"), amazons.Origin.Endpoint);
    }

    [Fact]
    public void The_files_of_the_shared_configuration_are_where_the_environment_says_now()
    {
        WriteProfiles("[default]\nregion = sa-east-1");
        Assert.Equal("sa-east-1", RegionOf(Keys));
        var elsewhere = Path.Combine(_config.DirectoryName!, "elsewhere");
        File.WriteAllText(elsewhere, "[default]\nregion = eu-north-1\n");

        _environment["AWS_CONFIG_FILE"] = elsewhere;
        Assert.Equal("eu-north-1", RegionOf(Keys));

        _environment["AWS_CONFIG_FILE"] = elsewhere + "-that-is-not-there";
        Assert.Throws<NoRegionException>(() => RegionOf(Keys));
    }

    [Fact]
    public void A_bundle_of_certificates_that_can_not_be_read_is_named()
    {
        _environment["AWS_CA_BUNDLE"] = "/nowhere/bundle.pem";

        Assert.Contains(
            "'/nowhere/bundle.pem'",
            Assert.Throws<InvalidConnectionException>(() => RegionOf(Keys with { Region = "us-east-1" })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task This_machine_is_not_reached_through_a_proxy()
    {
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions());
        _environment["HTTP_PROXY"] = "http://127.0.0.1:1";
        _environment["http_proxy"] = "http://127.0.0.1:1";

        await AnswersAsync(simulator, Connect.Options(simulator));
    }

    [Fact]
    public async Task A_proxy_of_the_environment_is_taken_from_when_it_is_set_and_gets_its_password()
    {
        using var proxy = CannedServer.Answering("{}", 407, header: "Proxy-Authenticate: Basic realm=\"r\"");
        var options = Keys with { Region = "us-east-1", EndpointUrl = new Uri("http://ssm.example.com") };
        _environment["http_proxy"] = $"http://operator:p%40ss@127.0.0.1:{proxy.Endpoint.Port}";
        using var service = Connect.To(options);

        var error = await Assert.ThrowsAnyAsync<RunCommandException>(
            () => service.ListCommandsAsync(new CommandQuery(), null, Connect.Cancellation));

        Assert.Contains(proxy.Heads, head =>
            head.Contains("Proxy-Authorization: Basic " + Convert.ToBase64String("operator:p@ss"u8), StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("p%40ss", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("us-east-1", "https://ssm.us-east-1.amazonaws.com/")]
    [InlineData("US-EAST-1", "https://ssm.us-east-1.amazonaws.com/")]
    [InlineData("cn-north-1", "https://ssm.cn-north-1.amazonaws.com.cn/")]
    public void A_region_has_its_own_endpoint(string region, string endpoint)
    {
        using var service = Connect.To(Keys with { Region = region });

        Assert.Equal(new Uri(endpoint), service.Origin.Endpoint);
        Assert.Equal(region.ToLowerInvariant(), service.Origin.Region);
    }

    [Theory]
    [InlineData("AWS_ENDPOINT_URL_SSM")]
    [InlineData("AWS_ENDPOINT_URL")]
    public async Task An_endpoint_of_the_environment_is_called_whatever_its_region(string variable)
    {
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions { Region = "mars-north-1" });
        _environment[variable] = simulator.Endpoint.ToString();
        _environment["AWS_REGION"] = "mars-north-1";

        await AnswersAsync(simulator, new ConnectionOptions { AccessKey = simulator.AccessKeyId, SecretKey = simulator.SecretAccessKey });
    }

    [Fact]
    public async Task An_endpoint_of_the_call_is_called_whatever_its_region()
    {
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions { Region = "mars-north-1" });
        _environment["AWS_ENDPOINT_URL_SSM"] = "http://ssm.invalid";

        await AnswersAsync(simulator, Connect.Options(simulator) with { Region = "mars-north-1" });
    }

    [Theory]
    [InlineData("localhost:4566")]
    [InlineData("ssm")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("http://")]
    public void An_endpoint_that_is_no_address_is_named(string endpoint)
    {
        _environment["AWS_ENDPOINT_URL_SSM"] = endpoint;

        Assert.Contains(
            endpoint,
            Assert.Throws<InvalidConnectionException>(() => RegionOf(Keys with { Region = "us-east-1" })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_endpoint_of_the_environment_is_none()
    {
        _environment["AWS_ENDPOINT_URL_SSM"] = "";

        Assert.Equal("us-east-1", RegionOf(Keys with { Region = "us-east-1" }));
    }

    [Fact]
    public async Task The_endpoint_of_a_profile_is_called()
    {
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions());
        WriteProfiles($"""
            [profile here]
            region = us-east-1
            endpoint_url = {simulator.Endpoint}
            aws_access_key_id = {simulator.AccessKeyId}
            aws_secret_access_key = {simulator.SecretAccessKey}
            """);

        await AnswersAsync(simulator, new ConnectionOptions { ProfileName = "here" });

        _environment["AWS_PROFILE"] = "here";
        await AnswersAsync(simulator, new ConnectionOptions());
    }

    [Fact]
    public async Task A_profile_is_looked_for_in_the_file_that_is_named()
    {
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions());
        WriteProfiles("");
        var elsewhere = Path.Combine(_config.DirectoryName!, "elsewhere");
        File.WriteAllText(
            elsewhere, $"[here]\naws_access_key_id = {simulator.AccessKeyId}\naws_secret_access_key = {simulator.SecretAccessKey}\n");
        var options = new ConnectionOptions { Region = "us-east-1", EndpointUrl = simulator.Endpoint, ProfileName = "here" };

        await AnswersAsync(simulator, options with { ProfileLocation = elsewhere });
        var error = Assert.Throws<UnknownProfileException>(() => Connect.To(options));

        Assert.Contains("'here'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_profile_is_named_wherever_it_was_named()
    {
        WriteProfiles("[profile here]\nregion = us-east-1");
        var named = Assert.Throws<UnknownProfileException>(() => Connect.To(Keys with { ProfileName = "gone" }));
        _environment["AWS_PROFILE"] = "lost";
        var ambient = Assert.Throws<UnknownProfileException>(() => Connect.To(new ConnectionOptions { Region = "us-east-1" }));

        Assert.Contains("'gone'", named.Message, StringComparison.Ordinal);
        Assert.Contains("'lost'", ambient.Message, StringComparison.Ordinal);
        Assert.Contains("$env:AWS_PROFILE", ambient.Recommendation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_profile_of_the_environment_that_is_gone_does_not_matter_where_keys_go_before_it()
    {
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions());
        _environment["AWS_PROFILE"] = "lost";

        await AnswersAsync(simulator, Connect.Options(simulator));

        _environment["AWS_ACCESS_KEY_ID"] = simulator.AccessKeyId;
        _environment["AWS_SECRET_ACCESS_KEY"] = simulator.SecretAccessKey;
        await AnswersAsync(simulator, new ConnectionOptions { Region = "us-east-1", EndpointUrl = simulator.Endpoint });
    }

    [Fact]
    public async Task Keys_of_the_call_go_before_the_profile_and_the_environment()
    {
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions());
        WriteProfiles("[profile here]\naws_access_key_id = AKIAPROFILE\naws_secret_access_key = wrong");
        _environment["AWS_ACCESS_KEY_ID"] = "AKIAENVIRONMENT";
        _environment["AWS_SECRET_ACCESS_KEY"] = "wrong";

        await AnswersAsync(simulator, Connect.Options(simulator) with { ProfileName = "here" });
    }

    [Fact]
    public async Task A_profile_of_the_call_goes_before_keys_of_the_environment()
    {
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions());
        WriteProfiles($"[profile here]\naws_access_key_id = {simulator.AccessKeyId}\naws_secret_access_key = {simulator.SecretAccessKey}");
        _environment["AWS_ACCESS_KEY_ID"] = "AKIAENVIRONMENT";
        _environment["AWS_SECRET_ACCESS_KEY"] = "wrong";

        await AnswersAsync(
            simulator, new ConnectionOptions { Region = "us-east-1", EndpointUrl = simulator.Endpoint, ProfileName = "here" });
    }

    [Fact]
    public async Task Keys_of_the_environment_go_before_AWS_PROFILE()
    {
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions());
        WriteProfiles("[profile here]\naws_access_key_id = AKIAPROFILE\naws_secret_access_key = wrong");
        _environment["AWS_PROFILE"] = "here";
        _environment["AWS_ACCESS_KEY_ID"] = simulator.AccessKeyId;
        _environment["AWS_SECRET_ACCESS_KEY"] = simulator.SecretAccessKey;

        await AnswersAsync(simulator, new ConnectionOptions { Region = "us-east-1", EndpointUrl = simulator.Endpoint });
    }

    [Fact]
    public async Task Keys_of_the_environment_are_read_anew_each_time()
    {
        using var first = RunCommandSimulator.Start(new SimulatorOptions());
        using var second = RunCommandSimulator.Start(new SimulatorOptions());
        foreach (var simulator in new[] { first, second })
        {
            _environment["AWS_ACCESS_KEY_ID"] = simulator.AccessKeyId;
            _environment["AWS_SECRET_ACCESS_KEY"] = simulator.SecretAccessKey;
            await AnswersAsync(simulator, new ConnectionOptions { Region = "us-east-1", EndpointUrl = simulator.Endpoint });
        }
    }

    [Fact]
    public async Task A_session_token_goes_with_the_keys()
    {
        using var server = CannedServer.Answering("{}");
        using var service = Connect.To(Connect.Options(server.Endpoint) with { SessionToken = "temporary" });

        await service.ListCommandsAsync(new CommandQuery(), null, Connect.Cancellation);

        Assert.Contains("X-Amz-Security-Token: temporary", Assert.Single(server.Heads), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("AKIA", null, null, "-SecretKey")]
    [InlineData(null, "secret", null, "-AccessKey")]
    [InlineData(null, null, "token", "-SessionToken")]
    public void Half_of_a_key_pair_is_an_error_that_shows_no_secret(string? accessKey, string? secretKey, string? token, string missing)
    {
        var options = new ConnectionOptions { Region = "us-east-1", AccessKey = accessKey, SecretKey = secretKey, SessionToken = token };

        var error = Assert.Throws<InvalidConnectionException>(() => Connect.To(options));

        Assert.Contains(missing, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("'secret'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_credentials_anywhere_is_NoCredentials()
    {
        var error = await CredentialsErrorAsync(new ConnectionOptions { Region = "us-east-1" });

        Assert.Equal("No AWS credentials were found.", error.Message);
        Assert.Contains("Start-RunCommandSimulator", error.Recommendation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_at_the_metadata_address_is_NoCredentials()
    {
        using var closed = CannedServer.Answering("");
        _environment["AWS_EC2_METADATA_DISABLED"] = null;
        _environment["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = closed.Endpoint.ToString();
        closed.Dispose();

        var error = await CredentialsErrorAsync(new ConnectionOptions { Region = "us-east-1" });

        Assert.Equal("No AWS credentials were found.", error.Message);
    }

    [Fact]
    public async Task Half_a_key_pair_in_the_environment_is_NoCredentials()
    {
        _environment["AWS_ACCESS_KEY_ID"] = "AKIAENVIRONMENT";

        await CredentialsErrorAsync(new ConnectionOptions { Region = "us-east-1" });
    }

    [Theory]
    [InlineData("[profile here]\nregion = us-east-1", "here")]
    [InlineData("[profile here]\naws_access_key_id = AKIA", "here")]
    [InlineData("[profile here]\nrole_arn = arn:aws:iam::111122223333:role/ops\nsource_profile = gone", "gone")]
    [InlineData(
        "[profile here]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = ops\n[sso-session corp]\n"
            + "sso_region = us-east-1\nsso_start_url = https://corp.invalid/start",
        "sso")]
    [InlineData("[profile here]\ncredential_process = /nonexistent/program", "program")]
    public async Task A_profile_without_usable_credentials_says_why(string profiles, string why)
    {
        WriteProfiles(profiles);

        var error = await CredentialsErrorAsync(new ConnectionOptions { Region = "us-east-1", ProfileName = "here" });

        Assert.StartsWith("Profile 'here' provides no usable credentials: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(why, error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.NotNull(error.InnerException);
    }

    [Fact]
    public async Task A_role_that_can_not_be_assumed_says_why()
    {
        using var sts = CannedServer.Answering(
            "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>Not for you.</Message></Error></ErrorResponse>",
            403,
            "text/xml");
        _environment["AWS_ENDPOINT_URL_STS"] = sts.Endpoint.ToString();
        WriteProfiles("""
            [profile here]
            role_arn = arn:aws:iam::111122223333:role/ops
            source_profile = base
            [profile base]
            aws_access_key_id = AKIA
            aws_secret_access_key = any
            """);

        var error = await CredentialsErrorAsync(new ConnectionOptions { Region = "us-east-1", ProfileName = "here" });

        Assert.Contains("Profile 'here'", error.Message, StringComparison.Ordinal);
        Assert.Contains("Not for you.", error.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(sts.Bodies);
    }

    [Fact]
    public async Task A_default_profile_that_fails_says_why()
    {
        WriteProfiles("[default]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = ops\n[sso-session corp]\n"
            + "sso_region = us-east-1\nsso_start_url = https://corp.invalid/start");

        var error = await CredentialsErrorAsync(new ConnectionOptions { Region = "us-east-1" });

        Assert.Contains("sso", error.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_typing_mistake_in_the_region_is_found_before_credentials_are_looked_for() =>
        Assert.Throws<UnknownRegionException>(() => Connect.To(new ConnectionOptions { Region = "us-eats-1" }));

    public void Dispose()
    {
        _environment.Dispose();
        if (_config.Directory!.Exists)
        {
            _config.Directory.Delete(recursive: true);
        }
    }

    private static string RegionOf(ConnectionOptions options)
    {
        using var service = Connect.To(options);
        return service.Origin.Region;
    }

    private static async Task AnswersAsync(RunCommandSimulator simulator, ConnectionOptions options)
    {
        using var service = Connect.To(options);
        await service.ListCommandsAsync(new CommandQuery(), null, Connect.Cancellation);
        Assert.Equal(200, simulator.Requests[^1].HttpStatusCode);
        Assert.Equal((simulator.Endpoint, simulator.Region), (service.Origin.Endpoint, service.Origin.Region));
    }

    // Some of it shows when the service is made, some only when it is called.
    private static Task<NoCredentialsException> CredentialsErrorAsync(ConnectionOptions options) =>
        Assert.ThrowsAsync<NoCredentialsException>(async () =>
        {
            using var service = Connect.To(options with { EndpointUrl = new Uri("http://ssm.invalid") });
            await service.ListCommandsAsync(new CommandQuery(), null, Connect.Cancellation);
        });

    private void WriteProfiles(string text)
    {
        _config.Directory!.Create();
        File.WriteAllText(_config.FullName, text + "\n");
    }
}
