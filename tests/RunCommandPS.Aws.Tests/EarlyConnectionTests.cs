using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Time.Testing;
using RunCommandPS.Aws.Http;
using RunCommandPS.Aws.Tests.Fixture;
using RunCommandPS.Connection;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Aws.Tests;

/// <summary>A connection that is opened while there is nothing to send yet.</summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class EarlyConnectionTests : IDisposable
{
    private const string NoCommands = """{"Commands":[]}""";

    private readonly EnvironmentVariables _environment = new();
    private readonly FakeTimeProvider _clock = new();

    public void Dispose() => _environment.Dispose();

    [Fact]
    public async Task The_first_call_uses_it()
    {
        using var server = CannedServer.Answering(NoCommands);
        using var connection = Open(server.Endpoint);

        connection.Prepare();
        await UntilAsync(() => server.OpenConnections == 1);
        await ListAsync(connection);
        await ListAsync(connection);

        Assert.Equal(1, server.AcceptedConnections);
    }

    [Fact]
    public async Task It_negotiates_TLS()
    {
        using var certificate = Certificate();
        var bundle = Path.GetTempFileName();
        await File.WriteAllTextAsync(bundle, certificate.ExportCertificatePem(), Connect.Cancellation);
        _environment["AWS_CA_BUNDLE"] = bundle;
        using var server = CannedServer.AnsweringSecurely(NoCommands, certificate);
        using var connection = Open(server.Endpoint);

        connection.Prepare();
        await ListAsync(connection);

        Assert.Equal(1, server.AcceptedConnections);
        File.Delete(bundle);
    }

    [Fact]
    public async Task A_call_reports_what_it_could_not_do()
    {
        using var connection = Open(Connect.ClosedPort());

        connection.Prepare();

        await Assert.ThrowsAsync<ConnectionRefusedException>(() => ListAsync(connection));
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_is_the_error_of_the_call()
    {
        using var certificate = Certificate();
        using var server = CannedServer.AnsweringSecurely(NoCommands, certificate);
        using var connection = Open(server.Endpoint);

        connection.Prepare();

        await Assert.ThrowsAsync<ConnectionRefusedException>(() => ListAsync(connection));
    }

    [Fact]
    public async Task One_that_waited_too_long_is_closed_and_not_used()
    {
        using var server = CannedServer.Answering(NoCommands);
        using var early = Early(server.Endpoint);
        early.Open();
        await UntilAsync(() => server.OpenConnections == 1);

        _clock.Advance(EarlyConnection.LongestWait);
        await UntilAsync(() => server.OpenConnections == 0);
        using var client = new HttpClient(new SocketsHttpHandler { ConnectCallback = early.ConnectAsync });
        await client.GetStringAsync(server.Endpoint, Connect.Cancellation);

        Assert.Equal(2, server.AcceptedConnections);
    }

    [Fact]
    public async Task One_that_the_server_has_closed_is_not_used()
    {
        using var server = CannedServer.HangingUpFirst(NoCommands);
        using var connection = Open(server.Endpoint);
        connection.Prepare();
        await UntilAsync(() => server.AcceptedConnections == 1 && server.OpenConnections == 0);

        await ListAsync(connection);

        Assert.Equal(2, server.AcceptedConnections);
    }

    [Fact]
    public async Task There_is_none_for_a_connection_that_was_used_before()
    {
        using var server = CannedServer.Answering(NoCommands);
        using var connection = Open(server.Endpoint);

        await ListAsync(connection);
        connection.Prepare();
        await ListAsync(connection);

        Assert.Equal(1, server.AcceptedConnections);
    }

    [Fact]
    public async Task One_that_no_call_uses_is_closed_with_its_connection()
    {
        using var server = CannedServer.Answering(NoCommands);
        using (var connection = Open(server.Endpoint))
        {
            connection.Prepare();
            connection.Prepare();
            await UntilAsync(() => server.OpenConnections == 1);
        }

        await UntilAsync(() => server.OpenConnections == 0);
        Assert.Equal(1, server.AcceptedConnections);
    }

    [Fact]
    public async Task There_is_none_if_requests_go_by_a_proxy()
    {
        using var proxy = CannedServer.Answering(NoCommands);
        _environment["http_proxy"] = proxy.Endpoint.ToString();
        using var connection = Open(new Uri("http://ssm.invalid"));

        connection.Prepare();
        await ListAsync(connection);

        Assert.Equal(1, proxy.AcceptedConnections);
        Assert.StartsWith("POST http://ssm.invalid", Assert.Single(proxy.Heads), StringComparison.Ordinal);
    }

    private static AwsConnection Open(Uri endpoint) => AwsConnection.Create(Connect.Options(endpoint), ConnectionEnvironment.Current());

    private EarlyConnection Early(Uri endpoint) =>
        new(new TransportSettings(ConnectionEnvironment.Current()), endpoint, _clock);

    private static Task<Page<Command>> ListAsync(AwsConnection connection) =>
        connection.Service.ListCommandsAsync(new CommandQuery(), null, Connect.Cancellation);

    // The server counts on threads of its own.
    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), Connect.Cancellation);
        }
    }

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var signed = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));

        // Windows serves TLS only with keys that were imported.
        return X509CertificateLoader.LoadPkcs12(signed.Export(X509ContentType.Pfx), null);
    }
}
