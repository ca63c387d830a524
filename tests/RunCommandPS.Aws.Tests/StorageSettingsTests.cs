using RunCommandPS.Aws.Addressing;
using RunCommandPS.Connection;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Aws.Tests;

/// <summary>Where S3 is looked for.</summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class StorageSettingsTests : IDisposable
{
    private readonly EnvironmentVariables _environment = new();

    public void Dispose() => _environment.Dispose();

    [Theory]
    [InlineData("http://127.0.0.1:5000/", null, null, "http://127.0.0.1:5000/")]
    [InlineData("https://emulator.example.com/", null, "https://all.example.com", "https://emulator.example.com/")]
    [InlineData("https://emulator.example.com/", "https://s3.example.com", "https://all.example.com", "https://s3.example.com/")]
    [InlineData(null, null, "https://all.example.com", "https://all.example.com/")]
    [InlineData(null, "https://s3.example.com", null, "https://s3.example.com/")]
    public void What_stands_in_for_Systems_Manager_stands_in_for_S3_unless_it_has_an_endpoint_of_its_own(
        string? service, string? own, string? all, string expected)
    {
        _environment["AWS_ENDPOINT_URL_S3"] = own;
        _environment["AWS_ENDPOINT_URL"] = all;

        var config = Settings(service).Build("eu-west-1");

        Assert.Equal((expected, "eu-west-1", true), (config.ServiceURL, config.AuthenticationRegion, config.ForcePathStyle));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("https://ssm.us-east-1.amazonaws.com/")]
    [InlineData("https://vpce-1.ssm.us-east-1.vpce.amazonaws.com/")]
    [InlineData("https://ssm.us-east-1.api.aws/")]
    [InlineData("https://ssm.cn-north-1.amazonaws.com.cn/")]
    public void Amazons_own_endpoints_of_Systems_Manager_say_nothing_of_S3(string? service)
    {
        var config = Settings(service).Build("eu-west-1");

        Assert.Null(config.ServiceURL);
        Assert.Equal("eu-west-1", config.RegionEndpoint.SystemName);
    }

    private static StorageSettings Settings(string? service)
    {
        var environment = ConnectionEnvironment.Current();
        return new StorageSettings(
            new ServiceSettings(new ConnectionOptions { Region = "us-east-1" }, environment, null),
            environment,
            service is null ? null : new Uri(service));
    }
}
