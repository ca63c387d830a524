using System.Net;
using System.Text.Json;

namespace RunCommandPS.Simulator.Tests.Protocol;

public sealed class FaultTests : IDisposable
{
    private readonly RunCommandSimulator _simulator = RunCommandSimulator.Start(new SimulatorOptions { NodeCount = 1 });
    private readonly SimulatorClient _client;

    public FaultTests() => _client = new SimulatorClient(_simulator);

    public void Dispose()
    {
        _client.Dispose();
        _simulator.Dispose();
    }

    [Theory]
    [InlineData(FaultKind.Throttle, 400, "ThrottlingException")]
    [InlineData(FaultKind.InternalServerError, 500, "InternalServerError")]
    [InlineData(FaultKind.ServiceUnavailable, 503, "ServiceUnavailable")]
    [InlineData(FaultKind.AccessDenied, 400, "AccessDeniedException")]
    [InlineData(FaultKind.ExpiredToken, 400, "ExpiredTokenException")]
    public async Task A_fault_answers_with_its_error_and_carries_nothing_out(FaultKind kind, int status, string code)
    {
        _simulator.InjectFault(new(kind) { Operation = "SendCommand" });

        var reply = await SendAsync();

        Assert.Equal((status, code), ((int)reply.Status, reply.ErrorCode));
        Assert.Equal(0, await CommandsAsync());
    }

    [Theory]
    [InlineData(FaultKind.InternalServerError, 1)]
    [InlineData(FaultKind.ServiceUnavailable, 1)]
    [InlineData(FaultKind.Throttle, 0)]
    [InlineData(FaultKind.AccessDenied, 0)]
    public async Task After_acceptance_the_command_is_there_all_the_same(FaultKind kind, int commands)
    {
        _simulator.InjectFault(new(kind) { Operation = "SendCommand", AfterAcceptance = true });

        Assert.NotEqual("", (await SendAsync()).ErrorCode);

        Assert.Equal(commands, await CommandsAsync());
    }

    [Fact]
    public async Task Calls_are_counted_by_number_and_by_operation()
    {
        _simulator.InjectFault(new(FaultKind.Throttle) { Operation = "SendCommand", Calls = [2, 3] });

        var codes = new List<string>();
        for (var call = 0; call < 4; call++)
        {
            Assert.Equal("", (await _client.CallAsync("ListCommands", "{}")).ErrorCode);
            codes.Add((await SendAsync()).ErrorCode);
        }

        Assert.Equal(["", "ThrottlingException", "ThrottlingException", ""], codes);
        Assert.Equal(2, await CommandsAsync());
    }

    [Theory]
    [InlineData(null, new int[0], "ThrottlingException ThrottlingException", "ThrottlingException")]
    [InlineData("", new int[0], "ThrottlingException ThrottlingException", "ThrottlingException")]
    [InlineData("SendCommand", new int[0], "ThrottlingException ThrottlingException", "")]
    [InlineData("SendCommand", new[] { 2 }, " ThrottlingException", "")]
    public async Task A_fault_can_be_named_in_words(string? operation, int[] calls, string sends, string list)
    {
        _simulator.InjectFault(FaultKind.Throttle, operation, calls);

        Assert.Equal(sends, $"{(await SendAsync()).ErrorCode} {(await SendAsync()).ErrorCode}");
        Assert.Equal(list, (await _client.CallAsync("ListCommands", "{}")).ErrorCode);
    }

    [Fact]
    public async Task Faults_can_be_taken_back()
    {
        _simulator.InjectFault(new(FaultKind.Throttle));
        Assert.Equal("ThrottlingException", (await SendAsync()).ErrorCode);

        _simulator.ClearFaults();

        Assert.Equal("", (await SendAsync()).ErrorCode);
    }

    [Fact]
    public void Chance_is_drawn_from_the_seed()
    {
        Assert.Equal(Draw(1), Draw(1));
        Assert.NotEqual(Draw(1), Draw(2));
        Assert.InRange(Draw(1).Count(met => met), 20, 80);

        static List<bool> Draw(int seed)
        {
            var faults = new Faults.FaultList(seed, TimeProvider.System);
            faults.Add(new SimulatedFault(FaultKind.Throttle) { Probability = 0.5 });
            return [.. Enumerable.Range(0, 100).Select(_ => faults.Next("SendCommand") is not null)];
        }
    }

    [Fact]
    public async Task A_web_page_comes_in_place_of_JSON()
    {
        _simulator.InjectFault(new(FaultKind.HtmlReply));
        using var request = _client.Request("ListCommands", "{}");

        using var response = await _client.SendAsync(request);

        Assert.Equal((HttpStatusCode.OK, "text/html"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task A_reset_leaves_no_answer_before_or_after_acceptance(bool afterAcceptance, int commands)
    {
        _simulator.InjectFault(new(FaultKind.Reset) { Operation = "SendCommand", Calls = [1], AfterAcceptance = afterAcceptance });

        await Assert.ThrowsAsync<HttpRequestException>(SendAsync);

        Assert.Equal(commands, await CommandsAsync());
        Assert.Equal(0, _simulator.Requests[0].HttpStatusCode);
    }

    [Fact]
    public async Task A_hanging_request_ends_when_the_simulator_stops()
    {
        _simulator.InjectFault(new(FaultKind.Hang) { Operation = "SendCommand" });
        var hanging = SendAsync();
        while (_simulator.Requests.Count == 0)
        {
            await Task.Yield();
        }

        Assert.False(hanging.IsCompleted);
        _simulator.Stop();

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => hanging);
    }

    private Task<Reply> SendAsync() => _client.CallAsync(
        "SendCommand",
        JsonSerializer.Serialize(new
        {
            DocumentName = "AWS-RunShellScript",
            InstanceIds = new[] { _simulator.Nodes[0].InstanceId },
            Parameters = new { commands = new[] { "uptime" } },
        }));

    private async Task<int> CommandsAsync() =>
        (await _client.CallAsync("ListCommands", "{}")).Body.GetProperty("Commands").GetArrayLength();
}
