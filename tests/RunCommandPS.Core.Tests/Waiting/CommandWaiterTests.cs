using Microsoft.Extensions.Time.Testing;
using RunCommandPS.Waiting;

namespace RunCommandPS.Core.Tests.Waiting;

public sealed class CommandWaiterTests : IWaitObserver
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<Command> _ended = [];
    private readonly Dictionary<string, RunCommandException> _givenUp = [];
    private readonly List<WaitProgress> _polls = [];
    private readonly List<Outage> _outages = [];

    [Fact]
    public async Task Many_commands_are_looked_at_with_one_page_of_fifty()
    {
        var commands = Enumerable.Range(0, 120).Select(i => Open($"c{i}")).ToList();
        var questions = new List<string?>();
        var service = new FakeService
        {
            CommandsOf = (query, token) =>
            {
                Assert.Null(query.CommandId);
                questions.Add(token);
                var first = int.Parse(token ?? "0", System.Globalization.CultureInfo.InvariantCulture);
                var page = commands.Skip(first).Take(50).Select(command => command with { Status = RunStatus.Success }).ToList();
                return new Page<Command>(page, first + 50 < commands.Count ? $"{first + 50}" : null);
            },
        };

        await Run(service, new WaitOptions(), commands);

        Assert.Equal(120, _ended.Count);
        Assert.Equal([null, "50", "100"], questions);
    }

    [Fact]
    public async Task Nothing_is_asked_about_a_command_that_has_ended()
    {
        await Run(new FakeService(), new WaitOptions(), [Open("a") with { Status = RunStatus.Failed }]);

        Assert.Equal("a", Assert.Single(_ended).CommandId);
    }

    [Fact]
    public async Task A_command_that_never_comes_to_light_is_given_up()
    {
        await Run(new FakeService { CommandsOf = (_, _) => new Page<Command>([], null) }, new WaitOptions(), [Open("a")]);

        Assert.Equal(ErrorCode.InvalidCommandId, _givenUp["a"].Code);
        Assert.True(_polls[^1].Waited >= WaitOptions.VisibilityWindow);
    }

    [Fact]
    public async Task A_command_that_comes_to_light_late_is_waited_for()
    {
        var polls = 0;
        var service = new FakeService
        {
            CommandsOf = (_, _) => new Page<Command>(++polls > 3 ? [Open("a") with { Status = RunStatus.Success }] : [], null),
        };

        await Run(service, new WaitOptions(), [Open("a")]);

        Assert.Single(_ended);
        Assert.Empty(_givenUp);
    }

    [Fact]
    public async Task A_command_that_does_not_end_is_given_up_some_time_after_it_expired()
    {
        var command = Open("a") with { ExpiresAfter = _time.GetUtcNow() + TimeSpan.FromMinutes(10) };

        await Run(new FakeService { CommandsOf = (_, _) => new Page<Command>([command], null) }, new WaitOptions(), [command]);

        Assert.Equal(ErrorCode.WaitTimeout, _givenUp["a"].Code);
        Assert.True(_time.GetUtcNow() > command.ExpiresAfter + WaitOptions.ExpiryGrace);
    }

    [Fact]
    public async Task The_time_out_gives_up_what_is_open_and_keeps_what_has_ended()
    {
        Command[] commands = [Open("a"), Open("b")];
        var service = new FakeService
        {
            CommandsOf = (_, _) => new Page<Command>([commands[0], commands[1] with { Status = RunStatus.Cancelled }], null),
        };

        Assert.True(await Run(service, new WaitOptions { Timeout = TimeSpan.FromSeconds(20) }, commands));

        Assert.Equal("b", Assert.Single(_ended).CommandId);
        Assert.Equal("a", Assert.Single(_givenUp).Key);
        Assert.Equal(TimeSpan.FromSeconds(20), _polls[^1].Waited);
    }

    [Fact]
    public async Task Any_is_content_with_the_first()
    {
        Command[] commands = [Open("a"), Open("b")];
        var service = new FakeService
        {
            CommandsOf = (_, _) => new Page<Command>([commands[0], commands[1] with { Status = RunStatus.Success }], null),
        };

        Assert.True(await Run(service, new WaitOptions { Any = true }, commands));

        Assert.Equal("b", Assert.Single(_ended).CommandId);
        Assert.Empty(_givenUp);
    }

    [Fact]
    public async Task A_look_that_is_throttled_is_made_again_later()
    {
        FakeService service = null!;
        var polls = 0;
        service = new FakeService
        {
            CommandsOf = (_, _) => ++polls < 4
                ? throw service.Error(ErrorCode.ThrottlingException)
                : new Page<Command>([Open("a") with { Status = RunStatus.Success }], null),
        };

        await Run(service, new WaitOptions { Interval = TimeSpan.FromSeconds(1) }, [Open("a")]);

        Assert.Single(_ended);
        Assert.Equal([0, 2, 6, 14], _polls.Select(poll => (int)poll.Waited.TotalSeconds));
    }

    [Fact]
    public async Task An_outage_ends_the_wait_with_its_error()
    {
        FakeService service = null!;
        service = new FakeService { CommandsOf = (_, _) => throw service.Error(ErrorCode.InternalServerError) };

        await Assert.ThrowsAsync<InternalServerErrorException>(() => Run(service, new WaitOptions(), [Open("a")]));
    }

    [Fact]
    public async Task What_no_later_look_can_mend_ends_the_wait_at_once()
    {
        FakeService service = null!;
        service = new FakeService { CommandsOf = (_, _) => throw service.Error(ErrorCode.AccessDeniedException) };

        await Assert.ThrowsAsync<AccessDeniedException>(() => Run(service, new WaitOptions(), [Open("a")]));
        Assert.Empty(_polls);
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(20, 2)]
    [InlineData(3600, 15)]
    public void The_pace_calms_down(double waited, double pause) =>
        Assert.Equal(TimeSpan.FromSeconds(pause), new PollingPace(null).Next(TimeSpan.FromSeconds(waited)));

    [Fact]
    public void The_pace_backs_off_and_recovers()
    {
        var pace = new PollingPace(TimeSpan.FromSeconds(1));

        Assert.Equal([2, 4, 8, 8, 4, 2, 1, 1], new[] { true, true, true, true, false, false, false, false }.Select(Pause));

        int Pause(bool isRefused)
        {
            if (isRefused)
            {
                pace.SlowDown();
            }

            return (int)pace.Next(TimeSpan.Zero).TotalSeconds;
        }
    }

    ValueTask IWaitObserver.EndedAsync(Command command)
    {
        _ended.Add(command);
        return ValueTask.CompletedTask;
    }

    ValueTask IWaitObserver.GivenUpAsync(string commandId, Command? lastSeen, RunCommandException reason)
    {
        _givenUp.Add(commandId, reason);
        return ValueTask.CompletedTask;
    }

    ValueTask IPollObserver.UnansweredAsync(Outage outage)
    {
        _outages.Add(outage);
        return ValueTask.CompletedTask;
    }

    ValueTask IPollObserver.PolledAsync(WaitProgress progress)
    {
        _polls.Add(progress);
        return ValueTask.CompletedTask;
    }

    private Command Open(string id) => new()
    {
        CommandId = id,
        Status = RunStatus.InProgress,
        RequestedDateTime = _time.GetUtcNow(),
        ExpiresAfter = _time.GetUtcNow() + TimeSpan.FromHours(2),
        TargetCount = 1,
    };

    // Each poll is done when the clock's step returns, because nothing in it waits for anything else.
    private async Task<bool> Run(FakeService service, WaitOptions options, IReadOnlyList<Command> commands)
    {
        var wait = new CommandWaiter(service, options, this, _time)
            .WaitAsync(
                commands.Select(command => KeyValuePair.Create(command.CommandId, (Command?)command)),
                TestContext.Current.CancellationToken);
        for (var i = 0; i < 100_000 && !wait.IsCompleted; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(0.5));
        }

        return await wait;
    }
}
