using CsCheck;
using Microsoft.Extensions.Time.Testing;
using RunCommandPS.Errors;
using RunCommandPS.Sending;

namespace RunCommandPS.Core.Tests.Sending;

public sealed class CommandSenderTests
{
    private enum Outcome
    {
        Accepted,
        Refused,
        Lost,
        InvalidNamed,
        InvalidUnnamed,
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_request_is_reported_once_and_no_more_are_under_way_than_allowed() => Gen.Select(
        Gen.Enum<Outcome>().List[0, 40], Gen.Int[1, 8], Gen.Bool).ForEach(100, run =>
    {
        var (outcomes, limit, skip) = run;
        FakeService? service = null;
        service = new FakeService
        {
            Send = async (request, _) =>
            {
                await Task.Yield();
                // The first of the two nodes tells the request; the second is the one at fault.
                var number = Convert.ToInt32(request.InstanceIds![0][2..], 16);
                return (request.InstanceIds.Count, outcomes[number]) switch
                {
                    (_, Outcome.Refused) => throw service!.Error(ErrorCode.InvalidDocument),
                    (_, Outcome.Lost) => throw ConnectionErrors.Lost(
                        new ErrorContext("SendCommand", service!.Origin) { Request = request }, new IOException("gone")),
                    (2, Outcome.InvalidNamed) =>
                        throw service!.Error(ErrorCode.InvalidInstanceId, $"Instances [[{request.InstanceIds[1]}]] not in a valid state"),
                    (2, Outcome.InvalidUnnamed) => throw service!.Error(ErrorCode.InvalidInstanceId),
                    _ => new Command(),
                };
            },
            Nodes = (ids, _) => new Page<ManagedNode>([Online(ids[0])], null),
            Commands = _ => throw service!.Error(ErrorCode.AccessDeniedException),
        };
        var requests = Enumerable.Range(0, outcomes.Count)
            .Select(number => Request(NodeIds.Numbered(number), NodeIds.Numbered(1000 + number))).ToList();
        var observer = new RecordingObserver();

        Sender(service, observer, limit, skip).SendAsync(Stream(requests), Cancellation).GetAwaiter().GetResult();

        Assert.Equal(NodeIds.Many(outcomes.Count), observer.Reported.Order(StringComparer.Ordinal));
        Assert.InRange(service.MostSendsAtATime, Math.Min(1, outcomes.Count), limit);
        Assert.Equal(
            outcomes.Count(outcome => outcome == Outcome.Accepted || (skip && outcome >= Outcome.InvalidNamed)), observer.Sent.Count);
        Assert.Equal(skip ? outcomes.Count(outcome => outcome >= Outcome.InvalidNamed) : 0, observer.Skipped.Count);
    });

    [Fact]
    public async Task As_many_are_under_way_as_allowed()
    {
        var answer = new TaskCompletionSource<Command>();
        var service = new FakeService { Send = (_, _) => answer.Task };
        var sending = Sender(service, new RecordingObserver(), throttleLimit: 3).SendAsync(Stream(OneNodeEach(5)), Cancellation);

        Assert.Equal(3, service.Sends);
        answer.SetResult(new Command());
        await sending;

        Assert.Equal((5, 3), (service.Sends, service.MostSendsAtATime));
    }

    [Fact]
    public async Task Nodes_that_are_refused_are_left_out_again_and_again()
    {
        var ids = NodeIds.Many(4);
        FakeService? service = null;
        service = new FakeService
        {
            Send = (request, _) => request.InstanceIds!.Count > 2
                ? throw service!.Error(ErrorCode.InvalidInstanceId, $"{request.InstanceIds[^1]} is unknown, and so is i-0123456789abcdef0")
                : Task.FromResult(new Command()),
        };
        var observer = new RecordingObserver();

        await Sender(service, observer, skipInvalidNode: true).SendAsync(Stream([Request([.. ids])]), Cancellation);

        Assert.Equal([[ids[3]], [ids[2]]], observer.Skipped);
        Assert.Equal(ids[..2], Assert.Single(observer.Sent).Request.InstanceIds);
        Assert.Equal(3, service.Sends);
    }

