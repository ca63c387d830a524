using RunCommandPS.Aws.Tests.Fixture;
using RunCommandPS.Simulator;

namespace RunCommandPS.Aws.Tests;

/// <summary>What goes wrong between here and the service.</summary>
public sealed class TransportTests
{
    private static readonly SendCommandRequest Request = Connect.Shell(Connect.UnknownNode);

    [Fact]
    public async Task A_refused_connection_says_that_nothing_was_sent()
    {
        using var service = Connect.To(Connect.Options(Connect.ClosedPort()));

        var error = await Assert.ThrowsAsync<ConnectionRefusedException>(() => service.SendCommandAsync(Request, Connect.Cancellation));

        Assert.Equal(ErrorCode.ConnectionRefused, error.Code);
        Assert.Contains("Nothing was sent.", error.Message, StringComparison.Ordinal);
        Assert.Contains(service.Origin.Endpoint!.ToString(), error.Message, StringComparison.Ordinal);
        Assert.False(error.MayHaveRun);
        Assert.True(error.IsRetryable);
        Assert.Null(error.HttpStatusCode);
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_a_refused_connection()
    {
        using var service = Connect.To(Connect.Options(new Uri("http://ssm.invalid")));

        await Assert.ThrowsAsync<ConnectionRefusedException>(
            () => service.ListCommandsAsync(new CommandQuery(), null, Connect.Cancellation));
    }

    [Fact]
    public async Task An_endpoint_that_does_not_speak_TLS_is_a_refused_connection()
    {
        using var server = CannedServer.TalkingFirst();
        using var service = Connect.To(Connect.Options(new UriBuilder(server.Endpoint) { Scheme = "https" }.Uri));

        await Assert.ThrowsAsync<ConnectionRefusedException>(() => service.SendCommandAsync(Request, Connect.Cancellation));

        Assert.Empty(server.Bodies);
    }

    [Fact]
    public async Task No_answer_in_time_is_RequestTimeout()
    {
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions());
        simulator.InjectFault(new SimulatedFault(FaultKind.Hang));
        using var service = Connect.To(Connect.Options(simulator) with { RequestTimeout = TimeSpan.FromSeconds(1) });

        var error = await Assert.ThrowsAsync<RequestTimeoutException>(() => service.SendCommandAsync(Request, Connect.Cancellation));

        Assert.Equal(ErrorKind.OperationTimeout, error.Kind);
        Assert.True(error.MayHaveRun);
        Assert.Contains("Get-RunCommand", error.Recommendation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reset_connection_is_ConnectionLost()
    {
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions());
        simulator.InjectFault(new SimulatedFault(FaultKind.Reset));
        using var service = Connect.To(simulator);

        var error = await Assert.ThrowsAsync<ConnectionLostException>(() => service.SendCommandAsync(Request, Connect.Cancellation));

        Assert.True(error.MayHaveRun);
        Assert.Null(error.HttpStatusCode);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_ConnectionLost()
    {
        using var server = CannedServer.BreakingOff();
        using var service = Connect.To(server);

        var error = await Assert.ThrowsAsync<ConnectionLostException>(() => service.SendCommandAsync(Request, Connect.Cancellation));

        Assert.True(error.MayHaveRun);
        Assert.Single(server.Bodies);
    }

    [Fact]
    public async Task An_answer_that_stops_half_way_is_RequestTimeout()
    {
        using var server = CannedServer.FallingSilent();
        using var service = Connect.To(Connect.Options(server.Endpoint) with { RequestTimeout = TimeSpan.FromSeconds(1) });

        var error = await Assert.ThrowsAsync<RequestTimeoutException>(() => service.SendCommandAsync(Request, Connect.Cancellation));

        Assert.True(error.MayHaveRun);
        Assert.Single(server.Bodies);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        using var elsewhere = CannedServer.Answering("{}");
        using var server = CannedServer.Answering("", 307, header: $"Location: {elsewhere.Endpoint}");
        using var service = Connect.To(server);

        var error = await Assert.ThrowsAsync<InvalidReplyException>(() => service.SendCommandAsync(Request, Connect.Cancellation));

        Assert.Equal(307, error.HttpStatusCode);
        Assert.Empty(elsewhere.Bodies);
    }

    [Theory]
    [InlineData(200, "<html><body>Please sign in.</body></html>")]
    [InlineData(400, "<html><body>Please sign in.</body></html>")]
    [InlineData(403, "<html><body>Please sign in.</body></html>")]
    [InlineData(502, "<html><body>Bad gateway.</body></html>")]
    [InlineData(200, "{\"Command\": {\"CommandId\": ")]
    [InlineData(400, "{\"__type\": ")]
    [InlineData(400, "{\"error\": \"unknown\"}")]
    [InlineData(400, "[1, 2]")]
    [InlineData(400, "\"no\"")]
    [InlineData(500, "{}")]
    [InlineData(404, "")]
    [InlineData(200, "")]
    public async Task An_answer_that_is_not_the_service_s_is_InvalidReply(int status, string body)
    {
        using var server = CannedServer.Answering(body, status, "text/html");
        using var service = Connect.To(server);

        var error = await Assert.ThrowsAsync<InvalidReplyException>(() => service.SendCommandAsync(Request, Connect.Cancellation));

        Assert.Equal(ErrorKind.ProtocolError, error.Kind);
        Assert.Equal(status, error.HttpStatusCode);
        Assert.Contains($"(HTTP {status})", error.Message, StringComparison.Ordinal);
        Assert.True(error.MayHaveRun);
        Assert.Single(server.Bodies);
    }

    [Fact]
    public async Task A_call_that_reads_is_not_said_to_have_been_carried_out()
    {
        using var server = CannedServer.Answering("<html/>", type: "text/html");
        using var service = Connect.To(server);

        var error = await Assert.ThrowsAsync<InvalidReplyException>(
            () => service.ListCommandsAsync(new CommandQuery(), null, Connect.Cancellation));

        Assert.False(error.MayHaveRun);
        Assert.DoesNotContain("carried out", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("before sending it again", error.Recommendation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disposed_service_leaves_no_connection_open()
    {
        using var server = CannedServer.Answering("{}");
        using (var service = Connect.To(server))
        {
            await service.ListCommandsAsync(new CommandQuery(), null, Connect.Cancellation);
            Assert.Equal(1, server.OpenConnections);
        }

        Assert.True(SpinWait.SpinUntil(() => server.OpenConnections == 0, TimeSpan.FromSeconds(30)));
    }
}
