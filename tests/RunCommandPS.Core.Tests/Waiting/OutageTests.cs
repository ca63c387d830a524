using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using RunCommandPS.Errors;
using RunCommandPS.Model;
using RunCommandPS.Waiting;

namespace RunCommandPS.Core.Tests.Waiting;

/// <summary>
/// Reads that fail while commands are followed: what passes is read again, for a time that is told; what does not pass ends it.
/// </summary>
public sealed class OutageTests : IFollowObserver
{
    private readonly FakeTimeProvider _time = new();
    private readonly DateTimeOffset _start;
    private readonly List<string> _nodes = [];
    private TimeSpan _last;
    private readonly List<(TimeSpan At, Outage Outage)> _outages = [];

    public OutageTests() => _start = _time.GetUtcNow();

    private TimeSpan Now => _time.GetUtcNow() - _start;

    [Theory]
    [InlineData(ErrorCode.InvalidNextToken)]
    [InlineData(ErrorCode.ExpiredTokenException)]
    [InlineData(ErrorCode.UnrecognizedClientException)]
    [InlineData(ErrorCode.InternalServerError)]
    [InlineData(ErrorCode.ConnectionRefused)]
    [InlineData(ErrorCode.InvalidReply)]
    public async Task A_run_goes_on_after_polls_that_failed(string code)
    {
        var (polls, pages) = (0, 0);
        FakeService service = null!;
        service = Service(list: () => Fail(++polls is > 1 and < 5), nodes: () => Fail(++pages < 4));

        await FollowAsync(service, sentHere: true);

        Assert.Equal(["i-1"], _nodes);

        void Fail(bool now)
        {
            if (now)
            {
                throw Error(service, code);
            }
        }
    }

    [Fact]
    public async Task What_nobody_answers_is_told_within_fifteen_seconds_and_ends_with_its_error_within_the_bound_that_was_told()
    {
        FakeService service = null!;
        var gone = TimeSpan.FromMinutes(3);
        service = Service(list: () => _ = (_last = Now) >= gone ? throw Error(service, ErrorCode.ConnectionRefused) : 0, ends: false);

        var error = await Assert.ThrowsAsync<ConnectionRefusedException>(() => FollowAsync(service, sentHere: true));

        Assert.DoesNotContain("Nothing was sent", error.Message, StringComparison.Ordinal);
        var (at, outage) = _outages[0];
        Assert.InRange(at, gone, gone + PollingPace.Longest + TimeSpan.FromSeconds(15));
        Assert.True(outage.IsNew);
        Assert.Contains("No connection", outage.ToString(), StringComparison.Ordinal);
        Assert.All(_outages.Skip(1), later => Assert.False(later.Outage.IsNew));
        Assert.InRange(_last, at + outage.Limit - PollingPace.LongestThrottled, at + outage.Limit + PollingPace.LongestThrottled);
    }

    [Fact]
    public async Task A_call_that_is_not_answered_is_told_of_while_it_waits()
    {
        var answer = new TaskCompletionSource();
        var service = Service(before: _ => answer.Task);
        var follow = Start(service, sentHere: true);

        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Empty(_outages);
        _time.Advance(TimeSpan.FromSeconds(5));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Contains("does not respond", _outages[0].Outage.ToString(), StringComparison.Ordinal);

        answer.SetResult();
        await AdvanceAsync(follow);
        Assert.Equal(["i-1"], _nodes);
    }

    [Fact]
    public async Task Credentials_that_never_were_good_are_tried_twice_and_no_more()
    {
        FakeService service = null!;
        var polls = 0;
        service = Service(list: () => _ = ++polls > 0 ? throw Error(service, ErrorCode.ExpiredTokenException) : 0);

        await Assert.ThrowsAsync<ExpiredTokenException>(() => FollowAsync(service, sentHere: false));

        Assert.Equal(2, polls);
    }

    [Fact]
    public async Task An_address_where_nobody_ever_answered_is_not_asked_for_minutes()
    {
        FakeService service = null!;
        service = Service(list: () => _ = (_last = Now) >= TimeSpan.Zero ? throw Error(service, ErrorCode.ConnectionRefused) : 0);

        await Assert.ThrowsAsync<ConnectionRefusedException>(() => FollowAsync(service, sentHere: false));

        Assert.InRange(_last, ReadFailures.LimitWithoutAnswer, ReadFailures.LimitWithoutAnswer + TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task What_fails_for_good_is_not_repeated()
    {
        FakeService service = null!;
        service = Service(nodes: () => throw service.Error(ErrorCode.AccessDeniedException));

        await Assert.ThrowsAsync<AccessDeniedException>(() => FollowAsync(service, sentHere: true));

        Assert.Empty(_outages);
    }

    ValueTask IFollowObserver.NodeEndedAsync(CommandInvocation invocation)
    {
        _nodes.Add(invocation.InstanceId);
        return default;
    }

    ValueTask IFollowObserver.CommandEndedAsync(Command command, UnseenNodes unseen) => default;

    ValueTask IFollowObserver.GivenUpAsync(string commandId, Command? lastSeen, RunCommandException reason, UnseenNodes unseen) =>
        throw reason;

    ValueTask IPollObserver.PolledAsync(WaitProgress progress) => default;

    ValueTask IPollObserver.UnansweredAsync(Outage outage)
    {
        _outages.Add((Now, outage));
        return default;
    }

    private static RunCommandException Error(FakeService service, string code)
    {
        var context = new ErrorContext("ListCommands", service.Origin);
        return code switch
        {
            ErrorCode.ConnectionRefused => ConnectionErrors.Refused(context, new IOException("refused")),
            ErrorCode.InvalidReply => ConnectionErrors.InvalidReply(context, 200, new FormatException()),
            _ => service.Error(code),
        };
    }

    private Task Start(FakeService service, bool sentHere)
    {
        var commands = Channel.CreateUnbounded<Command>();
        commands.Writer.TryWrite(Command(RunStatus.Pending));
        commands.Writer.Complete();
        return new InvocationFollower(service, null, this, _time, sentHere)
            .FollowAsync(commands.Reader, TestContext.Current.CancellationToken);
    }

    private Task FollowAsync(FakeService service, bool sentHere) => AdvanceAsync(Start(service, sentHere));

    private async Task AdvanceAsync(Task follow)
    {
        for (var i = 0; i < 20_000 && !follow.IsCompleted; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(0.5));
        }

        await follow;
    }

    private FakeService Service(
        Action? list = null, Action? nodes = null, bool ends = true, Func<CancellationToken, Task>? before = null) =>
        new()
        {
            BeforeCommands = before ?? (_ => Task.CompletedTask),
            CommandsOf = (_, _) =>
            {
                list?.Invoke();
                return new Page<Command>([Command(ends && Now > TimeSpan.FromSeconds(2) ? RunStatus.Success : RunStatus.InProgress)], null);
            },
            InvocationsOf = (_, _) =>
            {
                nodes?.Invoke();
                return new Page<CommandInvocation>(
                    [new CommandInvocation { CommandId = "c1", InstanceId = "i-1", Status = RunStatus.Success }], null);
            },
        };

    private Command Command(string status) => new()
    {
        CommandId = "c1",
        Status = status,
        RequestedDateTime = _start,
        ExpiresAfter = _start + TimeSpan.FromHours(2),
        InstanceIds = ["i-1"],
        TargetCount = 1,
        CompletedCount = status == RunStatus.Success ? 1 : 0,
    };
}