    [Fact]
    public async Task Where_all_nodes_are_refused_nothing_is_sent()
    {
        FakeService? service = null;
        service = new FakeService
        {
            Send = (request, _) => throw service!.Error(ErrorCode.InvalidInstanceId, string.Join(", ", request.InstanceIds!)),
        };
        var observer = new RecordingObserver();

        await Sender(service, observer, skipInvalidNode: true).SendAsync(Stream([Request([.. NodeIds.Many(3)])]), Cancellation);

        Assert.Equal([NodeIds.Many(3)], observer.Skipped);
        Assert.Empty(observer.Sent);
        Assert.Empty(observer.Failed);
        Assert.Equal(1, service.Sends);
    }

    [Fact]
    public async Task The_nodes_at_fault_are_named_without_being_left_out()
    {
        FakeService? service = null;
        service = new FakeService
        {
            Send = (_, _) => throw service!.Error(ErrorCode.InvalidInstanceId),
            Nodes = (ids, token) => token is null
                ? new Page<ManagedNode>(
                    [Online(ids[0]), new ManagedNode { InstanceId = ids[1], PingStatus = PingStatus.ConnectionLost }], "more")
                : new Page<ManagedNode>([Online(ids[3])], null),
        };
        var observer = new RecordingObserver();

        await Sender(service, observer).SendAsync(Stream([Request([.. NodeIds.Many(4)])]), Cancellation);

        // A node out of reach is taken; the one that the service does not tell of is not.
        Assert.Equal([NodeIds.Numbered(2)], Assert.Single(observer.Failed).InvalidNodes);
        Assert.Empty(observer.Skipped);
    }

    [Fact]
    public async Task Where_the_service_tells_of_all_nodes_those_out_of_reach_are_at_fault()
    {
        FakeService? service = null;
        service = new FakeService
        {
            Send = (_, _) => throw service!.Error(ErrorCode.InvalidInstanceId),
            Nodes = (ids, _) => new Page<ManagedNode>(
                [Online(ids[0]), new ManagedNode { InstanceId = ids[1], PingStatus = PingStatus.ConnectionLost }], null),
        };
        var observer = new RecordingObserver();

        await Sender(service, observer).SendAsync(Stream([Request([.. NodeIds.Many(2)])]), Cancellation);

        Assert.Equal([NodeIds.Numbered(1)], Assert.Single(observer.Failed).InvalidNodes);
    }

    [Fact]
    public async Task A_refusal_is_reported_where_its_cause_can_not_be_found()
    {
        FakeService? service = null;
        service = new FakeService
        {
            Send = (_, _) => throw service!.Error(ErrorCode.InvalidInstanceId),
            Nodes = (_, _) => throw service!.Error(ErrorCode.AccessDeniedException),
        };
        var observer = new RecordingObserver();

        await Sender(service, observer, skipInvalidNode: true).SendAsync(Stream(OneNodeEach(1)), Cancellation);

        var failure = Assert.Single(observer.Failed);
        Assert.IsType<InvalidInstanceIdException>(failure.Error);
        Assert.Empty(failure.InvalidNodes);
    }

    [Fact]
    public async Task A_request_with_criteria_that_is_refused_is_reported()
    {
        FakeService? service = null;
        service = new FakeService { Send = (_, _) => throw service!.Error(ErrorCode.InvalidInstanceId) };
        var observer = new RecordingObserver();

        await Sender(service, observer, skipInvalidNode: true)
            .SendAsync(Stream([new SendCommandRequest { Targets = [new Target { Key = "tag:Role" }] }]), Cancellation);

        Assert.Single(observer.Failed);
    }

    [Fact]
    public async Task Without_a_connection_nothing_is_sent()
    {
        var sender = new CommandSender(
            () => throw ConnectionErrors.NoRegion(), new SendOptions(5, false), new RecordingObserver(), TimeProvider.System);

        await Assert.ThrowsAsync<NoRegionException>(() => sender.SendAsync(Stream(OneNodeEach(2)), Cancellation));
    }

