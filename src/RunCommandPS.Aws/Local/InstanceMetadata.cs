using System.Globalization;
using RunCommandPS.Connection;
using RunCommandPS.Errors;

namespace RunCommandPS.Aws.Local;

/// <summary>
/// The metadata service of an EC2 instance. Elsewhere there is no response, so it is waited for once, for one second, as the AWS CLI does.
/// Only version 2 is supported: an instance without it is from before 2019.
/// </summary>
/// <seealso href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html"/>
internal sealed class InstanceMetadata : IDisposable
{
    private const string TokenHeader = "X-aws-ec2-metadata-token";
    private const string TokenLifeHeader = "X-aws-ec2-metadata-token-ttl-seconds";
    private const string Roles = "latest/meta-data/iam/security-credentials/";

    private readonly HttpClient _client;
    private readonly int _attempts;

    private InstanceMetadata(Uri address, TimeSpan patience, int attempts)
    {
        _client = LocalClient.New(patience);
        _client.BaseAddress = address;
        _attempts = attempts;
    }

    /// <summary>The service; null if the environment disables it.</summary>
    /// <exception cref="InvalidConnectionException">Its address in the environment is not valid.</exception>
    public static InstanceMetadata? Of(ConnectionEnvironment environment)
    {
        if (environment.IsTrue("AWS_EC2_METADATA_DISABLED"))
        {
            return null;
        }

        const string Variable = "AWS_EC2_METADATA_SERVICE_ENDPOINT";
        var isSix = string.Equals(environment["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"], "IPv6", StringComparison.OrdinalIgnoreCase);
        var address = environment[Variable] is not { } text ? new Uri(isSix ? "http://[fd00:ec2::254]/" : "http://169.254.169.254/")
            : EndpointAddress.Of(text.TrimEnd('/') + "/") ?? throw ConnectionErrors.InvalidEndpoint("$env:" + Variable, text);
        return new InstanceMetadata(
            address,
            TimeSpan.FromSeconds(Number(environment["AWS_METADATA_SERVICE_TIMEOUT"])),
            Number(environment["AWS_METADATA_SERVICE_NUM_ATTEMPTS"]));
    }

    /// <summary>The instance's Region; null if there is no instance.</summary>
    public string? Region()
    {
        try
        {
            return ReadAsync("latest/meta-data/placement/region").GetAwaiter().GetResult() is { Length: > 0 } region ? region : null;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>The credentials of the instance's role, as the service returns them.</summary>
    /// <exception cref="NoCredentialsException">There is no response, or the instance has no role.</exception>
    public async Task<string> CredentialsAsync()
    {
        try
        {
            var role = (await ReadAsync(Roles).ConfigureAwait(false)).Split('\n')[0].Trim();
            return await ReadAsync(Roles + role).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            // Outside an instance, the credentials to use were simply not specified.
            throw ConnectionErrors.NoCredentials(exception);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<string> ReadAsync(string path)
    {
        using var token = await LocalClient.SendAsync(_client, NewTokenRequest, _attempts).ConfigureAwait(false);
        var session = await token.Content.ReadAsStringAsync().ConfigureAwait(false);
        using var reply = await LocalClient.SendAsync(_client, NewRequest, _attempts).ConfigureAwait(false);
        return await reply.Content.ReadAsStringAsync().ConfigureAwait(false);

        HttpRequestMessage NewRequest()
        {
            var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation(TokenHeader, session);
            return request;
        }
    }

    private static HttpRequestMessage NewTokenRequest()
    {
        var request = new HttpRequestMessage(HttpMethod.Put, "latest/api/token");
        request.Headers.TryAddWithoutValidation(TokenLifeHeader, "21600");
        return request;
    }

    private static int Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 3600 ? number : 1;
}
