using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace RunCommandPS.Simulator.Tests.Protocol;

public sealed class TimedFaultTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _clock = new(Start);
    private readonly FakeTimeProvider _wireClock = new(Start);
    private readonly RunCommandSimulator _simulator;
    private readonly SimulatorClient _client;

    public TimedFaultTests()
    {
        _simulator = RunCommandSimulator.Start(new SimulatorOptions { NodeCount = 1, TimeProvider = _clock, WireClock = _wireClock });
        _client = new SimulatorClient(_simulator);
        _client.Signer = _client.Signer with { Time = Start };
    }

    public void Dispose()
    {
        _client.Dispose();
        _simulator.Dispose();
    }

    [Fact]
    public async Task A_bucket_lets_a_burst_through_and_then_as_many_as_its_rate()
    {
        _simulator.InjectFault(new(FaultKind.Throttle) { Operation = "ListCommands", Rate = 0.5, Burst = 3 });

        Assert.Equal(["", "", "", "ThrottlingException"], await ListAsync(4));
        _clock.Advance(Second);
        Assert.Equal(["ThrottlingException"], await ListAsync(1));
        _clock.Advance(Second);
        Assert.Equal(["", "ThrottlingException"], await ListAsync(2));
        _clock.Advance(Second * 60);
        Assert.Equal(["", "", "", "ThrottlingException"], await ListAsync(4));
    }

    [Fact]
    public async Task Each_operation_has_a_bucket_of_its_own_and_a_refusal_says_Rate_exceeded()
    {
        _simulator.InjectFault(new(FaultKind.Throttle) { Rate = 1 });

        Assert.Equal(["", "ThrottlingException"], await ListAsync(2));
        Assert.Equal("", (await SendAsync()).ErrorCode);
        var refused = await SendAsync();
        Assert.Equal(("ThrottlingException", "Rate exceeded"), (refused.ErrorCode, refused.Message));
    }

    [Fact]
    public async Task A_command_is_told_of_only_after_its_time_and_runs_meanwhile()
    {
        _simulator.InjectFault(new(FaultKind.NotYetVisible) { Time = Second * 3, Calls = [1] });
        var hidden = (await SendAsync()).Body.GetProperty("Command").GetProperty("CommandId").GetString()!;
        var known = (await SendAsync()).Body.GetProperty("Command").GetProperty("CommandId").GetString()!;

        _clock.Advance(Second * 2.9);
        Assert.Equal(("InvocationDoesNotExist", 0), await SeenAsync(hidden));
        Assert.Equal(("", 1), await SeenAsync(known));
        Assert.Equal(2, (await _client.CallAsync("ListCommands", "{}")).Body.GetProperty("Commands").GetArrayLength());
        Assert.Equal(2, _simulator.RunsPerNode.Values.Single());

        _simulator.ClearFaults();
        Assert.Equal(("InvocationDoesNotExist", 0), await SeenAsync(hidden));
        _clock.Advance(Second * 0.1);
        Assert.Equal(("", 1), await SeenAsync(hidden));
    }

    [Theory]
    [InlineData(10, "Signature expired: 20260101T000000Z is now earlier than 20260101T000500Z (20260101T001000Z - 5 min.)")]
    [InlineData(-10, "Signature not yet current: 20260101T000000Z is still later than 20251231T235500Z (20251231T235000Z + 5 min.)")]
    public async Task A_clock_that_is_off_refuses_signatures_and_shows_in_Date(int minutes, string message)
    {
        _simulator.InjectFault(new(FaultKind.ClockSkew) { Time = TimeSpan.FromMinutes(minutes), Operation = "SendCommand" });
        using var request = _client.Request("SendCommand", "{}");

        using var response = await _client.SendAsync(request);

        Assert.Equal(Start.AddMinutes(minutes), response.Headers.Date);
        var reply = await SimulatorClient.ReadAsync(response);
        Assert.Equal(("InvalidSignatureException", message), (reply.ErrorCode, reply.Message));
        Assert.Equal([""], await ListAsync(1));
    }

    [Fact]
    public async Task A_client_that_goes_by_the_service_s_clock_is_served()
    {
        var skew = TimeSpan.FromHours(2);
        _simulator.InjectFault(new(FaultKind.ClockSkew) { Time = skew });
        Assert.Equal(["InvalidSignatureException"], await ListAsync(1));

        _client.Signer = _client.Signer with { Time = Start + skew };

        Assert.Equal([""], await ListAsync(1));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(180, 0)]
    [InlineData(0, 120)]
    [InlineData(180, -120)]
    public async Task A_command_dates_from_between_the_Dates_of_the_answers_around_it(int advancedMinutes, int skewMinutes)
    {
        var skew = TimeSpan.FromMinutes(skewMinutes);
        _clock.Advance(TimeSpan.FromMinutes(advancedMinutes));
        _simulator.InjectFault(new(FaultKind.ClockSkew) { Time = skew });
        _client.Signer = _client.Signer with { Time = Start + skew };
        var before = await DateAsync();
        var sent = (await SendAsync()).Body.GetProperty("Command");
        var after = await DateAsync();

        var requested = DateTimeOffset.UnixEpoch.AddSeconds(sent.GetProperty("RequestedDateTime").GetDouble());
        Assert.InRange(requested, before, after);
        Assert.Equal(Start.AddMinutes(advancedMinutes + skewMinutes), requested);
        Assert.Equal(requested.AddHours(2), DateTimeOffset.UnixEpoch.AddSeconds(sent.GetProperty("ExpiresAfter").GetDouble()));
        Assert.Equal(1, await FoundAsync("InvokedAfter", before - Second));
        Assert.Equal(0, await FoundAsync("InvokedAfter", after));
        Assert.Equal(1, await FoundAsync("InvokedBefore", after + Second));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    [InlineData(120)]
    public async Task A_client_may_sign_by_either_clock_and_by_what_Date_has_told_since(int minutes)
    {
        _clock.Advance(TimeSpan.FromHours(2));

        _client.Signer = _client.Signer with { Time = Start.AddMinutes(minutes) };

        Assert.Equal([""], await ListAsync(1));
    }

    [Theory]
    [InlineData(-6)]
    [InlineData(126)]
    public async Task A_client_may_not_sign_by_any_other_time(int minutes)
    {
        _clock.Advance(TimeSpan.FromHours(2));

        _client.Signer = _client.Signer with { Time = Start.AddMinutes(minutes) };

        Assert.Equal(["InvalidSignatureException"], await ListAsync(1));
    }

    [Fact]
    public async Task An_answer_is_held_back_in_real_time_after_the_command_was_taken()
    {
        _simulator.InjectFault(new(FaultKind.Latency) { Operation = "SendCommand", Time = TimeSpan.FromHours(1) });
        _simulator.InjectFault(new(FaultKind.Latency) { Operation = "SendCommand", Time = Second });
        var sending = SendAsync();
        while (_simulator.Requests.Count == 0)
        {
            await Task.Yield();
        }

        Assert.Single((await _client.CallAsync("ListCommands", "{}")).Body.GetProperty("Commands").EnumerateArray());
        _clock.Advance(TimeSpan.FromDays(1));
        _wireClock.Advance(TimeSpan.FromHours(1));
        Assert.False(sending.IsCompleted);

        // The answer may be on its way to its timer still, so time goes on until it is there.
        while (!sending.IsCompleted)
        {
            _wireClock.Advance(Second);
            await Task.Yield();
        }

        Assert.Equal("", (await sending).ErrorCode);
    }

    [Fact]
    public void Latency_is_drawn_evenly_from_the_seed_with_a_tail_that_is_as_rare_as_said()
    {
        var draws = Draw(1);

        Assert.Equal(draws, Draw(1));
        Assert.NotEqual(draws, Draw(2));
        Assert.All(draws, time => Assert.True(time >= Second && time <= Second * 14));
        Assert.InRange(draws.Where(time => time <= Second * 3).Average(time => time.TotalSeconds), 1.9, 2.1);
        Assert.InRange(draws.Count(time => time >= Second * 11), 30, 70);
        Assert.DoesNotContain(draws, time => time > Second * 3 && time < Second * 11);

        static List<TimeSpan> Draw(int seed)
        {
            var faults = new Faults.FaultList(seed, TimeProvider.System);
            faults.Add(new SimulatedFault(FaultKind.Latency) { Time = Second, MaximumTime = Second * 3 });
            faults.Add(new SimulatedFault(FaultKind.Latency) { Time = Second * 10, MaximumTime = Second * 11, Probability = 0.05 });
            return [.. Enumerable.Range(0, 1000).Select(_ => faults.Time(FaultKind.Latency, "SendCommand"))];
        }
    }

    [Fact]
    public async Task Half_a_reply_promises_the_whole_and_the_command_is_there()
    {
        _simulator.InjectFault(new(FaultKind.HalfReply) { Operation = "SendCommand" });

        var text = await RawSendAsync();

        var (head, body) = text.Split("\r\n\r\n") is [var first, var second] ? (first, second) : default;
        Assert.StartsWith("HTTP/1.1 200 ", head, StringComparison.Ordinal);
        var promised = int.Parse(head.Split("Content-Length: ")[1].Split("\r\n")[0], CultureInfo.InvariantCulture);
        Assert.Equal(promised / 2, body.Length);
        Assert.StartsWith("{\"Command\":", body, StringComparison.Ordinal);
        await Assert.ThrowsAsync<HttpRequestException>(SendAsync);
        Assert.Equal(2, (await _client.CallAsync("ListCommands", "{}")).Body.GetProperty("Commands").GetArrayLength());
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task A_closed_connection_has_no_answer_before_or_after_acceptance(bool afterAcceptance, int commands)
    {
        _simulator.InjectFault(new(FaultKind.Close) { Operation = "SendCommand", AfterAcceptance = afterAcceptance });

        Assert.Equal("", await RawSendAsync());

        Assert.Equal(commands, (await _client.CallAsync("ListCommands", "{}")).Body.GetProperty("Commands").GetArrayLength());
    }

    [Fact]
    public async Task Faults_are_there_from_the_start_and_name_operations_in_any_case()
    {
        using var simulator = RunCommandSimulator.Start(
            new SimulatorOptions { Faults = [new(FaultKind.Throttle) { Operation = "listcommands", Calls = [1] }] });
        using var client = new SimulatorClient(simulator);

        Assert.Equal("ListCommands", Assert.Single(simulator.Faults).Operation);
        Assert.Equal("ThrottlingException", (await client.CallAsync("ListCommands", "{}")).ErrorCode);
        Assert.Equal("", (await client.CallAsync("ListCommands", "{}")).ErrorCode);
    }

    public static TheoryData<SimulatedFault, string> Wrong => new()
    {
        { new((FaultKind)99), "Kind" },
        { new(FaultKind.Reset) { Operation = "SendComand" }, "Operation" },
        { new(FaultKind.Reset) { Calls = [0] }, "Calls" },
        { new(FaultKind.Reset) { Probability = 1.1 }, "Probability" },
        { new(FaultKind.Reset) { Probability = double.NaN }, "Probability" },
        { new(FaultKind.Reset) { Rate = 1 }, "Rate" },
        { new(FaultKind.Throttle) { Rate = 0 }, "Rate" },
        { new(FaultKind.Throttle) { Rate = 1, Burst = 0 }, "Burst" },
        { new(FaultKind.Throttle) { Burst = 2 }, "Burst" },
        { new(FaultKind.Reset) { Time = Second }, "Time" },
        { new(FaultKind.Latency) { Time = -Second }, "Time" },
        { new(FaultKind.Latency) { Time = TimeSpan.FromDays(2) }, "Time" },
        { new(FaultKind.Latency) { Time = Second, MaximumTime = Second / 2 }, "MaximumTime" },
        { new(FaultKind.Reset) { MaximumTime = Second }, "MaximumTime" },
        { new(FaultKind.NotYetVisible) { Operation = "ListCommands", Time = Second }, "Operation" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_fault_that_can_t_be_is_refused_by_its_member(SimulatedFault fault, string member)
    {
        Assert.StartsWith(
            member + " ", Assert.Throws<ArgumentException>(() => _simulator.InjectFault(fault)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => RunCommandSimulator.Start(new SimulatorOptions { Faults = [fault] }));
        Assert.Empty(_simulator.Faults);
    }

    private string Body => JsonSerializer.Serialize(new
    {
        DocumentName = "AWS-RunShellScript",
        InstanceIds = new[] { _simulator.Nodes[0].InstanceId },
        Parameters = new { commands = new[] { "uptime" } },
    });

    private Task<Reply> SendAsync() => _client.CallAsync("SendCommand", Body);

    private Task<string> RawSendAsync()
    {
        var body = Encoding.UTF8.GetBytes(Body);
        var head = string.Concat(_client.Signer.Sign(_simulator.Endpoint.Authority, "AmazonSSM.SendCommand", body)
            .Select(header => $"{header.Key}: {header.Value}\r\n"));
        return RawConnection.SendAsync(
            _simulator,
            [.. Encoding.Latin1.GetBytes($"POST / HTTP/1.1\r\n{head}Content-Length: {body.Length}\r\n\r\n"), .. body],
            TestContext.Current.CancellationToken);
    }

    private async Task<List<string>> ListAsync(int calls)
    {
        var codes = new List<string>();
        for (var call = 0; call < calls; call++)
        {
            codes.Add((await _client.CallAsync("ListCommands", "{}")).ErrorCode);
        }

        return codes;
    }

    private async Task<(string ErrorCode, int Listed)> SeenAsync(string commandId)
    {
        var one = await _client.CallAsync(
            "GetCommandInvocation", JsonSerializer.Serialize(new { CommandId = commandId, _simulator.Nodes[0].InstanceId }));
        var page = await _client.CallAsync("ListCommandInvocations", JsonSerializer.Serialize(new { CommandId = commandId }));
        return (one.ErrorCode, page.Body.GetProperty("CommandInvocations").GetArrayLength());
    }

    private async Task<DateTimeOffset> DateAsync()
    {
        using var request = _client.Request("ListCommands", "{}");
        using var response = await _client.SendAsync(request);
        return response.Headers.Date!.Value;
    }

    private async Task<int> FoundAsync(string filter, DateTimeOffset time)
    {
        var filters = new[] { new { key = filter, value = time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) } };
        return (await _client.CallAsync("ListCommands", new { Filters = filters })).Body.GetProperty("Commands").GetArrayLength();
    }
}