    [Fact]
    public async Task Nothing_to_send_asks_for_no_connection() =>
        await new CommandSender(
            () => throw ConnectionErrors.NoRegion(), new SendOptions(5, false), new RecordingObserver(), TimeProvider.System)
            .SendAsync(Stream([]), Cancellation);

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public async Task A_sink_that_fails_ends_the_send(int throttleLimit)
    {
        var observer = new RecordingObserver { OnSent = () => throw new OperationCanceledException("full") };

        await Assert.ThrowsAsync<OperationCanceledException>(
            () => Sender(new FakeService(), observer, throttleLimit).SendAsync(Stream(OneNodeEach(3)), Cancellation));

        Assert.Empty(observer.Failed);
    }

    [Fact]
    public async Task After_a_stop_nothing_new_begins_and_an_answer_within_the_grace_counts()
    {
        using var stop = new CancellationTokenSource();
        var time = new FakeTimeProvider();
        var answer = new TaskCompletionSource<Command>();
        var service = new FakeService { Send = (_, token) => answer.Task.WaitAsync(token) };
        var observer = new RecordingObserver();
        var sending = Sender(service, observer, throttleLimit: 2, time: time).SendAsync(Stream(OneNodeEach(5)), stop.Token);

        await stop.CancelAsync();
        time.Advance(CommandSender.StopGrace - TimeSpan.FromMilliseconds(1));
        Assert.False(sending.IsCompleted);
        answer.SetResult(new Command { CommandId = "kept" });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Equal(2, service.Sends);
        Assert.Equal(["kept", "kept"], observer.Sent.Select(sent => sent.Command.CommandId));
        Assert.Empty(observer.Failed);
    }

    [Fact]
    public async Task What_is_unanswered_after_the_grace_may_have_run()
    {
        using var stop = new CancellationTokenSource();
        var time = new FakeTimeProvider();
        var service = new FakeService { Send = (_, token) => new TaskCompletionSource<Command>().Task.WaitAsync(token) };
        var observer = new RecordingObserver();
        var sending = Sender(service, observer, throttleLimit: 2, time: time).SendAsync(Stream(OneNodeEach(5)), stop.Token);

        await stop.CancelAsync();
        time.Advance(CommandSender.StopGrace);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Equal(2, service.Sends);
        Assert.Equal(NodeIds.Many(2), observer.Failed.Select(failure => failure.Request.InstanceIds![0]).Order(StringComparer.Ordinal));
        Assert.All(observer.Failed, failure =>
        {
            Assert.IsType<RequestTimeoutException>(failure.Error);
            Assert.True(failure.Error.MayHaveRun);
        });
    }

    [Fact]
    public async Task After_a_stop_a_refused_request_is_not_sent_to_its_other_nodes()
    {
        using var stop = new CancellationTokenSource();
        FakeService? service = null;
        service = new FakeService
        {
            Send = async (request, _) =>
            {
                await stop.CancelAsync();
                throw service!.Error(ErrorCode.InvalidInstanceId, request.InstanceIds![1]);
            },
        };
        var observer = new RecordingObserver();

        await Sender(service, observer, skipInvalidNode: true).SendAsync(Stream([Request([.. NodeIds.Many(3)])]), stop.Token);

        Assert.Equal(1, service.Sends);
        Assert.Equal([NodeIds.Numbered(1)], Assert.Single(observer.Failed).InvalidNodes);
    }

