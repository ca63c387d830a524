using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using RunCommandPS.Simulator.Host;

namespace RunCommandPS.Simulator.Tests.Protocol;

/// <summary>Who may call, from where, and what nobody can make happen. One test for each promise.</summary>
public sealed class SecurityTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private readonly RunCommandSimulator _simulator = RunCommandSimulator.Start(
        new SimulatorOptions { NodeCount = 1, Execution = ExecutionMode.Process });
    private readonly SimulatorClient _client;

    public SecurityTests() => _client = new SimulatorClient(_simulator);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _client.Dispose();
        _simulator.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void It_listens_on_loopback()
    {
        Assert.True(_simulator.Endpoint.IsLoopback);
        Assert.Equal(("127.0.0.1", false), (new SimulatorOptions().Address, new SimulatorOptions().AllowRemote));
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("192.168.1.1")]
    [InlineData("localhost")]
    [InlineData("")]
    public void Another_address_is_refused_unless_allowed_in_so_many_words(string address)
    {
        var error = Assert.Throws<ArgumentException>(() => RunCommandSimulator.Start(new SimulatorOptions { Address = address }));

        Assert.Contains($"'{address}'", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => RunCommandSimulator.Start(HostArguments.Parse(["--bind", address]).Options));
    }

    [Fact]
    public async Task With_the_words_it_listens_everywhere_and_still_takes_no_foreign_name()
    {
        var options = HostArguments.Parse(["--bind", "0.0.0.0", "--allow-remote", "--nodes", "1"]).Options;
        using var simulator = RunCommandSimulator.Start(options);
        using var client = new SimulatorClient(simulator);

        Assert.Equal("127.0.0.1", simulator.Endpoint.Host);
        Assert.Equal(HttpStatusCode.OK, (await client.CallAsync("ListCommands", "{}")).Status);
        Assert.Contains("MissingAuthenticationToken", await UnsignedAsync(simulator, "10.1.2.3:8080"), StringComparison.Ordinal);
        Assert.Contains("MissingAuthenticationToken", await UnsignedAsync(simulator, Dns.GetHostName()), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 403", await UnsignedAsync(simulator, "evil.example"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("10.1.2.3")]
    [InlineData("localhost@evil.example")]
    [InlineData("localhost/evil.example")]
    [InlineData("")]
    public async Task A_host_that_is_not_loopback_is_refused_for_both_services(string host)
    {
        Assert.StartsWith("HTTP/1.1 403", await UnsignedAsync(_simulator, host), StringComparison.Ordinal);
        Assert.StartsWith(
            "HTTP/1.1 403",
            await RawConnection.SendAsync(
                _simulator, Encoding.ASCII.GetBytes($"GET /amzn-s3-demo-bucket/x HTTP/1.1\r\nHost: {host}\r\n\r\n"), Cancellation),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recorded_request_can_not_be_replayed_after_five_minutes()
    {
        var signer = _client.Signer;
        _client.Signer = signer with { Time = DateTimeOffset.UtcNow.AddMinutes(-4) };
        Assert.Equal(HttpStatusCode.OK, (await _client.CallAsync("ListCommands", "{}")).Status);

        _client.Signer = signer with { Time = DateTimeOffset.UtcNow.AddMinutes(-5).AddSeconds(-2) };
        var late = await _client.CallAsync("ListCommands", "{}");
        Assert.Equal("InvalidSignatureException", late.ErrorCode);
        Assert.StartsWith("Signature expired: ", late.Message, StringComparison.Ordinal);

        _client.Signer = signer with { Time = DateTimeOffset.UtcNow.AddMinutes(6) };
        Assert.Equal("InvalidSignatureException", (await _client.CallAsync("ListCommands", "{}")).ErrorCode);
    }

    [Fact]
    public async Task A_signature_for_one_service_is_no_signature_for_the_other()
    {
        _client.Signer = _client.Signer with { ServiceName = "s3" };

        Assert.Equal("InvalidSignatureException", (await _client.CallAsync("ListCommands", "{}")).ErrorCode);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_even_when_signed() =>
        Assert.Equal(
            HttpStatusCode.RequestEntityTooLarge,
            (await _client.CallAsync("ListCommands", $$"""{ "NextToken": "{{new string('x', 1024 * 1024)}}" }""")).Status);

    [Fact]
    public async Task No_script_runs_for_a_request_that_is_not_rightly_signed()
    {
        var file = Path.Combine(_folder, "touched");
        var body = Script($"echo > '{file}'");
        var bytes = Encoding.UTF8.GetBytes(body);

        Assert.Equal(
            "MissingAuthenticationTokenException",
            (await _client.CallAsync("SendCommand", body, request => request.Headers.Remove("authorization"))).ErrorCode);
        Assert.Equal(
            "InvalidSignatureException",
            (await _client.CallAsync("SendCommand", body, request => request.Content = Changed(request.Content!, bytes))).ErrorCode);
        var signer = _client.Signer;
        _client.Signer = signer with { SecretAccessKey = "wrong" };
        Assert.Equal("InvalidSignatureException", (await _client.CallAsync("SendCommand", body)).ErrorCode);
        _client.Signer = signer with { AccessKeyId = "AKIAIOSFODNN7EXAMPLE" };
        Assert.Equal("UnrecognizedClientException", (await _client.CallAsync("SendCommand", body)).ErrorCode);
        _client.Signer = signer;

        // What ran would be here by the time a later command has run.
        await RunAsync(Script("exit 0"));
        Assert.Equal([1], _simulator.RunsPerNode.Values);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task Nothing_runs_unless_execution_was_asked_for()
    {
        Assert.Equal(ExecutionMode.None, new SimulatorOptions().Execution);
        Assert.Equal(ExecutionMode.None, HostArguments.Parse([]).Options.Execution);
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions { NodeCount = 1 });
        using var client = new SimulatorClient(simulator);
        var file = Path.Combine(_folder, "touched");

        await RunAsync(Script($"echo > '{file}'", simulator), client);

        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task Stopping_leaves_no_process_and_no_folder()
    {
        var told = Path.Combine(_folder, "told");
        await _client.CallAsync("SendCommand", Script($"echo $$ > '{told}.tmp'; pwd >> '{told}.tmp'; mv '{told}.tmp' '{told}'; sleep 600"));
        while (!File.Exists(told))
        {
            await Task.Delay(20, Cancellation);
        }

        var lines = await File.ReadAllLinesAsync(told, Cancellation);
        Assert.True(Directory.Exists(lines[1]));

        _simulator.Stop();

        Assert.False(Directory.Exists(lines[1]));
        Assert.True(HasEnded(int.Parse(lines[0], CultureInfo.InvariantCulture)));
    }

    // One that was killed is there until the system has taken note of its end.
    private static bool HasEnded(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return process.WaitForExit(TimeSpan.FromSeconds(10));
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    private static Task<string> UnsignedAsync(RunCommandSimulator simulator, string host) => RawConnection.SendAsync(
        simulator,
        Encoding.ASCII.GetBytes(
            $"POST / HTTP/1.1\r\nHost: {host}\r\nX-Amz-Target: AmazonSSM.ListCommands\r\nContent-Length: 2\r\n\r\n{{}}"),
        Cancellation);

    private static ByteArrayContent Changed(HttpContent content, byte[] bytes)
    {
        var other = new ByteArrayContent([.. bytes, (byte)' ']);
        other.Headers.ContentType = content.Headers.ContentType;
        return other;
    }

    private string Script(string line, RunCommandSimulator? simulator = null) => JsonSerializer.Serialize(new
    {
        DocumentName = "AWS-RunShellScript",
        InstanceIds = new[] { (simulator ?? _simulator).Nodes[0].InstanceId },
        Parameters = new { commands = new[] { line } },
    });

    private async Task RunAsync(string body, SimulatorClient? client = null)
    {
        var id = (await (client ?? _client).CallAsync("SendCommand", body)).Body.GetProperty("Command")
            .GetProperty("CommandId").GetString();
        while ((await (client ?? _client).CallAsync("ListCommands", new { CommandId = id })).Body.GetProperty("Commands")[0]
            .GetProperty("CompletedCount").GetInt32() == 0)
        {
            await Task.Delay(20, Cancellation);
        }
    }
}