    [Fact]
    public async Task A_stop_while_the_nodes_at_fault_are_looked_for_keeps_the_refusal()
    {
        FakeService? service = null;
        service = new FakeService
        {
            Send = (_, _) => throw service!.Error(ErrorCode.InvalidInstanceId),
            Nodes = (_, _) => throw new OperationCanceledException(),
        };
        var observer = new RecordingObserver();

        await Sender(service, observer, skipInvalidNode: true).SendAsync(Stream(OneNodeEach(1)), Cancellation);

        Assert.IsType<InvalidInstanceIdException>(Assert.Single(observer.Failed).Error);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Throttled_sends_wait_until_the_service_takes_them(int perSecond)
    {
        var time = new FakeTimeProvider();
        var start = time.GetUtcNow();
        var last = start - TimeSpan.FromHours(1);
        FakeService? service = null;
        service = new FakeService
        {
            Send = (_, _) =>
            {
                var now = time.GetUtcNow();
                if (now - last < TimeSpan.FromSeconds(1.0 / perSecond))
                {
                    throw service!.Error(ErrorCode.ThrottlingException);
                }

                last = now;
                return Task.FromResult(new Command());
            },
        };
        var observer = new RecordingObserver();

        await AdvanceAsync(
            time, Sender(service, observer, time: time).SendAsync(Stream(OneNodeEach(200)), Cancellation), TimeSpan.FromSeconds(0.05));

        Assert.Equal(200, observer.Sent.Count);
        Assert.Empty(observer.Failed);
        Assert.NotEmpty(observer.Throttled);

        // Not much slower than the service allows, and not many calls for nothing.
        Assert.InRange(last - start, TimeSpan.FromSeconds(199.0 / perSecond), TimeSpan.FromSeconds(300.0 / perSecond));
        Assert.InRange(service.Sends, 201, 300);
    }

    [Fact]
    public async Task Sends_that_are_throttled_for_longer_than_the_callers_patience_are_reported_as_not_sent()
    {
        var time = new FakeTimeProvider();
        FakeService? service = null;
        service = new FakeService { Send = (_, _) => throw service!.Error(ErrorCode.ThrottlingException) };
        var observer = new RecordingObserver();
        var sender = new CommandSender(() => service, new SendOptions(5, false, TimeSpan.FromMinutes(1)), observer, time);

        await AdvanceAsync(time, sender.SendAsync(Stream(OneNodeEach(2)), Cancellation), TimeSpan.FromSeconds(0.5));

        Assert.Equal(2, observer.Failed.Count);
        Assert.All(observer.Failed, failure => Assert.False(Assert.IsType<ThrottlingException>(failure.Error).MayHaveRun));
        Assert.InRange(observer.Throttled.Max(), TimeSpan.FromSeconds(50), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_throttled_answer_that_may_have_run_is_not_sent_again()
    {
        FakeService? service = null;
        service = new FakeService
        {
            Send = (request, _) => throw ErrorCatalog.FromService(
                ErrorCode.ThrottlingException, "", 503, "", new ErrorContext("SendCommand", service!.Origin) { Request = request }, null),
            Commands = _ => throw service!.Error(ErrorCode.AccessDeniedException),
        };
        var observer = new RecordingObserver();

        await Sender(service, observer).SendAsync(Stream(OneNodeEach(1)), Cancellation);

        Assert.True(Assert.Single(observer.Failed).Error.MayHaveRun);
        Assert.Equal(1, service.Sends);
    }

    [Fact]
    public async Task What_waits_for_its_turn_when_it_is_stopped_was_not_sent()
    {
        using var stop = new CancellationTokenSource();
        var time = new FakeTimeProvider();
        FakeService? service = null;
        service = new FakeService { Send = (_, _) => throw service!.Error(ErrorCode.ThrottlingException) };
        var observer = new RecordingObserver();
        var sending = Sender(service, observer, throttleLimit: 2, time: time).SendAsync(Stream(OneNodeEach(5)), stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Equal((1, 2), (service.Sends, observer.Failed.Count));
        Assert.All(observer.Failed, failure => Assert.False(failure.Error.MayHaveRun));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("50", "3")]
    [InlineData("50", "100%")]
    public async Task Nodes_that_are_refused_without_being_named_are_found_and_the_others_run(string? maxConcurrency, string? maxErrors)
    {
        var ids = NodeIds.Many(50);
        string[] bad = [ids[7], ids[8], ids[40]];
        var (service, observer) = (Unnamed(bad), new RecordingObserver());

        await Sender(service, observer, skipInvalidNode: true)
            .SendAsync(Stream([Request([.. ids]) with { MaxConcurrency = maxConcurrency, MaxErrors = maxErrors }]), Cancellation);

        Assert.Equal(bad, Assert.Single(observer.Skipped));
        Assert.Equal(ids.Except(bad), observer.Sent.SelectMany(sent => sent.Request.InstanceIds!).Order(StringComparer.Ordinal));
        Assert.Empty(observer.Failed);
        if (maxErrors == "3")
        {
            Assert.InRange(Sum(observer, request => request.MaxErrors), 0, 3);
        }
    }

    [Fact]
    public async Task A_limit_is_shared_out_as_far_as_it_goes()
    {
        var (service, observer) = (Unnamed([NodeIds.Numbered(1)]), new RecordingObserver());

        await Sender(service, observer, skipInvalidNode: true)
            .SendAsync(Stream([Request([.. NodeIds.Many(50)]) with { MaxConcurrency = "10" }]), Cancellation);

        Assert.InRange(Sum(observer, request => request.MaxConcurrency), 1, 10);
        Assert.InRange(Assert.Single(observer.Failed).Request.InstanceIds!.Count, 1, 7);
        Assert.Equal(
            50, observer.Sent.Select(sent => sent.Request).Concat(observer.Failed.Select(failure => failure.Request))
                .Sum(request => request.InstanceIds!.Count));
    }

    [Theory]
    [InlineData("1", null)]
    [InlineData("10%", null)]
    [InlineData(null, "10%")]
    public async Task A_request_is_not_split_where_two_could_not_keep_its_limits(string? maxConcurrency, string? maxErrors)
    {
        var (service, observer) = (Unnamed([NodeIds.Numbered(1)]), new RecordingObserver());

        await Sender(service, observer, skipInvalidNode: true)
            .SendAsync(
                Stream([Request([.. NodeIds.Many(10)]) with { MaxConcurrency = maxConcurrency, MaxErrors = maxErrors }]), Cancellation);

        Assert.Equal(10, Assert.Single(observer.Failed).Request.InstanceIds!.Count);
        Assert.Equal(1, service.Sends);
    }

    [Fact]
    public async Task A_refusal_that_is_everybodys_does_not_cost_a_call_a_node()
    {
        var (service, observer) = (Unnamed(NodeIds.Many(50)), new RecordingObserver());

        await Sender(service, observer, skipInvalidNode: true).SendAsync(Stream([Request([.. NodeIds.Many(50)])]), Cancellation);

        Assert.Equal(NodeIds.Many(50), observer.Failed.SelectMany(failure => failure.Request.InstanceIds!).Order(StringComparer.Ordinal));
        Assert.Empty(observer.Skipped);
        Assert.InRange(service.Sends, 12, 20);
    }

    private static int Sum(RecordingObserver observer, Func<SendCommandRequest, string?> limit) =>
        observer.Sent.Sum(sent => int.Parse(limit(sent.Request)!, System.Globalization.CultureInfo.InvariantCulture));

    // Refuses without a word for which node, as the service does, and its inventory says that all are online.
    private static FakeService Unnamed(IReadOnlyCollection<string> bad)
    {
        FakeService service = null!;
        return service = new FakeService
        {
            Send = (request, _) => request.InstanceIds!.Intersect(bad).Any()
                ? throw service.Error(ErrorCode.InvalidInstanceId)
                : Task.FromResult(new Command()),
            Nodes = (ids, _) => new Page<ManagedNode>([.. ids.Select(Online)], null),
        };
    }

    private static async Task AdvanceAsync(FakeTimeProvider time, Task sending, TimeSpan step)
    {
        for (var i = 0; i < 100_000 && !sending.IsCompleted; i++)
        {
            time.Advance(step);
            if (i % 100 == 0)
            {
                await Task.Delay(1, Cancellation);
            }
        }

        await sending;
    }

    private static CommandSender Sender(
        IRunCommandService service,
        ISendObserver observer,
        int throttleLimit = 5,
        bool skipInvalidNode = false,
        TimeProvider? time = null) =>
            new(() => service, new SendOptions(throttleLimit, skipInvalidNode), observer, time ?? TimeProvider.System);

    private static SendCommandRequest Request(params IReadOnlyList<string> ids) =>
        new() { DocumentName = "AWS-UpdateSSMAgent", InstanceIds = ids };

    private static List<SendCommandRequest> OneNodeEach(int count) => NodeIds.Many(count).ConvertAll(id => Request(id));

    private static ManagedNode Online(string id) => new() { InstanceId = id, PingStatus = PingStatus.Online };

    private static IAsyncEnumerable<SendCommandRequest> Stream(IEnumerable<SendCommandRequest> requests) => requests.ToAsyncEnumerable();
}
